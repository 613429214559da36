"""A CSV file of the organisation as rows whose cells are checked, however Excel has saved it."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.faults import Where
from pipeline.organisation import messages as say
from pipeline.organisation.fields import Table
from pipeline.organisation.folder import Reading

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")  # a picture or workbook has these early on; text never
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Columns:
    """The columns a file has; a column that is optional may be left out of the heading."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


def open_csv(reading: Reading, name: str, columns: Columns) -> list[Table] | None:
    """One table per row, its empty cells left out; None when the file is absent or cannot be used.

    The place of a cell is its line and column. Wholly empty rows are passed over.
    """
    if name not in reading.files:
        return None
    text = _decoded(reading.files[name])
    if text is None:
        reading.findings.add(say.NOT_TEXT_FILE, Where(file=name))
        return None
    records = _records(reading, name, text)
    if records is None:
        return None
    if not records:
        told = ", ".join((*columns.required, *columns.optional))
        reading.findings.add(say.CSV_EMPTY, Where(file=name), columns=told)
        return None
    heading_line, heading = records[0]
    heading = [cell.casefold() for cell in heading]
    if not _heading_fits(reading, Where(file=name, line=heading_line), heading, columns):
        return None
    return [_row(reading, Where(file=name, line=line), heading, cells) for line, cells in records[1:]]


def _decoded(content: bytes) -> str | None:
    """UTF-8, else what Excel writes: UTF-16 with its mark, or Windows-1252. None when it is not text at all."""
    encodings = ("utf-16",) if content.startswith(_UTF16_MARKS) else ("utf-8-sig", "windows-1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def _records(reading: Reading, name: str, text: str) -> list[tuple[int, list[str]]] | None:
    """Line and stripped cells of each row that is not wholly empty; None when a quote is never closed."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)  # ; wins when there is none of them
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in rows:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                records.append((line, stripped))
            line = rows.line_num + 1
    except csv.Error:
        reading.findings.add(say.CSV_BROKEN, Where(file=name, line=line))
        return None
    return records


def _heading_fits(reading: Reading, where: Where, heading: Sequence[str], columns: Columns) -> bool:
    named = [cell for cell in heading if cell]
    known = (*columns.required, *columns.optional)
    for column in dict.fromkeys(named):
        if column not in known:
            reading.findings.unknown(say.UNKNOWN_COLUMN, where, column, known)
        elif named.count(column) > 1:
            reading.findings.add(say.COLUMN_TWICE, where, column=column)
    missing = [column for column in columns.required if column not in named]
    for column in missing:
        reading.findings.add(say.COLUMN_MISSING, where, column=column)
    return not missing and len(set(named)) == len(named)


def _row(reading: Reading, where: Where, heading: Sequence[str], cells: Sequence[str]) -> Table:
    width = max((n for n, column in enumerate(heading, start=1) if column), default=0)
    used = max((n for n, cell in enumerate(cells, start=1) if cell), default=0)
    if used > width:
        reading.findings.add(say.ROW_TOO_LONG, where, cells=used, columns=width)
    values = {column: cell for column, cell in zip(heading, cells, strict=False) if column and cell}
    return Table(values, partial(_cell, where), reading.findings, is_row=True)


def _cell(where: Where, column: str) -> Where:
    return Where(file=where.file, line=where.line, column=column)
