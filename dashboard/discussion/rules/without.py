"""A band in which this unit set no target, and a unit above, beside or below did."""

from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation


def _above(s: Situation) -> bool:
    return s.owner is not None and s.wider is not None and s.standing.shown


def _above_unseen(s: Situation) -> bool:
    return s.owner is not None and s.wider is not None and not s.standing.shown


def _below(s: Situation) -> bool:
    """The unit is the organisation, and one of its units has the target."""
    return s.owner is not None and s.unit.code == s.whole.code


def _beside(s: Situation) -> bool:
    """A unit of the same kind has it, and at that share it would be at least one person here."""
    if s.owner is None or s.wider is not None or s.owner.kind != s.unit.kind:
        return False
    return s.here is not None and s.here.headcount is not None and s.here.headcount * s.target.share >= 1


WITHOUT = (
    Rule(
        "target_above_all", "without", 159, "ask_target_above_all", "step_wider",
        ("wider_unit", "wider_members", "wider_base", "wider_need", "unit", "all_members", "all_base"),
        ("wider", "everyone"), _above, foreign=True,
    ),
    Rule(
        "target_above_unseen", "without", 158, "ask_target_above_unseen", "step_wider",
        ("wider_unit", "unit", "all_members", "all_base"), ("everyone",), _above_unseen, foreign=True,
    ),
    Rule(
        "target_above", "without", 160, "ask_target_above", "step_wider",
        ("wider_unit", "wider_members", "wider_base", "wider_need", "unit"), ("wider",), _above, foreign=True,
    ),
    Rule(
        "target_below", "without", 161, "ask_target_below", "step_decide", ("band", "here_members", "here_base"),
        ("here",), _below, foreign=True,
    ),
    Rule(
        "target_beside", "without", 162, "ask_target_beside", "step_decide",
        ("target_share", "band", "here_members", "here_base", "unit"), ("here",), _beside, foreign=True,
    ),
    Rule(
        "target_beside_unseen", "without", 163, "ask_target_beside_unseen", "step_decide",
        ("target_share", "band", "here_heads", "unit"), ("here",), _beside, foreign=True,
    ),
)  # fmt: skip
