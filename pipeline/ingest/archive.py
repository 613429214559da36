"""Kept exports as Parquet: the text of the mapped columns, once per received file."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipeline.ingest.keep import PSEUDONYM, Kept
from pipeline.ingest.sheet import Ragged, Sheet

_ROW = "row"


def to_table(kept: Kept) -> tuple[pa.Table, dict[str, str]]:
    """The table and its metadata, from which `from_table` makes the same Kept again."""
    sheet = kept.sheet
    table = sheet.table.append_column(_ROW, pa.array(sheet.rows, pa.int64()))
    if kept.pseudonym is not None:
        table = table.append_column(PSEUDONYM, pa.array(kept.pseudonym, pa.uint64()))
    about = {
        "filename": kept.filename,
        "name": sheet.name,
        "title": list(sheet.title),
        "headings": list(sheet.headings),
        "heading_row": sheet.heading_row,
        "ragged": [[each.row, each.cells] for each in sheet.ragged],
        "blank_rows": sheet.blank_rows,
        "hidden": sheet.hidden,
        "facts": sheet.facts,
    }
    return table, {"kept": json.dumps(about, ensure_ascii=False)}


def from_table(table: pa.Table) -> Kept:
    """A kept export read back from the archive."""
    about = json.loads((table.schema.metadata or {})[b"kept"])
    names = [name for name in table.column_names if name not in (_ROW, PSEUDONYM)]
    coded = [_dictionary(table.column(name)) for name in names]
    sheet = Sheet(
        name=about["name"],
        title=tuple(about["title"]),
        headings=tuple(about["headings"]),
        heading_row=about["heading_row"],
        table=pa.table(coded, names=names) if names else table.select([]),
        rows=table.column(_ROW).combine_chunks(),
        ragged=tuple(Ragged(row, cells) for row, cells in about["ragged"]),
        blank_rows=about["blank_rows"],
        hidden=about["hidden"],
        facts=about["facts"],
    )
    pseudonym = None
    if PSEUDONYM in table.column_names:
        pseudonym = table.column(PSEUDONYM).to_numpy().astype(np.uint64, copy=False)
    return Kept(about["filename"], sheet, pseudonym)


def archived_at(restricted: Path, fingerprint: str) -> Path:
    """Where the archive of a received file lies."""
    return restricted / "received" / f"{fingerprint}.parquet"


def _dictionary(column: pa.ChunkedArray) -> pa.Array:
    coded = column.combine_chunks()
    if not pa.types.is_dictionary(column.type):
        coded = coded.dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0)
    return coded.cast(pa.dictionary(pa.int32(), pa.string()))
