"""Whose records of the registers somebody may read and write. Pure.

Records last longer than units: one of a unit that is gone is judged by the last month in which the unit was there, and
one under a former name of a unit by the unit as it is called now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.access.people import Grant, Person, Role
from dashboard.access.rules import Act, Page, Parents, allowed, may

Units = frozenset[str] | None  # None: all of them, whatever they were called


@dataclass(frozen=True)
class Reach:
    """The units whose records of one page somebody may read and write; `role`: in which role they write, if any."""

    reads: Units
    writes: Units
    role: Role | None

    def may_write(self, unit: str) -> bool:
        """Whether something may be written down about this unit."""
        return self.writes is None or unit in self.writes


def reach(person: Person, page: Page, trees: Sequence[Parents], renamed: Mapping[str, str]) -> Reach:
    """What one person may read and write of a page's records. `trees` in the order of their months."""
    reads, writes = (_units(person, page, act, trees, renamed) for act in ("see", "write"))
    able: list[Role] = [role for role in person.roles if allowed(role, page, "own", "write")]
    return Reach(reads, writes, able[0] if able else None)


def former(unit: str, renamed: Mapping[str, str]) -> frozenset[str]:
    """A unit's code and every code it had before. `renamed`: former code -> the code it has now."""
    return frozenset({unit, *(old for old, now in renamed.items() if now == unit)})


def _units(person: Person, page: Page, act: Act, trees: Sequence[Parents], renamed: Mapping[str, str]) -> Units:
    if any(_reaches_all(grant, page, act) for grant in person.grants):
        return None
    last = {unit: parents for parents in trees for unit in parents}
    found = {unit for unit, parents in last.items() if may(person, page, unit, parents, act)}
    return frozenset(found | {old for old, now in renamed.items() if now in found})


def _reaches_all(grant: Grant, page: Page, act: Act) -> bool:
    return allowed(grant.role, page, "elsewhere" if not grant.of_all else "own", act)
