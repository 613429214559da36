"""How many agreements are open per unit, and when is its next talk? Counts and days, handed over for the overview."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.wording.words import Words


@dataclass(frozen=True)
class Tally:
    """One unit, by its code. `past_due` are among the open ones; None: no such day.

    `passed` is the day of a plan of which nobody wrote down whether it was held.
    """

    unit: str
    open: int
    past_due: int
    planned: date | None = None
    due_by: date | None = None
    overdue: bool = False
    passed: date | None = None


@dataclass(frozen=True)
class Tallies:
    """One per unit of the overview, in its order; `elsewhere` are open agreements of units that are not in it."""

    units: tuple[Tally, ...]
    elsewhere: int = 0


@dataclass(frozen=True)
class TallyRow:
    """One line as read."""

    unit: str
    open: str
    past_due: str
    talk: str


def tally_rows(tallies: Tallies, names: Mapping[str, str], words: Words) -> tuple[TallyRow, ...]:
    """The lines of the units that are named, in the order given."""
    return tuple(
        TallyRow(names[each.unit], words.number(each.open), words.number(each.past_due), talk_words(each, words))
        for each in tallies.units
        if each.unit in names
    )


def talk_words(tally: Tally, words: Words) -> str:
    """When the next talk is, or has to be."""
    if tally.planned is not None:
        return words("pack_talk_planned", day=words.day(tally.planned))
    if tally.passed is not None:
        return words("pack_talk_passed", day=words.day(tally.passed))
    if tally.due_by is not None:
        return words("pack_talk_overdue" if tally.overdue else "pack_talk_due", day=words.day(tally.due_by))
    return words("pack_talk_none")
