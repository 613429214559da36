"""Which small counts nobody can be sure of: for each there must be a second world that looks the same.

A second world is made by letting a few people swap category, so that no published figure changes and the
small count does. People, units and scales stay where they are, so it also holds against a reader who
knows every headcount. Three swaps are tried; each names the rows it changes, and all of those must be hidden:

- between two parts of one block, in one band: changes both parts' rows of that band, and of everyone;
- between two parts of one block, in two bands at once: changes only the rows of bands that hold one of the two;
- within one place, in two bands at once: changes such bands all the way up to the organisation.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.protect.layout import Bands, Tree
from pipeline.protect.rule import Counts, Flags


@dataclass(frozen=True)
class Hidden:
    """Per block (every unit, and the top) what is hidden of the units in it: bands, or everything."""

    bands: Flags  # block x column
    everything: Flags  # block


@dataclass(frozen=True)
class Swaps:
    """What the people of one attribute could swap, whatever is published."""

    tree: Tree
    bands: Bands
    placed: Counts  # unit x band atom x category atom

    @cached_property
    def _single(self) -> Flags:
        """Part x band atom x category: whether somebody is there."""
        return np.asarray(self.tree.summed(self.placed > 0), dtype=np.bool_)

    @cached_property
    def _double(self) -> Flags:
        """Part x band atoms b, e x categories c, d: whether one place has a c in b and a d in e."""
        there = self.placed > 0
        return np.asarray(self.tree.summed(there[:, :, None, :, None] & there[:, None, :, None, :]), dtype=np.bool_)

    @cached_property
    def _single_beside(self) -> Flags:
        return self.tree.beside(self._single)

    @cached_property
    def _double_beside(self) -> Flags:
        # The others must do the opposite: a d in b and a c in e.
        return self.tree.beside(self._double).swapaxes(3, 4)

    def within_bands(self, hidden: Hidden, parts: np.ndarray) -> Flags:
        """Part x b x e x c x d: whether a c in b and a d in e can change places without a shown figure changing."""
        open_bands = ~hidden.bands
        blocked = np.tensordot(open_bands.astype(np.int32), self.bands.apart.astype(np.int32), axes=(1, 0))
        free = blocked == 0  # block x b x e
        beside = self._double_beside & free[self.tree.blocks][..., None, None]
        reach = self.tree.handed_down(beside)[parts] | free[self.tree.top][None, :, :, None, None]
        return self._double[parts] & reach

    def within_everything(self, hidden: Hidden, parts: np.ndarray) -> Flags:
        """Part x b x c x d: whether a c in b can become a d without a shown figure changing."""
        beside = self._single_beside & hidden.everything[self.tree.blocks][:, None, None]
        reach = self.tree.handed_down(beside)[parts]
        return self._single[parts][:, :, :, None] & reach[:, :, None, :]

    def witnessed(self, hidden: Hidden, parts: np.ndarray, sets: Flags, masks: Flags) -> Flags:
        """Part x set of band atoms x mask of categories: whether some swap changes that count."""
        if hidden.everything[self.tree.top]:
            return np.ones((len(parts), len(sets), len(masks)), dtype=np.bool_)
        changes = masks[:, :, None] != masks[:, None, :]  # mask x c x d
        pairs = _any(self.within_bands(hidden, parts), changes)  # part x b x e x mask
        single = _any(self.within_everything(hidden, parts), changes)  # part x b x mask
        crossing = sets[:, :, None] & ~sets[:, None, :]  # set x b x e
        count = len(parts), -1, len(masks)
        by_pair = crossing.reshape(len(sets), -1).astype(np.float32) @ pairs.reshape(count).astype(np.float32)
        by_one = sets.astype(np.float32) @ single.astype(np.float32)
        return (by_pair + by_one) > 0


def _any(swaps: Flags, changes: Flags) -> Flags:
    """Over the pairs of categories: whether any swap that is possible changes the mask."""
    flat = swaps.reshape(*swaps.shape[:-2], -1).astype(np.float32)
    return flat @ changes.reshape(len(changes), -1).T.astype(np.float32) > 0
