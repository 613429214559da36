"""The same people counted the other way: fte beside a target in persons, persons beside one in fte.

What the target asks is its share of the other base; whether it is met hangs on what the decision says is counted, so a
recount has no verdict. Pure arithmetic on one published row (docs/published-figures.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from dashboard.standing import Standing

# Floating point puts 0.08 * 25 a hair over 2; a need is never one head more for that.
_SLACK = 1e-9
UNJUDGED = "recounted"


def recounted(standing: Standing) -> Standing:
    """The standing counted the other way, without margin and verdict; without figures where it is not shown.

    Heads needed are whole; fte are in tenths, rounded up, as in docs/methods.md.
    """
    other = standing.other
    counts = "persons" if standing.counts == "fte" else "fte"
    base = other.base if other else None
    need = None if base is None else _need(standing.target_share * base, counts)
    path = None if base is None or standing.expected_share is None else _need(standing.expected_share * base, counts)
    return replace(
        standing,
        counts=counts,
        base=base,
        members=other.members if other else None,
        share=other.share if other else None,
        need=need,
        expected_need=path,
        gap=None if need is None or other is None else max(0.0, need - other.members),
        one_head=None,
        margin_low=None,
        margin_high=None,
        share_low=None,
        share_high=None,
        verdict=UNJUDGED,
        shown=other is not None,
        stand_in=None,
        other=None,
    )


def in_count(series: Sequence[Standing], counts: str) -> tuple[Standing, ...]:
    """A series counted as asked: as decided where `counts` is what the target says, else recounted."""
    return tuple(row if row.counts == counts else recounted(row) for row in series)


def _need(asked: float, counts: str) -> float:
    return max(0.0, ceil(asked * 10 - _SLACK) / 10 if counts == "fte" else float(ceil(asked - _SLACK)))
