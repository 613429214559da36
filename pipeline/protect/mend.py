"""Which few people can change category so that nothing given, or to be given, changes? Found without a solver.

Those who cannot be told apart by what was given are one node, and so are those who cannot be told apart by what may
be given now; each class of people is an edge between its two nodes. Whoever changes one way at a node is made up for
by another who changes the other way: a cycle. Those in nothing given before (or now) need nobody to make up for
them. What is found is a proposal: whoever uses it checks it.

Source: residual cycles of network flow (Ahuja, Magnanti and Orlin 1993, ch. 3), found breadth first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from pipeline.protect.crowd import Counts, Index
from pipeline.protect.solve.problem import size

_LONGEST = 12  # people in one cycle: longer ones are broken before long, and the solver may do better
_TRIES = 8  # ways out of one count that are tried before the solver is asked
_OPEN = 0  # the node of those who are in nothing given


@dataclass(frozen=True)
class Aim:
    """A count that should change: that of these classes, by at least so much; with `either` in any direction."""

    classes: Index
    change: int
    either: bool = False


class Mender:
    """The classes of one step between what was given (`known`) and what may be given (`rows`), both over classes."""

    def __init__(self, known: csr_array, rows: csr_array, heads: Counts) -> None:
        """`heads` per class: of two that would do the larger class is taken."""
        then, now = _told_apart(known), _told_apart(rows)
        right = np.where(now == _OPEN, _OPEN, now + int(then.max(initial=0)))
        order = np.argsort(heads, kind="stable")
        self._classes = len(heads)
        self._right = right
        self._nodes = int(max(right.max(initial=0), then.max(initial=0))) + 1
        # Arcs, two per class: one more goes from left to right, one fewer from right to left.
        self._arcs: Index = np.concatenate([order, order + self._classes])
        self._tail: Index = np.concatenate([then, right])
        self._head: Index = np.concatenate([right, then])

    def mended(self, aim: Aim, up: Counts, down: Counts, world: Counts | None = None) -> Counts | None:
        """One difference per class that meets the aim; None when none is found.

        `up` and `down` per class: how many more and fewer there can be. `world`: differences that agree with all
        that was given, to start from.
        """
        for sense in (1, -1) if aim.either else (1 if aim.change > 0 else -1,):
            start = np.zeros(self._classes, dtype=np.int64) if world is None else world.copy()
            room = np.concatenate([up - start, down + start])
            # What counts for the aim may only move the right way.
            room[aim.classes + (self._classes if sense > 0 else 0)] = 0
            flow = _Flow(start, room)
            if self._balanced(flow) and self._moved(flow, aim, sense):
                return flow.delta
        return None

    def _balanced(self, flow: "_Flow") -> bool:
        """Make up for what the world would change in the rows of now."""
        left = np.bincount(self._right, weights=flow.delta, minlength=self._nodes).astype(np.int64)
        left[_OPEN] = 0
        for _ in range(_TRIES * _LONGEST):
            over = np.flatnonzero(left > 0)
            under = np.flatnonzero(left < 0)
            if not len(over) and not len(under):
                return True
            nothing = np.array([_OPEN], dtype=np.int64)
            start, goal = (over[:1], np.append(under, _OPEN)) if len(over) else (nothing, under[:1])
            path = self._path(start, goal, flow.room)
            if path is None:
                return False
            flow.push(path, 1)
            for node, more in ((self._tail[path[0]], -1), (self._head[path[-1]], 1)):
                left[node] += more if node != _OPEN else 0
        return False

    def _moved(self, flow: "_Flow", aim: Aim, sense: int) -> bool:
        """Add cycles through what counts for the aim until it is met."""
        missing = abs(aim.change) - sense * int(flow.delta[aim.classes].sum())
        ways = aim.classes + (0 if sense > 0 else self._classes)
        ways = ways[np.argsort(-flow.room[ways], kind="stable")]
        failed: set[tuple[int, int]] = set()
        for way in ways.tolist():
            ends = int(self._head[way]), int(self._tail[way])
            while missing > 0 and flow.room[way] > 0 and ends not in failed and len(failed) < _TRIES:
                back = self._path(np.array([ends[0]]), np.array([ends[1]]), flow.room)
                if back is None:
                    failed.add(ends)
                    break
                cycle = np.append(back, way)
                amount = min(missing, int(flow.room[cycle].min()))
                flow.push(cycle, amount)
                missing = abs(aim.change) - sense * int(flow.delta[aim.classes].sum())
        return missing <= 0

    def _path(self, start: Index, goal: Index, room: Counts) -> Index | None:
        """The shortest way along arcs with room from a start to a goal, as arcs; None when there is none."""
        usable = self._arcs[room[self._arcs] > 0]
        tail, head = self._tail[usable], self._head[usable]
        via = np.full(self._nodes, -1, dtype=np.int64)
        seen = np.zeros(self._nodes, dtype=np.bool_)
        seen[start] = True
        front = seen.copy()
        for _ in range(_LONGEST):
            if seen[goal].any():
                break
            step = front[tail] & ~seen[head]
            via[head[step]] = usable[step]
            front = np.zeros_like(seen)
            front[head[step]] = True
            if not front.any():
                return None
            seen |= front
        return self._walked(via, goal[seen[goal]])

    def _walked(self, via: Index, reached: Index) -> Index | None:
        if not len(reached):
            return None
        found: list[int] = []
        node = int(reached[0])
        while via[node] >= 0:
            found.append(int(via[node]))
            node = int(self._tail[via[node]])
        return np.array(found[::-1], dtype=np.int64)


@dataclass
class _Flow:
    """A world in the making, and per arc how much more can go along it."""

    delta: Counts
    room: Counts

    def push(self, arcs: Index, amount: int) -> None:
        classes = len(self.delta)
        more = arcs < classes
        self.delta[arcs[more]] += amount
        self.delta[arcs[~more] - classes] -= amount
        self.room[arcs] -= amount


def _told_apart(equations: csr_array) -> Index:
    """Per class the number of its group: classes in the same equations are one, those in none are group 0.

    Equal ones are told by random 64-bit sums: two groups may, hardly ever, be taken for one.
    """
    marks: NDArray[np.uint64] = np.random.default_rng(1).integers(
        1, np.iinfo(np.uint64).max, size(equations)[0], dtype=np.uint64
    )
    turned = csr_array(csr_array(equations, dtype=np.int64).astype(np.uint64).T.tocsr())
    sums = np.asarray(turned @ marks)
    # No sum is below 0, so the group of those in no equation is number 0.
    group = np.unique(np.append(sums, np.uint64(0)), return_inverse=True)[1]
    return group[:-1].astype(np.int64)
