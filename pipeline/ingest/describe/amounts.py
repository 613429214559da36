"""In what fte is written, and with which decimal mark."""

import re
from collections.abc import Iterable
from typing import Literal

from pipeline.ingest.describe.look import Look
from pipeline.ingest.describe.vocabulary import HOURS_WORDS, PERCENT_WORDS
from pipeline.ingest.mapping.numbers import decimal_mark, number
from pipeline.organisation.model import FteUnit

Decimal = Literal["auto", ",", "."]

FULL_FRACTION = 1.5  # above this and at most a hundred, fte is a percentage
WEEKS = (36.0, 38.0, 40.0)  # usual full-time weeks; the first that fits all rows is proposed
DEFAULT_WEEK = 38.0
ODD_ROWS = 0.02  # the share of rows a source may have wrong before a file is refused


def proven_mark(texts: Iterable[str]) -> Decimal:
    """The decimal mark that the texts leave no doubt about; `auto` when they prove nothing or contradict."""
    seen = list(texts)
    comma, point = decimal_mark(seen, ","), decimal_mark(seen, ".")
    return comma if comma == point else "auto"


def fte_unit(look: Look) -> tuple[FteUnit, bool]:
    """Fraction, percent or hours, and whether that is certain."""
    largest = _largest(look)
    if re.search(HOURS_WORDS, look.said):
        return "hours", False
    if re.search(PERCENT_WORDS, look.heading.casefold()):
        return ("percent", True) if largest > FULL_FRACTION else ("fraction", False)
    if largest <= FULL_FRACTION:
        return "fraction", True
    # Up to 40 may be hours in a week as well as a percentage of a small appointment.
    return ("percent", True) if largest > max(WEEKS) else ("hours", False)


def full_week(look: Look) -> float:
    """The full-time week the hours point at."""
    largest = _largest(look)
    return largest if largest in WEEKS else DEFAULT_WEEK


def _largest(look: Look) -> float:
    """The largest amount, a few odd rows left out: a total row must not decide what everyone's fte is written in."""
    mark = decimal_mark(look.filled, ",")
    read = [(number(text.rstrip("% "), mark), rows) for text, rows in look.filled.items()]
    amounts = [float(each) for each, rows in read if each is not None for _ in range(rows)]
    return sorted(amounts)[int((1 - ODD_ROWS) * len(amounts))] if amounts else 0.0
