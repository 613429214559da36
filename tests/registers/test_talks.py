"""The calendar of conversations: held, due, overdue, planned, worked out by hand and day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers import Conversation, Kept, Rhythm, Talk
from registers.talks.standing import Stand, months_later, talk, talks
from tests.registers.drawn import NOON, conversation

YEARLY = Rhythm("bmt", "yearly", date(2026, 3, 1))


def kept(key: str = "t", **given: object) -> Kept[Conversation]:
    return Kept(key, 1, conversation(**given), NOON, "s", "advisor")  # type: ignore[arg-type]


HELD = kept("held", state="held", day=date(2026, 3, 10))


@pytest.mark.parametrize(
    ("today", "stand"),
    [
        (date(2025, 12, 30), "held"),  # 61 days before
        (date(2025, 12, 31), "due"),  # 60 days before
        (date(2026, 3, 1), "due"),
        (date(2026, 3, 2), "overdue"),
    ],
)
def test_the_first_conversation_is_due_on_the_first_day_of_the_rhythm(today: date, stand: Stand) -> None:
    assert talk("bmt", [], YEARLY, today) == Talk("bmt", stand, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("every", "due_by"),
    [("yearly", date(2027, 3, 10)), ("half_yearly", date(2026, 9, 10)), ("quarterly", date(2026, 6, 10))],
)
def test_the_next_is_due_one_round_after_the_last(every: str, due_by: date) -> None:
    rhythm = Rhythm("bmt", every, date(2026, 3, 1))  # type: ignore[arg-type]
    assert talk("bmt", [HELD], rhythm, date(2026, 3, 10)) == Talk("bmt", "held", due_by, HELD)
    assert talk("bmt", [HELD], rhythm, due_by).stand == "due"
    assert talk("bmt", [HELD], rhythm, due_by + timedelta(days=1)).stand == "overdue"


def test_a_day_that_was_agreed_goes_before_the_rhythm() -> None:
    agreed = kept("held", state="held", day=date(2026, 3, 10), next_day=date(2026, 5, 1))
    assert talk("bmt", [agreed], YEARLY, date(2026, 5, 2)).stand == "overdue"
    assert talk("bmt", [agreed], None, date(2026, 5, 2)).due_by == date(2026, 5, 1)


def test_a_plan_takes_the_pressure_off_until_its_day_has_passed() -> None:
    plan = kept("plan", day=date(2027, 4, 1))
    planned = talk("bmt", [HELD, plan], YEARLY, date(2027, 4, 1))
    assert planned == Talk("bmt", "planned", date(2027, 3, 10), HELD, plan)
    passed = talk("bmt", [HELD, plan], YEARLY, date(2027, 4, 2))
    assert passed == Talk("bmt", "overdue", date(2027, 3, 10), HELD, plan, unwritten=True)
    cancelled = kept("plan", day=date(2027, 4, 1), state="cancelled")
    assert talk("bmt", [HELD, cancelled], YEARLY, date(2027, 4, 2)) == Talk("bmt", "overdue", date(2027, 3, 10), HELD)
    written = kept("plan", day=date(2027, 4, 1), state="held")
    assert talk("bmt", [HELD, written], YEARLY, date(2027, 4, 2)) == Talk("bmt", "held", date(2028, 4, 1), written)


def test_a_plan_from_before_the_last_talk_was_overtaken() -> None:
    assert talk("bmt", [HELD, kept("old", day=date(2026, 3, 9))], YEARLY, date(2026, 4, 1)).stand == "held"


def test_without_rhythm_or_agreed_day_nothing_is_due() -> None:
    assert talk("bmt", [HELD], None, date(2036, 1, 1)) == Talk("bmt", "held", None, HELD)


def test_the_most_pressing_first() -> None:
    today = date(2027, 3, 1)
    found = talks(
        [kept("a", unit="a", state="held", day=today), kept("b", unit="b", day=date(2027, 6, 1)), kept("c", unit="c", state="held", day=date(2026, 4, 1))],
        [Kept(f"r{unit}", 1, Rhythm(unit, "yearly", date(2026, 1, 1)), NOON, "s", "advisor") for unit in "acde"],
        today,
    )  # fmt: skip
    assert [(each.unit, each.stand) for each in found] == [
        ("d", "overdue"), ("e", "overdue"), ("c", "due"), ("b", "planned"), ("a", "held"),
    ]  # fmt: skip


@given(
    st.sampled_from(["yearly", "half_yearly", "quarterly"]),
    st.lists(st.dates(date(2024, 1, 1), date(2027, 1, 1)), max_size=4),
)
def test_as_days_pass_a_talk_only_gets_more_pressing(every: str, held: list[date]) -> None:
    rhythm = Rhythm("bmt", every, date(2024, 1, 1))  # type: ignore[arg-type]
    done = [kept(f"t{number}", state="held", day=day) for number, day in enumerate(held)]
    order = ["held", "due", "overdue"]
    stands = [
        order.index(talk("bmt", done, rhythm, date(2027, 1, 1) + timedelta(days=8 * step)).stand) for step in range(60)
    ]
    assert stands == sorted(stands)
    assert stands[-1] == 2


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from([3, 6, 12]))
def test_so_many_months_later_is_that_month(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
