"""How much can be said after all that is hidden, and how old is it? Counted beside what protection guards."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline import published
from pipeline.month import Month

# Months between the day of a figure and the snapshot: the most of each class; what is older has none.
_AGES = (("0", 0), ("1-3", 3), ("4-6", 6), ("7-12", 12))
AGES = (*(name for name, _ in _AGES), "13+")


@dataclass(frozen=True)
class Level:
    """What can be said at one level of the organisation: per unit and target, counted."""

    depth: int  # levels below the organisation
    kind: str
    statements: Mapping[str, int]  # by published.STATEMENTS, all of them
    ages: Mapping[str, int]  # by AGES, all of them; of the units' own figures


def usefulness(
    progress: Iterable[Mapping[str, Any]], levels: Mapping[str, tuple[int, str]], snapshot: date
) -> tuple[Level, ...]:
    """Per level, from the organisation down, how many unit x target get which statement, and how old figures are.

    `progress` are the published rows of `snapshot`; `levels` gives the depth and the kind of every unit.
    """
    statements: dict[tuple[int, str], Counter[str]] = {}
    ages: dict[tuple[int, str], Counter[str]] = {}
    for row in progress:
        level = levels[row["unit"]]
        statements.setdefault(level, Counter())[row["statement"]] += 1
        if row["as_of"] is not None:
            ages.setdefault(level, Counter())[age(row["as_of"], snapshot)] += 1
    return tuple(
        Level(
            *level,
            {name: statements[level][name] for name in published.STATEMENTS},
            {name: ages.get(level, Counter[str]())[name] for name in AGES},
        )
        for level in sorted(statements)
    )


def age(as_of: date, snapshot: date) -> str:
    """The class of AGES of a figure of that day at that snapshot."""
    months = Month.of(as_of).months_until(Month.of(snapshot))
    return next((name for name, most in _AGES if months <= most), AGES[-1])
