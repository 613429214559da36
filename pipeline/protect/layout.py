"""Where the people of one snapshot sit: the tree, the bands, and the cells every published row is a sum of.

Anybody can subtract, so a figure that can be worked out counts as a figure. Beside each unit stands the
`direct` part of it: the people placed at the unit itself, which is the unit less the units below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.month import Month
from pipeline.organisation.model import ALL_BANDS, Organisation
from pipeline.protect.rule import Counts, Flags

_ATOM_END = "\x1f"  # each part of a band atom is `scale basis:band` and this
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Tree:
    """The units of one month. Parts 0..n-1 are the units, parts n..2n-1 what is placed directly at each.

    The block of a part is the unit it is a part of; the block of the root is n, the top, with nothing beside it.
    """

    units: tuple[str, ...]
    parents: Index  # per unit; the top (n) for the root
    levels: tuple[Index, ...]  # units by depth, the root first

    @property
    def top(self) -> int:
        """The block that holds the root alone."""
        return len(self.units)

    @cached_property
    def blocks(self) -> Index:
        """Per part the block it is in."""
        return np.concatenate([self.parents, np.arange(self.top, dtype=np.intp)])

    def summed(self, placed: NDArray[np.generic]) -> NDArray[np.generic]:
        """Per part its total, from what is placed at each unit (bool: whether there is any)."""
        total = placed.copy()
        for level in reversed(self.levels[1:]):
            (np.logical_or if placed.dtype == np.bool_ else np.add).at(total, self.parents[level], total[level])
        return np.concatenate([total, placed])

    def beside(self, parts: Flags) -> Flags:
        """Per part whether any other part of its block has it."""
        order = np.argsort(self.blocks, kind="stable")
        blocks, starts = np.unique(self.blocks[order], return_index=True)
        counts = np.zeros((self.top + 1, *parts.shape[1:]), dtype=np.int16)
        counts[blocks] = np.add.reduceat(parts[order].astype(np.int16), starts, axis=0)
        return (counts[self.blocks] - parts) > 0

    def handed_down(self, parts: Flags) -> Flags:
        """Per part whether it, or a unit it lies in, has it."""
        found = parts.copy()
        for level in self.levels[1:]:
            found[level] |= found[self.parents[level]]
        found[self.top :] |= found[: self.top]
        return found


def tree(organisation: Organisation, month: Month) -> Tree:
    """The tree valid in that month. Raises ValueError for a unit whose parent does not exist then."""
    units = organisation.units_in(month)
    codes = tuple(units)
    place = {code: index for index, code in enumerate(codes)}
    above = [unit.parent for unit in units.values()]
    missing = sorted({parent for parent in above if parent is not None} - place.keys())
    if missing:
        raise ValueError(f"units stand under one that does not exist in {month}: {', '.join(missing)}")
    parents = np.array([len(codes) if parent is None else place[parent] for parent in above], dtype=np.intp)
    levels = [np.flatnonzero(parents == len(codes))]
    while len(below := np.flatnonzero(np.isin(parents, levels[-1]))):
        levels.append(below)
    return Tree(codes, parents, tuple(levels))


@dataclass(frozen=True)
class Bands:
    """The columns (scale basis, band) other than everyone, and the band atoms they are made of."""

    columns: tuple[tuple[str, str], ...]
    atoms: tuple[str, ...]

    @cached_property
    def holds(self) -> Flags:
        """Column x atom: whether the band holds the atom."""
        parts = [{tuple(part.split(":", 1)) for part in atom.split(_ATOM_END) if part} for atom in self.atoms]
        cells = [[column in part for part in parts] for column in self.columns]
        return np.array(cells, dtype=np.bool_).reshape(len(self.columns), len(self.atoms))

    @cached_property
    def apart(self) -> Flags:
        """Column x atom x atom: whether the band holds one of the two only."""
        return self.holds[:, :, None] != self.holds[:, None, :]


@dataclass(frozen=True)
class Grid:
    """Where each published row stands: its unit, and 0 for everyone or 1 + its column. One entry per row."""

    bands: Bands
    units: Index
    places: Index


def grid(true_rows: pa.Table, atoms: pa.Table, tree: Tree) -> Grid:
    """The grid of the rows of one snapshot."""
    keys = list(zip(true_rows["scale_basis"].to_pylist(), true_rows["band"].to_pylist(), strict=True))
    columns = tuple(key for key in dict.fromkeys(keys) if key[1] != ALL_BANDS)
    # Everyone on the personal scale is everyone on the function scale: the same row, so the same place.
    place = {column: index + 1 for index, column in enumerate(columns)}
    unit = {code: index for index, code in enumerate(tree.units)}
    return Grid(
        Bands(columns, tuple(sorted(atoms["band_atom"].unique().to_pylist()))),
        np.array([unit[code] for code in true_rows["unit"].to_pylist()], dtype=np.intp),
        np.array([place.get(key, 0) for key in keys], dtype=np.intp),
    )


def cells(atoms: pa.Table, places: Sequence[str], bands: Bands, atom_of: dict[str, int]) -> Counts:
    """Heads per unit where placed x band atom x category atom. Not available counts as nobody here.

    A swap between worlds never touches a cell that is not available, so leaving it out only hides more.
    """
    found = np.zeros((len(places), len(bands.atoms), max(atom_of.values()) + 1), dtype=np.int64)
    place = {code: index for index, code in enumerate(places)}
    band = {code: index for index, code in enumerate(bands.atoms)}
    names = (atoms["unit"], atoms["band_atom"], atoms["category"], atoms["headcount"])
    for unit, band_atom, category, heads in zip(*(column.to_pylist() for column in names), strict=True):
        found[place[unit], band[band_atom], atom_of[category]] += heads or 0
    return found
