"""The published tables that hold no figures: which units exist when, and where series break."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from pipeline import published
from pipeline.month import Month
from pipeline.organisation.continuity import derived_breaks
from pipeline.organisation.model import Organisation, Unit, words


def units_table(organisation: Organisation, snapshots: Sequence[date]) -> pa.Table:
    """One row per snapshot and unit that exists then, in the organisation's own order."""
    rows: list[dict[str, object]] = []
    for snapshot in snapshots:
        units = organisation.units_in(Month.of(snapshot))
        rows.extend(
            {
                "snapshot": snapshot,
                "unit": code,
                "parent": unit.parent,
                "kind": unit.kind,
                "depth": _depth(units, code),
                "position": position,
                "name_en": words(unit.name, "en"),
                "name_nl": words(unit.name, "nl"),
            }
            for position, (code, unit) in enumerate(units.items())
        )
    return pa.Table.from_pylist(rows, schema=published.schema("units"))


def breaks_table(organisation: Organisation, snapshots: Sequence[date]) -> pa.Table:
    """One row per break and unit, band and group it touches; `snapshot` is the first one after the break.

    Breaks before the second snapshot or after the last one touch no series and are left out.
    """
    rows: list[dict[str, object]] = []
    for each in derived_breaks(organisation):
        after = [snapshot for snapshot in snapshots if Month.of(snapshot) >= each.month]
        if not after or after[0] == snapshots[0]:
            continue
        rows.extend(
            {
                "snapshot": after[0],
                "unit": unit,
                "band": band,
                "group": group,
                "reason_en": words(each.reason, "en"),
                "reason_nl": words(each.reason, "nl"),
            }
            for unit in each.units or (None,)
            for band in each.bands or (None,)
            for group in each.groups or (None,)
        )
    table = pa.Table.from_pylist(rows, schema=published.schema("breaks"))
    return table.sort_by([(name, "ascending") for name in table.column_names])


def _depth(units: dict[str, Unit], code: str) -> int:
    depth, parent = 0, units[code].parent
    while parent is not None:
        depth, parent = depth + 1, units[parent].parent
    return depth
