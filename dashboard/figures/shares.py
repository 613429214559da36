"""The axis of shares: from 0 to where everything that is shown has room."""

from collections.abc import Sequence

from dashboard.standing import StandIn, Standing

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
_LEAST = 0.05  # a target of nothing and nobody shown still need an axis


def highest_share(standings: Sequence[Standing], beside: Sequence[StandIn] = ()) -> float:
    """Where the axis of shares ends: room for the targets and everything that is drawn, at most 100%."""
    drawn = [*(row for row in standings if row.shown), *beside]
    shown = [value for row in drawn for value in (row.share, row.margin_high) if value is not None]
    asked = [value for row in standings for value in (row.target_share, row.expected_share) if value is not None]
    asked = [value * 1.06 for value in asked] + [row.target_share * 1.6 for row in standings]
    return min(1.0, max([_LEAST, *asked, *(value * 1.06 for value in shown)]))
