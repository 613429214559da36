"""No owner, no date, words that hold a place: seen where they stand, and not elsewhere."""

from datetime import date

import pytest

from registers import work_to_do
from tests.registers.drawn import activity


def codes(**given: object) -> list[tuple[str, str]]:
    filled = {"who": "HR", "period": "2026", "first_day": date(2026, 1, 1)}
    return [(found.code, found.field) for found in work_to_do(activity(**{**filled, **given}))]


def test_an_activity_with_owner_and_date_asks_for_nothing() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("", "owner_missing"),
        (" - ", "owner_missing"),
        ("nvt", "owner_missing"),
        ("ntb", "owner_open"),
        ("HR / n.t.b.", "owner_open"),
        ("Nader te bepalen", "owner_open"),
        ("???", "owner_open"),
        ("5.1.2e", "owner_redacted"),
        ("5.1.2e, 5.1.2e", "owner_redacted"),
        ("10.2.e", "owner_redacted"),
    ],
)
def test_an_owner_that_is_not_there(who: str, code: str) -> None:
    assert codes(who=who) == [(code, "who")]


@pytest.mark.parametrize("who", ["HR", "HR en 5.1.2e", "5.1.2e diversiteit", "Contbureau", "team 5.12"])
def test_an_owner_that_is_there(who: str) -> None:
    assert codes(who=who) == []


@pytest.mark.parametrize(
    ("period", "code"),
    [("", "date_missing"), ("nvt", "date_missing"), ("ntb", "date_open"), ("binnenkort", "date_unread"), ("pva uitwerken", "plan_to_write")],
)  # fmt: skip
def test_a_date_that_is_not_there(period: str, code: str) -> None:
    assert codes(period=period, first_day=None) == [(code, "period")]


def test_a_date_set_by_hand_counts() -> None:
    assert codes(period="", first_day=None, last_day=date(2026, 5, 1)) == []
    assert codes(period="steeds", first_day=None, recurrence="continuous") == []


def test_places_that_are_held_in_other_columns() -> None:
    assert codes(usage="ntb", aim="Zie pva uitwerken") == [("plan_to_write", "aim"), ("placeholder", "usage")]
    assert codes(usage="nvt", meaning="Contbord") == []


def test_what_has_ended_asks_for_nothing() -> None:
    assert codes(who="", phase="done") == codes(who="ntb", period="", first_day=None, phase="stopped") == []
    assert codes(period="pva uitwerken 2026", phase="running") == []
