"""What can be talked about where a figure is hidden, or where the target is less than one person."""

from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation


def _protected(s: Situation) -> bool:
    return not s.standing.shown and s.standing.reason == "too_few_people" and not _small(s)


def _small(s: Situation) -> bool:
    return s.standing.verdict == "less_than_one_person"


def _somebody(s: Situation) -> bool:
    return bool(s.standing.base)


HIDDEN = (
    Rule(
        "hidden", "hidden", 130, "ask_hidden", "step_procedures", ("target_share", "base", "band", "need_amount"),
        ("standing",), lambda s: _protected(s) and s.standing.stand_in is None and _somebody(s),
    ),
    Rule(
        "hidden_instead", "hidden", 131, "ask_hidden_instead", "step_contribute",
        ("target_share", "base", "band", "need_amount", "instead", "unit"), ("standing",),
        lambda s: _protected(s) and _somebody(s),
    ),
    Rule(
        "hidden_unsaid", "hidden", 132, "ask_hidden_unsaid", "step_ask_advisor", ("band",), ("standing",),
        lambda s: not s.standing.shown and s.standing.reason == "not_available",
    ),
    Rule(
        "small_wider", "small", 133, "ask_small_wider", "step_wider",
        ("target_share", "base", "band", "wider_unit", "wider_members", "wider_base", "wider_need"),
        ("here", "wider"), lambda s: _small(s) and _somebody(s),
    ),
    Rule(
        "small", "small", 134, "ask_small", "step_procedures", ("target_share", "base", "band"), ("here",),
        lambda s: _small(s) and _somebody(s),
    ),
    Rule(
        "voices", "voices", 170, "ask_voices", "step_voices", ("unit", "band"), ("standing",),
        lambda s: (_protected(s) or _small(s)) and _somebody(s), filler=True,
    ),
)  # fmt: skip
