"""What somebody typed in a field, as a value: a day, a list of lines. Pure."""

import re
from datetime import date

from babel.dates import get_month_names

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BY_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})\s+([^\W\d_]+)\.?\s+(\d{4})")
_YEARS = range(1950, 2150)
_MONTHS = {
    name.casefold().rstrip("."): number
    for language in ("nl", "en")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=language).items()
}


class NoDay(ValueError):
    """What was typed is no day."""


def day_of(typed: str) -> date | None:
    """The day somebody typed: `12-3-2027`, `2027-03-12`, `12 maart 2027`. None when nothing was. Raises NoDay."""
    text = " ".join(typed.split())
    if not text:
        return None
    try:
        found = _read(text)
    except (ValueError, KeyError):
        found = None
    # A year of three digits, or of the wrong century, is a slip of the finger.
    if found is None or found.year not in _YEARS:
        raise NoDay
    return found


def written_day(day: date | None) -> str:
    """A day as it stands in a field; empty when there is none."""
    return "" if day is None else f"{day:%d-%m-%Y}"


def lines_of(typed: str) -> tuple[str, ...]:
    """The lines somebody typed, without the empty ones, each once."""
    return tuple(dict.fromkeys(line for each in typed.splitlines() if (line := each.strip())))


def _read(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _BY_NUMBERS.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _IN_WORDS.fullmatch(text):
        return date(int(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    return None
