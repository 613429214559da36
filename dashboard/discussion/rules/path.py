"""On course, or met: what the path asks next, and what keeps it so."""

from dashboard.discussion.facts import needed, next_step
from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation
from dashboard.wording.rows import noun_of

STEP_MONTHS = 12


def _on_course(s: Situation) -> bool:
    return s.seen and s.standing.verdict == "on_course"


def _must_quicken(s: Situation) -> bool:
    """What is still to go asks for more a year than the past year brought."""
    row, change = s.standing, s.change
    if not _on_course(s) or change is None or not row.gap or s.months_left <= 0:
        return False
    return row.gap * 12 / s.months_left > change + 0.05


def _step_ahead(s: Situation) -> bool:
    """The path goes up within a year, to more than there are."""
    row, step = s.standing, next_step(s)
    if (
        not s.seen
        or step is None
        or row.base is None
        or row.members is None
        or row.verdict in ("met", "less_than_one_person")
    ):
        return False
    months = (step[0].year - s.snapshot.year) * 12 + step[0].month - s.snapshot.month
    return months <= STEP_MONTHS and needed(step[1], row.base, noun_of(row)) > row.members


def _met(s: Situation) -> bool:
    return s.seen and s.standing.verdict == "met"


def _pool_is_thinner(s: Situation) -> bool:
    if not _met(s) or s.pool is None or s.pool.share is None or s.standing.share is None:
        return False
    return s.pool.share < s.standing.share


_FIGURES = ("members", "base", "band")

PATH = (
    Rule(
        "quicken", "path", 70, "ask_quicken", "step_plan", (*_FIGURES, "change", "amount", "month"),
        ("standing", "before"), _must_quicken, reckons=True,
    ),
    Rule(
        "step_ahead", "path", 71, "ask_step_ahead", "step_plan",
        (*_FIGURES, "step_share", "step_month", "step_need"), ("standing",), _step_ahead,
    ),
    Rule(
        "on_course", "path", 72, "ask_on_course", "step_plan", (*_FIGURES, "expected", "amount"), ("standing",),
        _on_course,
    ),
    Rule(
        "met_thin", "keeping", 80, "ask_met_thin", "step_share_what_works",
        (*_FIGURES, "need", "pool_band", "pool_members", "pool_base"), ("standing", "pool"), _pool_is_thinner,
    ),
    Rule(
        "met", "keeping", 81, "ask_met", "step_share_what_works", (*_FIGURES, "need"), ("standing",), _met,
    ),
)  # fmt: skip
