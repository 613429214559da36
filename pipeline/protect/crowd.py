"""Everybody who was ever counted for one attribute, followed over the steps.

A *particle* is a person with one category over some span of steps: who changes category counts as one who
leaves and another who comes. A *class* is all particles that were in the same place at every step, as far as
any published row can tell places apart: that is all a colleague who knows movers can tell people apart by.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from pipeline.presence import Presence
from pipeline.protect.solve.problem import size

Index = NDArray[np.int64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
RowKey = tuple[str, str, str]  # unit, scale basis, band

ABSENT = -1
_SAME = 0.5  # part of the people that two exports share when numbers are kept
_NOBODY = 0  # the number of heads that cannot be followed, which no pseudonym has
OPEN = -1  # the atom of a category that means unknown: a reader may know who did not declare


@dataclass(frozen=True)
class Moment:
    """What could be published of one step: the rows, and which patterns of places each is the sum of."""

    key: str
    month: int  # months since year 0
    rows: tuple[RowKey, ...]
    inside: csr_array  # row x pattern: 1 where the row counts the pattern
    linked: bool

    @cached_property
    def place(self) -> dict[RowKey, int]:
        """Where each row stands."""
        return {row: index for index, row in enumerate(self.rows)}


@dataclass(frozen=True)
class Crowd:
    """All particles. `where[s]` gives per particle its pattern at step s, ABSENT when it was not there."""

    person: NDArray[np.uint64]
    category: Index  # as first declared, by its place in the state's `categories`
    atom: Index
    klass: Index
    where: tuple[Index, ...]

    @classmethod
    def nobody(cls) -> "Crowd":
        """Before the first step."""
        none = np.zeros(0, dtype=np.int64)
        return cls(np.zeros(0, dtype=np.uint64), none, none, none, ())

    def at(self, step: int) -> Index:
        """Per particle its pattern at a step."""
        found = self.where[step]
        return np.concatenate([found, np.full(len(self.atom) - len(found), ABSENT, dtype=np.int64)])

    def recognises(self, presence: Presence) -> bool:
        """Whether numbers mean the same people as before: a system that issues new ones at each export is told by it.

        Between two exports most people stay; where hardly anybody does, nobody is followed. Compared with the last
        step in which people were followed: numbers that came in between mean nothing.
        """
        if not presence.linked:
            return False
        for step in reversed(range(len(self.where))):
            before = np.unique(self.person[self.at(step) != ABSENT])
            before = before[before != _NOBODY]
            if len(before):
                shared = int(np.isin(presence.people, before).sum())
                return shared >= _SAME * min(len(before), len(presence.people))
        return True

    def joined(self, presence: Presence, atom: Index, pattern: Index, before: Index | None = None) -> "Crowd":
        """The crowd with one more step: `atom` and `pattern` per head of the presence.

        `before`: per head the pattern that its place had at the last step, ABSENT where it had none. Heads that
        cannot be followed are taken to have stayed wherever they can have: the most that a colleague may know.
        """
        steps = len(self.where)
        particle = self._known(presence, atom)
        if not presence.linked and before is not None and steps:
            particle = self._stayed(presence.category.astype(np.int64), before)
        new = particle == ABSENT
        particle[new] = len(self.atom) + np.arange(int(new.sum()))
        grown = Crowd(
            np.concatenate([self.person, presence.people[new] if presence.linked else _nobody_known(new)]),
            np.concatenate([self.category, presence.category[new].astype(np.int64)]),
            np.concatenate([self.atom, atom[new]]),
            np.concatenate([self.klass, np.full(int(new.sum()), ABSENT, dtype=np.int64)]),
            self.where,
        )
        now = np.full(len(grown.atom), ABSENT, dtype=np.int64)
        now[particle] = pattern
        pairs = (grown.klass + 1) * (int(now.max(initial=0)) + 2) + now + 1
        _, klass = np.unique(pairs, return_inverse=True)
        where = (*self.where, now) if steps else (now,)
        return replace(grown, klass=klass.astype(np.int64), where=where)

    def _known(self, presence: Presence, atom: Index) -> Index:
        """Per head its particle, when this person was here before with this category; else ABSENT."""
        found = np.full(len(atom), ABSENT, dtype=np.int64)
        if not presence.linked or not len(self.person):
            return found
        # Who did not declare for a while is the same person again after it: a reader knows that they are.
        for heads, particles in ((atom == OPEN, self.atom == OPEN), (atom != OPEN, self.atom != OPEN)):
            found[heads] = self._last(np.flatnonzero(particles), presence.people[heads], atom[heads])
        return found

    def _stayed(self, category: Index, before: Index) -> Index:
        """Per head a particle of the last step in the same place with the same category, as long as there are any."""
        last = self.at(len(self.where) - 1)
        here = np.flatnonzero(last != ABSENT)
        heads = np.flatnonzero(before != ABSENT)
        size = int(max(category.max(initial=0), self.category.max(initial=0))) + 1
        there = _numbered(last[here] * size + self.category[here])
        now = _numbered(before[heads] * size + category[heads])
        _, old, new = np.intersect1d(there, now, assume_unique=True, return_indices=True)
        found = np.full(len(category), ABSENT, dtype=np.int64)
        found[heads[new]] = here[old]
        return found

    def _last(self, particles: Index, people: NDArray[np.uint64], atom: Index) -> Index:
        """Per head the last of these particles of that person, if it has that atom: earlier ones had another."""
        if not len(particles):
            return np.full(len(people), ABSENT, dtype=np.int64)
        order = particles[np.argsort(self.person[particles], kind="stable")]
        last = np.searchsorted(self.person[order], people, side="right") - 1
        candidate = order[np.maximum(last, 0)]
        same = (last >= 0) & (self.person[candidate] == people) & (self.atom[candidate] == atom)
        return np.where(same, candidate, ABSENT)


def _nobody_known(new: Flags) -> NDArray[np.uint64]:
    return np.full(int(new.sum()), _NOBODY, dtype=np.uint64)


def _numbered(kind: Index) -> Index:
    """Per item its kind and its rank among those of that kind, as one number."""
    order = np.argsort(kind, kind="stable")
    start = np.searchsorted(kind[order], kind[order])
    rank = np.empty(len(kind), dtype=np.int64)
    rank[order] = np.arange(len(kind)) - start
    return kind * (len(kind) + 1_000_000) + rank


def patterns(inside: csr_array) -> tuple[csr_array, Index]:
    """Places that no row tells apart are one pattern: rows x patterns, and per place its pattern."""
    by_place = inside.T.tocsr()
    by_place.sort_indices()
    keys = [
        by_place.indices[start:end].tobytes()
        for start, end in zip(by_place.indptr[:-1], by_place.indptr[1:], strict=True)
    ]
    numbers: dict[bytes, int] = {}
    pattern = np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
    first = np.unique(pattern, return_index=True)[1] if len(pattern) else np.zeros(0, dtype=np.int64)
    return csr_array(by_place[first].T), pattern


def gathered(inside: csr_array, where: Index) -> csr_array:
    """Rows x the given people (or classes), from rows x patterns and where each of them is."""
    here = np.flatnonzero(where != ABSENT)
    shape = (size(inside)[1], len(where))
    chosen = csr_array((np.ones(len(here), dtype=np.int64), (where[here], here)), shape=shape)
    return csr_array(inside @ chosen)


def stacked(parts: Sequence[csr_array], width: int) -> csr_array:
    """Sparse rows one under the other; none make an empty one."""
    return csr_array(vstack(list(parts), format="csr")) if parts else csr_array((0, width), dtype=np.int64)
