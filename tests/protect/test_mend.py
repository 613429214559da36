"""A proposal without a solver: whatever it proposes holds; what three people can do it finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.protect.mend import Aim, Mender

CLASSES = 7


def over_classes(*rows: list[int]) -> csr_array:
    return csr_array(np.array(rows, dtype=np.int64).reshape(-1, CLASSES))


def counts(most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, most), min_size=CLASSES, max_size=CLASSES)


@given(
    st.lists(st.lists(st.integers(-1, 1), min_size=CLASSES, max_size=CLASSES), max_size=3),
    st.lists(counts(1), max_size=3),
    counts(3),
    counts(3),
    st.sets(st.integers(0, CLASSES - 1), min_size=1),
    st.integers(-4, 4).filter(bool),
    st.booleans(),
)
def test_what_is_proposed_holds(known, rows, up, down, classes, change, either):
    then, now = over_classes(*known), over_classes(*rows)
    up, down, aimed = np.array(up), np.array(down), np.array(sorted(classes))
    delta = Mender(then, now, up + down).mended(Aim(aimed, change, either), up, down)
    if delta is None:
        return
    assert not np.any(then @ delta)
    assert not np.any(now @ delta)
    assert np.all(delta <= up)
    assert np.all(-delta <= down)
    moved = int(delta[aimed].sum())
    assert abs(moved) >= abs(change)
    assert either or moved * change > 0


# Class 0 left, 1 stays, 2 came; 3 and 4 stay elsewhere. Known: everybody of before; now: everybody of now.
BEFORE = over_classes([1, 1, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 0, 0])
NOW = over_classes([0, 1, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, 0, 0])
ROOM = np.array([1, 1, 1, 1, 1, 0, 0])


def test_one_who_leaves_one_who_stays_one_who_comes():
    delta = Mender(BEFORE, NOW, 2 * ROOM).mended(Aim(np.array([0]), 1), ROOM, ROOM)
    assert delta.tolist() == [1, -1, 1, 0, 0, 0, 0]


def test_nobody_came_who_could_make_up_for_it():
    nobody = np.array([1, 1, 0, 1, 1, 0, 0])
    assert Mender(BEFORE, NOW, 2 * ROOM).mended(Aim(np.array([0]), 1), nobody, nobody) is None


def test_a_world_of_before_is_made_whole():
    world = np.array([1, -1, 0, 1, -1, 0, 0])  # true of what was known; now the stayer's unit would be one off
    delta = Mender(BEFORE, NOW, 2 * ROOM).mended(Aim(np.array([3]), 1), ROOM, ROOM, world)
    assert delta.tolist() == [1, -1, 1, 1, -1, 0, 0]


def test_in_either_direction():
    up, down = np.zeros(CLASSES, dtype=np.int64), np.array([1, 0, 1, 0, 0, 0, 0])
    up[1] = 1
    delta = Mender(BEFORE, NOW, up + down).mended(Aim(np.array([2]), 1, either=True), up, down)
    assert delta.tolist() == [-1, 1, -1, 0, 0, 0, 0]
