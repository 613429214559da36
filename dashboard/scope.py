"""What one person may see of a publication: an edition without the rows of every other unit.

Cut once per publication and kind of reader, so that no page can show, offer or download a row it should not.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.access.people import Person
from dashboard.access.rules import Parents, visible
from dashboard.edition import Edition
from dashboard.rows import Rows

_OF_UNITS = ("progress", "representation", "cells", "units")


def tree(edition: Edition, snapshot: date) -> Parents:
    """The units of a snapshot, each with the one it is part of."""
    return {unit.code: unit.parent for unit in edition.units.get(snapshot, ())}


def scoped(edition: Edition, person: Person) -> Edition:
    """The edition as this person may see it; the same one for whoever may see all of it.

    Decided per snapshot: a unit that moved is seen from the day it became theirs. A unit whose own parent may not be
    seen hangs under the organisation.
    """
    seen = _seen(edition, person)
    if all(len(units) == len(edition.units.get(snapshot, ())) for snapshot, units in seen.items()):
        return edition
    every = frozenset[str]().union(*seen.values())
    cut = {name: _kept(edition.rows(name), seen) for name in _OF_UNITS}
    tables = {**edition.tables, **cut}
    unit = pc.field("unit")
    tables["breaks"] = tables["breaks"].filter(unit.is_null() | unit.isin(_set(every)))
    tables["units"] = _rehung(tables["units"], edition)
    tables["progress"] = _without_others(tables["progress"], seen)
    targets = set(tables["progress"]["target"].to_pylist())
    return replace(
        edition,
        tables=tables,
        snapshots=tuple(snapshot for snapshot in edition.snapshots if seen[snapshot]),
        targets=tuple(target for target in edition.targets if target.code in targets),
        renamed=_own_renamed(edition, every),
        # Remarks name units; which ones stands in no column.
        remarks=(),
    )


def _own_renamed(edition: Edition, every: frozenset[str]) -> Mapping[str, str]:
    """The renames of units that may be seen; also from a code that no month has: records may still stand under it."""
    there = {unit.code for units in edition.units.values() for unit in units}
    return {old: new for old, new in edition.renamed.items() if new in every and (old in every or old not in there)}


def _seen(edition: Edition, person: Person) -> Mapping[date, frozenset[str]]:
    """Per snapshot, the units this person may see. Months that share their tree share the answer."""
    found: dict[date, frozenset[str]] = {}
    known: dict[int, frozenset[str]] = {}
    for snapshot in edition.snapshots:
        units = edition.units.get(snapshot, ())
        if id(units) not in known:
            known[id(units)] = visible(person, tree(edition, snapshot))
        found[snapshot] = known[id(units)]
    return found


def _kept(rows: Rows, seen: Mapping[date, frozenset[str]]) -> pa.Table:
    parts = [rows.numbers([snapshot], units) for snapshot, units in seen.items()]
    return rows.table.take(np.concatenate(parts)) if parts else rows.table.slice(0, 0)


def _rehung(units: pa.Table, edition: Edition) -> pa.Table:
    rows = units.to_pylist()
    there = {(row["snapshot"], row["unit"]) for row in rows}
    for row in rows:
        if row["parent"] is not None and (row["snapshot"], row["parent"]) not in there:
            root = edition.root(row["snapshot"]).code
            row["parent"] = root if (row["snapshot"], root) in there else None
    return pa.Table.from_pylist(rows, schema=units.schema)


def _without_others(progress: pa.Table, seen: Mapping[date, frozenset[str]]) -> pa.Table:
    """Progress in which no hidden row is stood in for by a unit that may not be seen: then what its heads say stands."""
    rows = progress.select(["snapshot", "pool_unit", "need"]).to_pylist()
    lost = [row["pool_unit"] is not None and row["pool_unit"] not in seen[row["snapshot"]] for row in rows]
    if not any(lost):
        return progress
    said = ["nothing" if row["need"] is None else "heads" for row in rows]
    changed = {
        "statement": [
            mine if gone else old for mine, gone, old in zip(said, lost, _values(progress, "statement"), strict=True)
        ],
        "pool_unit": [None if gone else old for gone, old in zip(lost, _values(progress, "pool_unit"), strict=True)],
        "pool_band": [None if gone else old for gone, old in zip(lost, _values(progress, "pool_band"), strict=True)],
    }
    for name, values in changed.items():
        place = progress.schema.get_field_index(name)
        progress = progress.set_column(place, progress.schema.field(name), pa.array(values, pa.string()))
    return progress


def _values(table: pa.Table, name: str) -> list[Any]:
    return table[name].to_pylist()


def _set(units: frozenset[str]) -> pa.Array:
    return pa.array(sorted(units), pa.string())


def about_for(about: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    """about.json with what is about units that are not in this edition left out; whole for a whole edition.

    Targets keep the units that are there and the kinds they name; remarks are those of the edition.
    """
    there = {unit.code for units in edition.units.values() for unit in units}
    codes = {target.code for target in edition.targets}
    targets = [
        {**each, "units": [unit for unit in each["units"] if unit in there or unit == "*" or unit.startswith("kind:")]}
        for each in about["targets"]
        if each["code"] in codes
    ]
    renamed = {old: new for old, new in about.get("renamed", {}).items() if old in edition.renamed}
    warnings = about.get("warnings", []) if edition.remarks else []
    return {**about, "targets": targets, "renamed": renamed, "warnings": warnings}
