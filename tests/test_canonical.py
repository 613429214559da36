"""One fingerprint for equal values, whatever the order of sets and mappings; another for every difference."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.canonical import fingerprint
from pipeline.month import Month
from tests.ingest.mapping.exports import of, source

VALUES = [
    1,
    "1",
    None,
    "",
    1.5,
    True,
    date(2025, 12, 31),
    Month(2025, 12),
    re.compile("a"),
    re.compile("a", re.IGNORECASE),
    ("a", "b"),
    ("b", "a"),
    frozenset({"a"}),
    {"a": "b"},
    {"b": "a"},
    (("a",), "b"),
    Path("a/b"),
]


def test_different_values_have_different_fingerprints() -> None:
    assert len({fingerprint(value) for value in VALUES}) == len(VALUES)
    assert fingerprint("a", "b") != fingerprint("ab") != fingerprint(("a", "b"))
    assert fingerprint(frozenset({"a"})) == fingerprint(("a",))  # a set of one is as a list of one


def test_the_order_of_sets_and_mappings_does_not_matter() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint(frozenset("abcdef")) == fingerprint(frozenset("fedcba"))


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_every_process_gives_the_same(seed: str) -> None:
    told = "from tests.test_canonical import *; print(fingerprint(source('unit', 'gender'), of(), frozenset('abcdef')))"
    found = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed},
        cwd=Path(__file__).parent.parent,
    )
    assert found.stdout.strip() == fingerprint(source("unit", "gender"), of(), frozenset("abcdef"))


def test_any_change_to_a_source_changes_it() -> None:
    plain = source("unit", "gender")
    changes = {"decimal": ".", "max_bad_share": 0.5, "fte_unit": "percent", "optional": frozenset({"gender"})}
    prints = {fingerprint(plain), *(fingerprint(replace(plain, **{name: to})) for name, to in changes.items())}
    assert len(prints) == len(changes) + 1
