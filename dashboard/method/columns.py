"""The data dictionary in the reader's language: every published table and what its columns mean."""

from dataclasses import dataclass

from dashboard.wording.words import Words
from pipeline.published import TABLES, Column

_TYPES = {
    "date": "method_type_date",
    "string": "method_type_string",
    "integer": "method_type_integer",
    "number": "method_type_number",
    "boolean": "method_type_boolean",
}
_UNITS = {
    "day": "method_unit_day",
    "code": "method_unit_code",
    "codes": "method_unit_codes",
    "heads": "method_unit_heads",
    "fte": "method_unit_fte",
    "heads or fte": "method_unit_heads_or_fte",
    "fraction 0-1": "method_unit_fraction",
    "percentage points": "method_unit_points",
}


@dataclass(frozen=True)
class Described:
    """One column, in one language. `unit` is empty for what has none."""

    name: str
    kind: str
    unit: str
    meaning: str
    empty: str


@dataclass(frozen=True)
class Table:
    """One published table: its code, what it is called, and its columns in their order."""

    code: str
    title: str
    columns: tuple[Described, ...]


def dictionary(words: Words) -> tuple[Table, ...]:
    """Every published table, in the order in which they are published."""
    return tuple(
        Table(code, words(f"method_table_{code}"), tuple(_described(column, words) for column in columns))
        for code, columns in TABLES.items()
    )


def _described(column: Column, words: Words) -> Described:
    dutch = words.language == "nl"
    return Described(
        name=column.name,
        kind=words(_TYPES[column.type]),
        # A unit of a later version is better as it was published than not at all.
        unit=words(_UNITS[column.unit]) if column.unit in _UNITS else column.unit,
        meaning=column.meaning_nl if dutch else column.meaning_en,
        empty=column.null_nl if dutch else column.null_en,
    )
