"""What stands in the download of a picture: its columns, with what each means where it was published."""

from dataclasses import dataclass
from typing import Literal

from dashboard.wording.words import Words
from pipeline.published import PROGRESS, REPRESENTATION, Column

Kind = Literal["text", "code", "day", "share", "points", "whole", "number"]


@dataclass(frozen=True)
class Told:
    """One column: its name in CSV, how it is written, and the code of its heading in a workbook."""

    name: str
    kind: Kind
    heading: str


COLUMNS = (
    Told("snapshot", "day", "download_snapshot"),
    Told("target", "text", "download_target"),
    Told("version", "whole", "download_version"),
    Told("unit", "text", "download_unit"),
    Told("name", "text", "download_name"),
    Told("counts", "code", "download_counts"),
    Told("target_share", "share", "download_target_share"),
    Told("expected_share", "share", "download_expected_share"),
    Told("deadline", "day", "download_deadline"),
    Told("as_of", "day", "download_as_of"),
    Told("base", "number", "download_base"),
    Told("members", "number", "download_members"),
    Told("unknown", "number", "download_unknown"),
    Told("share", "share", "download_share"),
    Told("margin_low", "share", "download_margin_low"),
    Told("margin_high", "share", "download_margin_high"),
    Told("need", "number", "download_need"),
    Told("expected_need", "number", "download_expected_need"),
    Told("gap", "number", "download_gap"),
    Told("verdict", "code", "download_verdict"),
    Told("statement", "code", "download_statement"),
    Told("pool_unit", "text", "download_pool_unit"),
    Told("pool_band", "text", "download_pool_band"),
    Told("shown", "code", "download_shown"),
    Told("reason", "code", "download_reason"),
)
# What a published code is called in a workbook; a code of a later version is left as it is.
CODES = {
    "persons": "download_persons",
    "fte": "download_fte",
    "true": "download_yes",
    "false": "download_no",
    "met": "download_met",
    "on_course": "download_on_course",
    "one_away": "download_one_away",
    "below_within_chance": "download_below_within_chance",
    "below": "download_below",
    "depends_on_unknowns": "download_depends_on_unknowns",
    "less_than_one_person": "download_less_than_one_person",
    "not_shown": "download_not_shown",
    "figure": "download_figure",
    "pooled": "download_pooled",
    "heads": "download_heads",
    "nothing": "download_nothing",
    "too_few_people": "download_too_few_people",
    "low_response": "download_low_response",
    "not_available": "download_not_available",
    "nobody_here": "download_nobody_here",
    "person": "download_person",
    "appointment": "download_appointment",
    "function": "download_function",
    "personal": "download_personal",
}
_UNITS = {
    "": "download_no_unit",
    "day": "download_unit_day",
    "code": "download_unit_code",
    "heads": "download_unit_heads",
    "fte": "download_unit_fte",
    "fraction 0-1": "download_unit_share",
    "heads or fte": "download_unit_heads_or_fte",
}
# The name of a row is the only column that was not published under its own name.
_PUBLISHED = {column.name: column for column in (*REPRESENTATION, *PROGRESS)}


def published(name: str) -> Column | None:
    """The published column of this name; None for the name of a row, which is ours."""
    return _PUBLISHED.get(name)


def meaning(told: Told, words: Words) -> str:
    """What the column means, in the reader's language."""
    found = published(told.name)
    if found is None:
        return words("download_name_means")
    return found.meaning_nl if words.language == "nl" else found.meaning_en


def empty_means(told: Told, words: Words) -> str:
    """What an empty cell in the column means."""
    found = published(told.name)
    if found is None:
        return words("download_never_empty")
    return found.null_nl if words.language == "nl" else found.null_en


def unit_of(told: Told, words: Words) -> str:
    """What a number in the column is of; a unit of a later version as it was published."""
    found = published(told.name)
    return unit_in_words(found.unit if found else "", words)


def unit_in_words(unit: str, words: Words) -> str:
    """A published unit in words; one of a later version as it was published."""
    return words(_UNITS[unit]) if unit in _UNITS else unit


def called(code: str, words: Words) -> str:
    """A published code in words."""
    return words(CODES[code]) if code in CODES else code
