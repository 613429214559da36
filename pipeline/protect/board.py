"""The solver's columns: how many of each class are in each atom, and the way back to people.

With two atoms (members and others) a column is a class and its value the members; with more, a column is a
class and an atom, and the heads of a class are a combination that no world may change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array, kron

from pipeline.protect.crowd import ABSENT, OPEN, Counts, Crowd, Index
from pipeline.protect.solve import problem as solve


@dataclass(frozen=True)
class Flips:
    """A world told by people: these particles have that atom instead; everybody else stays as they are."""

    particles: Index
    atoms: Index


@dataclass(frozen=True)
class Board:
    """The classes of a crowd whose category is known, and the particles in each."""

    klass: Index  # per particle its class, ABSENT when its category is open
    first: Index  # per class one of its particles
    by_atom: Counts  # class x atom
    atom: Index  # per particle

    @classmethod
    def of(cls, crowd: Crowd, atoms: int) -> "Board":
        """The board of a crowd for an attribute with so many atoms."""
        known = crowd.atom != OPEN
        _, first, klass = np.unique(crowd.klass[known], return_index=True, return_inverse=True)
        number = np.full(len(crowd.atom), ABSENT, dtype=np.int64)
        number[known] = klass
        by_atom = np.zeros((len(first), atoms), dtype=np.int64)
        np.add.at(by_atom, (klass, crowd.atom[known]), 1)
        return cls(number, np.flatnonzero(known)[first], by_atom, crowd.atom)

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.first)

    @property
    def atoms(self) -> int:
        """How many atoms the attribute has."""
        return self.by_atom.shape[1]

    @property
    def _pairs(self) -> bool:
        return self.atoms == 2

    @cached_property
    def value(self) -> Index:
        """Per column how many there are."""
        return self.by_atom[:, 1].copy() if self._pairs else self.by_atom.ravel()

    @cached_property
    def high(self) -> Index:
        """Per column how many there could be at most."""
        heads = self.by_atom.sum(axis=1)
        return heads if self._pairs else np.repeat(heads, self.atoms)

    def equations(self, rows: csr_array) -> csr_array:
        """Rows over classes as linear rows over columns: per row one, or one per atom, the rows of a row together."""
        if self._pairs:
            return rows
        return csr_array(kron(rows, _diagonal(self.atoms), format="csr"))

    def decisions(self, rows: int) -> Index:
        """Per linear row of `equations` which row it belongs to."""
        return np.repeat(np.arange(rows, dtype=np.int64), 1 if self._pairs else self.atoms)

    @cached_property
    def capacities(self) -> csr_array:
        """The heads of each class, which a reader knows: over columns."""
        if self._pairs:
            return csr_array((0, self.classes), dtype=np.int64)
        ones = csr_array(np.ones((1, self.atoms), dtype=np.int64))
        return csr_array(kron(_diagonal(self.classes), ones, format="csr"))

    def duty(self, classes: Index, atoms: frozenset[int], change: int, *, either: bool = False) -> solve.Duty:
        """That the heads of these atoms in these classes could be `change` more or fewer."""
        if self._pairs:
            return solve.Duty(classes, change if 1 in atoms else -change, either)
        columns = (classes[:, None] * self.atoms + np.array(sorted(atoms), dtype=np.int64)[None, :]).ravel()
        return solve.Duty(columns, change, either)

    def effect(self, world: csr_array, classes: csr_array, atoms: frozenset[int]) -> csr_array:
        """World x row: by how much each world changes the heads of these atoms in rows over classes."""
        if self._pairs:
            found = world @ classes.T
            return csr_array(found if 1 in atoms else -found)
        chosen = np.zeros((1, self.atoms), dtype=np.int64)
        chosen[0, sorted(atoms)] = 1
        return csr_array(world @ csr_array(kron(classes, csr_array(chosen), format="csr")).T)

    def as_columns(self, worlds: Sequence[Flips]) -> csr_array:
        """World x column: the worlds as changes per column."""
        at = np.repeat(np.arange(len(worlds)), [len(world.particles) for world in worlds])
        particles = np.concatenate([world.particles for world in worlds]) if worlds else np.zeros(0, dtype=np.int64)
        new = np.concatenate([world.atoms for world in worlds]) if worlds else np.zeros(0, dtype=np.int64)
        classes, old = self.klass[particles], self.atom[particles]
        shape = (len(worlds), len(self.value))
        if self._pairs:
            return csr_array((new - old, (at, classes)), shape=shape)
        gone = csr_array((np.full(len(at), -1), (at, classes * self.atoms + old)), shape=shape)
        return csr_array(gone + csr_array((np.ones(len(at), dtype=np.int64), (at, classes * self.atoms + new)), shape))

    def between(self, delta: Index, old: int, new: int) -> solve.World:
        """The world in which of each class so many have the new atom instead of the old one (negative: the reverse)."""
        if self._pairs:
            return solve.World.of(delta if new == 1 else -delta)
        found = np.zeros((self.classes, self.atoms), dtype=np.int64)
        found[:, old], found[:, new] = -delta, delta
        return solve.World.of(found.ravel())

    def as_flips(self, world: solve.World) -> Flips:
        """A world of the solver told by people: of each class those who are here longest change first."""
        gone, came = self._exchanged(world)
        old, new = (np.repeat(keys, amounts) for keys, amounts in (gone, came))
        # Per class as many go as come, in the same order of classes.
        nth = np.arange(len(old)) - np.repeat(np.cumsum(gone[1]) - gone[1], gone[1])
        particles = self._order[np.searchsorted(self._keys, old) + nth]
        return Flips(particles, new % (self.atoms + 1))

    def _exchanged(self, world: solve.World) -> tuple[tuple[Index, Index], tuple[Index, Index]]:
        """Who goes and who comes: per key (class and atom, in order of class) how many."""
        if self._pairs:
            keys = world.columns * (self.atoms + 1)
            up = world.delta > 0
            amounts = np.abs(world.delta)
            return (np.where(up, keys, keys + 1), amounts), (np.where(up, keys + 1, keys), amounts)
        keys = world.columns // self.atoms * (self.atoms + 1) + world.columns % self.atoms
        fewer, more = world.delta < 0, world.delta > 0
        return (keys[fewer], -world.delta[fewer]), (keys[more], world.delta[more])

    @cached_property
    def _order(self) -> Index:
        return np.lexsort((np.arange(len(self.klass)), self.atom, self.klass))

    @cached_property
    def _keys(self) -> Index:
        """Per particle in `_order` its class and atom as one number; -1 when its category is open."""
        key = np.where(self.klass == ABSENT, -1, self.klass * (self.atoms + 1) + self.atom)
        return key[self._order]


def _diagonal(size: int) -> csr_array:
    """Ones on the diagonal, as whole numbers."""
    every = np.arange(size, dtype=np.int64)
    return csr_array((np.ones(size, dtype=np.int64), (every, every)), shape=(size, size))
