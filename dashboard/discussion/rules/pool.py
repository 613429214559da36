"""The band one step below: those who could come next, and where people enter."""

from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation


def _both(s: Situation) -> bool:
    pool, row = s.pool, s.standing
    return bool(_speaks(s) and pool is not None and pool.shown and pool.members is not None and row.base and row.share)


def _speaks(s: Situation) -> bool:
    """The figures are shown, and the target is at least one person here."""
    return s.seen and s.standing.verdict != "less_than_one_person"


def _top_is_empty(s: Situation) -> bool:
    pool = s.pool
    return bool(_speaks(s) and s.standing.members == 0 and pool is not None and pool.shown and pool.members)


def _richer(s: Situation) -> bool:
    """The share one step below lies above what chance would make of the share here, both in persons."""
    if not _both(s) or s.pool is None or s.here is None or s.standing.verdict == "met":
        return False
    here, pool = s.here.margin_high, s.pool.share_persons
    return here is not None and pool is not None and pool > here


def _thinner(s: Situation) -> bool:
    """Short here, and the band below has a share under the target too."""
    if not _both(s) or not s.standing.gap or s.pool is None or s.pool.share is None:
        return False
    return s.pool.share < s.standing.target_share


def _unseen(s: Situation) -> bool:
    return not s.standing.shown and s.standing.reason == "too_few_people"


_POOL = ("pool_band", "pool_members", "pool_base")

POOL = (
    Rule(
        "top_empty", "pool", 90, "ask_top_empty", "step_next_step", ("band", "base", *_POOL), ("standing", "pool"),
        _top_is_empty,
    ),
    Rule(
        "pool_richer", "pool", 91, "ask_pool_richer", "step_next_step",
        ("pool_band", "pool_of", "pool_share", "band", "of", "share"), ("pool", "standing"), _richer,
    ),
    Rule(
        "pool_thinner", "pool", 92, "ask_pool_thinner", "step_entrance",
        ("pool_band", "pool_of", "pool_share", "target_share"), ("pool", "standing"), _thinner,
    ),
    Rule(
        "pool_shown", "pool", 93, "ask_pool_shown", "step_next_step", (*_POOL, "band"), ("pool",),
        lambda s: _unseen(s) and s.pool is not None and bool(s.pool.members),
    ),
    Rule(
        "everyone_shown", "pool", 94, "ask_everyone_shown", "step_next_step",
        ("all_of", "all_share", "band"), ("everyone",),
        lambda s: _unseen(s) and s.everyone is not None and bool(s.everyone.members),
    ),
)  # fmt: skip
