"""What a reader knows already: every value that was given, as one equation over the classes."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from pipeline.protect.board import Board
from pipeline.protect.crowd import Crowd, Index, Moment, gathered, stacked
from pipeline.protect.state import Release


def rows_at(crowd: Crowd, board: Board, moments: Sequence[Moment], step: int) -> csr_array:
    """All rows of a step over the classes."""
    return gathered(moments[step].inside, crowd.at(step)[board.first])


def equations(crowd: Crowd, board: Board, moments: Sequence[Moment], releases: Sequence[Release]) -> csr_array:
    """The releases over the classes: of each row the first value, then each value less the one before.

    Taking the difference leaves only those who came and went, and says the same.
    """
    by_step: dict[int, list[int]] = {}
    for number, release in enumerate(releases):
        by_step.setdefault(release.step, []).append(number)
    parts: list[csr_array] = []
    order: list[int] = []
    for step, numbers in sorted(by_step.items()):
        inside = moments[step].inside[[moments[step].place[releases[number].row] for number in numbers]]
        parts.append(gathered(inside, crowd.at(step)[board.first]))
        order += numbers
    whole = stacked(parts, board.classes)
    found = csr_array(_differences(order, releases) @ whole)
    found.eliminate_zeros()
    return csr_array(found[np.flatnonzero(np.diff(found.indptr))])


def _differences(order: Sequence[int], releases: Sequence[Release]) -> csr_array:
    place = {number: index for index, number in enumerate(order)}
    last: dict[object, int] = {}
    at: list[tuple[int, int, int]] = []
    for number in sorted(order, key=lambda each: (releases[each].row, releases[each].step)):
        row = releases[number].row
        at.append((place[number], place[number], 1))
        if row in last:
            at.append((place[number], last[row], -1))
        last[row] = place[number]
    rows, columns, values = (np.array(each, dtype=np.int64) for each in zip(*at, strict=True)) if at else _NOTHING
    return csr_array((values, (rows, columns)), shape=(len(order), len(order)))


_NOTHING: tuple[Index, Index, Index] = tuple(np.zeros(0, dtype=np.int64) for _ in range(3))  # type: ignore[assignment]


def signatures(known: csr_array) -> Index:
    """Per class which set the equations single it out in: classes in the same equations are one set."""
    by_class = csr_array(known.T)
    by_class.sort_indices()
    numbers: dict[bytes, int] = {}
    found: list[int] = []
    for start, end in zip(by_class.indptr[:-1], by_class.indptr[1:], strict=True):
        key = by_class.indices[start:end].tobytes() + by_class.data[start:end].tobytes()
        found.append(numbers.setdefault(key, len(numbers)))
    return np.array(found, dtype=np.int64)
