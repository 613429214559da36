"""Sets of people that published rows single out by addition and subtraction, and whose count must stay open.

One who leaves a large unit is such a set: the value before less the value after. So is what is left of a
faculty when its departments are taken off.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from pipeline.organisation.policy import Shield
from pipeline.protect.board import Board
from pipeline.protect.crowd import Counts, Flags, Index
from pipeline.protect.events import signatures
from pipeline.protect.rows import Atoms
from pipeline.protect.sensitivity import counts_to_guard, is_sensitive


@dataclass(frozen=True)
class Sets:
    """By what rule a set is too small for its count to be known."""

    atoms: Atoms
    shield: Shield
    inside: Flags | None = None  # per class: it is in the units of a closed audience, whose own shield holds there
    inner: Shield | None = None


def unproven(board: Board, given: csr_array, worlds: csr_array, sets: Sets) -> list[tuple[Index, frozenset[int]]]:
    """The sets with a sensitive count that no world of these changes: their classes, and the atoms counted.

    `given` are all equations (over classes) once the step is published; worlds that break one do not count.
    """
    of_class = signatures(csr_array(given))
    if not len(of_class):
        return []
    size = int(of_class.max()) + 1
    ones = np.ones(len(of_class), dtype=np.int64)
    members = csr_array((ones, (of_class, np.arange(len(of_class)))), shape=(size, board.classes))
    counts = np.asarray(members @ board.by_atom, dtype=np.int64)
    valid = worlds[_valid(board, given, worlds)]
    found: list[tuple[Index, frozenset[int]]] = []
    for atoms in counts_to_guard(sets.atoms):
        here = counts[:, sorted(atoms)].sum(axis=1)
        small = _small(here, counts.sum(axis=1), members, sets)
        moved = np.asarray(abs(board.effect(valid, members, atoms)).sum(axis=0)).ravel() > 0
        for number in np.flatnonzero(small & ~moved).tolist():
            found.append((np.flatnonzero(of_class == number), atoms))
    # The members and the others of one set are the same question when there are only these two.
    return found if board.atoms > 2 else _once(found)


def _small(here: Counts, known: Counts, members: csr_array, sets: Sets) -> Flags:
    """Per set whether its count is sensitive, by the rule of the people in it."""
    nowhere = np.zeros(len(here), dtype=np.bool_)
    small = is_sensitive(here, known, nowhere, sets.shield)
    if sets.inside is None or sets.inner is None:
        return small
    outside = np.asarray(members @ (~sets.inside).astype(np.int64)) > 0
    return np.where(outside, small, is_sensitive(here, known, nowhere, sets.inner))


def _valid(board: Board, given: csr_array, worlds: csr_array) -> Index:
    broken = np.asarray(abs(worlds @ board.equations(given).T).sum(axis=1)).ravel()
    return np.flatnonzero(broken == 0)


def _once(found: list[tuple[Index, frozenset[int]]]) -> list[tuple[Index, frozenset[int]]]:
    return list({classes.tobytes(): (classes, atoms) for classes, atoms in found}.values())
