import datetime as dt
import io
import re
import struct
import zipfile

import pytest
import python_calamine as calamine

from pipeline.ingest.read import read_sheets
from tests.ingest.read.tables import KNOWN, cells, ods, read_one, refusal, xls, xlsx

HEAD = ["Eenheid", "Schaal", "Fte"]


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_titles_blank_rows_and_numbers(make):
    content = make(
        ["Overzicht", None, None], [None] * 3, HEAD, ["A", 11, 0.8], [None] * 3, ["B", 10, 1.0], ["C", "10A", None]
    )
    sheet = read_one(content, name="export.xlsx")
    assert sheet.title == ("Overzicht",)
    assert sheet.headings == tuple(HEAD)
    assert cells(sheet) == [["A", "11", "0.8"], ["B", "10", "1"], ["C", "10A", ""]]
    assert (sheet.heading_row, sheet.rows.to_pylist(), sheet.blank_rows) == (3, [4, 6, 7], 1)


def test_values_read_as_a_person_sees_them():
    row = [
        dt.date(2025, 12, 31),
        dt.datetime.fromisoformat("2025-12-31 09:05"),
        dt.time(8, 30),
        True,
        0.1 + 0.2,
        1e20,
        -3.0,
        dt.timedelta(hours=38),
    ]
    sheet = read_one(xlsx(["a", "b", "c", "d", "e", "f", "g", "h"], row), frozenset())
    assert cells(sheet) == [
        ["2025-12-31", "2025-12-31 09:05:00", "08:30:00", "true", "0.3", "100000000000000000000", "-3", "38:00:00"]
    ]


def as_errors(book):
    for place, text in (("B2", "#N/A"), ("C3", "#DIV/0!")):
        book.active[place].value = text
        book.active[place].data_type = "e"


def test_error_cells_stay_visible_in_xlsx():
    content = xlsx(HEAD, ["A", None, 1], ["B", 11, None], change=as_errors)
    assert cells(read_one(content)) == [["A", "#N/A", "1"], ["B", "11", "#DIV/0!"]]


def test_error_cells_stay_visible_in_xls():
    content = xls(HEAD, ["A", None, 1], ["B", 11, None], errors=[(1, 1, 0x2A), (2, 2, 0x07)])
    assert cells(read_one(content)) == [["A", "#N/A", "1"], ["B", "11", "#DIV/0!"]]


def test_error_cells_stay_visible_in_ods():
    plain = ods(HEAD, ["A", "FOUT", 1], ["B", 11, 1])
    old = b'<table:table-cell office:value-type="string"><text:p>FOUT'
    new = (
        b'<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error" '
        b'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><text:p>#N/A'
    )
    assert cells(read_one(replaced(plain, "content.xml", old, new))) == [["A", "#N/A", "1"], ["B", "11", "1"]]


def replaced(content, part, old, new):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new)
            target.writestr(name, data)
    return held.getvalue()


LEVELS = (["Naam", "Laag", None, "Hoog", None], [None, "Aantal", "Fte", "Aantal", "Fte"], ["A", 1, 2, 3, 4])
LEVELS_JOINED = ("Naam", "Laag; Aantal", "Laag; Fte", "Hoog; Aantal", "Hoog; Fte")


def test_merged_headings_in_xlsx():
    sheet = read_one(xlsx(*LEVELS, merges=["A1:A2", "B1:C1", "D1:E1"]), frozenset())
    assert (sheet.headings, sheet.heading_row) == (LEVELS_JOINED, 2)


def test_merged_headings_in_xls():
    rows = ([None] * 5, *LEVELS[1:])
    sheet = read_one(xls(*rows, merges=[(0, 1, 0, 0, "Naam"), (0, 0, 1, 2, "Laag"), (0, 0, 3, 4, "Hoog")]), frozenset())
    assert (sheet.headings, sheet.heading_row) == (LEVELS_JOINED, 2)


def test_merged_headings_in_ods():
    sheet = read_one(ods(["Naam", ("Laag", 2), ("Hoog", 2)], ["", *LEVELS[1][1:]], LEVELS[2]), frozenset())
    assert (sheet.headings, sheet.heading_row) == (LEVELS_JOINED, 2)


def several(book):
    hidden = book.create_sheet("Lijsten")
    hidden.append(["Eenheid", "Naam"])
    hidden.append(["A", "Alfa"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Leeg")
    book.create_chartsheet("Grafiek")
    book.create_sheet("Cijfers").append([1, 2, 3])


def test_every_sheet_with_a_table_and_hidden_ones_marked():
    sheets = read_sheets(xlsx(HEAD, ["A", 11, 1], change=several), "export.xlsx", KNOWN)
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Blad1", False), ("Lijsten", True)]


def test_a_table_that_starts_lower_and_to_the_right_with_empty_columns_after_it():
    sheet = read_one(xlsx([None] * 9, [None, *HEAD, None, None], [None, "A", 11, 1, " ", None]))
    assert sheet.headings == ("", *HEAD)
    assert cells(sheet) == [["", "A", "11", "1"]]
    assert sheet.rows.to_pylist() == [3]


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_empty_workbooks_and_workbooks_of_numbers(make):
    assert refusal(make([None])).code == "read.empty"
    assert refusal(make([1, 2, 3], [4, 5, 6])).code == "read.no_heading"


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_a_heading_without_rows(make):
    assert read_one(make(HEAD)).table.num_rows == 0


@pytest.mark.parametrize(("make", "kind"), [(xlsx, "XLSX"), (xls, "XLS"), (ods, "ODS")])
@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_truncated_files(make, kind, share):
    whole = make(HEAD, *[[f"Eenheid {n}", n, 1] for n in range(300)])
    fault = refusal(whole[: int(len(whole) * share)])
    assert fault.code == "read.damaged"


def test_a_workbook_with_a_password():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert refusal(ole).code == "read.password"
    locked = replaced(
        ods(HEAD), "META-INF/manifest.xml", b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    )
    assert refusal(locked).code == "read.password"
    flagged = bytearray(xlsx(HEAD))
    for place in [match.start() for match in re.finditer(rb"PK\x01\x02", flagged)]:
        flagged[place + 8] |= 1
    assert refusal(bytes(flagged)).code == "read.password"


def test_a_zip_bomb_that_says_its_size():
    content = replaced(xlsx(HEAD), "docProps/app.xml", b"</", b" " * 60_000_000 + b"</")
    assert len(content) < 1_000_000
    assert refusal(content).code == "read.zip_bomb"


def test_a_zip_bomb_that_lies_about_its_size():
    content = bytearray(replaced(xlsx(HEAD), "docProps/app.xml", b"</", b" " * 60_000_000 + b"</"))
    for match in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[match.start() + 24 : match.start() + 28] = (1000).to_bytes(4, "little")
    assert refusal(bytes(content)).code in {"read.zip_bomb", "read.damaged"}


def far(book):
    book.active["XFD1048576"] = "x"


def test_a_stray_cell_at_the_far_corner_does_not_take_all_memory():
    assert refusal(xlsx(HEAD, ["A", 11, 1], change=far)).code == "read.huge_sheet"
    grid = (b"<table:table-row", b'<table:table-row table:number-rows-repeated="1000000"')
    wide = replaced(
        ods(HEAD), "content.xml", b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="9000" '
    )
    assert refusal(replaced(wide, "content.xml", *grid)).code == "read.huge_sheet"


def right(book):
    book.active["XFD1"] = "x"


def test_a_stray_cell_far_to_the_right_is_too_wide():
    assert refusal(xlsx(HEAD, ["A", 11, 1], change=right)).code == "read.too_wide"


def test_an_xml_bomb_is_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook'
    assert refusal(replaced(xlsx(HEAD), "xl/workbook.xml", b"<workbook", bomb)).code == "read.damaged"


def test_an_xls_that_claims_impossible_dimensions_does_not_take_all_memory():
    content = xls(HEAD, ["A", 11, 1])
    place = content.index(b"\x00\x02\x0e\x00")  # the record that says how far the cells reach
    for claim in ((233, 5, 0, 4), (0, 4_000_000_000, 0, 4), (0, 2, 9, 3)):
        lie = content[: place + 4] + struct.pack("<IIHH", *claim) + content[place + 16 :]
        assert refusal(lie).code == "read.damaged"


def test_parts_that_are_no_xml_or_are_missing():
    for part, start, kind in (
        ("xl/workbook.xml", b"<workbook", xlsx),
        ("content.xml", b"<office:document-content", ods),
    ):
        whole = kind(HEAD, ["A", 11, 1])
        assert refusal(replaced(whole, part, start, b"<<<<")).code == "read.damaged"
    assert (
        refusal(
            replaced(ods(HEAD), "content.xml", b"<office:document-content", b"<!DOCTYPE x><office:document-content")
        ).code
        == "read.damaged"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    assert refusal(held.getvalue()).code == "read.damaged"


def test_a_way_of_packing_that_workbooks_do_not_use():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refusal(held.getvalue()).code == "read.damaged"


class PanicException(BaseException):
    """What a crash inside the spreadsheet library looks like from Python."""


def raising(error):
    def load(*_):
        raise error

    return load


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PanicException("x"), "read.damaged"),
        (calamine.PasswordError("x"), "read.password"),
        (calamine.XmlError("x"), "read.damaged"),
    ],
)
def test_whatever_the_library_says_is_a_refusal(monkeypatch, error, code):
    monkeypatch.setattr(calamine, "load_workbook", raising(error))
    assert refusal(xlsx(HEAD)).code == code


class BrokenBook:
    def __init__(self, error):
        self.sheets_metadata = calamine.load_workbook(io.BytesIO(xlsx(HEAD))).sheets_metadata
        self.get_sheet_by_name = raising(error)


@pytest.mark.parametrize("error", [PanicException("x"), calamine.XmlError("x")])
def test_a_sheet_that_cannot_be_read_is_named(monkeypatch, error):
    book = BrokenBook(error)
    monkeypatch.setattr(calamine, "load_workbook", lambda *_: book)
    fault = refusal(xlsx(HEAD))
    assert (fault.code, fault.where.sheet) == ("read.damaged", "Blad1")


@pytest.mark.parametrize("error", [KeyboardInterrupt()])
def test_an_interruption_is_no_refusal(monkeypatch, error):
    monkeypatch.setattr(calamine, "load_workbook", raising(error))
    with pytest.raises(KeyboardInterrupt):
        read_one(xlsx(HEAD))
