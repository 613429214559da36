"""The agreed path from the last snapshot to the deadline, in heads at the size the unit has now."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from dashboard.standing import Standing

Line = list[tuple[date, float]]


def ahead(last: Standing, steps: Sequence[tuple[date, float]]) -> tuple[Line, Line]:
    """The need and the path as points in time; both empty when the deadline has passed or nothing is known.

    A straight path runs from what it asks for now to the need; a stepped one goes up at its own months.
    """
    if last.need is None or last.expected_need is None or last.base is None or last.deadline <= last.snapshot:
        return [], []
    begin, end = last.snapshot, last.deadline
    between = [(day, _need(share, last)) for day, share in steps if begin < day < end]
    return [(begin, last.need), (end, last.need)], [(begin, last.expected_need), *between, (end, last.need)]


def _need(share: float, last: Standing) -> float:
    asked = share * (last.base or 0)
    # As the published need: the smallest whole number of heads that reaches the share; fte are not rounded up.
    return asked if last.counts == "fte" else float(ceil(asked - 1e-9))
