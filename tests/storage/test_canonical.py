"""Equal values have one fingerprint, whatever order sets and mappings are in; different ones have another."""

import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.canonical import fingerprint
from pipeline.month import Month


@dataclass(frozen=True)
class Value:
    name: str
    members: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    month: Month | None = None
    pattern: re.Pattern[str] | None = None


@given(st.lists(st.text(), unique=True), st.randoms())
def test_order_of_a_set_does_not_matter(members: list[str], chance: object) -> None:
    shuffled = list(members)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fingerprint(Value("a", frozenset(members))) == fingerprint(Value("a", frozenset(shuffled)))


@given(st.dictionaries(st.text(), st.text()))
def test_order_of_a_mapping_does_not_matter(words: dict[str, str]) -> None:
    assert fingerprint(Value("a", words=words)) == fingerprint(Value("a", words=dict(reversed(words.items()))))


@given(st.frozensets(st.text()), st.frozensets(st.text()))
def test_sets_have_one_fingerprint_exactly_when_they_are_equal(one: frozenset[str], other: frozenset[str]) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


@given(st.lists(st.text()), st.lists(st.text()))
def test_texts_do_not_run_into_each_other(one: list[str], other: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def test_every_part_counts() -> None:
    base = Value("a", frozenset("x"), {"nl": "b"}, Month(2025, 1), re.compile("c"))
    others = [
        replace(base, name="b"),
        replace(base, members=frozenset("xy")),
        replace(base, words={"en": "b"}),
        replace(base, words={"nl": "c"}),
        replace(base, month=Month(2025, 2)),
        replace(base, pattern=re.compile("d")),
        replace(base, pattern=re.compile("c", re.IGNORECASE)),
        replace(base, pattern=None),
    ]
    prints = {fingerprint(each) for each in (base, *others)}
    assert len(prints) == len(others) + 1


def test_kinds_that_look_alike_differ() -> None:
    alike = [1, "1", True, 1.0, None, "None", date(2025, 1, 31), [], {}, ""]
    assert len({fingerprint(each) for each in alike}) == len(alike)
    assert fingerprint(Path("a")) == fingerprint("a")


def test_fingerprint_does_not_hang_on_the_hash_seed() -> None:
    code = "from pipeline.canonical import fingerprint; print(fingerprint(frozenset('abcdefgh'), {'b': 1, 'a': {'x', 'y', 'z'}}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(found) == 1
