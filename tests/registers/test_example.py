"""The invented register shows one of everything, fits the example organisation, and can be written again."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from registers import Activity, Agreement, Registers, bring_in_example, brought_to, due, faults_of, history
from registers.example import example
from tests.registers.drawn import NOON

ORGANISATION = Path(__file__).parents[2] / "organisations" / "example-university"


@pytest.mark.parametrize("today", [date(2026, 3, 2), date(2028, 2, 29)])
def test_it_has_something_of_everything(registers: Registers, today: date) -> None:
    records = bring_in_example(registers, today, datetime.combine(today, NOON.timetz()))
    assert records == len(example(today)) == 23
    found = due(registers, today, None)
    assert [(each.unit, each.stand) for each in found.talks] == [("SVO", "overdue"), ("FER", "overdue"), ("FGW", "due")]
    assert [kept.key for kept in found.past_due] == ["example-agreement-FER-1", "example-agreement-FGW-1"]
    assert [kept.key for kept in found.without_day] == ["example-agreement-FGL-1"]
    assert [todo.activity.value.what for todo in found.activities] == ["Gesprek bij vertrek", "Open werkplaats"]
    brought = brought_to(registers, "FGW", today, None, None)
    assert (len(brought.open), len(brought.closed)) == (1, 1)
    assert len(history(registers, "example-agreement-FGW-2", None)) == 2


def test_it_fits_the_example_organisation() -> None:
    units = set(re.findall(r"^([A-Z-]+);", (ORGANISATION / "units.csv").read_text(encoding="utf-8"), re.MULTILINE))
    targets = tomllib.loads((ORGANISATION / "targets.toml").read_text(encoding="utf-8"))["target"]
    codes, groups, bands = ({each[name] for each in targets} for name in ("code", "group", "band"))
    for key, value in example(date(2026, 3, 2)):
        assert faults_of(key, value) == ()
        assert value.unit in units
        if isinstance(value, Agreement):
            assert value.target in codes
            assert value.band in {None, *bands}
        if isinstance(value, Activity):
            assert {*value.targets} <= codes
            assert {*value.groups} <= groups
            assert {*value.bands} <= bands


def test_written_again_it_stays_as_it_is(registers: Registers) -> None:
    bring_in_example(registers, date(2026, 3, 2), NOON)
    before = due(registers, date(2026, 3, 2), None)
    bring_in_example(registers, date(2026, 3, 2), NOON)
    assert due(registers, date(2026, 3, 2), None) == before
