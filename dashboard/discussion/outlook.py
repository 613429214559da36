"""What it would take to reach a target: how many of the appointments to come, under an assumption that is stated.

How many people leave is not in the publication. So the rate is a parameter, and what follows from it is said with it.
"""

from dataclasses import dataclass
from math import ceil, comb

from dashboard.standing import Standing

LEAVING = 1 / 15  # a year; an assumption, to be set by whoever knows
_SLACK = 1e-9


@dataclass(frozen=True)
class Outlook:
    """About `places` appointments until the deadline, of which `wanted` from the group.

    `chance`: that it comes to that many, if people are appointed in the share the unit has now.
    """

    leaving: float
    places: int
    wanted: int
    chance: float

    @property
    def possible(self) -> bool:
        """Whether appointments in places that come free can do it."""
        return self.wanted <= self.places


def outlook(row: Standing, leaving: float = LEAVING) -> Outlook | None:
    """What one standing asks, people being replaced. None where it is hidden, in fte, not short, or too late to say.

    From the day of the figures to the deadline: a year has leaving x base places. Raises ValueError for a rate
    outside 0 to 1.
    """
    if not 0 < leaving < 1:
        raise ValueError(f"a rate of leaving lies between 0 and 1: {leaving}")
    if not row.shown or row.counts == "fte" or not row.base or not row.gap or row.members is None or row.need is None:
        return None
    day = row.as_of or row.snapshot
    years = ((row.deadline.year - day.year) * 12 + row.deadline.month - day.month) / 12
    places = round(leaving * row.base * years) if years > 0 else 0
    if not places:
        return None
    now = row.members / row.base
    share = share_needed(row.need / row.base, now, years, leaving)
    wanted = ceil(share * places - _SLACK)
    return Outlook(leaving, places, wanted, chance_of(places, now, wanted))


def share_needed(target: float, now: float, years: float, leaving: float, growth: float = 0.0) -> float:
    """The share among appointments that brings `now` to `target`: h* = (t - p0 s) / (1 - s). Over 1: they cannot."""
    stay = ((1 - leaving) / (1 + growth)) ** years
    return (target - now * stay) / (1 - stay)


def chance_of(places: int, share: float, wanted: int) -> float:
    """The chance that at least `wanted` of `places` are from a group that is each time chosen with this share."""
    hits = range(max(0, wanted), places + 1)
    return sum(comb(places, n) * share**n * (1 - share) ** (places - n) for n in hits)
