"""What is kept of an export: the mapped columns only, as the text that stood there.

This is the form in which an export reaches the disk, and the only form that is mapped, so that a
first reading and a later one from the archive give the same result.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.ingest.layout import Layout, lay, wanted
from pipeline.ingest.pseudonym import TOTAL, Rehasher
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import Source, fold

PSEUDONYM = "pseudonym"


@dataclass(frozen=True)
class Kept:
    """The kept columns of one export; `pseudonym` is re-hashed, one number per row."""

    filename: str
    sheet: Sheet
    pseudonym: npt.NDArray[np.uint64] | None


def keep(layout: Layout, filename: str, rehasher: Rehasher) -> Kept:
    """Drop every column that the source does not map, and re-hash the pseudonym."""
    sheet = layout.sheet
    hidden = layout.columns.get(PSEUDONYM)
    places = sorted({*layout.columns.values(), *_total_columns(layout)} - {hidden})
    table = sheet.table.select([f"c{place}" for place in places])
    table = table.rename_columns([f"c{number}" for number in range(len(places))])
    pseudonym = None
    if hidden is not None:
        coded = sheet.table.column(hidden).combine_chunks()
        coded = coded.chunk(0) if hasattr(coded, "num_chunks") else coded
        hashes = _with_totals(layout, hidden, coded.dictionary, rehasher.hashes(coded.dictionary))
        pseudonym = hashes[coded.indices.to_numpy(zero_copy_only=False)] if len(coded) else hashes[:0]
    headings = tuple(sheet.headings[place] for place in places)
    kept = replace(sheet, table=table, headings=headings, title=_dated(layout))
    return Kept(filename, kept, pseudonym)


def lacks(source: Source, kept: Kept) -> bool:
    """Whether the source reads a column, required or not, that is not among those kept."""
    layout = relay(source, kept)
    there = {fold(heading) for heading in kept.sheet.headings} | wanted(source).keys()
    if kept.pseudonym is not None:
        there |= {fold(heading) for heading in source.columns.get(PSEUDONYM, ())}
    unseen = any(name not in there and fold(name) not in there for name, _ in source.total_rows)
    return bool(layout.missing or layout.absent or unseen)


def _with_totals(
    layout: Layout, hidden: int, texts: pa.Array, hashes: npt.NDArray[np.uint64]
) -> npt.NDArray[np.uint64]:
    """The hashes, with TOTAL where the text marks a total: told now, since only hashes are left afterwards."""
    named = {PSEUDONYM, fold(layout.sheet.headings[hidden])}
    patterns = [pattern for name, pattern in layout.source.total_rows if {name, fold(name)} & named]
    if not patterns:
        return hashes
    marks = [any(each.fullmatch(fold(text)) for each in patterns) for text in texts.to_pylist()]
    return np.where(np.array(marks, dtype=np.bool_), np.uint64(TOTAL), hashes)


def _dated(layout: Layout) -> tuple[str, ...]:
    """What gives the reference date in the lines above the heading; the rest may name who made the export."""
    pattern = layout.source.reference.title
    found = [pattern.search(line) for line in layout.sheet.title] if pattern is not None else []
    return tuple(each[0] for each in found if each is not None)


def relay(source: Source, kept: Kept) -> Layout:
    """The layout of a kept sheet. The pseudonym is no column of it any more and is not missed."""
    layout = lay(source, kept.sheet)
    missing = tuple(each for each in layout.missing if each[0] != PSEUDONYM or kept.pseudonym is None)
    return replace(layout, missing=missing)


def _total_columns(layout: Layout) -> set[int]:
    """Columns that only serve to recognise totals: named by heading, not by field."""
    headings = {fold(name) for name, _ in layout.source.total_rows if name not in wanted(layout.source)}
    return {place for place, heading in enumerate(layout.sheet.headings) if fold(heading) in headings}
