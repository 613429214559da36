"""Which rows of one attribute are hidden, so that no small count can be worked out from the rest.

Rows are hidden by block: the units directly under one unit share what is hidden. It starts with what the rule asks
for and hides more, step by step, until every small count has a second world (pipeline/protect/witness.py).
"""

from dataclasses import dataclass

import numpy as np

from pipeline.protect.layout import Bands, Tree
from pipeline.protect.rule import Counts, Flags, Rule, Splits
from pipeline.protect.witness import Hidden, Swaps


@dataclass(frozen=True)
class Staff:
    """The people of one snapshot by one attribute."""

    tree: Tree
    bands: Bands
    splits: Splits
    placed: Counts  # unit x band atom x category atom
    sacrifice: tuple[int, ...]  # columns in the order they are given up: chosen from headcounts, never from counts


@dataclass(frozen=True)
class _Small:
    """The counts that must not be known: which part, which set of band atoms, which mask."""

    parts: np.ndarray
    sets: np.ndarray
    masks: np.ndarray

    def only(self, kept: Flags) -> "_Small":
        return _Small(self.parts[kept], self.sets[kept], self.masks[kept])


def hidden_rows(staff: Staff, sensitive: Flags, rule: Rule) -> Hidden:
    """What is hidden per block. `sensitive`: unit x (everyone, then each column), the rows the rule hides."""
    sums = np.asarray(staff.tree.summed(staff.placed), dtype=np.int64)
    sets = _sets(staff.bands)
    small = _small(staff, sums, sets, rule)
    hidden = _start(staff, sensitive, small, sets)
    swaps = Swaps(staff.tree, staff.bands, staff.placed)
    while True:
        left = _unprotected(staff, swaps, hidden, small, sets)
        exposed = np.union1d(left.parts, _remainders(staff, hidden, sums, rule))
        if not len(exposed):
            return hidden
        small = left
        for block in np.unique(staff.tree.blocks[exposed]):
            _hide_more(staff, hidden, int(block))
        _hand_down(staff.tree, hidden)


def _sets(bands: Bands) -> Flags:
    """Everyone, each column, each band atom: as sets of band atoms, each once."""
    count = len(bands.atoms)
    every = [np.ones((1, count), dtype=np.bool_), bands.holds, np.eye(count, dtype=np.bool_)]
    return np.array(list(dict.fromkeys(map(tuple, np.concatenate(every).tolist()))), dtype=np.bool_)


def _counts(sums: Counts, sets: Flags, splits: Splits, rule: Rule) -> Flags:
    """Part x set x mask: whether that count is too small to be known."""
    by_set = np.tensordot(sums, sets.astype(np.int64), axes=(1, 1)).swapaxes(1, 2)
    counts = by_set @ splits.masks.T.astype(np.int64)
    # Nobody of the group is a zero, and a zero may be seen: then everyone else is no secret either.
    no_secret = splits.others[None, None, :] & (counts == by_set.sum(axis=2)[:, :, None])
    return rule.small(counts) & ~no_secret


def _small(staff: Staff, sums: Counts, sets: Flags, rule: Rule) -> _Small:
    return _Small(*np.nonzero(_counts(sums, sets, staff.splits, rule)))


def _start(staff: Staff, sensitive: Flags, small: _Small, sets: Flags) -> Hidden:
    """What the rule asks for: a small row takes the same rows of its block along, a small total all of them."""
    tree = staff.tree
    bands = np.zeros((tree.top + 1, len(staff.bands.columns)), dtype=np.bool_)
    np.logical_or.at(bands, tree.parents, sensitive[:, 1:])
    everything = np.zeros(tree.top + 1, dtype=np.bool_)
    np.logical_or.at(everything, tree.parents, sensitive[:, 0])
    blocks = tree.blocks[small.parts]
    everything[blocks[small.sets == 0]] = True  # the first set is everyone
    for column, held in enumerate(staff.bands.holds):
        same = (sets == held).all(axis=1)
        bands[blocks[same[small.sets]], column] = True
    hidden = Hidden(bands, everything)
    _hand_down(tree, hidden)
    return hidden


def _hand_down(tree: Tree, hidden: Hidden) -> None:
    """What is hidden of a unit is hidden of everything below it, or the sum below would give it back."""
    for level in tree.levels:
        above = tree.parents[level]
        hidden.everything[level] |= hidden.everything[above]
        hidden.bands[level] |= hidden.bands[above]
    hidden.bands[hidden.everything] = True


def _unprotected(staff: Staff, swaps: Swaps, hidden: Hidden, small: _Small, sets: Flags) -> _Small:
    if not len(small.parts):
        return small
    parts, place = np.unique(small.parts, return_inverse=True)
    found = swaps.witnessed(hidden, parts, sets, staff.splits.masks)
    return small.only(~found[place, small.sets, small.masks])


def _remainders(staff: Staff, hidden: Hidden, sums: Counts, rule: Rule) -> np.ndarray:
    """Parts in which everyone less the shown bands leaves a small count behind."""
    exposed = [np.zeros(0, dtype=np.intp)]
    shown = ~hidden.bands
    for pattern in np.unique(shown[~hidden.everything], axis=0):
        blocks = ~hidden.everything & (shown == pattern).all(axis=1)
        parts = np.flatnonzero(blocks[staff.tree.blocks])
        signatures = staff.bands.holds[pattern].T
        classes = np.unique(signatures, axis=0)
        sets = (signatures[None, :, :] == classes[:, None, :]).all(axis=2)
        small = _counts(sums[parts], sets, staff.splits, rule).any(axis=(1, 2))
        exposed.append(parts[small])
    return np.concatenate(exposed)


def _hide_more(staff: Staff, hidden: Hidden, block: int) -> None:
    """One step: the next band of the block, then everything, then the same for the block above."""
    if hidden.everything[block]:
        if block != staff.tree.top:
            _hide_more(staff, hidden, int(staff.tree.parents[block]))
        return
    for column in staff.sacrifice:
        if not hidden.bands[block, column]:
            hidden.bands[block, column] = True
            return
    hidden.everything[block] = True
