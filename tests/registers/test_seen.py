"""Nobody is told of a unit they may not see, by any question; every public question is asked here."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

import registers as public
from registers import Registers, Rhythm, add, rhythm_key
from tests.registers.drawn import ADVISOR, NOON, activity, agreement, conversation

TODAY = date(2027, 6, 1)
Ask = Callable[[Registers, frozenset[str] | None], object]
QUESTIONS: dict[str, Ask] = {
    "conversations": lambda r, units: public.conversations(r, units, removed=True),
    "agreements": lambda r, units: public.agreements(r, units, removed=True),
    "activities": lambda r, units: public.activities(r, units, removed=True),
    "rhythms": public.rhythms,
    "one": lambda r, units: [
        public.one(r, key, units) for key in ("t-law", "a-law", "x-law", rhythm_key("law"), "t-bmt")
    ],
    "made_in": lambda r, units: [public.made_in(r, key, units) for key in ("t-law", "t-bmt")],
    "history": lambda r, units: [public.history(r, key, units) for key in ("t-law", "a-law", "x-law", "t-bmt")],
    "histories": lambda r, units: public.histories(r, ["x-law", "x-bmt", "t-bmt", "none"], units),
    "at_version": lambda r, units: [
        public.at_version(r, key, 1, units) for key in ("t-law", "a-law", "x-law", "t-bmt")
    ],
    "due": lambda r, units: public.due(r, TODAY, units),
    "calendar_of": lambda r, units: public.calendar_of(r, TODAY, units),
    "brought_to": lambda r, units: [public.brought_to(r, unit, TODAY, None, units) for unit in ("law", "bmt")],
    "evidence": lambda r, units: public.evidence(r, "women-15-up", ("law", "bmt"), units),
}


@pytest.fixture
def two_units(registers: Registers) -> Registers:
    for unit in ("bmt", "law"):
        add(registers, f"t-{unit}", conversation(unit, notes=f"secret-{unit}", state="held"), ADVISOR, NOON)
        add(
            registers,
            f"a-{unit}",
            agreement(unit, conversation=f"t-{unit}", aim=f"secret-{unit}", due=date(2027, 1, 1)),
            ADVISOR,
            NOON,
        )
        add(registers, f"x-{unit}", activity(unit, what=f"secret-{unit}", targets=("women-15-up",)), ADVISOR, NOON)
        add(registers, rhythm_key(unit), Rhythm(unit, "yearly", date(2026, 1, 1)), ADVISOR, NOON)
    return registers


def texts(found: object) -> Iterable[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from texts(list(found.values()))
    elif isinstance(found, list | tuple | set):
        for each in found:
            yield from texts(each)
    elif is_dataclass(found):
        for each in fields(found):
            yield from texts(getattr(found, each.name))


@pytest.mark.parametrize("name", QUESTIONS)
def test_only_what_may_be_seen_is_told(two_units: Registers, name: str) -> None:
    def told(units: frozenset[str] | None) -> set[str]:
        said = list(texts(QUESTIONS[name](two_units, units)))
        return {unit for unit in ("bmt", "law") if any(unit in (text, text.removeprefix("secret-")) for text in said)}

    assert told(None) == {"bmt", "law"}
    assert told(frozenset({"bmt", "law", "elsewhere"})) == {"bmt", "law"}
    assert told(frozenset({"bmt"})) == {"bmt"}
    assert told(frozenset({"elsewhere"})) == set()
    assert told(frozenset()) == set()


def test_every_public_question_is_asked_here() -> None:
    asking = {
        name
        for name in public.__all__
        if inspect.isfunction(each := getattr(public, name)) and "units" in inspect.signature(each).parameters
    }
    assert asking - {"bring_in_activities"} == set(QUESTIONS)


def test_what_was_removed_is_not_told(two_units: Registers) -> None:
    for key in ("t-bmt", "a-bmt", "x-bmt"):
        public.remove(two_units, key, 1, ADVISOR, NOON)
    units = frozenset({"bmt"})
    assert public.conversations(two_units, units) == public.agreements(two_units, units) == []
    assert public.activities(two_units, units) == []
    assert len(public.conversations(two_units, units, removed=True)) == 1
    kept = public.one(two_units, "t-bmt", units)
    assert kept is not None
    assert kept.removed


def test_the_agreements_of_one_conversation(two_units: Registers) -> None:
    assert [kept.key for kept in public.made_in(two_units, "t-bmt", None)] == ["a-bmt"]
    assert public.made_in(two_units, "nowhere", None) == []
    assert public.one(two_units, "nowhere", None) is None
