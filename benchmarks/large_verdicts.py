"""Verdicts and stand-ins for the invented publication, for all rows at once, by the rules in their plainest form."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

_POOL = 6  # place of the pool among the bands


@dataclass(frozen=True)
class StandIns:
    """Per month and unit, the place of the unit and of the band whose row stands in; -1 where none does."""

    units: np.ndarray
    bands: np.ndarray


def best(shown: np.ndarray, band: int, parents: np.ndarray) -> StandIns:
    """For hidden rows: the pool in the unit, the same band above, the pool above. `shown` by month, unit and band."""
    units, bands = np.full(shown.shape[:2], -1), np.full(shown.shape[:2], -1)
    own = np.broadcast_to(np.arange(len(parents)), units.shape)
    above = np.where(parents < 0, np.arange(len(parents)), parents)
    top = above[above]
    for ancestor, wider in ((own, _POOL), (above, band), (top, band), (above, _POOL), (top, _POOL)):
        there = np.take_along_axis(shown[:, :, wider], ancestor + np.zeros_like(units), axis=1)
        taken = there & ~shown[:, :, band] & (units < 0)
        units, bands = np.where(taken, ancestor, units), np.where(taken, wider, bands)
    return StandIns(units, bands)


def judged(
    row: Mapping[str, np.ndarray], share: float, expected: np.ndarray, pooled: np.ndarray
) -> dict[str, np.ndarray]:
    """Base, need, gap, verdict and statement of rows of one target that counts persons."""
    base, shown = row["headcount"].astype(float), row["shown"]
    need, asked = np.ceil(share * base - 1e-9), np.ceil(expected * base - 1e-9)
    gap = np.where(shown, np.maximum(0.0, need - row["members"]), np.nan)
    near = share <= row["margin_high"]
    told = [row["members"] >= need, row["members"] >= asked, gap <= 1, near]
    verdict = np.select(told, ["met", "on_course", "one_away", "below_within_chance"], "below")
    verdict = np.where(shown, verdict, "not_shown")
    return {
        "base": base,
        "need": need,
        "expected_need": asked,
        "members": row["members"],
        "gap": gap,
        "gap_adding": np.ceil(gap / (1 - share)),
        "one_head": 100 / np.maximum(base, 1),
        "verdict": np.where(share * base < 1 - 1e-9, "less_than_one_person", verdict),
        "statement": np.where(shown, "figure", np.where(pooled, "pooled", "heads")),
    }
