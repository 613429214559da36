"""On which side of the limits of chance around the organisation's share a unit lies, per target."""

from datetime import date

from dashboard.discussion.counts import Count
from dashboard.discussion.gather import OutsideOf, gather
from dashboard.discussion.situation import Outside
from dashboard.edition import Edition
from dashboard.figures.limits import outside


def outside_of(edition: Edition, unit: str, snapshot: date) -> OutsideOf:
    """Target -> below or above, where the unit lies outside the limits of 95%; of targets in persons that are shown.

    Both shares are of those whose category is known. Raises KeyError for a unit that does not exist then.
    """
    found = gather(edition, unit, snapshot)
    if unit == found.whole.code:
        return {}
    sides: dict[str, Outside] = {}
    for row in found.own():
        side = side_of(found.count(row), found.count(row, found.whole.code))
        if side is not None and row.counts == "persons":
            sides[row.target] = side
    return sides


def side_of(here: Count | None, whole: Count | None) -> Outside | None:
    """Below or above the limits around the share of the whole; None within them, or where either is not shown."""
    if here is None or whole is None or here.members is None or here.share is None or whole.share is None:
        return None
    known = (here.headcount or 0) - (here.unknown or 0)
    if known <= 0 or outside(here.members, known, whole.share) == "within":
        return None
    return "below" if here.share < whole.share else "above"
