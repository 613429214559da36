"""A situation in one line: what a test does not say is ordinary."""

from dataclasses import replace
from datetime import date

from dashboard.discussion.counts import Cell, Count
from dashboard.discussion.situation import Situation
from dashboard.edition import Break, Target, Unit
from dashboard.standing import Standing
from tests.dashboard.standings import hidden, standing

DAY, YEAR_AGO = date(2025, 12, 31), date(2024, 12, 31)
ROOT = Unit("EXU", None, "organisation", 0, {"nl": "Universiteit", "en": "University"})
UNIT = Unit("BEH", "EXU", "faculty", 1, {"nl": "Gedrag", "en": "Behaviour"})
OTHER = Unit("ENG", "EXU", "faculty", 1, {"nl": "Techniek", "en": "Engineering"})
TARGET = Target(
    "t", 1, {"nl": "8% in 11-14", "en": "8% in 11-14"}, "world", "11-14", 0.08, "persons", date(2028, 12, 31), (),
    "Board", date(2022, 11, 14), "Plan",
)  # fmt: skip
BREAK = Break(date(2025, 6, 30), {"nl": "samengevoegd", "en": "merged"})
HIDDEN_COUNT = {
    **dict.fromkeys(("members", "share", "share_persons", "share_fte", "margin_high", "unknown", "as_of")),
    "shown": False,
    "reason": "too_few_people",
}


def count(heads: int = 346, members: float = 23, **changes: object) -> Count:
    """So many of so many heads, all of them known, in persons."""
    share = members / heads
    facts = {
        "cell": Cell(DAY, "BEH", "11-14", "world", "function"),
        "noun": "person",
        "headcount": heads,
        "base": heads,
        "members": members,
        "share": share,
        "share_persons": share,
        "share_fte": share,
        "margin_high": share + 0.03,
        "unknown": 0,
        "as_of": DAY,
        "shown": True,
        "reason": None,
    }
    return Count(**{**facts, **changes})


def hidden_count(heads: int = 346, **changes: object) -> Count:
    """A row that is protected: its headcount remains."""
    return replace(count(heads), **{**HIDDEN_COUNT, **changes})


def before(members: float = 23.0, **changes: object) -> Standing:
    """The same standing a year earlier."""
    return standing(snapshot=YEAR_AGO, members=members, **changes)


def situation(row: Standing | None = None, **changes: object) -> Situation:
    """The ordinary standing of a faculty, with nothing around it."""
    facts = {
        "snapshot": DAY,
        "unit": UNIT,
        "whole": ROOT,
        "target": TARGET,
        "standing": row or standing(),
        "group_name": {"nl": "Herkomst", "en": "Origin"},
        "band_name": {"nl": "Schalen 11-14", "en": "Scales 11-14"},
        "pool_name": {"nl": "Schalen 1-10", "en": "Scales 1-10"},
        "wider_name": {},
        **dict.fromkeys(
            ("here", "pool", "everyone", "organisation", "wider", "before", "break_", "size_before", "former")
        ),
        "outside": None,
    }
    return Situation(**{**facts, **changes})


__all__ = ["hidden", "standing"]
