"""Who was where in one delivered month, for one attribute. Person data: it stays in the restricted zone.

What protection works on, and, without the categories, what the audit's strongest attacker knows.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

People = npt.NDArray[np.uint64]
Cells = npt.NDArray[np.int32]
Categories = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Presence:
    """One row per head of one snapshot (one per person where people are counted, at the main appointment).

    `people` are distinct. Where `linked`, the same number is the same person in other snapshots; otherwise it
    means nothing outside this one (no pseudonym, or an aggregate export). Heads that the source does not
    give (not available) are not in it.
    """

    attribute: str
    snapshot: date
    people: People
    cell: Cells  # per head: index into cells
    category: Categories  # per head: index into the attribute's categories
    cells: tuple[tuple[str, str], ...]  # (unit where placed, band atom as in compute's atoms), sorted
    linked: bool

    def __post_init__(self) -> None:
        """Refuses rows that do not belong together."""
        if not len(self.people) == len(self.cell) == len(self.category):
            raise ValueError("a presence has one cell and one category per head")
        order = np.sort(self.people)
        if self.linked and bool((order[1:] == order[:-1]).any()):
            raise ValueError("a person is in a presence twice")
