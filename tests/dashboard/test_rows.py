"""Rows that are looked up are those that reading the whole table would find, in its order."""

from dataclasses import replace
from datetime import date
from itertools import product

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.rows import Rows
from dashboard.standing import stand_in_of, standing_of

DAYS = [date(2025, month, 28) for month in (1, 2, 3)]
SCHEMA = pa.schema(
    [
        ("snapshot", pa.date32()),
        ("unit", pa.string()),
        ("band", pa.string()),
        ("group", pa.string()),
        ("at", pa.int64()),
    ]
)
KEY = ("snapshot", "unit", "band", "group", "scale_basis")


def maybe(values):
    return st.sampled_from([*values, None])


def some(values):
    """None (all of them), or values of which some do not occur, in any order."""
    return st.none() | st.lists(st.sampled_from(values), max_size=5)


@st.composite
def tables(draw):
    columns = {"snapshot": maybe(DAYS[:2]), "unit": maybe("ABC"), "band": maybe("xy"), "group": maybe("vw")}
    rows = draw(st.lists(st.fixed_dictionaries(columns), max_size=25))
    return pa.Table.from_pylist([{**row, "at": place} for place, row in enumerate(rows)], schema=SCHEMA)


def plainly(table, snapshots, units, **finer):
    """Every row read, one after the other. A row without a snapshot or a unit is nobody's."""
    return [
        row
        for row in table.to_pylist()
        if row["snapshot"] is not None
        and row["unit"] is not None
        and (snapshots is None or row["snapshot"] in snapshots)
        and (units is None or row["unit"] in units)
        and all(row[name] is not None and row[name] in values for name, values in finer.items())
    ]


@settings(max_examples=300, deadline=None)
@given(tables(), some(DAYS), some("ABCD"), some("xyz"), some("vwu"))
def test_what_is_found_is_what_reading_everything_finds(table, snapshots, units, bands, groups):
    finer = {name: each for name, each in (("band", bands), ("group", groups)) if each is not None}
    found = Rows.of(table).find(snapshots, units, **finer)
    assert found.to_pylist() == plainly(table, snapshots, units, **finer)
    assert found.schema == table.schema


def test_by_hand():
    rows = [
        {"snapshot": DAYS[1], "unit": "B", "band": "x", "at": 0},
        {"snapshot": DAYS[0], "unit": "A", "band": "x", "at": 1},
        {"snapshot": DAYS[1], "unit": "A", "band": "y", "at": 2},
        {"snapshot": DAYS[1], "unit": "A", "band": "x", "at": 3},
        {"snapshot": None, "unit": "A", "band": "x", "at": 4},
    ]
    index = Rows.of(pa.Table.from_pylist(rows, schema=SCHEMA))
    assert index.find([DAYS[1]], ["A", "B"])["at"].to_pylist() == [0, 2, 3]
    assert index.find(units=["A"], band=["x"])["at"].to_pylist() == [1, 3]
    assert index.find([DAYS[2]])["at"].to_pylist() == index.find(units=[])["at"].to_pylist() == []
    with pytest.raises(KeyError):
        index.find(units=["A"], target=["x"])


def test_a_table_in_pieces_is_one_table():
    rows = [{"snapshot": day, "unit": unit, "band": "x", "at": 0} for day, unit in product(DAYS, "CAB")]
    whole = pa.Table.from_pylist(rows, schema=SCHEMA)
    pieces = pa.concat_tables([whole.slice(0, 4), whole.slice(4)])
    assert Rows.of(pieces).find(DAYS[:2], ["A", "C"]).equals(Rows.of(whole).find(DAYS[:2], ["A", "C"]))


def joined_plainly(edition, chosen):
    """Progress beside representation by reading both tables from end to end."""
    counts = {tuple(row[name] for name in KEY): row for row in edition.tables["representation"].to_pylist()}
    found = []
    for row in (row for row in edition.tables["progress"].to_pylist() if chosen(row)):
        stand_in, at = None, (row["snapshot"], row["pool_unit"], row["pool_band"], row["group"], row["scale_basis"])
        if row["pool_unit"] is not None:
            (unit,) = [each for each in edition.units[row["snapshot"]] if each.code == row["pool_unit"]]
            stand_in = stand_in_of(row, counts.get(at, {}), unit.name, edition.bands[row["pool_band"]])
        found.append(standing_of(row, counts.get(tuple(row[name] for name in KEY), {}), stand_in))
    return found


def test_every_standing_is_the_one_that_reading_everything_finds(edition):
    order = list(edition.target_codes)
    for day in (edition.snapshots[0], edition.snapshots[-2], edition.snapshots[-1]):
        units = [unit.code for unit in edition.units[day]][::-1]
        told = joined_plainly(edition, lambda row, day=day: row["snapshot"] == day)
        told.sort(key=lambda row: (order.index(row.target), units.index(row.unit)))
        assert list(edition.standings(day, units)) == told
        assert len(told) > 40


def test_every_series_is_the_one_that_reading_everything_finds(edition):
    units = {unit.code for day in edition.snapshots for unit in edition.units[day]}
    every = joined_plainly(edition, lambda row: True)
    assert {row.stand_in is not None for row in every} == {True, False}
    for unit, target in product(units, edition.target_codes):
        told = sorted((row for row in every if (row.unit, row.target) == (unit, target)), key=lambda row: row.snapshot)
        assert list(edition.series(unit, target)) == told


def test_months_in_which_nothing_changed_share_their_units_and_others_do_not(edition):
    first, *others = edition.snapshots
    assert all(edition.units[day] is edition.units[first] for day in others)
    rows = edition.tables["units"].to_pylist()
    for row in rows:
        if row["snapshot"] == others[3] and row["unit"] == "EXU-GEO":
            row["name_nl"] = "Aarde"
    table = pa.Table.from_pylist(rows, schema=edition.tables["units"].schema)
    other = replace(edition, tables={**edition.tables, "units": table})
    assert [day for day in edition.snapshots if other.unit(day, "EXU-GEO").name["nl"] == "Aarde"] == [others[3]]
    assert other.units[others[4]] == other.units[first] == edition.units[first]
    for day in (others[3], others[4]):
        for unit in other.units[day]:
            plain = tuple(each for each in other.units[day] if each.parent == unit.code)
            assert other.children(day, unit.code) == plain
