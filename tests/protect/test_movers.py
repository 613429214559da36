"""Movers of a row, against sets of people."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.presence import Presence
from pipeline.protect.movers import Movers, movers

CELLS = (("A", ""), ("A", "x"), ("B", ""))
PLACED = st.dictionaries(st.integers(0, 2**64 - 1) | st.integers(1, 9), st.integers(0, 2), max_size=12)
INSIDE = st.lists(st.booleans(), min_size=3, max_size=3)


def presence(placed: dict[int, int], linked: bool = True, month: int = 1) -> Presence:
    return Presence(
        "gender",
        date(2025, month, 28),
        np.array(list(placed), dtype=np.uint64),
        np.array(list(placed.values()), dtype=np.int32),
        np.zeros(len(placed), dtype=np.int16),
        CELLS,
        linked=linked,
    )


def row(placed: dict[int, int], inside: list[bool]) -> set[int]:
    return {person for person, cell in placed.items() if inside[cell]}


@given(PLACED, PLACED, INSIDE, INSIDE)
def test_persons_are_followed_as_sets_follow_them(before: dict, after: dict, first: list, second: list) -> None:
    found = movers(presence(before), presence(after, month=2), np.array(first), np.array(second))
    left, come = row(before, first), row(after, second)
    assert found == Movers(len(come - left), len(left - come), certain=True)


@given(PLACED, PLACED, INSIDE, INSIDE, st.sampled_from([(True, False), (False, True), (False, False)]))
def test_without_links_no_more_is_certain_than_headcounts_say(
    before: dict, after: dict, first: list, second: list, linked: tuple[bool, bool]
) -> None:
    steps = presence(before, linked[0]), presence(after, linked[1], 2)
    found = movers(*steps, np.array(first), np.array(second))
    left, come = row(before, first), row(after, second)
    # Every way in which the heads of the one step may be people of the other.
    possible = [(len(come) - stay, len(left) - stay) for stay in range(min(len(left), len(come)) + 1)]
    assert (found.joiners, found.leavers) == min(possible)
    assert found.certain == (len(possible) == 1)
    for least in (1, 2, 5):
        assert found.enough(least) == all(sum(each) == 0 or sum(each) >= least for each in possible)


def test_by_hand() -> None:
    before, after = presence({1: 0, 2: 0, 3: 1, 4: 2}), presence({2: 1, 3: 1, 4: 0, 5: 0}, month=2)
    unit_a = np.array([True, True, False])
    assert movers(before, after, unit_a, unit_a) == Movers(joiners=2, leavers=1, certain=True)
    apart = replace(before, linked=False)
    assert movers(apart, after, unit_a, unit_a) == Movers(joiners=1, leavers=0, certain=False)


@pytest.mark.parametrize(
    ("found", "enough"),
    [
        (Movers(0, 0, certain=True), True),
        (Movers(0, 0, certain=False), False),
        (Movers(1, 0, certain=True), False),
        (Movers(2, 2, certain=True), False),
        (Movers(2, 3, certain=True), True),
        (Movers(5, 0, certain=False), True),
        (Movers(0, 4, certain=False), False),
    ],
)
def test_what_is_enough(found: Movers, enough: bool) -> None:
    assert found.enough(5) is enough


def test_what_does_not_belong_together_is_refused() -> None:
    step, all_cells = presence({1: 0}), np.ones(3, dtype=np.bool_)
    with pytest.raises(ValueError, match="one attribute"):
        movers(step, replace(step, attribute="origin"), all_cells, all_cells)
    with pytest.raises(ValueError, match="every cell"):
        movers(step, step, all_cells[:2], all_cells)
