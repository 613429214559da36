"""Do the rows of units.csv form one tree in every month, and does each continuation make sense?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.faults import Where
from pipeline.month import Month
from pipeline.organisation import messages as say
from pipeline.organisation import unit_messages as of_units
from pipeline.organisation.fields import NO_MONTH, Table
from pipeline.organisation.findings import Findings
from pipeline.organisation.model import Unit, fold

_LAST = Month(2999, 12)


@dataclass(frozen=True)
class UnitRow:
    """A unit and the row it was read from, for the place of a fault."""

    unit: Unit
    row: Table

    @property
    def first(self) -> Month:
        """The first month of the row; open means the beginning of time."""
        return self.unit.valid_from or NO_MONTH

    @property
    def last(self) -> Month:
        """The last month of the row; open means the end of time."""
        return self.unit.valid_to or _LAST

    @property
    def line(self) -> int | None:
        """The line in the file."""
        return self.row.where("code").line


ByCode = Mapping[str, Sequence[UnitRow]]


def check_units(rows: Sequence[UnitRow], where: Where, findings: Findings) -> None:
    """Every fault between rows; rows whose own months are wrong are left out of comparisons in time."""
    by_code: dict[str, list[UnitRow]] = {}
    for each in rows:
        if each.row.good("code"):
            by_code.setdefault(each.unit.code, []).append(each)
    _check_root(by_code, where, findings)
    _check_capitals(by_code)
    _check_overlap(by_code)
    sound = [each for each in rows if each.row.good("code", "parent", "valid_from", "valid_to")]
    for each in sound:
        _check_parent(each, by_code)
    _check_cycles(sound)
    for each in rows:
        _check_continues(each, by_code)
    _check_renames(rows)
    _check_aliases(rows)


def _check_root(by_code: ByCode, where: Where, findings: Findings) -> None:
    roots = [code for code, rows in by_code.items() if any(each.unit.parent is None for each in rows)]
    if not roots and by_code:
        findings.add(of_units.NO_ROOT, where)
    if len(roots) > 1:
        findings.add(of_units.SEVERAL_ROOTS, where, count=len(roots), codes=", ".join(roots))


def _check_capitals(by_code: ByCode) -> None:
    seen: dict[str, str] = {}
    for code, rows in by_code.items():
        other = seen.setdefault(fold(code), code)
        if other != code:
            rows[0].row.refuse("code", of_units.DIFFERS_IN_CASE, value=code, other=other)


def _check_overlap(by_code: ByCode) -> None:
    for code, rows in by_code.items():
        dated = sorted((each for each in rows if each.row.good("valid_from", "valid_to")), key=lambda each: each.first)
        for before, after in pairwise(dated):
            if after.first <= before.last:
                after.row.refuse("valid_from", of_units.SPANS_OVERLAP, code=code, other=before.line)


def _check_parent(each: UnitRow, by_code: ByCode) -> None:
    code, parent = each.unit.code, each.unit.parent
    if parent is None:
        return
    if parent == code:
        each.row.refuse("parent", of_units.PARENT_ITSELF, code=code)
        return
    if parent not in by_code:
        each.row.findings.unknown(say.UNKNOWN_UNIT, each.row.where("parent"), parent, by_code)
        return
    above = by_code[parent]
    month = _uncovered(each, above) if all(other.row.good("valid_from", "valid_to") for other in above) else None
    if month is not None:
        each.row.refuse("parent", of_units.PARENT_NOT_VALID, code=code, parent=parent, month=month)


def _uncovered(each: UnitRow, above: Sequence[UnitRow]) -> Month | None:
    """A month of the row in which no row above holds: the one nearest to where they do."""
    reached = each.first
    for other in sorted(above, key=lambda row: row.first):
        if other.last < reached:
            continue
        if other.first > reached:
            return min(other.first.plus(-1), each.last)
        if other.last >= each.last:
            return None
        reached = other.last.plus(1)
    return reached


def _check_cycles(rows: Sequence[UnitRow]) -> None:
    """The tree only changes where a row starts, so those months are enough."""
    told: set[frozenset[str]] = set()
    for month in sorted({each.first for each in rows}):
        valid = {each.unit.code: each for each in rows if each.first <= month <= each.last}
        for code in valid:
            circle = _circle(code, valid)
            # A unit that is its own parent has been told as such.
            if len(circle) > 1 and frozenset(circle) not in told:
                told.add(frozenset(circle))
                valid[circle[0]].row.refuse("parent", of_units.CYCLE, codes=", ".join(circle))


def _circle(code: str, valid: Mapping[str, UnitRow]) -> list[str]:
    """The units on the circle that contains this one, or none when its way up ends or leads to another circle."""
    path = [code]
    while (parent := valid[path[-1]].unit.parent) is not None and parent in valid:
        if parent == code:
            return path
        if parent in path:
            break
        path.append(parent)
    return []


def _check_continues(each: UnitRow, by_code: ByCode) -> None:
    unit, row = each.unit, each.row
    if not unit.continues:
        if unit.how and row.good("how"):
            row.refuse("how", of_units.HOW_ALONE)
        return
    if not row.has("how"):
        row.refuse("how", of_units.HOW_MISSING)
    elif row.good("how") and (len(unit.continues) > 1) != (unit.how == "merged"):
        row.refuse("how", of_units.CONTINUES_COUNT, how=unit.how, count=len(unit.continues))
    if not row.has("valid_from"):
        row.refuse("valid_from", of_units.CONTINUES_UNDATED)
    _check_former(each, by_code)


def _check_former(each: UnitRow, by_code: ByCode) -> None:
    unit, row = each.unit, each.row
    for former in unit.continues:
        if former not in by_code:
            row.findings.unknown(say.UNKNOWN_UNIT, row.where("continues"), former, by_code)
        elif unit.valid_from and not _ended(each, by_code[former], unit.valid_from):
            row.refuse("continues", of_units.CONTINUES_NOT_ENDED, former=former, month=unit.valid_from)


def _ended(each: UnitRow, former: Sequence[UnitRow], start: Month) -> bool:
    """Whether the former unit ended before the start.

    A unit that lost a part, or took in another, lives on under its own code: then one row that ended is enough.
    """
    others = [other for other in former if other is not each]
    if not all(other.row.good("valid_from", "valid_to") for other in others):
        return True
    lives_on = each.unit.how == "split" or each.unit.code in {other.unit.code for other in others}
    ended = [other.last < start for other in others]
    return any(ended) if lives_on else bool(ended) and all(ended)


def _check_renames(rows: Sequence[UnitRow]) -> None:
    """One former unit with two new names could not hand its series to both."""
    first: dict[str, UnitRow] = {}
    for each in rows:
        if each.unit.how != "renamed":
            continue
        for former in each.unit.continues:
            earlier = first.setdefault(former, each)
            if earlier is not each:
                each.row.refuse("continues", of_units.RENAMED_TWICE, former=former, other=earlier.line)


def _check_aliases(rows: Sequence[UnitRow]) -> None:
    """An alias is a promise: it may not also be another unit's code, name or alias."""
    owners: dict[str, set[str]] = {}
    for each in rows:
        for text in (each.unit.code, *each.unit.name.values()):
            owners.setdefault(fold(text), set()).add(each.unit.code)
    for each in rows:
        for alias in each.unit.aliases:
            taken = owners.setdefault(fold(alias), set())
            for other in sorted(taken - {each.unit.code}):
                each.row.refuse("aliases", of_units.ALIAS_TAKEN, alias=alias, other=other)
            taken.add(each.unit.code)
