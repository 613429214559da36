"""Conversations and agreements as files. What people typed stays text: a spreadsheet runs none of it.

Equal input, equal bytes.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST_UNITS = 32_000  # a cell of Excel holds 32,767 units of UTF-16, and silently no more
_WIDE, _NARROW = 48, 14


@dataclass(frozen=True)
class Sheet:
    """One table of records: its name, its headings in the reader's language, and a row of cells per record."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def records_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by; days as 2027-03-12, empty where there is nothing."""
    written = io.StringIO()
    writer = csv.writer(written)
    for row in (sheet.heads, *sheet.rows):
        writer.writerow([_harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def records_workbook(sheets: Sequence[Sheet], made: date) -> bytes:
    """XLSX with a sheet per table; a text too long for one cell goes on in the next column of the same heading."""
    written = io.BytesIO()
    book = Workbook(written, _OPTIONS)
    book.set_properties({"created": datetime.combine(made, time())})
    formats: dict[str, Any] = {"head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"})}
    formats["text"] = book.add_format({"text_wrap": True, "valign": "top"})
    formats["day"] = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for each in sheets:
        _fill(book.add_worksheet(each.name), each, formats)
    book.close()
    return written.getvalue()


def _fill(sheet: Worksheet, table: Sheet, formats: dict[str, Any]) -> None:
    rows = [[list(_pieces(cell)) if isinstance(cell, str) else [cell] for cell in row] for row in table.rows]
    spans = [max((len(row[at]) for row in rows), default=1) for at in range(len(table.heads))]
    begins = [sum(spans[:at]) for at in range(len(spans))]
    sheet.freeze_panes(1, 0)
    for at, head in enumerate(table.heads):
        has_days = any(isinstance(row[at][0], date) for row in rows)
        sheet.set_column(begins[at], begins[at] + spans[at] - 1, _NARROW if has_days else _WIDE)
        for part in range(spans[at]):
            sheet.write_string(0, begins[at] + part, head if not part else f"{head} ({part + 1})", formats["head"])
    for line, row in enumerate(rows, start=1):
        for at, parts in enumerate(row):
            for part, value in enumerate(parts):
                _write(sheet, line, begins[at] + part, value, formats)


def _write(sheet: Worksheet, line: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, column, datetime.combine(value, time()), formats["day"])
    elif value:
        # As text, whatever it begins with.
        sheet.write_string(line, column, value, formats["text"])


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that fit a cell; a letter outside the basic plane counts twice there."""
    begin = size = 0
    for at, letter in enumerate(text):
        units = 2 if ord(letter) > 0xFFFF else 1
        if size + units > _MOST_UNITS:
            yield text[begin:at]
            begin, size = at, 0
        size += units
    yield text[begin:]


def _harmless(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    # Some spreadsheets look past spaces for the sign that begins a formula.
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
