"""Which counts are too small to be seen, and which sums of them anybody can work out.

The published rule, coarse on purpose: docs/privacy.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.organisation.model import Attribute, Group

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Rule:
    """A base under `base`, or a count of 1 to `count` - 1, is hidden. Smaller only in tests that try every world."""

    base: int = 10
    count: int = 5

    def small(self, counts: Counts) -> Flags:
        """Where a count is too small to be seen. Zero is not."""
        return (counts > 0) & (counts < self.count)


RULE = Rule()


@dataclass(frozen=True)
class Splits:
    """How the people of one attribute fall apart: categories that no group tells apart are one atom.

    `atom_of` gives the atom of each category. Each row of `masks` is one count that must not be small:
    the members of a group, the people who are not (with and without the unknown), and each known atom.
    `others` says which of them count people outside every group of the attribute or outside one group.
    """

    atom_of: dict[str, int]
    masks: Flags  # mask x atom
    others: Flags  # mask


def splits(attribute: Attribute, groups: tuple[Group, ...]) -> Splits:
    """The atoms of an attribute and the counts made of them, for the groups cut from it."""
    signature = {
        category: (category in attribute.unknown, *(category in group.members for group in groups))
        for category in attribute.categories
    }
    atoms = list(dict.fromkeys(signature.values()))
    unknown = np.array([atom[0] for atom in atoms], dtype=np.bool_)
    masks: list[Flags] = []
    others: list[bool] = []
    for index in range(len(groups)):
        members = np.array([atom[index + 1] for atom in atoms], dtype=np.bool_)
        masks += [members, ~members, ~members & ~unknown]
        others += [False, True, True]
    for index, atom in enumerate(atoms):
        if not atom[0]:
            masks.append(np.arange(len(atoms)) == index)
            others.append(not any(atom[1:]))
    atom_of = {category: atoms.index(found) for category, found in signature.items()}
    return Splits(atom_of, np.array(masks, dtype=np.bool_).reshape(-1, len(atoms)), np.array(others, dtype=np.bool_))
