"""Who changed what, when: per field, before and after, and only for those who may see it."""

import pytest

from registers import Registers, add, at_version, change, history, remove, restore
from tests.registers.drawn import ADVISOR, AMBASSADOR, NOON, agreement, conversation, later


def test_each_step_with_before_and_after(registers: Registers) -> None:
    first = agreement(aim="een")
    add(registers, "a", first, ADVISOR, NOON)
    change(registers, "a", 1, agreement(aim="twee", outcome="half"), AMBASSADOR, later(hours=1))
    remove(registers, "a", 2, ADVISOR, later(hours=2))
    restore(registers, "a", 3, ADVISOR, later(hours=3))
    found = history(registers, "a", None)
    assert [(each.version, each.act, each.at, each.subject, each.role) for each in found] == [
        (1, "made", NOON, "subject-1", "advisor"),
        (2, "changed", later(hours=1), "subject-2", "ambassador"),
        (3, "removed", later(hours=2), "subject-1", "advisor"),
        (4, "restored", later(hours=3), "subject-1", "advisor"),
    ]
    assert found[0].fields["aim"] == (None, "een")
    assert "band" not in found[0].fields
    assert found[1].fields == {"aim": ("een", "twee"), "outcome": ("", "half")}
    assert found[2].fields == found[3].fields == {}


def test_lists_are_part_of_it(registers: Registers) -> None:
    add(registers, "a", conversation(roles=("decaan",)), ADVISOR, NOON)
    change(registers, "a", 1, conversation(roles=("decaan", "hr")), ADVISOR, later(hours=1))
    assert history(registers, "a", None)[1].fields == {"roles": (("decaan",), ("decaan", "hr"))}


def test_a_record_as_it_was(registers: Registers) -> None:
    first = add(registers, "a", conversation(notes="een"), ADVISOR, NOON)
    change(registers, "a", 1, conversation(notes="twee"), ADVISOR, later(hours=1))
    assert at_version(registers, "a", 1, None) == first
    assert at_version(registers, "a", 3, None) is None
    assert at_version(registers, "b", 1, None) is None
    assert at_version(registers, "a", 1, frozenset({"law"})) is None


def test_what_was_written_at_another_unit_is_left_out(registers: Registers) -> None:
    add(registers, "a", conversation("law", notes="van rechten"), ADVISOR, NOON)
    change(registers, "a", 1, conversation("law", notes="nog van rechten"), ADVISOR, later(hours=1))
    change(registers, "a", 2, conversation("bmt", notes="nu van bmt"), ADVISOR, later(hours=2))
    change(registers, "a", 3, conversation("bmt", notes="en verder"), ADVISOR, later(hours=3))
    assert [each.version for each in history(registers, "a", frozenset({"bmt"}))] == [4]
    assert history(registers, "a", frozenset({"law"})) == []
    assert at_version(registers, "a", 2, frozenset({"bmt"})) is None
    assert [each.version for each in history(registers, "a", frozenset({"bmt", "law"}))] == [1, 2, 3, 4]


@pytest.mark.parametrize("units", [None, frozenset(), frozenset({"bmt"})])
def test_no_history_of_nothing(registers: Registers, units: frozenset[str] | None) -> None:
    assert history(registers, "nowhere", units) == []
