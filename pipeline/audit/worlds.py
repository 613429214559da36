"""Worlds found so far: each answers many questions at once, so every one is kept and asked about everything."""

from collections.abc import Iterator

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.bounds import Solver
from pipeline.audit.sparse import Counts, Flags, Row, Sparse

BULK_ROUNDS = 6
LARGEST_WEIGHT = 20
MOST_KEPT = 2000


class Worlds:
    """One world to start from, and what others change of it."""

    def __init__(self, base: Counts, given: Sparse) -> None:
        self.base = base
        self._changes = [given]

    def add(self, world: Counts) -> None:
        """Keep a world."""
        if len(self._changes) <= MOST_KEPT:
            self._changes.append(sparse.one_row(world - self.base))

    @property
    def changes(self) -> Sparse:
        """World x unknown, those given first."""
        return sparse.above(self._changes)


class Goals:
    """Numbers that sums must be able to reach: for each, `sum` must be able to go up, or down, to `goal`."""

    def __init__(self, sums: Sparse, of: Counts, sense: Counts, goal: Counts) -> None:
        self.sums, self.of, self.sense, self.goal = sums, of, sense, goal
        self.met: Flags = np.zeros(len(of), dtype=np.bool_)

    def told(self, world: Counts) -> None:
        """Learn from one world."""
        self.met |= self.sense * (sparse.applied(self.sums, world)[self.of] - self.goal) >= 0

    def told_all(self, worlds: Worlds) -> None:
        """Learn from all worlds found so far."""
        self.told(worlds.base)
        here = sparse.applied(self.sums, worlds.base)
        moved = sparse.product(self.sums, sparse.turned(worlds.changes))
        most, least = here.copy(), here.copy()
        row = sparse.row_numbers(moved)
        np.maximum.at(most, row, here[row] + sparse.numbers(moved))
        np.minimum.at(least, row, here[row] + sparse.numbers(moved))
        reached = np.where(self.sense > 0, most[self.of], least[self.of])
        self.met |= self.sense * (reached - self.goal) >= 0


def pursue(solver: Solver, goals: Goals, worlds: Worlds) -> Iterator[tuple[int, int]]:
    """Solve until every goal is reached or out of reach; gives those out of reach and how far they can go."""
    draw = np.random.default_rng(7)
    for _ in range(BULK_ROUNDS):
        left = np.flatnonzero(~goals.met)
        if len(left) <= BULK_ROUNDS:
            break
        weight = draw.integers(1, LARGEST_WEIGHT, size=len(left)) * goals.sense[left]
        wish = sparse.weighed(sparse.chosen_rows(goals.sums, goals.of[left]), weight)
        _learn(solver, goals, worlds, wish, 1)
    for number in range(len(goals.of)):
        if goals.met[number]:
            continue
        sense = int(goals.sense[number])
        bound = _learn(solver, goals, worlds, sparse.row(goals.sums, int(goals.of[number])), sense)
        if not goals.met[number]:
            yield number, bound


def _learn(solver: Solver, goals: Goals, worlds: Worlds, asked: Row, sense: int) -> int:
    found = solver.extreme(asked, sense)
    worlds.add(found.world)
    goals.told(found.world)
    return found.bound
