"""What is kept of an export, and that it comes back from the archive as it went in."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.digest import Read, digest
from pipeline.ingest.archive import from_table, to_table
from pipeline.ingest.keep import Kept, keep, lacks, relay
from pipeline.ingest.layout import lay
from pipeline.ingest.pseudonym import Rehasher
from tests.ingest.mapping.exports import TODAY, kept, of, rows_of, sheet, source

MARKER = "Jansen-de-Boer"
CELLS = st.sampled_from(["", " ", "A", "B", "é", "Ω", "=1", "a\nb", '"', "x" * 300])


def stored(what: Kept) -> bytes:
    table, metadata = to_table(what)
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(metadata), sink)
    return sink.getvalue().to_pybytes()


def again(what: Kept) -> Kept:
    return from_table(pq.read_table(pa.BufferReader(stored(what))))


def plain(what: Kept) -> dict[str, object]:
    parts = {name: value for name, value in vars(what.sheet).items() if name not in ("table", "rows")}
    texts = [column.to_pylist() for column in what.sheet.table.columns]
    hashes = None if what.pseudonym is None else what.pseudonym.tolist()
    return {**parts, "texts": texts, "rows": what.sheet.rows.to_pylist(), "file": what.filename, "hashes": hashes}


def test_unmapped_columns_and_the_pseudonym_itself_are_dropped() -> None:
    hr = source("pseudonym", "unit")
    headings = ["Naam", "Nr", "Eenheid", "Opmerking"]
    found = kept(hr, sheet(headings, [[MARKER, "p1", "A", MARKER], [MARKER, "", "B", ""]]))
    assert found.sheet.headings == ("Eenheid",)
    assert [column.to_pylist() for column in found.sheet.table.columns] == [["A", "B"]]
    assert found.pseudonym.tolist()[1] == 0
    assert found.pseudonym.tolist()[0] not in (0, 1)
    content = stored(found)
    assert MARKER.encode() not in content
    assert b"Opmerking" not in content
    assert b"p1" not in content


def test_a_column_that_only_tells_totals_is_kept() -> None:
    hr = source("unit", total_rows=(("Soort rij", re.compile("t")),))
    found = kept(hr, sheet(["Soort rij", "Naam", "Eenheid"], [["t", MARKER, "A"]]))
    assert found.sheet.headings == ("Soort rij", "Eenheid")
    assert relay(hr, found).columns == {"unit": 1}


def test_a_pseudonym_is_not_missed_once_it_is_hashed_and_is_missed_when_it_never_was() -> None:
    hr = source("pseudonym", "unit")
    found = kept(hr, sheet(["Nr", "Eenheid"], [["p", "A"]]))
    assert relay(hr, found).missing == ()
    without = Kept(found.filename, found.sheet, None)
    assert [field for field, _ in relay(hr, without).missing] == ["pseudonym"]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.booleans(), st.lists(CELLS, max_size=2))
def test_to_the_archive_and_back(rows: list[tuple[str, ...]], coded: bool, title: list[str]) -> None:
    hr = source(*(("pseudonym",) if coded else ()), "unit", "gender")
    drawn = sheet(["Nr", "Eenheid", "Geslacht"], rows, title=title, name="Blad", ragged=(99,), facts={"delimiter": ";"})
    before = keep(lay(hr, drawn), "hr é.csv", Rehasher(b"s"))
    assert plain(again(before)) == plain(before)
    assert plain(again(again(before))) == plain(before)
    assert stored(before) == stored(before)


def test_a_first_reading_and_a_later_one_give_the_same_cube() -> None:
    hr = source("pseudonym", "unit", "gender")
    rows = [
        {"pseudonym": "p", "unit": "A", "gender": "f"},
        {"pseudonym": "p", "unit": "B", "gender": "f"},
        {"pseudonym": "q", "unit": "C", "gender": "?"},
    ]
    first = kept(hr, rows_of(hr, rows))
    one, two = (digest(Read(each, hr), of(hr), TODAY) for each in (first, again(first)))
    assert one.cube.equals(two.cube)
    assert (one.tally, one.counted, one.notices) == (two.tally, two.counted, two.notices)
    assert [(cells.column, cells.reason, cells.rows.tolist()) for cells in one.bad] == [
        (cells.column, cells.reason, cells.rows.tolist()) for cells in two.bad
    ]


def test_a_sheet_of_which_no_column_is_kept_keeps_its_rows() -> None:
    hr = source("pseudonym", constants={"unit": "A"})
    found = kept(hr, sheet(["Nr"], [["p"], ["q"], ["q"]]))
    assert (found.sheet.table.num_columns, found.sheet.table.num_rows) == (0, 3)
    back = again(found)
    assert back.sheet.table.num_rows == 3
    assert digest(Read(back, hr), of(hr), TODAY).tally.people == 2


def test_columns_in_several_pieces_with_their_own_dictionaries() -> None:
    drawn = sheet(["Nr", "Eenheid"], [["p", "A"], ["q", "B"]])
    other = sheet(["Nr", "Eenheid"], [["q", "C"], ["r", "A"]])
    table = pa.concat_tables([drawn.table, other.table])
    rows = pa.array([3, 4, 5, 6], pa.int64())
    joined = type(drawn)(**{**vars(drawn), "table": table, "rows": rows})
    hr = source("pseudonym", "unit")
    found = kept(hr, joined)
    assert len(set(found.pseudonym.tolist())) == 3
    assert found.pseudonym[1] == found.pseudonym[2]
    assert again(found).sheet.table.column(0).to_pylist() == ["A", "B", "C", "A"]
    assert digest(Read(found, hr), of(hr), TODAY).tally.people == 3


@pytest.mark.parametrize("rows", [[], [["", "A"]]])
def test_no_rows_or_no_pseudonyms(rows: list[list[str]]) -> None:
    found = kept(source("pseudonym", "unit"), sheet(["Nr", "Eenheid"], rows))
    assert np.array_equal(again(found).pseudonym, np.zeros(len(rows), dtype=np.uint64))


@pytest.mark.parametrize("column", ["pseudonym", "Nr", "[NR]"])
def test_totals_told_by_the_pseudonyms_column_are_known_though_only_hashes_are_kept(column: str) -> None:
    hr = source("pseudonym", "unit", total_rows=((column, re.compile("(?:sub)?totaal.*")),))
    found = kept(hr, sheet(["Nr", "Eenheid"], [["p", "A"], ["Totaal A", "A"], ["q", "B"], [" SUBTOTAAL", "B"]]))
    for each in (found, again(found)):
        tally = digest(Read(each, hr), of(hr), TODAY).tally
        assert (tally.people, tally.totals, tally.quarantined) == (2, 2, 0)
    assert not lacks(hr, found)
