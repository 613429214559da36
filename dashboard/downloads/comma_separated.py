"""The rows of a picture as CSV, figures exactly as published."""

import csv
import io
from collections.abc import Sequence

from dashboard.downloads.columns import COLUMNS
from dashboard.standing import Standing

# A spreadsheet runs a cell that begins like this.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[tuple[str, Standing]]) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by; shares as fractions, empty where not shown."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(column.name for column in COLUMNS)
    for name, row in rows:
        writer.writerow(
            [_cell(name if column.name == "name" else getattr(row, column.name)) for column in COLUMNS],
        )
    return written.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
