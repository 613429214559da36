"""Figures of rounded members: by hand, and with nothing rounded the same as those the query gives."""

import duckdb
import pytest

from pipeline.compute.representation import represent
from pipeline.compute.rounded import rounded_rows
from tests.compute.draws import SNAPSHOT
from tests.compute.organisations import organisation, target
from tests.compute.test_representation import STAFF, TREE, cube

OF_GROUPS = ("members_fte", "unknown_fte", "share_fte")


@pytest.fixture(scope="module")
def true():
    of = organisation(TREE, targets=[target(band="15+", scale_basis="personal")])
    with duckdb.connect() as connection:
        return represent(cube(*STAFF), of, SNAPSHOT, "person", connection)


def keyed(rows, group):
    return {
        (row["unit"], row["scale_basis"], row["band"]): row["members"]
        for row in rows
        if row["group"] == group and row["shown"]
    }


def test_with_true_members_the_figures_are_those_of_the_query(true):
    rows = true.to_pylist()
    groups = {row["group"] for row in rows}
    found = rounded_rows(true, {group: keyed(rows, group) for group in groups})
    assert found.schema == true.schema
    expected = [{**row, **dict.fromkeys(OF_GROUPS)} for row in rows]
    for one, other in zip(found.to_pylist(), expected, strict=True):
        numbers = {name for name, value in other.items() if isinstance(value, float)}
        assert {name: one[name] for name in numbers} == pytest.approx(
            {name: other[name] for name in numbers}, abs=1.1e-6
        )
        assert {name: one[name] for name in one if name not in numbers} == {
            name: other[name] for name in other if name not in numbers
        }


def test_by_hand(true):
    """DEP: 18 heads of which 2 unknown, 3 members; as 5 that is 5 of 16, at least 5 of 18 and at most 7 of 18."""
    group = next(row["group"] for row in true.to_pylist() if row["shown"])
    found = rounded_rows(true, {group: {("DEP", "function", "all"): 5}}).to_pylist()
    row = next(each for each in found if (each["unit"], each["band"], each["group"]) == ("DEP", "all", group))
    assert (row["headcount"], row["members"], row["unknown"]) == (18, 5, 2)
    assert (row["share"], row["share_low"], row["share_high"]) == (0.3125, 0.277778, 0.388889)
    assert all(row[name] is None for name in OF_GROUPS)
    assert row["fte"] == pytest.approx(16.5)


def test_other_groups_are_left_alone(true):
    assert rounded_rows(true, {}).equals(true)


def test_more_members_than_people_is_no_crash(true):
    group = next(row["group"] for row in true.to_pylist() if row["shown"])
    found = rounded_rows(true, {group: {("DEP", "function", "all"): 40}}).to_pylist()
    row = next(each for each in found if (each["unit"], each["band"], each["group"]) == ("DEP", "all", group))
    assert row["margin_high"] == 1.0
