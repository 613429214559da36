"""What a year brought: more, fewer, another size, a break, or no new figure at all."""

from datetime import date

from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation

MORE_THAN_ONE = 1.05  # heads or fte; fractions differ by dust
STALE_MONTHS = 12
SIZE_PART, SIZE_HEADS = 0.1, 3


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _stale(s: Situation) -> bool:
    return s.seen and s.standing.as_of is not None and _months(s.standing.as_of, s.snapshot) > STALE_MONTHS


def _broken(s: Situation) -> bool:
    """There are figures of a year before, and a break in between."""
    return s.seen and s.before is not None and s.break_ is not None and not s.comparable


def _grew_by(s: Situation) -> float:
    """How many heads the cell grew in a year; 0 when that is less than a tenth or than three, or not known."""
    here, before = s.here, s.size_before
    if here is None or before is None or here.headcount is None or not before.headcount:
        return 0
    change = here.headcount - before.headcount
    return change if abs(change) >= max(SIZE_HEADS, SIZE_PART * before.headcount) else 0


_SIZE = ("here_heads", "size_before", "size_month", "band")

CHANGE = (
    Rule(
        "fewer", "change", 100, "ask_fewer", "step_stay", ("change", "members", "base", "band"),
        ("standing", "before"), lambda s: (s.change or 0) < -MORE_THAN_ONE,
    ),
    Rule(
        "more", "change", 101, "ask_more", "step_share_what_works", ("change", "members", "base", "band"),
        ("standing", "before"), lambda s: (s.change or 0) > MORE_THAN_ONE,
    ),
    Rule(
        "stale", "change", 102, "ask_stale", "step_look_back", ("as_of", "band"), ("standing",), _stale,
    ),
    Rule(
        "broken", "change", 103, "ask_broken", "step_look_back", ("break_month", "reason"), ("standing",), _broken,
    ),
    Rule(
        "grew", "size", 140, "ask_grew", "step_procedures", _SIZE, ("here", "size_before"), lambda s: _grew_by(s) > 0,
    ),
    Rule(
        "shrank", "size", 141, "ask_shrank", "step_stay", _SIZE, ("here", "size_before"), lambda s: _grew_by(s) < 0,
    ),
)  # fmt: skip
