"""Every measure as one small pure function: the definitions that the SQL and the verdicts must agree with.

Shares are fractions 0-1. N is everyone in the cell, k the members of the target group, u the people
whose category is not known. What each measure means for a reader stands in docs/methods.md.
"""

import math

Z_95 = 1.96  # two-sided 95% under the normal curve
_SLACK = 1e-9  # 0.08 * 25 is 2.0000000000000004 in floating point: without slack the need would be 3
_TENTH = 10  # fte are published in tenths
_EVIDENCE = 0.05  # one-sided


def share(members: int, headcount: int, unknown: int) -> float | None:
    """Members among the people whose category is known; None when it is known of nobody."""
    known = headcount - unknown
    return members / known if known > 0 else None


def bounds(members: int, headcount: int, unknown: int) -> tuple[float, float] | None:
    """The share if none, and if all, of the unknown are members; None for an empty cell."""
    if headcount <= 0:
        return None
    return members / headcount, (members + unknown) / headcount


def wilson(members: float, known: float, z: float = Z_95) -> tuple[float, float] | None:
    """The chance margin of a share: Wilson's score interval (1927); None for an empty cell.

    How far chance alone may carry the share of a group this small. Staff is a full count, so this is
    no measurement error.
    """
    if known <= 0:
        return None
    part = members / known
    centre = part + z * z / (2 * known)
    half = z * math.sqrt(part * (1 - part) / known + z * z / (4 * known * known))
    scale = 1 + z * z / known
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def need(target: float, headcount: int) -> int:
    """Smallest number of heads that reaches the target in a cell of this size."""
    return max(0, math.ceil(target * headcount - _SLACK))


def need_fte(target: float, fte: float) -> float:
    """Smallest number of fte, in tenths, that reaches the target."""
    return max(0, math.ceil(target * fte * _TENTH - _SLACK)) / _TENTH


def gap(members: float, needed: float) -> float:
    """What is missing when people are replaced, so that the size of the cell stays the same."""
    return max(0.0, round(needed - members, 6))


def gap_adding(target: float, members: int, headcount: int) -> int | None:
    """Smallest number of members to add so that the target is reached in the cell grown by as many.

    None when the target is 100%: adding members never gets rid of the others.
    """
    if target >= 1:
        return None
    return max(0, math.ceil((target * headcount - members) / (1 - target) - _SLACK))


def gap_adding_fte(target: float, members: float, fte: float) -> float | None:
    """As gap_adding, in tenths of an fte."""
    if target >= 1:
        return None
    return max(0, math.ceil((target * fte - members) / (1 - target) * _TENTH - _SLACK)) / _TENTH


def one_head(headcount: int) -> float | None:
    """What one head more or less does to the share, in percentage points; None for an empty cell."""
    return 100 / headcount if headcount > 0 else None


def less_than_one_person(target: float, headcount: int) -> bool:
    """Whether the target is less than one head here: below 20 heads for 5%, below 13 for 8%."""
    return target * headcount < 1 - _SLACK


def zero_is_evidence_from(target: float) -> int:
    """The size from which having no members at all is evidence of a shortfall (one-sided 5%).

    Smallest n for which a unit that appoints at the target share would have none in at most 5% of cases.
    """
    if not 0 < target < 1:
        raise ValueError("a target between 0 and 1 is needed")
    return math.ceil(math.log(_EVIDENCE) / math.log(1 - target))


def response_is_low(headcount: int, unknown: int, minimum: float) -> bool:
    """Whether too few people declared for a share to mean something."""
    known = headcount - unknown
    return known <= 0 or known < minimum * headcount - _SLACK
