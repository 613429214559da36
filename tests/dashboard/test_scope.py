"""An edition cut to what one person may see: no row, name, break, remark or stand-in of any other unit is in it."""

from dataclasses import replace
from itertools import product

import pyarrow as pa
import pytest

from dashboard.access.people import Grant, Person
from dashboard.scope import scoped, tree

DEAN = Person("", (Grant("dean", frozenset({"EXU-BEH"})),))
HEAD = Person("", (Grant("dean", frozenset({"EXU-BEH-PSC"})),))
BOARD = Person("", (Grant("board"),))
OWN = {
    DEAN: {"EXU", "EXU-BEH", "EXU-BEH-PSC", "EXU-BEH-EDU", "EXU-BEH-GOV"},
    HEAD: {"EXU", "EXU-BEH-PSC"},
}


def written(table: pa.Table) -> str:
    return "\n".join(str(row) for row in table.to_pylist())


@pytest.mark.parametrize("person", [DEAN, HEAD])
def test_every_table_holds_own_units_and_the_whole_only_and_all_of_those(edition, person):
    mine = scoped(edition, person)
    for name in ("progress", "representation", "cells", "units"):
        whole = edition.tables[name].to_pylist()
        assert {row["unit"] for row in mine.tables[name].to_pylist()} <= OWN[person]
        assert mine.tables[name].num_rows == sum(row["unit"] in OWN[person] for row in whole) > 0
        assert mine.tables[name].schema == edition.tables[name].schema


@pytest.mark.parametrize("person", [DEAN, HEAD])
def test_no_other_unit_is_named_anywhere_in_it(edition, person):
    mine = scoped(edition, person)
    others = {unit.code for units in edition.units.values() for unit in units} - OWN[person]
    # Codes of ours begin with those of units above them, so they are taken out first.
    said = "".join(written(table) for table in mine.tables.values()) + str(mine.remarks) + str(mine.renamed)
    for code in sorted(OWN[person], key=len, reverse=True):
        said = said.replace(f"'{code}'", "")
    assert [code for code in others if f"'{code}'" in said] == []
    assert mine.remarks == ()


def test_a_unit_whose_own_parent_may_not_be_seen_hangs_under_the_organisation(edition):
    mine = scoped(edition, HEAD)
    last = mine.snapshots[-1]
    assert tree(mine, last) == {"EXU": None, "EXU-BEH-PSC": "EXU"}
    assert [unit.code for unit in mine.line(last, "EXU-BEH-PSC")] == ["EXU", "EXU-BEH-PSC"]
    assert [unit.code for unit in mine.children(last, "EXU")] == ["EXU-BEH-PSC"]


def test_a_hidden_figure_is_not_stood_in_for_by_a_unit_that_may_not_be_seen(edition):
    mine = scoped(edition, HEAD)
    lost = 0
    for before in edition.tables["progress"].to_pylist():
        if before["unit"] == "EXU-BEH-PSC" and before["pool_unit"] == "EXU-BEH":
            lost += 1
            after = next(
                row
                for row in mine.tables["progress"].to_pylist()
                if (row["snapshot"], row["target"], row["unit"])
                == (before["snapshot"], before["target"], before["unit"])
            )
            assert (after["pool_unit"], after["pool_band"]) == (None, None)
            assert after["statement"] == ("nothing" if after["need"] is None else "heads")
    kept = [row for row in mine.tables["progress"].to_pylist() if row["pool_unit"] is not None]
    assert {row["pool_unit"] for row in kept} <= OWN[HEAD]
    assert lost + len(kept) > 0


def test_whoever_may_see_all_sees_the_edition_itself_and_nobody_sees_nothing(edition):
    assert scoped(edition, BOARD) is edition
    nobody = scoped(edition, Person("", ()))
    assert nobody.snapshots == ()
    assert all(table.num_rows == 0 for name, table in nobody.tables.items() if name != "breaks")


def test_figures_are_the_same_ones_whoever_looks(edition):
    mine = scoped(edition, DEAN)
    last = edition.snapshots[-1]
    for unit, target in product(OWN[DEAN], edition.target_codes):
        assert mine.series(unit, target) == edition.series(unit, target)
    assert mine.standings(last, sorted(OWN[DEAN])) == edition.standings(last, sorted(OWN[DEAN]))


def test_a_unit_that_moved_is_seen_from_the_day_it_became_theirs(edition):
    last = edition.snapshots[-1]
    rows = edition.tables["units"].to_pylist()
    for row in rows:
        if row["unit"] == "EXU-GEO-EOS" and row["snapshot"] == last:
            row["parent"] = "EXU-BEH"
    moved = replace(
        edition, tables={**edition.tables, "units": pa.Table.from_pylist(rows, schema=edition.tables["units"].schema)}
    )
    mine = scoped(moved, DEAN)
    seen = {row["snapshot"] for row in mine.tables["progress"].to_pylist() if row["unit"] == "EXU-GEO-EOS"}
    assert seen == {last}
