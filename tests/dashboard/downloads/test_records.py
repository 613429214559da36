"""Records as files: nothing runs, nothing is cut off, every text comes back whole."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from dashboard.downloads.records import Sheet, records_csv, records_workbook

DAY = date(2027, 3, 12)
TEXTS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1+1"),
    *("'; DROP TABLE x; --", "<script>alert(1)</script>", "{=1}", "http://example.org", "007", "1e5"),
    *("two\nlines", 'a "quoted" one, with a comma;', "שלום", "👩‍👩‍👧", "_x0041_"),
]


def sheet(*texts: str) -> Sheet:
    return Sheet("notes", ["day", "text", "more"], [[DAY, text, None] for text in texts])


def read_back(content: bytes) -> list[list[object]]:
    found = load_workbook(io.BytesIO(content))["notes"]
    return [[cell.value for cell in row] for row in found.iter_rows()]


def test_a_table_reads_back_as_it_was_given():
    rows = list(csv.reader(io.StringIO(records_csv(sheet("plain", "")).decode("utf-8-sig"), newline="")))
    assert rows == [["day", "text", "more"], ["2027-03-12", "plain", ""], ["2027-03-12", "", ""]]
    assert [row[1] for row in read_back(records_workbook([sheet("plain")], DAY))] == ["text", "plain"]
    assert read_back(records_workbook([sheet("plain")], DAY))[1][0].date() == DAY  # type: ignore[union-attr]


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_runs_and_each_text_is_there_whole(text: str):
    cell = next(csv.reader(io.StringIO(records_csv(sheet(text)).decode("utf-8-sig").split("\r\n", 1)[1], newline="")))[
        1
    ]
    assert cell in (text, f"'{text}")
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@")
    content = records_workbook([sheet(text)], DAY)
    found = load_workbook(io.BytesIO(content))["notes"]["B2"]
    assert found.data_type == "s"
    assert found.hyperlink is None
    assert found.value.replace("_x000D_", "\r").replace("\r\n", "\n") == text.replace("\r\n", "\n")


@pytest.mark.parametrize("letter", ["x", "\U0001f600", "é"])
@pytest.mark.parametrize("size", [31_999, 32_000, 32_001, 100_000, 120_000])
def test_a_text_longer_than_a_cell_goes_on_in_the_next(letter: str, size: int):
    text = "".join(letter if at % 7 else "." for at in range(size))
    rows = read_back(records_workbook([sheet("short", text)], DAY))
    width = len(rows[0]) - 2
    assert rows[0][1:3] == (["text", "text (2)"] if width > 1 else ["text", "more"])
    assert "".join(str(part) for part in rows[2][1 : 1 + width] if part) == text
    assert all(len(str(part).encode("utf-16-le")) // 2 <= 32_767 for part in rows[2] if part)
    assert rows[0][-1] == "more"
    assert rows[1][1] == "short"


def test_without_records_there_are_headings():
    assert read_back(records_workbook([Sheet("notes", ["day", "text"], [])], DAY)) == [["day", "text"]]
    assert records_csv(Sheet("notes", ["day", "text"], [])).decode("utf-8-sig") == "day,text\r\n"


def test_equal_records_make_equal_bytes():
    assert records_workbook([sheet("a")], DAY) == records_workbook([sheet("a")], DAY)
