"""The five states a reader tells apart, out of the eight published verdicts."""

from typing import Literal

State = Literal["met", "on_course", "unsure", "below", "not_shown"]

# In the order in which they are counted in a sentence.
STATES: tuple[State, ...] = ("met", "on_course", "unsure", "below", "not_shown")

_OF: dict[str, State] = {
    "met": "met",
    "on_course": "on_course",
    "one_away": "unsure",
    "below_within_chance": "unsure",
    "depends_on_unknowns": "unsure",
    "less_than_one_person": "unsure",
    "below": "below",
    "not_shown": "not_shown",
}


def state_of(verdict: str, shown: bool) -> State:
    """The state of a published verdict. A verdict of a later version is not guessed at: not shown."""
    return _OF.get(verdict, "not_shown") if shown or verdict == "less_than_one_person" else "not_shown"
