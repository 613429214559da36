import csv
import io

import pytest

from pipeline.ingest.read import read_sheets
from pipeline.ingest.read.columns import ENCODED
from pipeline.ingest.read.delimited import LONGEST_LINE
from tests.ingest.read.tables import KNOWN, cells, read_one, refusal

PLAIN = "Eenheid;Schaal;Fte\nLetteren;11;0,8\nRechten;10A;1,0\n"
ROWS = [["Letteren", "11", "0,8"], ["Rechten", "10A", "1,0"]]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("known", [KNOWN, frozenset()])
def test_every_delimiter_and_newline(delimiter, newline, known):
    sheet = read_one(PLAIN.replace(";", delimiter).replace("\n", newline), known)
    assert cells(sheet) == ROWS
    assert sheet.headings == ("Eenheid", "Schaal", "Fte")
    assert sheet.rows.to_pylist() == [2, 3]
    assert sheet.facts["delimiter"] == {"\t": "tab"}.get(delimiter, delimiter)
    assert sheet.facts["newline"] == {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[newline]
    assert all(field.type == ENCODED for field in sheet.table.schema)


def test_a_decimal_comma_is_no_delimiter_even_when_it_is_as_common():
    rows = "".join(f"{n},5;{n},25;1,0\n" for n in range(100))
    assert read_one("een;twee;drie\n" + rows, frozenset()).facts["delimiter"] == ";"


def test_titles_and_blank_lines_above_the_heading_count_as_rows():
    sheet = read_one("Overzicht personeel\nPeildatum;31-12-2025\n\n" + PLAIN)
    assert sheet.title == ("Overzicht personeel", "Peildatum 31-12-2025")
    assert sheet.heading_row == 4
    assert sheet.rows.to_pylist() == [5, 6]


def test_levels_of_headings_below_a_title_with_line_ends_of_an_old_mac():
    text = (
        ',,,,\r"Lees dit eerst,\ren vul in.",,,,\r,,,,\rNaam,Personeel,,,\r,Laag,,"Hoog\rniveau",\r'
        ",Aantal,Fte,Aantal,Fte\rA,1,2,3,4\r,,,,\rB,5,6,7,8\r"
    )
    sheet = read_one(text, frozenset())
    joined = (
        "Naam",
        "Personeel; Laag; Aantal",
        "Personeel; Laag; Fte",
        "Personeel; Hoog\rniveau; Aantal",
        "Personeel; Hoog\rniveau; Fte",
    )
    assert sheet.headings == joined
    assert (sheet.heading_row, sheet.rows.to_pylist(), sheet.blank_rows) == (6, [7, 9], 1)
    assert sheet.title == ("Lees dit eerst,\ren vul in.",)
    assert cells(sheet)[1] == ["B", "5", "6", "7", "8"]


def test_line_ends_inside_quotes_are_part_of_the_cell_and_not_a_row():
    sheet = read_one('"Een\nheid";"Schaal";Fte\nLetteren;"1\r\n1";1\nRechten;"a ""b"" c";1\nX;1;2\n', frozenset())
    assert sheet.headings[0] == "Een\nheid"
    assert cells(sheet) == [["Letteren", "1\r\n1", "1"], ["Rechten", 'a "b" c', "1"], ["X", "1", "2"]]
    assert sheet.rows.to_pylist() == [2, 3, 4]


def test_blank_lines_and_rows_of_delimiters_are_left_out_and_counted():
    sheet = read_one("Eenheid;Schaal\nA;1\n\n;\n  ;\t\nB;\n\n")
    assert cells(sheet) == [["A", "1"], ["B", ""]]
    assert sheet.rows.to_pylist() == [2, 6]
    assert sheet.blank_rows == 4


def test_ragged_rows_are_named_and_the_others_keep_their_numbers():
    sheet = read_one('Eenheid;Schaal;Fte\nA;1;1\nB;2\n"C\nc";3;1\n\nD;4;1;9\nE;5;1\n')
    assert [(each.row, each.cells) for each in sheet.ragged] == [(3, 2), (6, 4)]
    assert sheet.rows.to_pylist() == [2, 4, 7]
    assert sheet.blank_rows == 1
    assert [row[1] for row in cells(sheet)] == ["1", "3", "5"]


def test_ragged_rows_with_accents_of_another_encoding_are_named_too():
    text = "Eenheid;Schaal;Fte\nReeël;1;1\nCoördinatie;2\nCuraçao;3;1\n"
    for encoding in ("cp1252", "utf-8", "mac-roman"):
        sheet = read_one(text.encode(encoding))
        assert [(each.row, each.cells) for each in sheet.ragged] == [(3, 2)]
        assert cells(sheet) == [["Reeël", "1", "1"], ["Curaçao", "3", "1"]]


def test_ragged_rows_far_into_a_large_file_have_exact_numbers():
    lines = [f"Eenheid {n % 7};{n};1,0" for n in range(2, 60_002)]
    lines[49_998] = "te weinig"
    sheet = read_one("Eenheid;Schaal;Fte\n" + "\n".join(lines))
    assert [each.row for each in sheet.ragged] == [50_000]
    assert sheet.table.num_rows == 59_999
    assert sheet.rows[49_997].as_py() == 49_999
    assert sheet.rows[49_998].as_py() == 50_001


@pytest.mark.parametrize(
    ("text", "headings", "rows"),
    [
        ("Eenheid;Schaal;\nA;1;\nB;2;\n", ("Eenheid", "Schaal", ""), [["A", "1", ""], ["B", "2", ""]]),
        ("Eenheid;Schaal\nA;1;\nB;2;\n", ("Eenheid", "Schaal", ""), [["A", "1", ""], ["B", "2", ""]]),
        ("Eenheid;Schaal;;\nA;1\nB;2\n", ("Eenheid", "Schaal"), [["A", "1"], ["B", "2"]]),
    ],
)
def test_delimiters_at_the_end_of_all_lines_are_not_ragged(text, headings, rows):
    sheet = read_one(text)
    assert (sheet.headings, cells(sheet), sheet.ragged) == (headings, rows, ())


def test_one_column():
    assert cells(read_one("Eenheid\nA\n\nB\n", frozenset())) == [["A"], ["B"]]


def test_a_heading_without_rows_is_a_sheet_without_rows():
    for text in ("Eenheid;Schaal", "Eenheid;Schaal\n", "Titel\nEenheid;Schaal\n\n"):
        sheet = read_one(text)
        assert sheet.headings == ("Eenheid", "Schaal")
        assert (sheet.table.num_rows, len(sheet.rows)) == (0, 0)


def test_headings_may_repeat_and_cells_keep_their_blanks_and_formulas():
    sheet = read_one("Eenheid;Schaal;Schaal\n A ;=cmd();null\nNA;+1;\n")
    assert sheet.headings == ("Eenheid", "Schaal", "Schaal")
    assert cells(sheet) == [[" A ", "=cmd()", "null"], ["NA", "+1", ""]]


def test_no_cell_is_null():
    sheet = read_one("Eenheid;Schaal\nA;\n;NULL\nN/A;nan\n")
    assert sum(column.null_count for column in sheet.table.columns) == 0


@pytest.mark.parametrize(
    "text",
    [
        'Eenheid;Schaal\nA;1\nB;"2\nC;3\nD;4\n',  # never closed, last column: Arrow takes the rest as one cell
        'Eenheid;Schaal\nA;1\n"B;2\nC;3\nD;4\n',  # never closed, first column
        'Eenheid;Schaal\nA;1\nB;"2\nC;"3"\nD;4\n',  # closed by the next cell's opening mark
        'Eenheid;Schaal\nA;1\nB;"2',  # the file was cut off inside a cell
    ],
)
def test_an_open_quote_never_swallows_rows(text):
    fault = refusal(text)
    assert fault.code == "read.open_quote"
    assert fault.where.line == 3


def test_an_open_quote_deep_in_a_large_file():
    lines = [f'"Eenheid {n % 7}";{n};1,0' for n in range(2, 60_002)]
    lines[49_998] = 'Eenheid;1;"1,0'
    fault = refusal("Eenheid;Schaal;Fte\n" + "\n".join(lines))
    assert (fault.code, fault.where.line) == ("read.open_quote", 50_000)


def test_a_loose_quote_inside_a_cell_is_text():
    assert cells(read_one('Eenheid;Schaal\nbuis 5" rond;1\n')) == [['buis 5" rond', "1"]]


def test_a_heading_and_rows_with_different_delimiters():
    fault = refusal("Eenheid;Schaal;Fte\nA,1,x\nB,2,y\nC,3,z\n")
    assert fault.code == "read.mixed_delimiters"
    assert fault.text("en") == (
        "export.csv: the heading is split by ;, but the rows by ,; export it again with one delimiter"
    )
    assert refusal("Eenheid,Schaal,Fte\nA\t1\tx\nB\t2\ty\n", frozenset()).code == "read.mixed_delimiters"


def test_a_title_with_another_delimiter_is_no_mixture():
    sheet = read_one("Overzicht, per 31-12-2025\nEenheid;Schaal\nA;1\nB;2\n")
    assert sheet.title == ("Overzicht, per 31-12-2025",)


@pytest.mark.parametrize("start", ["", "Eenheid;Schaal\nA;1\n"])
def test_a_line_of_thirty_megabytes_is_refused_before_it_is_read(start):
    fault = refusal(start + "x" * 30_000_000)
    assert fault.code == "read.long_line"
    assert fault.where.line == start.count("\n") + 1


def test_lines_just_under_the_limit_are_read():
    sheet = read_one("Eenheid;Schaal\n" + "\n".join(["x" * (LONGEST_LINE - 10) + ";1"] * 3))
    assert sheet.table.num_rows == 3


def test_too_many_columns():
    assert refusal(";".join(f"kolom{n}" for n in range(3000)) + "\n").code == "read.too_wide"


def test_rows_without_a_heading_are_refused():
    fault = refusal("1;2;3\n4;5;6\n7;8;9\n", frozenset())
    assert fault.code == "read.no_heading"


def test_a_file_of_many_rows_agrees_with_the_csv_module():
    rows = [[f"E{n % 13}", str(n), f"{n % 10},0", "x" if n % 3 else ""] for n in range(30_000)]
    held = io.StringIO()
    csv.writer(held, delimiter=";").writerows([["Eenheid", "Nummer", "Fte", "Leeg"], *rows])
    (sheet,) = read_sheets(held.getvalue().encode(), "export.csv", KNOWN)
    assert cells(sheet) == rows
    assert sheet.rows.to_pylist() == list(range(2, 30_002))
    for column in sheet.table.columns:
        values = column.chunk(0).dictionary.to_pylist()
        assert len(set(values)) == len(values)
