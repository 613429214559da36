"""What is cut away is what going through every row, one after the other, would cut away."""

import random
from dataclasses import replace

import pyarrow as pa
import pytest

from dashboard.access.people import Grant, Person
from dashboard.access.rules import visible
from dashboard.scope import scoped, tree

OF_UNITS = ("progress", "representation", "cells", "units")


def moving(edition, chance):
    """The edition with a tree of its own in a few of its months: units that moved, and units that were not there."""
    moved = {day: chance.sample([unit.code for unit in edition.units[day]][1:], 3) for day in edition.snapshots[::5]}
    rows = []
    for row in edition.tables["units"].to_pylist():
        first, second, gone = moved.get(row["snapshot"], (None, None, None))
        if row["unit"] != gone:
            rows.append({**row, "parent": "EXU-BEH" if row["unit"] in (first, second) else row["parent"]})
    table = pa.Table.from_pylist(rows, schema=edition.tables["units"].schema)
    return replace(edition, tables={**edition.tables, "units": table})


def untouched(rows):
    """Without what scope.py rewrites: the parent of a unit that hangs elsewhere, and who stands in."""
    return [
        {name: each for name, each in row.items() if name not in ("parent", "statement", "pool_unit", "pool_band")}
        for row in rows
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_edition_holds_exactly_the_rows_that_may_be_seen_in_their_order(edition, seed):
    chance = random.Random(seed)
    whole = moving(edition, chance)
    codes = sorted(unit.code for unit in edition.units[edition.snapshots[-1]])
    role = chance.choice(["dean", "ambassador"])
    person = Person("", (Grant(role, frozenset(chance.sample(codes[1:], chance.randint(1, 3)))),))
    seen = {day: visible(person, tree(whole, day)) for day in whole.snapshots}
    assert len(set(seen.values())) > 1
    mine = scoped(whole, person)
    for name in OF_UNITS:
        rows = [row for row in whole.tables[name].to_pylist() if row["unit"] in seen[row["snapshot"]]]
        assert untouched(mine.tables[name].to_pylist()) == untouched(rows)
        assert 0 < len(rows) < whole.tables[name].num_rows
    for row in mine.tables["progress"].to_pylist():
        assert row["pool_unit"] is None or row["pool_unit"] in seen[row["snapshot"]]
