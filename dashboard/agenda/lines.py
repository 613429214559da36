"""Which units have a talk, or could have one, and where does each stand? One line per unit, under its code of now. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.access.reach import Units, former
from dashboard.edition import Edition, Unit
from dashboard.selection import STANDS
from dashboard.standing import Names
from registers import Kept, Rhythm, Talk

Tree = tuple[Edition, Mapping[str, str]]  # former code -> the code it has now
Stand = Literal["overdue", "due", "planned", "held", "none", "gone"]


@dataclass(frozen=True)
class Line:
    """One unit. `talk` and `rhythm` None: there is none; `day`: the last snapshot with the unit, None when never."""

    unit: str
    name: Names
    kind: str
    day: date | None
    former: frozenset[str]  # its code and every code it had
    gone: bool = False
    talk: Talk | None = None
    rhythm: Kept[Rhythm] | None = None

    @property
    def stand(self) -> Stand:
        """Where it stands: as the registers say; "none" when nothing was ever arranged, "gone" when the unit is."""
        if self.gone:
            return "gone"
        talk = self.talk
        # A talk that was cancelled, and nothing else, arranges nothing.
        if talk is None or (self.rhythm is None and talk.due_by is talk.last_held is talk.planned is None):
            return "none"
        return talk.stand

    @property
    def ahead(self) -> date | None:
        """The day of the talk that was planned, else the day by which there has to be one; None for neither."""
        if self.talk is None or self.gone:
            return None
        planned = self.talk.planned.value.day if self.talk.planned else None
        return planned if planned and not self.talk.unwritten else self.talk.due_by


def lines_of(
    tree: Tree, reads: Units, talks: Iterable[Talk], rhythms: Iterable[Kept[Rhythm]], others: Iterable[str] = ()
) -> list[Line]:
    """Every unit that may be read, in the order of the organisation; then those that are gone and of which something is left.

    `tree` is what is published now, and who was called what before; `talks` are under the codes of now, `rhythms` and
    `others` (the units of other records) under any.
    """
    edition, renamed = tree
    day = edition.snapshots[-1]
    units = edition.units.get(day, ())
    talk_of = {talk.unit: talk for talk in talks}
    rhythm_of = _rhythm_of(rhythms, renamed)
    there = {unit.code for unit in units}
    found = [
        Line(*_called(unit, day, renamed), talk=talk_of.get(unit.code), rhythm=rhythm_of.get(unit.code))
        for unit in units
        if reads is None or unit.code in reads
    ]
    gone = sorted({*talk_of, *rhythm_of, *(renamed.get(code, code) for code in others)} - there)
    return [*found, *(_gone(code, tree, talk_of.get(code), rhythm_of.get(code)) for code in gone)]


def shown(lines: Iterable[Line], stand: str | None, find: str) -> list[Line]:
    """The lines a reader asked for: those of one stand (None: all), of which a name or a code holds what is looked for."""
    wanted = _plainly(find)
    return [
        line
        for line in lines
        if stand in (None, line.stand) and any(wanted in _plainly(each) for each in (*line.name.values(), *line.former))
    ]


def tally(lines: Sequence[Line]) -> Mapping[str, int]:
    """How many units stand where, for every stand one can choose."""
    return {stand: sum(line.stand == stand for line in lines) for stand in STANDS}


def _called(unit: Unit, day: date, renamed: Mapping[str, str]) -> tuple[str, Names, str, date, frozenset[str]]:
    return unit.code, unit.name, unit.kind, day, former(unit.code, renamed)


def _gone(code: str, tree: Tree, talk: Talk | None, rhythm: Kept[Rhythm] | None) -> Line:
    edition, renamed = tree
    for day, unit in _seen(code, edition):
        return Line(*_called(unit, day, renamed), gone=True, talk=talk, rhythm=rhythm)
    return Line(code, {"en": code, "nl": code}, "", None, frozenset({code}), gone=True, talk=talk, rhythm=rhythm)


def _seen(code: str, edition: Edition) -> Iterator[tuple[date, Unit]]:
    for day in reversed(edition.snapshots):
        yield from ((day, unit) for unit in edition.units.get(day, ()) if unit.code == code)


def _rhythm_of(rhythms: Iterable[Kept[Rhythm]], renamed: Mapping[str, str]) -> dict[str, Kept[Rhythm]]:
    # One that was set under the code of now holds.
    former_first = sorted(rhythms, key=lambda kept: kept.value.unit not in renamed)
    return {renamed.get(kept.value.unit, kept.value.unit): kept for kept in former_first}


def _plainly(text: str) -> str:
    """Without capitals and accents, so that nobody has to know how a name is written."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))
