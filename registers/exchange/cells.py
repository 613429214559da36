"""How does a value stand in a cell of an export, so that it can be read back exactly and does no harm when opened?

A spreadsheet would run a cell that starts with `=`, `+`, `-` or `@`. Such a text gets an apostrophe before it, and
so does one that starts with an apostrophe itself: reading takes exactly one off. A cell of null is empty; texts
that may be null are never an empty text (the rules of the records see to that).
"""

from datetime import date, datetime

from sqlalchemy import Column, Date, Integer

from registers.store.moment import Moment

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def write_cell(value: object) -> str:
    """A value as text."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_DANGEROUS) else text


def read_cell(text: str, column: Column[object]) -> object:
    """The value again. Raises ValueError for what is no value of the column."""
    if text == "" and column.nullable:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(text)
    if isinstance(column.type, Date):
        return date.fromisoformat(text)
    if isinstance(column.type, Integer):
        return int(text)
    return text.removeprefix("'")


def type_of(column: Column[object]) -> str:
    """The type of a column in a description (Frictionless Table Schema)."""
    if isinstance(column.type, Moment):
        return "datetime"
    if isinstance(column.type, Date):
        return "date"
    return "integer" if isinstance(column.type, Integer) else "string"
