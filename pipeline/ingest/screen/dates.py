"""Full dates of birth, under their own heading or another one.

Allowed: year of birth, age, and dates of working life. Without such a heading, a column is taken for dates
of birth when nearly all its days lie 14 to 100 years before the snapshot and fall on many different days.
"""

import re
from datetime import date

from pipeline.ingest.mapping.dates import parse_day
from pipeline.ingest.screen.values import Values
from pipeline.ingest.sheet import Sheet

YOUNGEST, OLDEST = 14, 100
DATE_SHARE, BIRTH_SHARE = 0.8, 0.95
FEWEST_DATES, FEWEST_DAYS, DISTINCT_RATIO, CERTAINLY_MANY = 8, 5, 0.4, 60
SPAN_WITHOUT_SNAPSHOT = 25  # years; what dates of one event in working life rarely span

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)(20\d{2})[01]\d(?:[0-3]\d)?(?!\d)")
_SHORT_YEAR = re.compile(r"(\d{1,2}[-./]\d{1,2}[-./])(\d{2})")
_YEAR_ONLY = re.compile(r"(?:(?:18|19|20)\d{2}|\d{1,3})(?:[.,]0+)?")


def snapshot_year(sheet: Sheet, filename: str) -> int | None:
    """The year the file is about, as far as its name and title lines tell; None when they do not."""
    texts = (filename, *sheet.title)
    years = [int(found) for text in texts for found in (*_YEAR.findall(text), *_RUN_TOGETHER.findall(text))]
    return max((year for year in years if year >= 1990), default=None)


def as_date(text: str) -> date | None:
    """A full date as exports write it, also with a year of two digits; None for anything else."""
    if short := _SHORT_YEAR.fullmatch(text):
        # Nobody at work is over a hundred: `68` can be 1968 only, and `05` is 2005.
        text = f"{short[1]}{'19' if int(short[2]) > 30 else '20'}{short[2]}"
    found = parse_day(text)
    return found.day if found else None


def holds_days_under_birth_heading(values: Values) -> bool:
    """Whether a column that says date of birth holds more than a year or an age."""
    return any(not _YEAR_ONLY.fullmatch(text) for text in values.sample if any(mark.isdigit() for mark in text))


def holds_birth_dates(values: Values, snapshot: int | None) -> bool:
    """Whether a column with another heading holds dates of birth."""
    if values.distinct < FEWEST_DATES or not any(
        as_date(text) for text in values.sample[:: 1 + len(values.sample) // 20]
    ):
        return False
    dates = [found for found in map(as_date, values.sample) if found]
    if len(dates) < max(FEWEST_DATES, DATE_SHARE * len(values.sample)) or not _many(dates, values):
        return False
    years = [found.year for found in dates]
    if snapshot is None:
        # No year to compare with: only a long span tells, and the column is not needed anyway.
        return max(years) - min(years) >= SPAN_WITHOUT_SNAPSHOT
    fitting = sum(snapshot - OLDEST <= year <= snapshot - YOUNGEST for year in years)
    return fitting >= BIRTH_SHARE * len(years)


def _many(dates: list[date], values: Values) -> bool:
    days = {found.day for found in dates}
    distinctive = values.distinct >= DISTINCT_RATIO * values.rows or values.distinct >= CERTAINLY_MANY
    return len(days) >= FEWEST_DAYS and distinctive
