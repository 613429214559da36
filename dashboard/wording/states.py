"""What a reader tells apart, out of the eight published verdicts: five marks, and seven ways to be counted."""

from typing import Literal

State = Literal["met", "on_course", "unsure", "below", "not_shown"]
Tally = Literal["met", "on_course", "unsure", "below", "depends", "too_small", "not_shown"]

STATES: tuple[State, ...] = ("met", "on_course", "unsure", "below", "not_shown")
# In the order in which they are counted in a sentence.
TALLIES: tuple[Tally, ...] = ("met", "on_course", "unsure", "below", "depends", "too_small", "not_shown")
# Only of these can it be said whether the target is met.
JUDGED: tuple[Tally, ...] = ("met", "on_course", "unsure", "below")

_TALLY: dict[str, Tally] = {
    "met": "met",
    "on_course": "on_course",
    "one_away": "unsure",
    "below_within_chance": "unsure",
    "below": "below",
    "depends_on_unknowns": "depends",
}


def tally_of(verdict: str, shown: bool) -> Tally:
    """How a published verdict is counted. A verdict of a later version is not guessed at: not shown.

    That a target is less than one person hangs on the headcount alone, so it is said of hidden rows too.
    """
    if verdict == "less_than_one_person":
        return "too_small"
    return _TALLY.get(verdict, "not_shown") if shown else "not_shown"


def state_of(verdict: str, shown: bool) -> State:
    """The mark of a published verdict. A hidden row has none, whatever is said beside it."""
    if not shown:
        return "not_shown"
    tally = tally_of(verdict, shown)
    return "unsure" if tally in ("depends", "too_small") else tally


def may_be_met(members: float | None, unknown: float | None, need: float | None) -> bool:
    """Of a standing that hangs on the unknown: whether they can make it met; else only its course hangs on them."""
    return members is not None and need is not None and members + (unknown or 0) >= need - 1e-9
