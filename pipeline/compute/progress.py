"""How far is each unit with each target: from the released rows alone, so it can tell nothing they do not.

A target that was replaced is judged by the version in force in the month of the snapshot.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import published
from pipeline.catalogue import applies_to
from pipeline.compute import formulas
from pipeline.compute.statement import Wider, statement
from pipeline.compute.verdict import Standing, verdict
from pipeline.month import Month
from pipeline.organisation.model import Organisation, Target
from pipeline.organisation.tree import rollup
from pipeline.released import Released

Row = Mapping[str, Any]
Rows = Mapping[tuple[str, str, str, str], Row]
_READ = (
    *("unit", "band", "group", "scale_basis", "as_of", "headcount", "fte", "members", "members_fte"),
    *("unknown", "unknown_fte", "share_fte", "shown", "reason"),
)
_FTE = ("fte", "members_fte", "unknown_fte")
_DECIMALS = 6
_ABSENT: Row = {"as_of": None, "headcount": None, "shown": False, "reason": "not_available"}


@dataclass(frozen=True)
class _Measure:
    """One target applied to one unit's figures; None is not shown or not available."""

    base: float | None
    members: float | None
    unknown: float | None
    share: float | None
    need: float | None
    expected_need: float | None
    gap: float | None
    gap_adding: float | None


def progress(released: Released, organisation: Organisation, snapshot: date) -> pa.Table:
    """One row per target in force x unit it applies to, shaped as PROGRESS, of one snapshot.

    For a target in persons the base, the need and the verdict less_than_one_person follow from the headcount,
    so they stand where the members are hidden; for one in fte nothing does. A row that the snapshot does not
    have (no personal scales, say) is not_available. A row that was carried is judged as it stands: its base and
    its members are those of `as_of`, what the path asks is that of the snapshot.
    """
    month = Month.of(snapshot)
    targets = organisation.targets_in(month)
    rows = _rows(released, snapshot, {target.group for target in targets})
    units = organisation.units_in(month)
    wider = Wider(rollup(organisation, month), organisation.bands)
    found = [
        _row(target, unit, rows, snapshot) | _said(target, unit, rows, wider)
        for target in targets
        for unit in applies_to(target, units)
    ]
    return pa.Table.from_pylist(found, schema=published.schema("progress"))


def _rows(released: Released, snapshot: date, groups: set[str]) -> Rows:
    mine = (pc.field("snapshot") == pa.scalar(snapshot, pa.date32())) & pc.field("group").isin(
        pa.array(sorted(groups), pa.string())
    )
    table = released.table.filter(mine).select(list(_READ))
    return {(row["unit"], row["band"], row["group"], row["scale_basis"]): row for row in table.to_pylist()}


def _at(rows: Rows, target: Target, unit: str, band: str) -> Row:
    return rows.get((unit, band, target.group, target.scale_basis), _ABSENT)


def _says_a_figure(target: Target, row: Row) -> bool:
    # An export without fte has rows that are shown and still say nothing about a target in fte.
    return bool(row["shown"]) and (target.counts != "fte" or all(row[name] is not None for name in _FTE))


def _said(target: Target, unit: str, rows: Rows, wider: Wider) -> dict[str, object]:
    headcount: int | None = _at(rows, target, unit, target.band)["headcount"]
    best = statement(
        target, unit, headcount, lambda at, band: _says_a_figure(target, _at(rows, target, at, band)), wider
    )
    return {"statement": best.kind, "pool_unit": best.unit, "pool_band": best.band}


def _row(target: Target, unit: str, rows: Rows, snapshot: date) -> dict[str, object]:
    row = _at(rows, target, unit, target.band)
    expected = target.expected(Month.of(snapshot))
    headcount: int | None = row["headcount"]
    measure = _in_fte(target, expected, row) if target.counts == "fte" else _in_persons(target, expected, row)
    shown = _says_a_figure(target, row)
    return {
        "snapshot": snapshot,
        "target": target.code,
        "version": target.version,
        "unit": unit,
        "band": target.band,
        "group": target.group,
        "scale_basis": target.scale_basis,
        "as_of": row["as_of"] if shown else None,
        "counts": target.counts,
        "target_share": target.share,
        "expected_share": round(expected, _DECIMALS),
        "deadline": target.deadline.last_day,
        "base": measure.base,
        "members": measure.members,
        "need": measure.need,
        "expected_need": measure.expected_need,
        "gap": measure.gap,
        "gap_adding": measure.gap_adding,
        "one_head": _rounded(formulas.one_head(headcount) if headcount else None),
        "verdict": verdict(_standing(target, row, measure)),
        "shown": shown,
        "reason": None if shown else row["reason"] or "not_available",
    }


def _standing(target: Target, row: Row, measure: _Measure) -> Standing:
    known = row["headcount"] - row["unknown"] if row["shown"] else None
    return Standing(
        target_share=target.share,
        headcount=row["headcount"],
        members=measure.members,
        unknown=measure.unknown,
        known=known,
        share=measure.share,
        need=measure.need,
        expected_need=measure.expected_need,
    )


def _in_persons(target: Target, expected: float, row: Row) -> _Measure:
    heads: int | None = row["headcount"]
    if heads is None:
        return _Measure(None, None, None, None, None, None, None, None)
    need, on_path = formulas.need(target.share, heads), formulas.need(expected, heads)
    if not row["shown"]:
        return _Measure(heads, None, None, None, need, on_path, None, None)
    members: int = row["members"]
    adding = formulas.gap_adding(target.share, members, heads)
    share = formulas.share(members, heads, row["unknown"])
    return _Measure(heads, members, row["unknown"], share, need, on_path, formulas.gap(members, need), adding)


def _in_fte(target: Target, expected: float, row: Row) -> _Measure:
    if not _says_a_figure(target, row):
        return _Measure(None, None, None, None, None, None, None, None)
    fte, members, unknown = row["fte"], row["members_fte"], row["unknown_fte"]
    need, on_path = formulas.need_fte(target.share, fte), formulas.need_fte(expected, fte)
    adding = formulas.gap_adding_fte(target.share, members, fte)
    return _Measure(fte, members, unknown, row["share_fte"], need, on_path, formulas.gap(members, need), adding)


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, _DECIMALS)
