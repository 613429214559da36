"""An export is taken in beside what is there: what is new is added, what differs is named and nothing changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registers import (
    Registers,
    TableRefused,
    add,
    agreements,
    bring_back,
    change,
    conversations,
    export_registers,
    history,
    one,
    open_registers,
    remove,
)
from registers.exchange.merging import histories_of
from registers.store.tables import activity_groups, changes, conversation, record
from tests.registers.drawn import ADVISOR, AMBASSADOR, NOON, activity, agreement, later
from tests.registers.drawn import conversation as talk

Write = Callable[[Registers], object]


@pytest.fixture
def here(registers: Registers) -> Registers:
    return shared(registers)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Registers]:
    opened = open_registers(tmp_path / "elsewhere.sqlite", make=True)
    yield shared(opened)
    opened.close()


def shared(registers: Registers) -> Registers:
    """What both began with."""
    add(registers, "talk", talk(roles=("decaan",)), ADVISOR, NOON)
    add(registers, "promise", agreement(conversation="talk"), ADVISOR, NOON)
    add(registers, "act", activity(groups=("women",), targets=("t", "u")), ADVISOR, NOON)
    return registers


def test_the_same_export_again_adds_nothing(here: Registers) -> None:
    before = export_registers(here)
    assert bring_back(here, before) == 0
    assert export_registers(here) == before


def test_what_is_new_is_added_beside_what_is_there(here: Registers, elsewhere: Registers) -> None:
    add(here, "mine", talk("law"), ADVISOR, NOON)
    add(elsewhere, "theirs", talk("law", notes="van elders"), AMBASSADOR, later(hours=1))
    add(elsewhere, "follows", agreement(conversation="theirs", aim="nieuw"), AMBASSADOR, later(hours=1))
    rows = bring_back(here, export_registers(elsewhere))
    assert rows == 6  # of both a key, who made it, and what it holds
    assert {kept.key for kept in conversations(here, None)} == {"talk", "mine", "theirs"}
    assert {kept.key for kept in agreements(here, None)} == {"promise", "follows"}
    assert history(here, "theirs", None) == history(elsewhere, "theirs", None)


def test_the_longer_of_two_histories_stands(here: Registers, elsewhere: Registers) -> None:
    change(here, "talk", 1, talk(notes="hier verder"), ADVISOR, later(hours=1))
    change(elsewhere, "act", 1, activity(groups=("women", "x"), who="HR"), AMBASSADOR, later(hours=2))
    remove(elsewhere, "act", 2, AMBASSADOR, later(hours=3))
    bring_back(here, export_registers(elsewhere))
    assert len(history(here, "talk", None)) == 2
    assert history(here, "act", None) == history(elsewhere, "act", None)
    assert one(here, "act", None) == one(elsewhere, "act", None)
    # Both ways round the outcome is the same.
    bring_back(elsewhere, export_registers(here))
    assert export_registers(here) == export_registers(elsewhere)


DIFFERENT: dict[str, tuple[Write, Write, list[tuple[str, int]]]] = {
    "another second version": (
        lambda r: change(r, "talk", 1, talk(notes="hier"), ADVISOR, later(hours=1)),
        lambda r: change(r, "talk", 1, talk(notes="daar"), ADVISOR, later(hours=1)),
        [("talk", 2)],
    ),
    "by somebody else": (
        lambda r: change(r, "talk", 1, talk(notes="x"), ADVISOR, later(hours=1)),
        lambda r: change(r, "talk", 1, talk(notes="x"), AMBASSADOR, later(hours=1)),
        [("talk", 2)],
    ),
    "at another moment": (
        lambda r: add(r, "new", talk(), ADVISOR, NOON),
        lambda r: add(r, "new", talk(), ADVISOR, later(seconds=1)),
        [("new", 1)],
    ),
    "another list": (
        lambda r: change(r, "act", 1, activity(targets=("t", "u")), ADVISOR, NOON),
        lambda r: change(r, "act", 1, activity(targets=("u", "t")), ADVISOR, NOON),
        [("act", 2)],
    ),
    "another kind": (
        lambda r: add(r, "new", talk(), ADVISOR, NOON),
        lambda r: add(r, "new", activity(), ADVISOR, NOON),
        [("new", 1)],
    ),
    "two of them, and one that is new": (
        lambda r: (
            change(r, "talk", 1, talk(notes="hier"), ADVISOR, NOON),
            remove(r, "act", 1, ADVISOR, NOON),
            add(r, "only", talk(), ADVISOR, NOON),
        ),
        lambda r: (
            change(r, "talk", 1, talk(notes="daar"), ADVISOR, NOON),
            change(r, "act", 1, activity(who="HR"), ADVISOR, NOON),
            add(r, "fresh", talk(), ADVISOR, NOON),
        ),
        [("act", 2), ("talk", 2)],
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_two_histories_that_differ_are_named_and_nothing_changes(
    here: Registers, elsewhere: Registers, name: str
) -> None:
    mine, theirs, named = DIFFERENT[name]
    mine(here)
    theirs(elsewhere)
    before = export_registers(here)
    with pytest.raises(TableRefused) as caught:
        bring_back(here, export_registers(elsewhere))
    assert {fault.code for fault in caught.value.faults} == {"other_history"}
    assert [(fault.facts["key"], fault.facts["version"]) for fault in caught.value.faults] == named
    assert "daar" not in str(caught.value)
    assert export_registers(here) == before


WHOLE = [
    (record, [{"key": "a", "kind": "conversation"}]),
    (changes, [{"record": "a", "version": 1, "act": "made"}]),
    (conversation, [{"record": "a", "version": 1, "unit": "u"}]),
]


def test_a_history_that_is_not_whole_is_none() -> None:
    assert histories_of(WHOLE)["a"].kind == "conversation"
    for lacking in range(3):
        with pytest.raises(ValueError, match="version"):
            histories_of([each for number, each in enumerate(WHOLE) if number != lacking])
    with pytest.raises(ValueError, match="whole"):
        histories_of([*WHOLE, (changes, [{"record": "a", "version": 3, "act": "changed"}])])
    with pytest.raises(ValueError, match="whole"):
        histories_of([*WHOLE, (activity_groups, [{"record": "a", "version": 2, "position": 1, "item": "x"}])])
