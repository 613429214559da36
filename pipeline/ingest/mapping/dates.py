"""Dates as exports write them, for the reference date only: days, months and bare years."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.month import Month

_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan janvier",
            "februari february feb février",
            "maart march mrt mar mars",
            "april apr avril",
            "mei may mai",
            "juni june jun juin",
            "juli july jul juillet",
            "augustus august aug août",
            "september sep sept septembre",
            "oktober october okt oct octobre",
            "november nov novembre",
            "december dec décembre",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:[ t].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ t].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(r"(?:(\d{1,2})[\s-]+)?([a-zûé]+)\.?[\s-]+(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-_./]?(\d{2})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")


@dataclass(frozen=True)
class Found:
    """A reference date, with how much of it was written."""

    month: Month
    day: date | None


def parse_day(text: str) -> Found | None:
    """A day or a month from its text; None when it is neither. Days stand first, as in Dutch."""
    bare = text.strip().casefold()
    try:
        return _day(bare) or _month(bare)
    except ValueError:  # 31-02-2025 has the shape of a date and is none
        return None


def parse_year(text: str) -> int | None:
    """A bare year, or None."""
    found = _YEAR.fullmatch(text.strip())
    return int(found[1]) if found else None


def parse_month_number(text: str) -> int | None:
    """A month from its number or its name in Dutch, English or French; None when it is none."""
    bare = text.strip().casefold().rstrip(".")
    if bare.isdigit():
        return int(bare) if 1 <= int(bare) <= 12 else None
    return _MONTH_NAMES.get(bare)


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
