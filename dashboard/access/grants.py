"""access.toml in the organisation's folder: who may see what. Every fault in it is named at once, and then nobody may.

What it looks like stands in docs/access.md.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from dashboard.access.people import EVERY_UNIT, OF_THE_WHOLE, ROLES, Role

_HOURS = (0.25, 24 * 30)
_TOP = {"session_hours", "claims", "grant"}
_CLAIMS = {"person", "groups", "email_verified"}
_GRANT = {"role", "units", "groups", "people", "audiences"}


@dataclass(frozen=True)
class Entry:
    """One [[grant]]: a role over units, for whoever is in one of the groups or is one of the people."""

    role: Role
    units: frozenset[str]
    groups: frozenset[str]
    people: frozenset[str]  # case folded
    audiences: frozenset[str]


@dataclass(frozen=True)
class Access:
    """Who may see what. Without entries nobody may see anything."""

    entries: tuple[Entry, ...] = ()
    person_claim: str = "email"
    groups_claim: str = "groups"
    verified: bool = True  # an e-mail address counts only when the login says that it was checked
    session_hours: float = 8.0


@dataclass(frozen=True)
class AccessFault:
    """What is wrong with access.toml: a code of the wording, the number of the grant (0: not in one), and the facts."""

    code: str
    grant: int
    facts: Mapping[str, str]


class AccessRefused(Exception):
    """access.toml cannot be used; carries every fault. Nobody may see anything until it is right."""

    def __init__(self, faults: tuple[AccessFault, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(f"{fault.code} ({fault.grant})" for fault in faults))


def read_access(content: bytes) -> Access:
    """The grants of a file's bytes. Raises AccessRefused with every fault."""
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise AccessRefused((AccessFault("access_not_toml", 0, {}),)) from None
    faults: list[AccessFault] = _unknown(said, _TOP, 0)
    claims = said.get("claims", {})
    named = claims if isinstance(claims, dict) else {}
    faults += _unknown(named, _CLAIMS, 0) if named is claims else [_wrong("claims", 0)]
    hours = said.get("session_hours", Access.session_hours)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not _HOURS[0] <= hours <= _HOURS[1]:
        faults.append(_wrong("session_hours", 0))
    for name in ("person", "groups"):
        if not (isinstance(named.get(name, "x"), str) and named.get(name, "x")):
            faults.append(_wrong(name, 0))
    if not isinstance(named.get("email_verified", True), bool):
        faults.append(_wrong("email_verified", 0))
    entries = [_entry(each, number, faults) for number, each in enumerate(_grants(said, faults), start=1)]
    if faults:
        raise AccessRefused(tuple(faults))
    return Access(
        entries=tuple(entry for entry in entries if entry is not None),
        person_claim=named.get("person", Access.person_claim),
        groups_claim=named.get("groups", Access.groups_claim),
        verified=named.get("email_verified", True),
        session_hours=float(hours),
    )


def _grants(said: Mapping[str, Any], faults: list[AccessFault]) -> list[Any]:
    grants = said.get("grant", [])
    if isinstance(grants, list):
        return grants
    faults.append(_wrong("grant", 0))
    return []


def _entry(said: object, number: int, faults: list[AccessFault]) -> Entry | None:
    if not isinstance(said, dict):
        faults.append(_wrong("grant", number))
        return None
    faults += _unknown(said, _GRANT, number)
    lists = {name: said.get(name, []) for name in ("units", "groups", "people", "audiences")}
    faults += [_wrong(name, number) for name, each in lists.items() if not _is_texts(each)]
    found = {name: frozenset(each) if _is_texts(each) else frozenset[str]() for name, each in lists.items()}
    role = said.get("role")
    if not _is_role(role):
        faults.append(AccessFault("access_role", number, {"roles": ", ".join(ROLES)}))
        return None
    if role in OF_THE_WHOLE and found["units"] - {EVERY_UNIT}:
        faults.append(AccessFault("access_units_of_the_whole", number, {"role": role}))
    if role not in OF_THE_WHOLE and not found["units"]:
        faults.append(AccessFault("access_no_units", number, {"role": role}))
    if role == "dean" and EVERY_UNIT in found["units"]:
        faults.append(AccessFault("access_dean_of_all", number, {}))
    if not found["groups"] and not found["people"]:
        faults.append(AccessFault("access_for_nobody", number, {}))
    units = frozenset({EVERY_UNIT}) if role in OF_THE_WHOLE else found["units"]
    people = frozenset(each.strip().casefold() for each in found["people"])
    return Entry(role, units, found["groups"], people, found["audiences"])


def _is_role(said: object) -> TypeGuard[Role]:
    return isinstance(said, str) and said in ROLES


def _is_texts(said: object) -> bool:
    # An empty text would match a claim that says nothing.
    return isinstance(said, list) and all(isinstance(each, str) and each.strip() for each in said)


def _unknown(said: Mapping[str, Any], known: set[str], grant: int) -> list[AccessFault]:
    return [AccessFault("access_unknown_key", grant, {"key": str(key)}) for key in said if key not in known]


def _wrong(key: str, grant: int) -> AccessFault:
    return AccessFault("access_wrong_value", grant, {"key": key})
