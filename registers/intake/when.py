"""What do the words under "when" say: from which day to which, how often, and in which phase? Pure.

Read where possible, None where not: the words themselves are always kept. A range takes in its last day, month or
year ("mei 2018 tot april 2019" ends on 30 April 2019). A month without any year is not read.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from registers.model.activity import Phase, Recurrence

Choice = TypeVar("Choice", Recurrence, Phase)
_MONTHS = (
    "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun",
    "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
    "november nov", "december dec",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMED = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_POINT = re.compile(
    rf"""\b(?:
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
    |(?P<numeric>\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}})
    |(?P<day>\d{{1,2}})\s+(?P<day_month>{_NAMED})\.?(?:\s+(?P<day_year>\d{{4}}))?
    |(?P<month>{_NAMED})\b\.?(?:\s+(?P<month_year>\d{{4}}))?
    |(?:q(?P<q>[1-4])|(?P<nth>[1-4]e|{"|".join(_QUARTERS)})\s+(?:kwartaal|quarter))\s+(?:van\s+|of\s+)?(?P<q_year>\d{{4}})
    |(?P<year>(?:19|20)\d{{2}})
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM = re.compile(r"\b(vanaf|sinds|met ingang van|from|since)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(tot|t/m|tot en met|uiterlijk|v[oó][oó]r|until|by|before)\b", re.IGNORECASE)
_RECURRENCES: dict[str, Recurrence] = {
    r"doorlopend|continu\b|permanent|ongoing|continuous": "continuous",
    r"halfjaarlijks|half-yearly|twee ?(?:keer|maal) per jaar|twice a year": "half_yearly",
    r"driemaandelijks|(?:elk|elke|ieder|iedere|per) kwartaal|quarterly|every quarter": "quarterly",
    r"\bmaandelijks|(?:elke|iedere|per) maand|monthly|every month": "monthly",
    r"\bjaarlijks|(?:elk|ieder|per) jaar|\byearly|annual|every year": "yearly",
    r"op verzoek|op aanvraag|on request": "on_request",
}
PLAN_WORDS = re.compile(
    r"\b(?:pva|plan van aanpak)\s+(?:nog\s+)?(?:uitwerken|uit te werken|opstellen|op te stellen|maken|schrijven)\b",
    re.IGNORECASE,
)
_PHASES: dict[str, Phase] = {
    r"\b(?:afgerond|gereed|klaar|uitgevoerd|completed|finished)\b": "done",
    r"\b(?:gestopt|vervallen|geschrapt|stopped|cancelled)\b": "stopped",
}


@dataclass(frozen=True)
class When:
    """What was read; None is not known."""

    first_day: date | None = None
    last_day: date | None = None
    recurrence: Recurrence | None = None
    phase: Phase | None = None


def read_when(words: str) -> When:
    """What the words say."""
    first, last = _days(words)
    recurrence = _said(words, _RECURRENCES)
    return When(first, last, recurrence, _phase(words, recurrence))


def _phase(words: str, recurrence: Recurrence | None) -> Phase | None:
    if PLAN_WORDS.search(words):
        return "to_plan"
    return _said(words, _PHASES) or ("running" if recurrence == "continuous" else None)


def _said(words: str, choices: Mapping[str, Choice]) -> Choice | None:
    """The first choice whose form stands in the words."""
    for form, choice in choices.items():
        if re.search(form, words, re.IGNORECASE):
            return choice
    return None


def _days(words: str) -> tuple[date | None, date | None]:
    """The first and the last day. One point after "from" has no last day, after "until" no first."""
    spans = list(_spans(words))
    if not spans:
        return None, None
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if len(spans) == 1 and _FROM.search(words):
        return first, None
    if len(spans) == 1 and _UNTIL.search(words):
        return None, last
    return first, last


def _spans(words: str) -> Iterator[tuple[date, date]]:
    """The days that each point in time covers, in their order; one that does not exist is left out."""
    points = list(_POINT.finditer(words))
    for index, point in enumerate(points):
        following = next((year for later in points[index + 1 :] if (year := _year(later))), None)
        try:
            span = _span(point, _year(point) or following)
        except ValueError:
            continue
        if span:
            yield span


def _year(point: re.Match[str]) -> int | None:
    named = point["day_year"] or point["month_year"] or point["q_year"] or point["year"]
    if named:
        return int(named)
    full = point["iso"] or point["numeric"]
    return max(int(part) for part in re.split(r"\D", full)) if full else None


def _span(point: re.Match[str], year: int | None) -> tuple[date, date] | None:
    """Raises ValueError for a day that does not exist."""
    if point["iso"]:
        day = date(*(int(part) for part in point["iso"].split("-")))
        return day, day
    if point["numeric"]:
        day = date(*(int(part) for part in reversed(re.split(r"\D", point["numeric"]))))
        return day, day
    if year is None:
        return None
    if point["day"]:
        day = date(year, _MONTH_OF[point["day_month"].lower()], int(point["day"]))
        return day, day
    return _months(point, year)


def _months(point: re.Match[str], year: int) -> tuple[date, date]:
    if point["month"]:
        first = last = _MONTH_OF[point["month"].lower()]
    elif point["q_year"]:
        quarter = int(point["q"] or 0) or _QUARTERS.get(point["nth"].lower()) or int(point["nth"][0])
        first, last = quarter * 3 - 2, quarter * 3
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
