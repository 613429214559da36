"""What the overview looks at: a unit and those directly below it, against every target; and how it is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.edition import Unit
from dashboard.frame import choose
from dashboard.selection import GROUP, SNAPSHOT, UNIT
from dashboard.standing import Standing
from dashboard.visit import Visit


@dataclass(frozen=True)
class Within:
    """A unit with the ones below it, and their standings. `choices`: the units that have any below them."""

    scope: Unit
    units: tuple[Unit, ...]  # the scope first
    choices: tuple[str, ...]
    standings: tuple[Standing, ...]
    group_of: Mapping[str, str]  # target -> target group

    @property
    def groups(self) -> tuple[str, ...]:
        """The target groups there are targets for."""
        return tuple(dict.fromkeys(self.group_of.values()))

    @property
    def own(self) -> tuple[Standing, ...]:
        """The standings of the unit itself."""
        return tuple(row for row in self.standings if row.unit == self.scope.code)

    def of_group(self, group: str | None) -> tuple[Standing, ...]:
        """The standings of one target group; of all of them without one."""
        return tuple(row for row in self.standings if group in (None, self.group_of[row.target]))


def within_of(visit: Visit) -> Within:
    """What the address asks for. A unit with nothing below it is looked at among its siblings."""
    edition, now = visit.edition, visit.selection.snapshot
    choices = [unit.code for unit in edition.units[now] if edition.children(now, unit.code)] or [edition.root(now).code]
    line = edition.line(now, visit.selection.unit)
    scope = next(unit for unit in reversed(line) if unit.code in choices or unit.parent is None)
    units = (scope, *edition.children(now, scope.code))
    standings = edition.standings(now, [unit.code for unit in units])
    group_of = {row.target: edition.target(row.target, row.version).group for row in standings}
    return Within(scope, units, tuple(choices), standings, group_of)


def draw_choosers(visit: Visit, within: Within) -> None:
    """The boxes for the unit, the target group and the date."""
    words, edition, now = visit.words, visit.edition, visit.selection.snapshot
    places = st.columns(3)
    with places[0]:
        choose(words("choose_scope"), within.choices, within.scope.code, UNIT, lambda code: _scope_name(visit, code))
    # What is compared is a group and a band at once, and has a box of its own.
    if visit.selection.show != "compare":
        with places[1]:
            groups = ["", *within.groups]
            choose(
                words("choose_group"), groups, visit.selection.group or "", GROUP, lambda code: _group_name(visit, code)
            )
    with places[2]:
        days = [day.isoformat() for day in reversed(edition.snapshots)]
        choose(
            *(words("choose_snapshot"), days, now.isoformat(), SNAPSHOT),
            lambda day: words.day(date.fromisoformat(day)),
        )


def _scope_name(visit: Visit, code: str) -> str:
    unit = visit.edition.unit(visit.selection.snapshot, code)
    return visit.words("scope_whole" if unit.parent is None else "scope_within", unit=visit.words.name(unit.name))


def _group_name(visit: Visit, code: str) -> str:
    return visit.words.name(visit.edition.groups[code]) if code else visit.words("every_group")
