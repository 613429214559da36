"""Published rows of `representation` in a workbook: their columns as published, and what every code in them means."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from dashboard.downloads.columns import Kind, Told, unit_in_words
from dashboard.downloads.notes import Note, reason_notes
from dashboard.wording.words import Words
from pipeline.published import REPRESENTATION, Column

Names = Mapping[str, Mapping[str, str]]  # unit, band or group -> code -> its name in the reader's language

_PUBLISHED = {column.name: column for column in REPRESENTATION}
# What is not named here has a heading of its own name.
_HEADINGS = {"fte": "download_all_fte"}
_IN_WORDS = ("scale_basis", "counted", "reason", "shown")


def told_of(names: Sequence[str]) -> tuple[Told, ...]:
    """How each column of the table is written. Raises KeyError for one that is not of `representation`."""
    return tuple(Told(name, _kind(_PUBLISHED[name]), _HEADINGS.get(name, f"download_{name}")) for name in names)


def row_notes(columns: Sequence[Told], words: Words) -> tuple[Note, ...]:
    """Every column in its order, then every reason."""
    explained = tuple(_of_column(told, _PUBLISHED[told.name], words) for told in columns)
    return (*explained, *reason_notes(words))


def name_notes(table: pa.Table, names: Names, words: Words) -> tuple[Note, ...]:
    """What the codes in the table are called, each once, in the order in which they stand there."""
    none = words("download_no_unit")
    return tuple(
        Note(words(f"download_{column}"), named.get(code, code), code, words("download_code_means"), none, none)
        for column, named in names.items()
        for code in dict.fromkeys(table[column].to_pylist())
    )


def _kind(column: Column) -> Kind:
    if column.name in _IN_WORDS:
        return "code"
    if column.type == "number":
        return "share" if column.unit == "fraction 0-1" else "number"
    kinds: dict[str, Kind] = {"date": "day", "integer": "whole"}
    return kinds.get(column.type, "text")


def _of_column(told: Told, column: Column, words: Words) -> Note:
    dutch = words.language == "nl"
    means, empty = (column.meaning_nl, column.null_nl) if dutch else (column.meaning_en, column.null_en)
    return Note(
        words("download_column"), words(told.heading), told.name, means, unit_in_words(column.unit, words), empty
    )
