"""Reads what policy.toml has decided and for whom: the signed decisions, and the closed audiences."""

import re
from collections.abc import Sequence

from pipeline.organisation import messages as say
from pipeline.organisation import policy_messages as of_policy
from pipeline.organisation.fields import NO_DAY, Table
from pipeline.organisation.findings import Names
from pipeline.organisation.folder import Reading
from pipeline.organisation.header import FILE_CODE
from pipeline.organisation.model import EVERYONE, Unit, fold
from pipeline.organisation.policy import Audience, Decision, Shield
from pipeline.organisation.shields import read_shield

DECISION = ("decided_on", "signed_by", "reason")
# An address, a number as long as a personnel number, initials, or a title with a name.
_PERSON = re.compile(
    r"""
    @ | \d{5} | (?<![\w.])[^\W\d_]\. |
    (?<!\w) (?: [Dd]hr | [Mm]evr | [Mm]w | [Mm]rs? | [Mm]s | [Dd]rs? | [Ii]r | [Ii]ng | [Pp]rof ) \.? \s+ [A-Z][a-z]
    """,
    re.VERBOSE,
)


def read_decision(reading: Reading, table: Table) -> Decision:
    """Who decided to protect less, when and why. Reads three keys of the table; leaves closing it to the caller."""
    decided_on = table.day("decided_on")
    if table.good("decided_on") and reading.today is not None and decided_on > reading.today:
        table.refuse("decided_on", of_policy.IN_THE_FUTURE, value=decided_on)
    signed_by = table.text("signed_by")
    _no_person(table, "signed_by", [signed_by])
    return Decision(decided_on, signed_by, table.words("reason", reading.languages))


def read_audiences(
    reading: Reading, tables: Sequence[Table], names: Names, units: Sequence[Unit], default: Shield
) -> tuple[Audience, ...]:
    """The closed audiences in the order of the file. `default` holds for the thresholds an audience leaves out."""
    first: dict[str, str] = {}
    return tuple(_audience(reading, table, names, units, (default, first)) for table in tables)


def _audience(
    reading: Reading, table: Table, names: Names, units: Sequence[Unit], known: tuple[Shield, dict[str, str]]
) -> Audience:
    default, first = known
    audience = Audience(
        code=_code(table, first),
        name=table.words("name", reading.languages),
        units=table.references("units", names),
        members=table.texts("members"),
        shield=read_shield(table, default),
        decision=_of_audience(reading, table),
    )
    _no_person(table, "members", audience.members)
    _no_person(table, "name", tuple(audience.name.values()))
    if table.good("units"):
        _no_unit_twice(table, audience.units, units)
    table.close()
    return audience


def _code(table: Table, first: dict[str, str]) -> str:
    """The code of an audience: fit to be part of a file's name, and unique on a disk that is blind to capitals."""
    code = table.code("code", FILE_CODE)
    if not table.good("code"):
        return code
    here = table.where("code").key or ""
    earlier = first.setdefault(fold(code), here)
    if code.startswith("."):
        table.refuse("code", say.BAD_CODE, value=code, forbidden=".")
    elif fold(code) == EVERYONE:
        table.refuse("code", say.RESERVED, value=code)
    elif earlier != here:
        table.refuse("code", say.TWICE, value=code, first=earlier)
    return code


def _of_audience(reading: Reading, table: Table) -> Decision:
    if any(table.has(key) for key in DECISION):
        return read_decision(reading, table)
    for key in DECISION:
        table.raw(key, required=False)
    table.refuse("decided_on", of_policy.AUDIENCE_UNDECIDED)
    return Decision(NO_DAY, "", {})


def _no_person(table: Table, key: str, texts: Sequence[str]) -> None:
    for text in texts:
        if _PERSON.search(text):
            table.refuse(key, of_policy.A_PERSON, value=text)


def _no_unit_twice(table: Table, tops: Sequence[str], units: Sequence[Unit]) -> None:
    """A unit below another one of the list is a slip: whoever sees the top sees all that is below."""
    for unit in tops:
        top = next((each for each in tops if each != unit and _always_below(unit, each, units)), None)
        if top is not None:
            table.refuse("units", of_policy.UNIT_WITHIN, unit=unit, top=top)


def _always_below(code: str, top: str, units: Sequence[Unit], seen: frozenset[str] = frozenset()) -> bool:
    """Whether every span of the unit leads up to the top: one that moved away is not below its former parent.

    `seen` ends the way up in a tree that turns in a circle, which is a fault of its own.
    """
    parents = {unit.parent for unit in units if unit.code == code}
    return (
        code not in seen
        and bool(parents)
        and all(
            parent is not None and (parent == top or _always_below(parent, top, units, seen | {code}))
            for parent in parents
        )
    )
