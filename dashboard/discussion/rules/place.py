"""Beside the organisation, in hours, and against what was decided before."""

from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation

HOURS_APART = 0.03
DECIDED_MONTHS = 24


def _hours_differ(s: Situation) -> bool:
    """The share in persons and the one in fte are points apart, and more than one person accounts for."""
    here = s.here
    if not s.seen or here is None or here.share_persons is None or here.share_fte is None or not here.headcount:
        return False
    apart = abs(here.share_persons - here.share_fte)
    return apart >= HOURS_APART - 1e-9 and apart * here.headcount > 1


def _decided_anew(s: Situation) -> bool:
    if s.former is None or s.former.share == s.target.share or s.former.counts != s.target.counts:
        return False
    on = s.target.decided_on
    return on is not None and (s.snapshot.year - on.year) * 12 + s.snapshot.month - on.month <= DECIDED_MONTHS


_BESIDE = ("share", "of", "band", "whole_share", "organisation")

PLACE = (
    Rule(
        "outside_below", "place", 110, "ask_outside_below", "step_procedures", _BESIDE, ("standing", "organisation"),
        lambda s: s.seen and s.outside == "below",
    ),
    Rule(
        "outside_above", "place", 111, "ask_outside_above", "step_share_what_works", _BESIDE,
        ("standing", "organisation"), lambda s: s.seen and s.outside == "above",
    ),
    Rule(
        "hours", "hours", 120, "ask_hours", "step_hours", ("here_share_persons", "here_share_fte", "band"), ("here",),
        _hours_differ,
    ),
    Rule(
        "decided_anew", "decision", 65, "ask_decided_anew", "step_decide",
        ("former_share", "target_share", "decided", "base", "need_amount"), ("standing",), _decided_anew,
    ),
)  # fmt: skip
