import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import FileRefused
from pipeline.ingest.read import read_sheets
from tests.ingest.read.tables import KNOWN, cells, ods, xls, xlsx

HEADINGS = ["Eenheid", "Schaal", "Geslacht", "Fte"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
# Letters an export may hold in any of the encodings, and everything that has a meaning in CSV.
CELL = st.text(alphabet="abcAZ 019.,;|\t\"'=+-é", max_size=12) | st.sampled_from(
    ["ë\nç", "a\r\nb", "0,8", "NULL", "-", '"', ""]
)


@st.composite
def files(draw):
    width = draw(st.integers(2, 4))
    row = st.lists(CELL, min_size=width, max_size=width)
    rows = draw(st.lists(row, max_size=12))
    # An empty row is left out by contract, and a lone empty file start would be a title; both have their own tests.
    rows = [["x", *row[1:]] if not any(cell.strip() for cell in row) else row for row in rows]
    return HEADINGS[:width], rows


@settings(max_examples=150, deadline=None)
@given(
    files(),
    st.sampled_from(";,\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(ENCODINGS),
)
def test_what_is_written_is_read_back(table, delimiter, newline, quoting, encoding):
    headings, rows = table
    if newline != "\r\n" and any("\n" in cell for row in rows for cell in row):
        quoting = csv.QUOTE_ALL  # csv.writer forgets to quote a line end that is not its own
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows([headings, *rows])
    # The declared encoding: a handful of accents is too little to tell code pages apart by.
    (sheet,) = read_sheets(held.getvalue().encode(encoding), "export.csv", KNOWN, encoding)
    assert sheet.headings == tuple(headings)
    assert cells(sheet) == rows
    assert sheet.rows.to_pylist() == list(range(2, len(rows) + 2))


def read_or_refused(content, known):
    try:
        return read_sheets(content, "export.xlsx", known)
    except FileRefused:
        return ()


SEEDS = [
    b'Titel\r\nEenheid;Schaal;Fte\r\n"A\nb";11;0,8\r\nB;12;1,0\r\n',
    xlsx(["Titel"], HEADINGS, ["A", 11, "v", 0.8]),
    xls(["Titel"], HEADINGS, ["A", 11, "v", 0.8]),
    ods(["Titel"], HEADINGS, ["A", 11, "v", 0.8]),
]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_bytes_are_read_or_refused_and_nothing_else(data):
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)
    for sheet in read_or_refused(content, KNOWN):
        assert len(sheet.headings) == sheet.table.num_columns


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_junk_is_read_or_refused_and_nothing_else(content):
    for sheet in read_or_refused(content, frozenset()):
        assert len(sheet.rows) == sheet.table.num_rows
