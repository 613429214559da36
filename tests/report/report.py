"""A report drawn by hand, with names that try to break out of it."""

from dataclasses import replace
from datetime import date

from pipeline.faults import Fault, Message, Where
from pipeline.month import Month
from pipeline.report.report import Replacement, Report, Standing
from pipeline.report.usefulness import Level
from pipeline.snapshot import Tally
from pipeline.validate.facts import BadCount
from tests.validate.facts import facts

HOSTILE = "</td><script>alert('x')</script>\"&{{ 7*7 }}{% raise %}"
WARNING = Fault("odd", Message(en="{unit} is odd", nl="{unit} is vreemd"), Where(file=HOSTILE), {"unit": HOSTILE})
NAMES = {"en": "Tiny University", "nl": "Kleine Universiteit"}


def standing(verdict: str = "below", **changes: object) -> Standing:
    plain: dict[str, object] = {
        "target": "women-15+",
        "unit": "A",
        "band": "15+",
        "group": "women",
        "counts": "persons",
        "verdict": verdict,
        "reason": None,
        "members": 5,
        "base": 40,
        "need": 12,
        "gap": 7,
        "target_share": 0.3,
        "as_of": date(2025, 12, 31),
        "statement": "figure",
    }
    return Standing(**{**plain, **changes})  # type: ignore[arg-type]


def report(**changes: object) -> Report:
    taken = replace(
        facts("2025-12", {"A": 90, "B": 10}, file=HOSTILE),
        bad=(
            BadCount(HOSTILE, "unknown_unit", 7, (3, 5, 8, 9, 12, 40, 41)),
            BadCount("Schaal", "of another version", 1, (6,)),
        ),
        notices=(WARNING,),
        tally=Tally(105, 100, 4, 1, 100),
    )
    plain: dict[str, object] = {
        "organisation": NAMES,
        "publication": "abc123",
        "changed": True,
        "taken": (taken,),
        "skipped": 2,
        "replaced": (Replacement(Month(2025, 12), HOSTILE, "new.csv", 90, 100, ((HOSTILE, 1, 2), ("B", 3, 4))),),
        "warnings": ((Month(2025, 12), WARNING),),
        "months": (Month(2025, 1), Month(2025, 12)),
        "snapshot": "2025-12-31",
        "standings": (standing(),),
        "root": "A",
        "unit_names": {"A": {"en": HOSTILE, "nl": "Eenheid A"}},
        "target_names": {"women-15+": {"nl": "Vrouwen <b>15+</b>"}},
        "hidden": 4,
        "shown": 6,
        "useful": (
            Level(
                0,
                HOSTILE,
                {"figure": 3, "pooled": 0, "heads": 0, "nothing": 0},
                {"0": 2, "1-3": 1, "4-6": 0, "7-12": 0, "13+": 0},
            ),
            Level(1, "faculty", {"figure": 0, "pooled": 2, "heads": 1, "nothing": 0}, {}),
        ),
    }
    return Report(**{**plain, **changes})  # type: ignore[arg-type]
