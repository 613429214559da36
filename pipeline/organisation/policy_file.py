"""Reads policy.toml: how the organisation protects its figures. Without that file, the defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from pipeline.organisation import policy_messages as of_policy
from pipeline.organisation.decisions import read_audiences, read_decision
from pipeline.organisation.fields import Table
from pipeline.organisation.folder import Reading
from pipeline.organisation.model import Unit
from pipeline.organisation.policy import INSIDE, OUTSIDE, Decision, Mode, Policy, Readers, Shield
from pipeline.organisation.shields import read_shield, threshold, weaker
from pipeline.organisation.targets import Scope
from pipeline.organisation.toml_file import open_toml

NAME = "policy.toml"
RHYTHMS = (1, 2, 3, 4, 6, 12)
LEAST_MOVERS = 5
_YEAR = 12
_MOST_BLOCK = 120


@dataclass(frozen=True)
class _Shields:
    """What the organisation's own thresholds are, and the tables they were read from, for what is weaker."""

    default: Shield
    of_groups: Mapping[str, Shield]
    tables: Sequence[tuple[Table, Shield]]


def read_policy(reading: Reading, scope: Scope, units: Sequence[Unit]) -> Policy:
    """How figures are protected.

    A fault is: a threshold that protects nobody, a weaker one that no decision speaks of, protection off for every
    group, a closed audience without a decision, a person's name.
    """
    table = open_toml(reading, NAME)
    if table is None:
        return Policy()
    readers = cast("Readers", table.choice("readers", get_args(Readers), "inside"))
    standard = OUTSIDE if readers == "outside" else INSIDE
    shields = _shields(table, scope, standard)
    decisions = _decisions(reading, table.tables("decision"))
    if table.good("decision") and not decisions:
        _only_by_decision(shields, standard)
    rhythm = _rhythm(table.table("rhythm"), scope)
    policy = Policy(
        mode=cast("Mode", table.choice("mode", get_args(Mode), "suppress")),
        readers=readers,
        default=shields.default,
        shields=shields.of_groups,
        rhythm=rhythm,
        movers=threshold(table, "movers", LEAST_MOVERS, Policy.movers, of_policy.TOO_FEW_MOVERS),
        block_months=_block(table),
        block_start=_block_start(table),
        carry_months=_carry(table, rhythm),
        audiences=read_audiences(reading, table.tables("audience"), scope.units, units, shields.default),
        decisions=decisions,
    )
    table.close()
    return policy


def _shields(table: Table, scope: Scope, standard: Shield) -> _Shields:
    own = table.table("default")
    default = read_shield(own, standard)
    if not own.flag("protected", default=True):
        own.refuse("protected", of_policy.DEFAULT_UNPROTECTED)
    own.close()
    inner = table.table("groups")
    read = [(code, inner.table(code)) for code in inner.values if inner.exists(code, code, scope.groups)]
    shields = [_of_group(each, default) for _, each in read]
    of_groups = dict(zip((code for code, _ in read), shields, strict=True))
    if scope.groups.codes and all(code in of_groups and not of_groups[code].protected for code in scope.groups.codes):
        table.refuse("groups", of_policy.ALL_UNPROTECTED)
    tables = [(own, default), *zip((each for _, each in read), shields, strict=True)]
    return _Shields(default, of_groups, tables)


def _of_group(table: Table, default: Shield) -> Shield:
    shield = replace(read_shield(table, default), protected=table.flag("protected", default=True))
    table.close()
    return shield


def _decisions(reading: Reading, tables: Sequence[Table]) -> tuple[Decision, ...]:
    read: list[Decision] = []
    for table in tables:
        read.append(read_decision(reading, table))
        table.close()
    return tuple(read)


def _only_by_decision(shields: _Shields, standard: Shield) -> None:
    """What protects less than the defaults of these readers is a decision; without one it may be a slip."""
    for table, shield in shields.tables:
        for key, value, default in weaker(table, shield, standard):
            table.refuse(key, of_policy.WEAKER, key=key, value=value, default=default)


def _rhythm(table: Table, scope: Scope) -> dict[str, int]:
    """Months between two new values, per kind of unit. Only a number that divides a year comes round every year."""
    rhythm: dict[str, int] = {}
    for kind in table.values:
        if not table.exists(kind, kind, scope.kinds):
            table.raw(kind, required=False)
            continue
        months = table.whole(kind, 1)
        if table.good(kind) and months not in RHYTHMS:
            table.refuse(kind, of_policy.RHYTHM_NOT_YEARLY, value=months)
        rhythm[kind] = months
    return rhythm


def _block(table: Table) -> int:
    months = table.whole("block_months", 1, Policy.block_months)
    if table.good("block_months") and (months % _YEAR or months > _MOST_BLOCK):
        table.refuse("block_months", of_policy.BLOCK_NOT_YEARS, value=months, most=_MOST_BLOCK)
    return months


def _block_start(table: Table) -> int:
    month = table.whole("block_start", 1, Policy.block_start)
    if table.good("block_start") and month > _YEAR:
        table.refuse("block_start", of_policy.NOT_CALENDAR_MONTH, value=month)
    return month


def _carry(table: Table, rhythm: Mapping[str, int]) -> int:
    carry = threshold(table, "carry_months", 1, Policy.carry_months)
    kind = max(rhythm, key=rhythm.__getitem__, default=None)
    if kind is not None and table.good("carry_months") and carry < rhythm[kind]:
        table.refuse("carry_months", of_policy.CARRY_SHORT, value=carry, kind=kind, months=rhythm[kind])
    return carry
