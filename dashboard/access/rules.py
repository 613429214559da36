"""Who may see what: one table over role, page, where a unit lies, and what is asked. Deny by default.

Every read of the dashboard goes through `visible` (a page holds no row of another unit) and every page and act
through `may`. tests/dashboard/access/test_rules.py writes the whole table out.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from dashboard.access.people import OF_THE_WHOLE, Grant, Person, Role

Page = Literal["overview", "unit", "discussion", "talks", "talk", "activities", "data", "method"]
Act = Literal["see", "download", "upload", "write"]
# Where a unit lies for one grant: it is named in it, it lies below such a unit, it is the whole organisation, or not.
Place = Literal["own", "below", "whole", "elsewhere"]
PAGES: tuple[Page, ...] = get_args(Page)
ACTS: tuple[Act, ...] = get_args(Act)
PLACES: tuple[Place, ...] = get_args(Place)
Parents = Mapping[str, str | None]  # unit -> the unit it is part of at one snapshot; None for the organisation

_PAGES: Mapping[Role, frozenset[Page]] = {
    "advisor": frozenset(PAGES),
    "board": frozenset({"overview", "unit", "discussion", "activities", "method"}),
    "ambassador": frozenset({"overview", "unit", "discussion", "talks", "talk", "activities", "method"}),
    "dean": frozenset({"overview", "unit", "discussion", "talks", "talk", "activities", "method"}),
}
_ACTS: Mapping[Role, frozenset[Act]] = {
    "advisor": frozenset(ACTS),
    "board": frozenset({"see", "download"}),
    "ambassador": frozenset({"see", "download", "write"}),
    "dean": frozenset({"see", "download"}),
}
_OWN: frozenset[Place] = frozenset({"own", "below"})
# The organisation's totals are for everybody with a role; a talk is held about one's own unit.
_OWN_AND_WHOLE: frozenset[Place] = frozenset({"own", "below", "whole"})
_REACH: Mapping[Page, frozenset[Place]] = {
    "overview": _OWN_AND_WHOLE,
    "unit": _OWN_AND_WHOLE,
    "discussion": _OWN,
    "talks": _OWN,
    "talk": _OWN,
    "activities": _OWN_AND_WHOLE,
    "data": frozenset(),
    "method": _OWN_AND_WHOLE,
}
# Where an act is at home; what is not named here may be done on every page.
_HOME: Mapping[Act, frozenset[Page]] = {
    "upload": frozenset({"data"}),
    "write": frozenset({"talk", "talks", "activities"}),
}


def allowed(role: Role, page: Page, place: Place, act: Act) -> bool:
    """One cell of the table, for a grant over named units; a grant over every unit finds each of them its own."""
    if page not in _PAGES[role] or act not in _ACTS[role] or page not in _HOME.get(act, PAGES):
        return False
    # What is of the whole organisation may be read by everybody, and is written by whoever answers for it.
    return role in OF_THE_WHOLE or place in (_OWN if act == "write" else _REACH[page])


def place_of(grant: Grant, unit: str, parents: Parents) -> Place:
    """Where a unit lies for a grant. A unit that is not there lies elsewhere."""
    if unit not in parents:
        return "elsewhere"
    if grant.of_all or unit in grant.units:
        return "own"
    if any(above in grant.units for above in _above(unit, parents)):
        return "below"
    return "whole" if parents[unit] is None else "elsewhere"


def may(person: Person, page: Page, unit: str, parents: Parents, act: Act = "see") -> bool:
    """Whether somebody may do this with this unit on this page: when any of their grants says so."""
    there = unit in parents
    return there and any(allowed(each.role, page, place_of(each, unit, parents), act) for each in person.grants)


def may_open(person: Person, page: Page) -> bool:
    """Whether there is anything for somebody on this page."""
    return any(page in _PAGES[grant.role] for grant in person.grants)


def may_upload(person: Person) -> bool:
    """Whether somebody may hand in an export."""
    return any("upload" in _ACTS[grant.role] for grant in person.grants)


def visible(person: Person, parents: Parents) -> frozenset[str]:
    """The units whose figures somebody may see at all, at the snapshot whose tree this is."""
    return frozenset(unit for unit in parents if any(may(person, page, unit, parents) for page in ("overview", "unit")))


def _above(unit: str, parents: Parents) -> list[str]:
    found: list[str] = []
    above = parents.get(unit)
    # A loop in the tree must not hang a page.
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found
