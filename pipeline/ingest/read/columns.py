"""How cells become columns: text, dictionary-encoded, without nulls; and where the empty rows are."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

ENCODED = pa.dictionary(pa.int32(), pa.string())
_EXACT = 1e15  # up to here a double shows every digit a spreadsheet would


def as_text(value: object) -> str:
    """A cell as a person would see it: 11 not 11.0, dates in ISO form, booleans in lower case, nothing as ''."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return _moment(value)
    return str(value)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "" if math.isnan(value) else str(value)
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    # Fifteen digits is what spreadsheets keep and show: 0.1 + 0.2 reads 0.3.
    return format(Decimal(format(value, ".15g")), "f")


def _moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        sign = "-" if seconds < 0 else ""
        return f"{sign}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}:{abs(seconds) % 60:02}"
    return value.isoformat()


def encoded(texts: Sequence[str]) -> pa.DictionaryArray:
    """One column out of the texts of its cells."""
    return pa.array(texts, pa.string()).dictionary_encode()


def table_of(columns: Sequence[pa.DictionaryArray]) -> pa.Table:
    """The columns as `c0`, `c1`, ..."""
    names = [f"c{at}" for at in range(len(columns))]
    return pa.Table.from_arrays(list(columns), schema=pa.schema([(name, ENCODED) for name in names]))


def row_numbers(first: int, count: int) -> pa.Array:
    """Record numbers of rows that follow one another without a gap."""
    return pa.arange(first, first + count)


def rows_except(rows: pa.Array, left_out: Sequence[int]) -> pa.Array:
    """The row numbers without those of rows that are not in the table."""
    out = pa.array(left_out, pa.int64())
    return rows.filter(pc.call_function("invert", [pc.call_function("is_in", [rows], pc.SetLookupOptions(out))]))


def without_blank_rows(table: pa.Table, rows: pa.Array) -> tuple[pa.Table, pa.Array, int]:
    """The rows that hold anything, their numbers, and how many rows held nothing but blanks."""
    blank: pa.Array | None = None
    # Columns with few different values first: one of them without an empty cell settles it at once.
    for column in sorted(table.columns, key=_variety):
        codes = _blank_codes(column)
        if not len(codes):
            return table, rows, 0
        here = pc.call_function("is_in", [_indices(column)], pc.SetLookupOptions(codes))
        blank = here if blank is None else pc.call_function("and", [blank, here])
        if not pc.call_function("any", [blank]).as_py():
            return table, rows, 0
    if blank is None:
        return table, rows, 0
    filled = pc.call_function("invert", [blank])
    kept = table.filter(filled).combine_chunks()
    return kept, rows.filter(filled), table.num_rows - kept.num_rows


def _variety(column: pa.ChunkedArray) -> int:
    return max((len(chunk.dictionary) for chunk in column.chunks), default=0)


def _indices(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0).indices


def _blank_codes(column: pa.ChunkedArray) -> pa.Array:
    if not column.num_chunks:
        return pa.array([], pa.int32())
    empty = pc.call_function("equal", [pc.call_function("utf8_trim_whitespace", [column.chunk(0).dictionary]), ""])
    return pc.call_function("indices_nonzero", [empty]).cast(pa.int32())
