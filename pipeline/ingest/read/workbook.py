"""Reading XLSX, XLS and ODS through calamine: every sheet with a table, hidden ones marked."""

import io
from collections.abc import Sequence
from typing import Literal

import pyarrow as pa
import python_calamine as calamine

from pipeline.faults import Where
from pipeline.ingest.read.columns import as_text, encoded, table_of
from pipeline.ingest.read.heading import SEARCHED_ROWS, Heading, Merge, find_heading
from pipeline.ingest.read.messages import DAMAGED, EMPTY, NO_HEADING, PASSWORD, TOO_WIDE
from pipeline.ingest.read.ods_cells import ods_extras
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.read.sheet_extras import Extras, refuse_huge
from pipeline.ingest.read.xls_cells import xls_extras
from pipeline.ingest.read.xlsx_cells import xlsx_extras
from pipeline.ingest.sheet import Sheet

MOST_COLUMNS = 2_000
_HEAD_ROWS = 120


def read_workbook(
    content: bytes, filename: str, kind: Literal["xlsx", "xls", "ods"], known: frozenset[str]
) -> tuple[Sheet, ...]:
    """Every sheet that holds a table, in workbook order. Raises FileRefused when none does or it cannot be opened."""
    where = Where(file=filename)
    # Looked at before calamine opens the file: it makes room for every cell up to the last one, however far.
    extras = {"xlsx": xlsx_extras, "xls": xls_extras, "ods": ods_extras}[kind](content, where)
    for name, extra in extras.items():
        refuse_huge(extra, Where(file=filename, sheet=name))
    book = _opened(content, kind, where)
    sheets: list[Sheet] = []
    headless = 0
    for about in book.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        rows, merges = _rows(book, about.name, kind, extras.get(about.name, Extras()), where)
        if not any(any(row) for row in rows):
            continue
        heading = find_heading(rows[:_HEAD_ROWS], known, merges)
        if heading is None:
            headless += 1
            continue
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        sheets.append(_sheet(about.name, rows, heading, hidden, kind))
        if len(sheets[-1].headings) > MOST_COLUMNS:
            raise refused("too_wide", TOO_WIDE, Where(file=filename, sheet=about.name), limit=MOST_COLUMNS)
    if not sheets:
        raise (
            refused("no_heading", NO_HEADING, where, searched=SEARCHED_ROWS)
            if headless
            else refused("empty", EMPTY, where)
        )
    return tuple(sheets)


def _opened(content: bytes, kind: str, where: Where) -> calamine.CalamineWorkbook:
    try:
        return calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError as locked:
        raise refused("password", PASSWORD, where) from locked
    except (calamine.CalamineError, OSError, ValueError) as broken:
        raise refused("damaged", DAMAGED, where, kind=kind.upper()) from broken
    except BaseException as panic:
        if not _is_panic(panic):
            raise
        raise refused("damaged", DAMAGED, where, kind=kind.upper()) from panic


def _is_panic(raised: BaseException) -> bool:
    """A crash inside calamine arrives as an exception that is no `Exception`, and has no importable name."""
    return type(raised).__name__ == "PanicException"


def _rows(
    book: calamine.CalamineWorkbook, name: str, kind: str, extra: Extras, where: Where
) -> tuple[list[list[str]], tuple[Merge, ...]]:
    try:
        sheet = book.get_sheet_by_name(name)
        cells = sheet.to_python(skip_empty_area=False)
        ranges = sheet.merged_cell_ranges or []
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as broken:
        raise refused("damaged", DAMAGED, Where(file=where.file, sheet=name), kind=kind.upper()) from broken
    except BaseException as panic:
        if not _is_panic(panic):
            raise
        raise refused("damaged", DAMAGED, Where(file=where.file, sheet=name), kind=kind.upper()) from panic
    rows = [[as_text(cell) for cell in row] for row in cells]
    _write_errors(rows, extra)
    merges = tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges)
    return rows, merges or extra.merges


def _write_errors(rows: list[list[str]], extra: Extras) -> None:
    """Calamine gives an error cell (#N/A) as empty; left so, a lookup that failed would pass for "unknown"."""
    for (row, column), text in extra.errors.items():
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = text


def _sheet(name: str, rows: Sequence[Sequence[str]], heading: Heading, hidden: bool, kind: str) -> Sheet:
    below = [(number, row) for number, row in enumerate(rows[heading.last + 1 :], start=heading.last + 2)]
    kept = [(number, row) for number, row in below if any(cell and not cell.isspace() for cell in row)]
    width = max((_last_filled(row) for _, row in kept), default=0)
    width = max(width, _last_filled(heading.texts))
    headings = (*heading.texts, *[""] * (width - len(heading.texts)))[:width]
    columns = [encoded([row[at] if at < len(row) else "" for _, row in kept]) for at in range(width)]
    title = tuple(
        " ".join(cell.strip() for cell in row if cell.strip())
        for row in rows[: heading.first]
        if any(cell.strip() for cell in row)
    )
    numbers = pa.array([number for number, _ in kept], pa.int64())
    facts = {"format": kind}
    return Sheet(
        name, title, headings, heading.last + 1, table_of(columns), numbers, (), len(below) - len(kept), hidden, facts
    )


def _last_filled(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)
