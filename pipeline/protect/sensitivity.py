"""Which counts must not be known, and how far a reader must be left in doubt about them."""

from dataclasses import dataclass

import numpy as np

from pipeline.organisation.policy import Shield
from pipeline.protect.crowd import Counts, Flags
from pipeline.protect.rows import Atoms


@dataclass(frozen=True)
class Counted:
    """The true counts of the rows of one step. `by_atom`: row x atom, heads with a known category."""

    by_atom: Counts
    whole: Flags  # per row: it is about the whole organisation

    @property
    def known(self) -> Counts:
        """Heads whose category is known, per row."""
        return np.asarray(self.by_atom.sum(axis=1), dtype=np.int64)


@dataclass(frozen=True)
class Secret:
    """One count of one row that must not be known: a world must exist in which it is `change` higher or lower."""

    row: int
    atoms: frozenset[int]  # the atoms it counts
    change: int


def counts_to_guard(atoms: Atoms) -> tuple[frozenset[int], ...]:
    """The members of each group, everyone else (known), and each atom that is not the rest: each once."""
    every = frozenset(range(atoms.count))
    found = [each for members in atoms.members for each in (members, every - members)]
    found += [frozenset({atom}) for atom in every if any(atom in members for members in atoms.members)]
    return tuple(dict.fromkeys(each for each in found if each))


def is_sensitive(counts: Counts, known: Counts, whole: Flags, shield: Shield) -> Flags:
    """Per row: 1 to k - 1, or nobody where all-or-none is a secret (below the organisation, in a row with people)."""
    few = (counts > 0) & (counts < shield.k)
    none = (counts == 0) & (known > 0) & ~whole & shield.all_or_none
    return few | none


def sensitive_rows(counted: Counted, atoms: Atoms, shield: Shield) -> Flags:
    """Rows that may not be shown: one of their counts is a secret, or their base is too small."""
    hidden = counted.known < shield.n_min
    for mask in counts_to_guard(atoms):
        here = counted.by_atom[:, sorted(mask)].sum(axis=1)
        hidden |= is_sensitive(here, counted.known, counted.whole, shield)
    return np.asarray(hidden, dtype=np.bool_)


def may_enter(counted: Counted, atoms: Atoms, shield: Shield) -> Flags:
    """Rows that may be shown for the first time: their counts stay clear of k when people leave in the year to come.

    What was once published cannot be taken back, so the threshold to enter is higher than the one to stay.
    """
    clear = ~sensitive_rows(counted, atoms, shield)
    for mask in counts_to_guard(atoms):
        here = counted.by_atom[:, sorted(mask)].sum(axis=1)
        expected = np.ceil(YEARLY_LEAVERS * here).astype(np.int64)
        clear &= (here - expected >= shield.k) | (
            (here == 0) & ~is_sensitive(here, counted.known, counted.whole, shield)
        )
    return clear


YEARLY_LEAVERS = 0.25  # more than leave in most years: a count that is shown should still be one after a bad year


def secrets(counted: Counted, atoms: Atoms, shield: Shield) -> list[Secret]:
    """For every sensitive count: worlds with nobody in it, and with k (or everybody) in it, must be possible."""
    found: list[Secret] = []
    for mask in counts_to_guard(atoms):
        here = np.asarray(counted.by_atom[:, sorted(mask)].sum(axis=1), dtype=np.int64)
        wanted = np.minimum(shield.k, counted.known)
        for row in np.flatnonzero(is_sensitive(here, counted.known, counted.whole, shield)).tolist():
            changes = (-int(here[row]), int(wanted[row] - here[row]))
            found += [Secret(row, mask, change) for change in changes if change]
    return found
