"""The SQL and the slow twin agree on anything that can be drawn."""

from datetime import date

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import published
from pipeline.catalogue import columns
from pipeline.compute import formulas
from pipeline.compute.cells import cells
from pipeline.compute.progress import progress
from pipeline.compute.representation import measure
from pipeline.month import Month
from pipeline.released import FIGURES, Released
from tests.compute import twin
from tests.compute.draws import SNAPSHOT, cubes, organisations, table

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        yield opened


def alike(left: dict, right: dict) -> bool:
    return all(
        left[name] == pytest.approx(value, abs=1e-6) if isinstance(value, float) else left[name] == value
        for name, value in right.items()
    )


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_representation_agrees_with_its_twin(connection, data):
    organisation = data.draw(organisations())
    cube = data.draw(cubes(organisation))
    measured = measure(table(cube), organisation, SNAPSHOT, "person", connection)
    fast, slow = measured.rows.to_pylist(), twin.represent(cube, organisation, SNAPSHOT, "person")
    assert [row for row, other in zip(fast, slow, strict=True) if not alike(row, other)] == []
    assert measured.atoms.to_pylist() == twin.inner_cells(cube, organisation, SNAPSHOT)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_the_headcount_of_every_catalogued_row_is_the_sum_of_its_cells(connection, data):
    organisation = data.draw(organisations())
    cube = data.draw(cubes(organisation))
    measured = measure(table(cube), organisation, SNAPSHOT, "person", connection)
    placed = cells(measured.atoms, organisation, SNAPSHOT).to_pylist()
    assert len({(each["unit"], each["bands"]) for each in placed}) == len(placed)
    catalogue = columns(organisation, Month.of(SNAPSHOT))
    attributes = {row["attribute"] for row in cube}
    for row in measured.rows.to_pylist():
        code = (row["scale_basis"], row["band"])
        if code in catalogue[row["unit"]] and row["headcount"] is not None and "everyone" in attributes:
            mine = [
                each["headcount"]
                for each in placed
                if row["unit"] in twin.above(organisation, Month.of(SNAPSHOT), each["unit"])
                and (row["band"] == "all" or ":".join(code) in each["bands"].split("|"))
            ]
            # Heads that are not available are counted by another attribute, if any.
            assert None in mine or sum(mine) == row["headcount"]


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_the_sql_agrees_with_the_formulas(connection, data):
    organisation = data.draw(organisations())
    cube = data.draw(cubes(organisation))
    for row in measure(table(cube), organisation, SNAPSHOT, "person", connection).rows.to_pylist():
        heads, members, unknown = row["headcount"], row["members"], row["unknown"]
        if heads and members is not None and unknown is not None and members + unknown <= heads:
            margin = formulas.wilson(members, heads - unknown) or (None, None)
            assert row["share"] == pytest.approx(formulas.share(members, heads, unknown), abs=1e-6)
            assert (row["share_low"], row["share_high"]) == pytest.approx(
                formulas.bounds(members, heads, unknown), abs=1e-6
            )
            assert (row["margin_low"], row["margin_high"]) == pytest.approx(margin, abs=1e-6)
            low = formulas.response_is_low(heads, unknown, organisation.thresholds.minimum_response)
            assert (row["reason"] == "low_response") is low


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_progress_agrees_with_its_twin(data):
    # Not the product's door but a blind one that hides and carries rows at will: progress must cope with any pattern.
    organisation = data.draw(organisations())
    rows = twin.represent(data.draw(cubes(organisation)), organisation, SNAPSHOT, "person")
    hidden = data.draw(st.sampled_from([0, 1, 5, 9]))
    blind = [hide(row) if data.draw(st.integers(0, 9)) < hidden else row for row in rows]
    for row in blind:
        row["as_of"] = row["as_of"] and data.draw(st.sampled_from([SNAPSHOT, date(2025, 1, 31)]))
    released = Released(
        pa.Table.from_pylist([row if row["shown"] else hide(row) for row in blind], published.schema("representation"))
    )
    fast = progress(released, organisation, SNAPSHOT).to_pylist()
    slow = twin.progress(released.table.to_pylist(), organisation, SNAPSHOT)
    assert [(row, other) for row, other in zip(fast, slow, strict=True) if not alike(row, other)] == []


def hide(row: dict) -> dict:
    return {**row, **dict.fromkeys(FIGURES), "as_of": None, "shown": False, "reason": row["reason"] or "too_few_people"}
