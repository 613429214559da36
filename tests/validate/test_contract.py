"""The contract of the cube refuses each broken rule, and what it raises holds no values."""

import traceback

import pyarrow as pa
import pytest

from pipeline.compute.cube import CUBE
from pipeline.errors import FileRefused
from pipeline.month import Month
from pipeline.organisation.model import EVERYONE, Scale
from pipeline.validate.contract import DESCRIPTIONS, contract, hold_to_contract
from tests.ingest.mapping.exports import of

MARKER = "Jansen-de-Boer"
MONTH = Month(2025, 12)
ROW = {
    "snapshot": MONTH.last_day,
    "unit": "A",
    "function_scale": "11",
    "personal_scale": None,
    "attribute": EVERYONE,
    "category": EVERYONE,
    "headcount": 3,
    "fte": 2.5,
}


def cube(schema: pa.Schema = CUBE, **changes: object) -> pa.Table:
    return pa.Table.from_pylist([ROW, {**ROW, **changes}], schema=schema)


def hold(table: pa.Table, **organisation: object) -> None:
    hold_to_contract(table, of(**organisation), MONTH, "hr.csv")


def broken(table: pa.Table, **organisation: object) -> FileRefused:
    with pytest.raises(FileRefused) as stopped:
        hold(table, **organisation)
    return stopped.value


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"function_scale": None, "headcount": None, "fte": None},
        {"headcount": 0, "fte": 0.0},
        {"attribute": "gender", "category": "f"},
        {"personal_scale": "H2"},
    ],
)
def test_what_is_right_passes(changes: dict[str, object]) -> None:
    hold(cube(**changes))
    hold(CUBE.empty_table())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("snapshot", None),
        ("unit", None),
        ("unit", MARKER),
        ("function_scale", MARKER),
        ("personal_scale", MARKER),
        ("attribute", None),
        ("attribute", MARKER),
        ("category", None),
        ("category", MARKER),
        ("headcount", -1),
        ("headcount", 9_000_000_001),
        ("fte", -0.5),
        ("fte", float("nan")),
        ("fte", float("inf")),
    ],
)
def test_each_rule_is_held(column: str, value: object) -> None:
    stopped = broken(cube(**{column: value}))
    assert {(fault.code, fault.facts["column"]) for fault in stopped.faults} == {("contract_broken", column)}


@pytest.mark.parametrize(
    "table",
    [
        cube().drop_columns(["fte"]),
        cube().append_column("name", pa.array([MARKER, MARKER])),
        cube(
            pa.schema([field if field.name != "headcount" else pa.field("headcount", pa.float64()) for field in CUBE])
        ),
        cube(pa.schema([field if field.name != "fte" else pa.field("fte", pa.float32()) for field in CUBE])),
    ],
)
def test_columns_that_lack_are_too_many_or_of_another_type(table: pa.Table) -> None:
    assert {fault.code for fault in broken(table).faults} == {"contract_broken"}


def test_units_and_scales_must_be_valid_in_the_month() -> None:
    ended = (Scale("11", {"en": "11"}, valid_to=Month(2025, 11)), Scale("12", {"en": "12"}))
    assert broken(cube(), scales=ended).faults[0].facts["column"] == "function_scale"
    units = tuple(each for each in of().units if each.code != "A")
    assert broken(cube(), units=units).faults[0].facts["column"] == "unit"


def test_all_rules_are_told_at_once() -> None:
    stopped = broken(cube(unit=MARKER, category=MARKER, headcount=-1))
    assert {fault.facts["column"] for fault in stopped.faults} == {"unit", "category", "headcount"}


def test_nothing_that_is_raised_holds_a_value() -> None:
    stopped = broken(cube(unit=MARKER, function_scale=MARKER, personal_scale=MARKER, attribute=MARKER, category=MARKER))
    assert stopped.__cause__ is None
    assert stopped.__context__ is None
    said = "".join(traceback.format_exception(stopped)) + "".join(
        fault.text(language) for fault in stopped.faults for language in ("nl", "en")
    )
    assert MARKER not in said + repr(stopped) + repr(stopped.faults)


def test_every_column_is_described_once() -> None:
    assert list(DESCRIPTIONS) == CUBE.names == list(contract(of(), MONTH).columns)
