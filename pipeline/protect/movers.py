"""How many people came to a row, or left it, between two steps: what a colleague who knows movers can count."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.presence import People, Presence

Flags = npt.NDArray[np.bool_]

_PAIR = 2  # one who left and one who came


@dataclass(frozen=True)
class Movers:
    """People in a row at one of two steps and not at the other.

    Where not `certain` these are the fewest that the headcounts allow: as many more may have come as left.
    """

    joiners: int
    leavers: int
    certain: bool

    def enough(self, least: int) -> bool:
        """Whether a new value tells of nobody, or of at least so many people at once."""
        moved = self.joiners + self.leavers
        # Equal headcounts may hide people who left and as many who came: two, if it is not nobody.
        nobody_or_enough = moved == 0 and (self.certain or least <= _PAIR)
        return moved >= least or nobody_or_enough


def movers(before: Presence, after: Presence, inside_before: Flags, inside_after: Flags) -> Movers:
    """The movers of a row from one step to another; `inside_...` says per cell of a step whether it is in the row.

    Persons, where both steps are linked; who changes cell within the row has not moved. Otherwise by headcount.
    Heads that a step does not give (not available) count as not there. Raises ValueError for steps of two
    attributes, or flags that do not belong to the cells.
    """
    if before.attribute != after.attribute:
        raise ValueError("movers are counted between two steps of one attribute")
    left, come = _within(before, inside_before), _within(after, inside_after)
    if before.linked and after.linked:
        both = int(np.isin(left, come, assume_unique=True).sum())
        return Movers(len(come) - both, len(left) - both, certain=True)
    more = len(come) - len(left)
    # Of a row that was or became empty everybody came or left, whoever they are.
    return Movers(max(more, 0), max(-more, 0), certain=not len(left) or not len(come))


def _within(presence: Presence, inside: Flags) -> People:
    if len(inside) != len(presence.cells):
        raise ValueError("a row says of every cell of the step whether it is in it")
    return presence.people[inside[presence.cell]]
