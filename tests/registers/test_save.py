"""A record is saved whole, with its history, and never over somebody else's."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Thread

import pytest

from registers.errors import Conflict, NotAllowed, RecordRefused
from registers.keep.rules import faults_of
from registers.keep.save import add, add_all, change, new_key, remove, restore
from registers.model.record import Author, Entry, Kept
from registers.model.rhythm import Rhythm
from registers.store.kinds import CONVERSATION, kind_of
from registers.store.opened import Registers
from registers.store.versions import add_version, current, every_version, kind_at
from tests.registers.drawn import (
    ADVISOR,
    AMBASSADOR,
    DAY,
    NOON,
    ODD_TEXTS,
    activity,
    agreement,
    conversation,
    later,
)


def latest(registers: Registers, key: str, value: Entry) -> object:
    with registers.reading() as connection:
        (kept,) = current(connection, kind_of(value), None, [key])
    return kept


@pytest.mark.parametrize(
    "value",
    [
        conversation(roles=("decaan", "ambassadeur"), publication="2026-03-a1b2", notes="\n".join(ODD_TEXTS), next_day=date(2027, 3, 1)),
        agreement(band="15+", trigger="t", barrier="b", start=DAY, due=date(2026, 9, 1), changed_due=date(2026, 12, 1)),
        activity(groups=("women", "outside-europe"), bands=("15+",), targets=("women-15-up",), phase="running", recurrence="yearly"),
        Rhythm("bmt", "half_yearly", DAY),
    ],
)  # fmt: skip
def test_what_is_saved_is_what_is_read(registers: Registers, value: Entry) -> None:
    key = new_key()
    kept = add(registers, key, value, ADVISOR, NOON)
    assert (kept.key, kept.version, kept.value, kept.act) == (key, 1, value, "made")
    assert (kept.at, kept.subject, kept.role) == (NOON, "subject-1", "advisor")
    assert latest(registers, key, value) == kept


@pytest.mark.parametrize("text", [*ODD_TEXTS, "x" * 100_000, ""])
def test_words_stay_as_they_were_written(registers: Registers, text: str) -> None:
    kept = add(registers, new_key(), conversation(notes=text), ADVISOR, NOON)
    assert latest(registers, kept.key, kept.value).value.notes == text  # type: ignore[attr-defined]


def test_a_moment_is_kept_in_utc_whatever_its_zone(registers: Registers) -> None:
    here = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    kept = add(registers, new_key(), conversation(), ADVISOR, here)
    read = latest(registers, kept.key, kept.value)
    assert read.at == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    assert read.at.tzinfo is UTC  # type: ignore[attr-defined]


def test_every_version_stays(registers: Registers) -> None:
    key = new_key()
    first, second = conversation(roles=("decaan",)), conversation(state="held", roles=("decaan", "hr"))
    add(registers, key, first, ADVISOR, NOON)
    change(registers, key, 1, second, AMBASSADOR, later(hours=1))
    with registers.reading() as connection:
        versions = every_version(connection, CONVERSATION, key)
    assert [(each.version, each.value, each.subject, each.act) for each in versions] == [
        (1, first, "subject-1", "made"),
        (2, second, "subject-2", "changed"),
    ]


def test_saving_over_an_older_version_is_a_conflict_with_both(registers: Registers) -> None:
    key = new_key()
    add(registers, key, conversation(), ADVISOR, NOON)
    theirs = change(registers, key, 1, conversation(notes="van de een"), ADVISOR, later(hours=1))
    mine = conversation(notes="van de ander")
    with pytest.raises(Conflict) as caught:
        change(registers, key, 1, mine, AMBASSADOR, later(hours=2))
    assert (caught.value.mine, caught.value.theirs) == (mine, theirs)
    assert "van de" not in str(caught.value)
    assert "version 1" in str(caught.value)
    assert latest(registers, key, mine) == theirs
    assert change(registers, key, 2, mine, AMBASSADOR, later(hours=3)).version == 3


def test_a_form_sent_twice_makes_one_record(registers: Registers) -> None:
    key = new_key()
    kept = add(registers, key, agreement(), ADVISOR, NOON)
    assert add(registers, key, agreement(), ADVISOR, later(minutes=1)) == kept
    changed = change(registers, key, 1, agreement(outcome="half"), ADVISOR, later(minutes=2))
    assert change(registers, key, 1, agreement(outcome="half"), ADVISOR, later(minutes=3)) == changed
    # The first save arrives once more, after the record went on: it is done already, and undoes nothing.
    assert add(registers, key, agreement(), ADVISOR, later(minutes=4)) == changed


def test_the_same_words_of_another_person_are_a_conflict(registers: Registers) -> None:
    key = new_key()
    add(registers, key, agreement(), ADVISOR, NOON)
    with pytest.raises(Conflict):
        add(registers, key, agreement(), AMBASSADOR, NOON)


def test_nothing_changed_makes_no_version(registers: Registers) -> None:
    kept = add(registers, new_key(), activity(), ADVISOR, NOON)
    assert change(registers, kept.key, 1, activity(), AMBASSADOR, later(hours=1)) == kept


def test_removing_is_a_state_that_can_be_undone(registers: Registers) -> None:
    kept = add(registers, new_key(), activity(), ADVISOR, NOON)
    removed = remove(registers, kept.key, 1, ADVISOR, later(hours=1))
    assert (removed.version, removed.removed, removed.value) == (2, True, kept.value)
    assert remove(registers, kept.key, 1, ADVISOR, later(hours=2)) == removed
    back = restore(registers, kept.key, 2, AMBASSADOR, later(hours=3))
    assert (back.version, back.removed, back.act, back.value) == (3, False, "restored", kept.value)


@pytest.mark.parametrize(
    ("value", "field", "code"),
    [
        (conversation(unit=" "), "unit", "field_missing"),
        (conversation(day=None), "day", "conversation_without_day"),
        (conversation(state="perhaps"), "state", "no_such_choice"),
        (conversation(next_day=date(2026, 3, 1)), "next_day", "days_in_wrong_order"),
        (conversation(roles=("decaan", "")), "roles", "field_missing"),
        (conversation(publication=""), "publication", "field_missing"),
        (conversation(notes="a\x00b"), "notes", "text_unsaveable"),
        (conversation(notes="\ud83d"), "notes", "text_unsaveable"),
        (conversation(notes="x" * 120_001), "notes", "text_too_long"),
        (agreement(responsible=""), "responsible", "field_missing"),
        (agreement(target=""), "target", "field_missing"),
        (agreement(status="done"), "done", "agreement_done_without_day"),
        (agreement(done=DAY), "done", "agreement_open_with_day"),
        (agreement(status="dropped"), "outcome", "agreement_dropped_without_outcome"),
        (agreement(start=DAY, due=date(2026, 3, 1)), "due", "days_in_wrong_order"),
        (activity(what=" "), "what", "activity_without_words"),
        (activity(first_day=DAY, last_day=date(2026, 3, 1)), "last_day", "days_in_wrong_order"),
        (activity(targets=("",)), "targets", "field_missing"),
        (Rhythm("bmt", "weekly", DAY), "every", "no_such_choice"),  # type: ignore[arg-type]
    ],
)
def test_a_broken_rule_names_its_field(value: Entry, field: str, code: str) -> None:
    assert [(fault.where.column, fault.code) for fault in faults_of("key", value)] == [(field, code)]


def test_what_breaks_a_rule_is_not_saved(registers: Registers) -> None:
    for value in (conversation(unit="", day=None), agreement(conversation="nowhere"), activity(what="")):
        with pytest.raises(RecordRefused):
            add(registers, "key", value, ADVISOR, NOON)
        with registers.reading() as connection:
            assert current(connection, kind_of(value), None) == []
            assert kind_at(connection, "key") is None


@pytest.mark.parametrize("key", ["", "a b", "x" * 65, "a\n", "é"])
def test_a_key_is_a_plain_word(key: str) -> None:
    assert [fault.code for fault in faults_of(key, conversation())] == ["bad_key"]


def test_a_key_belongs_to_one_kind(registers: Registers) -> None:
    kept = add(registers, new_key(), conversation(), ADVISOR, NOON)
    with pytest.raises(RecordRefused):
        change(registers, kept.key, 1, activity(), ADVISOR, NOON)
    with pytest.raises(RecordRefused):
        add(registers, new_key(), agreement(conversation=add(registers, "a", activity(), ADVISOR, NOON).key), ADVISOR, NOON)  # fmt: skip


@pytest.mark.parametrize("version", [-1, 0, 2])
def test_a_version_that_never_was_is_refused(registers: Registers, version: int) -> None:
    kept = add(registers, new_key(), conversation(), ADVISOR, NOON)
    with pytest.raises((RecordRefused, Conflict)):
        change(registers, kept.key, version, conversation(notes="x"), ADVISOR, NOON)
    with pytest.raises(RecordRefused):
        remove(registers, kept.key, version, ADVISOR, NOON)
    with pytest.raises(RecordRefused):
        change(registers, new_key(), 1, conversation(), ADVISOR, NOON)


def test_nobody_writes_about_another_unit(registers: Registers) -> None:
    dean = Author("subject-3", "dean", frozenset({"bmt"}))
    kept = add(registers, new_key(), conversation("bmt"), dean, NOON)
    other = add(registers, new_key(), conversation("law"), ADVISOR, NOON)
    for key, version, value in (
        (new_key(), 0, conversation("law")),
        (kept.key, 1, conversation("law")),
        (other.key, 1, conversation("bmt")),
    ):
        with pytest.raises(NotAllowed):
            change(registers, key, version, value, dean, NOON)
    with pytest.raises(NotAllowed):
        remove(registers, other.key, 1, dean, NOON)


def test_many_at_once_are_all_there_or_none(registers: Registers) -> None:
    entries = [(f"a{number}", activity(what=f"activiteit {number}")) for number in range(5)]
    assert add_all(registers, entries[:2], ADVISOR, NOON) == (2, 0)
    assert add_all(registers, entries, AMBASSADOR, later(hours=1)) == (3, 2)
    with pytest.raises(RecordRefused):
        add_all(registers, [("a9", activity()), ("a10", activity(unit=""))], ADVISOR, NOON)
    add(registers, "talk", conversation(), ADVISOR, NOON)
    with registers.reading() as connection:
        assert len(current(connection, kind_of(activity()), None)) == 5


def test_a_moment_without_a_zone_is_a_mistake(registers: Registers) -> None:
    with pytest.raises(ValueError, match="time zone"):
        add(registers, "a", conversation(), ADVISOR, datetime(2026, 3, 2, 12))  # noqa: DTZ001 - the mistake itself


def test_what_somebody_saves_in_the_same_instant(registers: Registers) -> None:
    """The other has written the same version and not finished yet: whoever comes second waits, and is told."""
    kept = add(registers, "a", conversation(), ADVISOR, NOON)
    told: list[object] = []

    def second(notes: str, author: Author) -> None:
        try:
            told.append(change(registers, "a", 1, conversation(notes=notes), author, later(hours=1)).version)
        except Conflict as conflict:
            told.append(conflict.theirs)

    first = Kept("a", 2, conversation(notes="eerste"), NOON, "subject-1", "advisor", "changed")
    threads = [Thread(target=second, args=("tweede", AMBASSADOR)), Thread(target=second, args=("eerste", ADVISOR))]
    with registers.writing() as connection:
        add_version(connection, CONVERSATION, first)  # type: ignore[arg-type]
        for each in threads:
            each.start()
        time.sleep(0.4)
        assert told == []
    for each in threads:
        each.join(30)
    assert kept.version == 1
    assert sorted(told, key=str) == sorted([first, 2], key=str)
