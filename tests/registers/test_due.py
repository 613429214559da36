"""What is waiting, what comes back on the table, and what was agreed and done about a target."""

from datetime import date

from registers import Registers, Rhythm, add, brought_to, calendar_of, change, due, evidence, remove, rhythm_key
from tests.registers.drawn import ADVISOR, NOON, activity, agreement, conversation, later

TODAY = date(2027, 3, 1)
TARGET = "women-15-up"


def test_the_reminder_list(registers: Registers) -> None:
    add(registers, rhythm_key("bmt"), Rhythm("bmt", "yearly", date(2026, 3, 1)), ADVISOR, NOON)
    add(registers, rhythm_key("law"), Rhythm("law", "yearly", date(2028, 3, 1)), ADVISOR, NOON)
    agreed = {
        "past": agreement(due=date(2027, 2, 28)),
        "today": agreement(due=TODAY),
        "moved": agreement(due=date(2026, 6, 1), changed_due=date(2027, 6, 1)),
        "moved-past": agreement(due=date(2026, 6, 1), changed_due=date(2026, 9, 1), status="under_way"),
        "done": agreement(due=date(2026, 6, 1), status="done", done=date(2026, 7, 1)),
        "dropped": agreement(due=date(2026, 6, 1), status="dropped", outcome="verviel"),
        "undated": agreement(),
        "removed": agreement(due=date(2026, 6, 1)),
    }
    for key, value in agreed.items():
        add(registers, key, value, ADVISOR, later(days=150))
    remove(registers, "removed", 1, ADVISOR, later(days=150))
    add(registers, "fine", activity(who="HR", period="2027", first_day=date(2027, 1, 1)), ADVISOR, NOON)
    add(registers, "nobody", activity(period="2027", first_day=date(2027, 1, 1)), ADVISOR, NOON)
    found = due(registers, TODAY, None)
    assert [(each.unit, each.stand) for each in found.talks] == [("bmt", "overdue")]
    assert [kept.key for kept in found.past_due] == ["moved-past", "past"]
    assert [kept.key for kept in found.without_day] == ["undated"]
    assert [(each.activity.key, each.findings[0].code) for each in found.activities] == [("nobody", "owner_missing")]
    assert len(found) == 5
    assert len(due(registers, TODAY, frozenset())) == 0


def test_a_unit_that_was_renamed_has_one_calendar_and_its_newest_rhythm(registers: Registers) -> None:
    add(registers, "held", conversation("old", state="held", day=date(2026, 5, 1)), ADVISOR, later(days=100))
    add(registers, rhythm_key("old"), Rhythm("old", "quarterly", date(2025, 1, 1)), ADVISOR, NOON)
    assert [each.unit for each in calendar_of(registers, TODAY, None)] == ["old"]
    (now,) = calendar_of(registers, TODAY, None, {"old": "new"})
    assert (now.unit, now.stand, now.due_by) == ("new", "overdue", date(2026, 8, 1))
    add(registers, rhythm_key("new"), Rhythm("new", "yearly", date(2025, 1, 1)), ADVISOR, NOON)
    (now,) = calendar_of(registers, TODAY, None, {"old": "new"})
    assert (now.unit, now.stand, now.due_by) == ("new", "held", date(2027, 5, 1))


def test_what_comes_back_next_year(registers: Registers) -> None:
    for year in (2025, 2026):
        add(registers, f"talk-{year}", conversation(state="held", day=date(year, 3, 1)), ADVISOR, NOON)
    add(registers, "talk-2027", conversation(day=TODAY), ADVISOR, NOON)
    made = {
        "old-open": agreement(conversation="talk-2025", due=date(2025, 12, 1)),
        "old-closed": agreement(conversation="talk-2025", status="done", done=date(2025, 9, 1)),
        # Done before the talk of 2026, and written down so only after it.
        "late": agreement(conversation="talk-2025", status="done", done=date(2026, 2, 20)),
        "done": agreement(conversation="talk-2026", status="done", done=date(2026, 9, 1)),
        "dropped": agreement(conversation="talk-2026", status="dropped", outcome="kon niet"),
        "new": agreement(conversation="talk-2027"),
        "elsewhere": agreement("law"),
        "outside": agreement(),
    }
    for key, value in made.items():
        add(registers, key, value, ADVISOR, later(days={"old-closed": -180, "late": 3}.get(key, 200)))
    brought = brought_to(registers, "bmt", TODAY, "talk-2027", None)
    assert brought.since == date(2026, 3, 1)
    assert sorted(kept.key for kept in brought.open) == ["old-open", "outside"]
    assert sorted(kept.key for kept in brought.closed) == ["done", "dropped", "late"]
    # The year before: what was made later is not on that table, and this was closed since the talk of 2025.
    before = brought_to(registers, "bmt", date(2026, 3, 1), "talk-2026", None)
    assert before.since == date(2025, 3, 1)
    assert sorted(kept.key for kept in before.open) == ["old-open", "outside"]
    assert [kept.key for kept in before.closed] == ["late", "old-closed"]
    # Carried over until it is closed.
    change(
        registers,
        "old-open",
        1,
        agreement(conversation="talk-2025", status="done", done=TODAY),
        ADVISOR,
        later(days=400),
    )
    assert [kept.key for kept in brought_to(registers, "bmt", date(2028, 3, 1), None, None).open] == ["new", "outside"]


def test_steps_about_a_target_in_the_order_of_their_days(registers: Registers) -> None:
    add(registers, "talk", conversation(state="held", day=date(2026, 3, 1)), ADVISOR, NOON)
    add(registers, "a", agreement(conversation="talk", start=date(2026, 4, 1), due=date(2026, 9, 1), changed_due=date(2026, 12, 1), status="done", done=date(2026, 11, 1)), ADVISOR, later(days=250))  # fmt: skip
    add(registers, "b", agreement(status="dropped", outcome="kon niet"), ADVISOR, NOON)
    add(registers, "c", agreement(), ADVISOR, NOON)
    add(registers, "other", agreement(target="men"), ADVISOR, NOON)
    add(
        registers,
        "x",
        activity(targets=(TARGET, "men"), first_day=date(2026, 5, 1), last_day=date(2026, 10, 1)),
        ADVISOR,
        NOON,
    )
    add(registers, "y", activity(targets=("men",), first_day=date(2026, 5, 1)), ADVISOR, NOON)
    add(registers, "z", activity("root", targets=(TARGET,)), ADVISOR, NOON)
    found = evidence(registers, TARGET, ("bmt", "root"), None)
    assert [kept.key for kept in found.agreements] == ["a", "b", "c"]
    assert {kept.key for kept in found.activities} == {"x", "z"}
    assert {kept.key for kept in found.undated} == {"c", "z"}
    assert [(step.day.isoformat(), step.event, step.record.key) for step in found.steps] == [
        ("2026-03-01", "agreed", "a"),
        ("2026-03-02", "dropped", "b"),
        ("2026-04-01", "started", "a"),
        ("2026-05-01", "activity_began", "x"),
        ("2026-09-01", "due", "a"),
        ("2026-10-01", "activity_ended", "x"),
        ("2026-11-01", "done", "a"),
        ("2026-12-01", "new_due", "a"),
    ]
    assert evidence(registers, TARGET, ("root",), None).agreements == ()
