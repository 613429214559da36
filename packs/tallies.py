"""How many agreements are open per unit, and when is its next talk? Counts and days, handed over for the overview."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.wording.words import Words
from packs.talk import NO_DAY, TalkDays, next_words


@dataclass(frozen=True)
class Tally:
    """One unit, by its code. `past_due` are among the open ones."""

    unit: str
    open: int
    past_due: int
    talk: TalkDays = NO_DAY


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
    """When the next talk is, or has to be; that there is none where neither is on record."""
    return next_words(tally.talk, words) or words("pack_talk_none")
