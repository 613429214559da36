"""Every real file is read, with the counts an independent reader gives, or refused with one reason."""

import csv
import io

import openpyxl
import pytest
from odf.opendocument import load
from odf.table import Table, TableRow

from pipeline.ingest.read import open_export, read_sheets
from pipeline.organisation.model import fold

pytestmark = pytest.mark.real
NOTHING = frozenset()

# file: encoding, delimiter, newline, heading row, columns, title lines
TEXT = {
    "1007.csv": ("ascii", ",", "LF", 1, 41, 0),
    "1008.csv": ("utf-8 (BOM)", ",", "LF", 1, 42, 0),
    "1146.csv": ("cp850", ",", "LF", 3, 42, 0),
    "1264.csv": ("cp1252", ",", "CRLF", 1, 41, 0),
    "1473.csv": ("cp1252", ",", "LF", 1, 41, 0),
    "3082.csv": ("cp1252", ",", "CR", 6, 42, 1),
    "3189.csv": ("cp1252", ",", "CR", 1, 40, 0),
}
# file: per sheet (hidden, heading row, columns, rows)
BOOKS = {
    "1.ods": {"Data_Sheet": (False, 1, 42, 6)},
    "10.ods": {"July_2024": (False, 1, 41, 13)},
    "1059.xlsx": {
        "Data sheet": (False, 1, 41, 24),
        "Data fields": (True, 1, 2, 18),
        "Organisations list": (True, 1, 9, 202),
    },
    "1093.xlsx": {
        "Data sheet": (False, 1, 41, 15),
        "Data fields": (True, 1, 2, 18),
        "Organisations list": (True, 1, 9, 202),
    },
    "1238.xlsx": {
        "Data sheet": (False, 1, 41, 24),
        "Data fields": (False, 1, 2, 18),
        "Organisations list": (False, 1, 9, 206),
    },
    "1454.xlsx": {
        "Data sheet": (False, 1, 41, 24),
        "Data fields": (False, 1, 2, 18),
        "Organisations list": (False, 1, 9, 203),
    },
    "139.xls": {
        "Contents": (False, 1, 4, 5),
        "Data fields": (False, 2, 4, 42),
        "Data sheet": (False, 6, 41, 13),
        "List of Organisations": (False, 1, 4, 224),
        "Drop down lists": (True, 1, 5, 224),
    },
    "2807.xls": {
        f"{month} {year}": (False, 3, 41, 1)
        for year, months in (
            (2012, "April May June July August September October November December"),
            (2013, "January February March"),
        )
        for month in months.split()
    },
    "2841.xls": {"Data sheet": (False, 3, 41, 2)},
    "2919.xls": {"MOD": (False, 3, 10, 9)},
}
THREE_LEVELS = ("1146.csv", "3082.csv", "139.xls", "2807.xls", "2841.xls")


def sheets_of(path, known=NOTHING):
    return read_sheets(open_export(path), path.name, known)


def test_the_list_is_complete(real_data):
    assert {path.name for path in (real_data / "uk_formats").iterdir()} == set(TEXT) | set(BOOKS)


@pytest.mark.parametrize("name", TEXT)
def test_text_files(real_data, name):
    path = real_data / "uk_formats" / name
    (sheet,) = sheets_of(path)
    facts = (sheet.facts["encoding"], sheet.facts["delimiter"], sheet.facts["newline"])
    assert (*facts, sheet.heading_row, len(sheet.headings), len(sheet.title)) == TEXT[name]
    encoding = facts[0].replace(" (BOM)", "-sig").replace("ascii", "utf-8")
    records = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))
    below = list(enumerate(records[sheet.heading_row :], start=sheet.heading_row + 1))
    filled = [(number, record) for number, record in below if any(cell.strip() for cell in record)]
    assert sheet.rows.to_pylist() == [number for number, _ in filled]
    assert sheet.blank_rows == len(below) - len(filled)
    assert [list(row.values()) for row in sheet.table.to_pylist()] == [record for _, record in filled]


@pytest.mark.parametrize("name", BOOKS)
def test_workbooks(real_data, name):
    sheets = sheets_of(real_data / "uk_formats" / name)
    found = {each.name: (each.hidden, each.heading_row, len(each.headings), each.table.num_rows) for each in sheets}
    assert found == BOOKS[name]


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("name", [name for name in BOOKS if name.endswith(".xlsx")])
def test_xlsx_agrees_with_openpyxl(real_data, name):
    path = real_data / "uk_formats" / name
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    for sheet in sheets_of(path):
        other = list(book[sheet.name].iter_rows(values_only=True))
        assert [str(cell or "") for cell in other[0]][: len(sheet.headings)] == list(sheet.headings)
        for number, row in zip(sheet.rows.to_pylist(), sheet.table.to_pylist(), strict=True):
            for text, value in zip(row.values(), other[number - 1], strict=False):
                if isinstance(value, (int, float)):
                    assert float(text) == pytest.approx(value, rel=1e-14)
                else:
                    assert text == (value or "").replace("\r\n", "\n") or text.replace("\r\n", "\n") == value
        assert sum(any(cell not in (None, "", " ") for cell in row) for row in other[1:]) == sheet.table.num_rows


@pytest.mark.parametrize("name", [name for name in BOOKS if name.endswith(".ods")])
def test_ods_agrees_with_odfpy(real_data, name):
    path = real_data / "uk_formats" / name
    (table,) = load(path).getElementsByType(Table)
    filled = [row for row in table.getElementsByType(TableRow) if str(row).strip()]
    (sheet,) = sheets_of(path)
    assert len(filled) == sheet.table.num_rows + 1


@pytest.mark.parametrize("name", THREE_LEVELS)
def test_levels_of_headings_are_joined(real_data, name):
    sheet = next(each for each in sheets_of(real_data / "uk_formats" / name) if len(each.headings) > 40)
    folded = [fold(heading) for heading in sheet.headings]
    headcounts = [heading for heading in folded if heading.endswith("; headcount")]
    assert len(headcounts) == len(set(headcounts)) >= 12
    assert sum(heading.startswith("payroll staff; ") for heading in folded) == 14


def test_error_cells_are_not_taken_for_empty(real_data):
    (sheet,) = sheets_of(real_data / "uk_formats" / "1146.csv")
    assert any("#REF!" in column.to_pylist() for column in sheet.table.columns)


@pytest.mark.parametrize("folder", ["uk_monthly", "canada_bands", "montgomery"])
def test_other_folders_agree_with_the_csv_module(real_data, folder):
    for path in sorted((real_data / folder).glob("*.csv")):
        (sheet,) = sheets_of(path)
        encoding = sheet.facts["encoding"].replace(" (BOM)", "-sig")
        records = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))
        assert sheet.headings == tuple(records[0])
        filled = [record for record in records[1:] if any(cell.strip() for cell in record)]
        assert [list(row.values()) for row in sheet.table.to_pylist()] == filled
        assert not sheet.ragged
        assert encoding in {"ascii", "utf-8", "utf-8-sig", "cp1252"}


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Employee_Salaries_-_2019.csv", 10_105),
        ("Employee_Salaries_-_2020.csv", 9_958),
        ("Employee_Salaries_-_2020_with_empty_Race.csv", 9_958),
        ("Employee_Salaries_-_2021.csv", 9_907),
        ("Employee_Salaries_2022.csv", 10_052),
        ("Employee_Salaries_-_2023.csv", 10_291),
    ],
)
def test_montgomery_rows(real_data, name, people):
    (sheet,) = sheets_of(real_data / "montgomery" / name)
    assert sheet.table.num_rows == people
