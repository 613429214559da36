"""Which columns can change places without anybody seeing it? Worlds that need no solver."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from pipeline.protect.solve.problem import Duty, Flags, IntArray, Problem, size

Marks = npt.NDArray[np.uint64]


class Swaps:
    """Groups columns that lie in the same published and fixed rows: inside a group members change places unseen.

    Equal rows are told by a random 64-bit sum per column. Two groups may, hardly ever, be taken for one:
    who uses a swap checks it.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        """Draws one random mark per row."""
        self._problem = problem
        draw = np.random.default_rng(seed)
        top = np.iinfo(np.uint64).max
        marks = draw.integers(1, top, size(problem.rows)[0], dtype=np.uint64)
        self._marks: Marks = marks
        self._turned = _turned(problem.rows)
        known = draw.integers(1, top, size(problem.fixed)[0], dtype=np.uint64)
        self._known: Marks = _turned(problem.fixed) @ known
        self._up, self._down = problem.high - problem.value, problem.value - problem.low
        self._group: IntArray = np.zeros(len(problem.value), np.int64)
        self._alone: Flags = np.zeros(0, np.bool_)

    def regroup(self, hidden: Flags) -> None:
        """Groups anew after other decisions were hidden or published."""
        published = np.where(hidden[self._problem.decision], np.uint64(0), self._marks)
        signature = self._known + self._turned @ published
        distinct, group = np.unique(signature, return_inverse=True)
        self._group = group.astype(np.int64)
        self._alone = distinct == 0  # columns in no row at all need nobody to change places with

    def world(self, duty: Duty, sense: int) -> IntArray | None:
        """One difference per column that moves the count far enough by swaps alone; None when they do not reach."""
        room, other = (self._up, self._down) if sense > 0 else (self._down, self._up)
        inside = np.zeros(len(self._group), np.bool_)
        inside[duty.columns] = True
        groups = len(self._alone)
        gain = np.bincount(self._group[duty.columns], weights=room[duty.columns], minlength=groups).astype(np.int64)
        given = np.bincount(self._group, weights=np.where(inside, 0, other), minlength=groups).astype(np.int64)
        reach = np.where(self._alone, gain, np.minimum(gain, given))
        wanted = abs(duty.change)
        if int(reach.sum()) < wanted:
            return None
        used = _most_first(reach, wanted)
        up = _filled(np.where(inside, room, 0), self._group, used)
        down = _filled(np.where(inside, 0, other), self._group, np.where(self._alone, 0, used))
        return sense * (up - down)


def _turned(rows: csr_array) -> csr_array:
    return csr_array(csr_array(rows, dtype=np.int64).astype(np.uint64).T.tocsr())


def _most_first(reach: IntArray, wanted: int) -> IntArray:
    """What every group contributes: the fewest groups that together reach what is wanted."""
    order = np.argsort(-reach, kind="stable")
    before = np.cumsum(reach[order]) - reach[order]
    used = np.zeros_like(reach)
    used[order] = np.clip(wanted - before, 0, reach[order])
    return used


def _filled(room: IntArray, group: IntArray, used: IntArray) -> IntArray:
    """Shares out what every group contributes over its columns, those with most room first."""
    order = np.lexsort((-room, group))
    sorted_room, sorted_group = room[order], group[order]
    before = np.cumsum(sorted_room) - sorted_room
    first = np.searchsorted(sorted_group, np.arange(len(used)))
    within = before - before[np.minimum(first, len(before) - 1)][sorted_group]
    filled = np.zeros_like(room)
    filled[order] = np.clip(used[sorted_group] - within, 0, sorted_room)
    return filled
