"""How many unit x target get which statement, and how old figures are: counted by hand."""

from datetime import date

import pytest

from pipeline.published import STATEMENTS
from pipeline.report.usefulness import AGES, Level, age, usefulness

LEVELS = {"UNI": (0, "organisation"), "FAC": (1, "faculty"), "SER": (1, "service"), "DEP": (2, "department")}
SNAPSHOT = date(2026, 3, 31)


def row(unit: str, statement: str, as_of: date | None = None) -> dict[str, object]:
    return {"unit": unit, "statement": statement, "as_of": as_of}


def test_each_level_is_counted_by_itself() -> None:
    rows = [
        row("DEP", "heads"),
        row("UNI", "figure", SNAPSHOT),
        row("FAC", "figure", date(2025, 12, 31)),
        row("FAC", "figure", date(2024, 1, 31)),
        row("FAC", "pooled"),
        row("DEP", "nothing"),
    ]
    none = dict.fromkeys(STATEMENTS, 0)
    ages = dict.fromkeys(AGES, 0)
    assert usefulness(rows, LEVELS, SNAPSHOT) == (
        Level(0, "organisation", none | {"figure": 1}, ages | {"0": 1}),
        Level(1, "faculty", none | {"figure": 2, "pooled": 1}, ages | {"1-3": 1, "13+": 1}),
        Level(2, "department", none | {"heads": 1, "nothing": 1}, ages),
    )
    assert usefulness([], LEVELS, SNAPSHOT) == ()


@pytest.mark.parametrize(
    ("as_of", "name"),
    [
        ((2026, 3), "0"),
        ((2026, 2), "1-3"),
        ((2025, 12), "1-3"),
        ((2025, 11), "4-6"),
        ((2025, 9), "4-6"),
        ((2025, 8), "7-12"),
        ((2025, 3), "7-12"),
        ((2025, 2), "13+"),
    ],
)
def test_the_age_of_a_figure(as_of: tuple[int, int], name: str) -> None:
    assert age(date(*as_of, 28), SNAPSHOT) == name
