"""Dates as exports write them, for the reference date only: days, months and bare years."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from pipeline.month import Month

_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan janvier",
            "februari february feb fevrier",
            "maart march mrt mar mars",
            "april apr avril",
            "mei may mai",
            "juni june jun juin",
            "juli july jul juillet",
            "augustus august aug aout",
            "september sep sept septembre",
            "oktober october okt oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_REST = r"(?:[ t](?!.*\d[-./]\d{1,2}[-./]\d).*)?"  # a time of day; not `31-12-2025 t/m 31-01-2026`
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}){_REST}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}}){_REST}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})[\s-]+)?([a-z]+)\.?[\s-]+(\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-_./]?(\d{2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:\.0)?", re.ASCII)
_MONTH_NUMBER = re.compile(r"0?([1-9]|1[0-2])(?:\.0)?", re.ASCII)


@dataclass(frozen=True)
class Found:
    """A reference date, with how much of it was written."""

    month: Month
    day: date | None


def parse_day(text: str) -> Found | None:
    """A day or a month from its text; None when it is neither. Days stand first, as in Dutch."""
    bare = _plain(text)
    try:
        return _day(bare) or _month(bare)
    except ValueError:  # 31-02-2025 has the shape of a date and is none
        return None


def parse_year(text: str) -> int | None:
    """A bare year that a Month can have, or None."""
    found = _YEAR.fullmatch(text.strip())
    return int(found[1]) if found and 1900 <= int(found[1]) <= 2999 else None


def parse_month_number(text: str) -> int | None:
    """A month from its number or its name in Dutch, English or French; None when it is none."""
    bare = _plain(text)
    found = _MONTH_NUMBER.fullmatch(bare)
    return int(found[1]) if found else _MONTH_NAMES.get(bare.rstrip("."))


def _plain(text: str) -> str:
    """Lower case, blanks of one kind, without accents: DECEMBRE, décembre, and as macOS writes it in file names."""
    apart = unicodedata.normalize("NFD", " ".join(text.split()).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _day(bare: str) -> Found | None:
    if found := _DAY_FIRST.fullmatch(bare):
        return _on(int(found[3]), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return _on(int(found[1]), int(found[2]), int(found[3]))
    if (found := _WORDS.fullmatch(bare)) and found[1] and found[2] in _MONTH_NAMES:
        return _on(int(found[3]), _MONTH_NAMES[found[2]], int(found[1]))
    return None


def _month(bare: str) -> Found | None:
    if (found := _WORDS.fullmatch(bare)) and found[2] in _MONTH_NAMES:
        return Found(Month(int(found[3]), _MONTH_NAMES[found[2]]), None)
    if found := _YEAR_MONTH.fullmatch(bare):
        return Found(Month(int(found[1]), int(found[2])), None)
    return None


def _on(year: int, month: int, day: int) -> Found:
    when = date(year, month, day)
    return Found(Month.of(when), when)
