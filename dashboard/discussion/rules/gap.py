"""Short of the target: by more than chance, within chance, by one appointment, or nobody knows."""

from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.situation import Situation

# From this part of the people unknown, how many declare is a subject of its own.
MANY_UNKNOWN = 0.1
YEAR = 12


def _is(verdict: str, s: Situation) -> bool:
    return s.seen and s.standing.verdict == verdict


def _tells_heads(s: Situation) -> bool:
    return s.standing.counts == "persons" and (s.standing.one_head or 0) > 1


def _short(s: Situation) -> bool:
    return s.seen and (s.standing.gap or 0) > 0


def _many_unknown(s: Situation) -> bool:
    row, here = s.standing, s.here
    if not s.seen or here is None or not here.headcount:
        return False
    return (row.unknown or 0) / here.headcount >= MANY_UNKNOWN


_FIGURES = ("members", "base", "band")

GAP = (
    Rule(
        "beyond_chance", "gap", 10, "ask_beyond_chance", "step_vacancies", (*_FIGURES, "need", "month", "amount"),
        ("standing",), lambda s: _is("below", s), reckons=True,
    ),
    Rule(
        "depends", "unknown", 20, "ask_depends", "step_declare", (*_FIGURES, "need", "unknown"), ("standing",),
        lambda s: _is("depends_on_unknowns", s) and _many_unknown(s),
    ),
    Rule(
        "depends_on_few", "unknown", 21, "ask_depends_on_few", "step_plan", (*_FIGURES, "need", "unknown"),
        ("standing",), lambda s: _is("depends_on_unknowns", s) and not _many_unknown(s),
    ),
    Rule(
        "low_response", "unknown", 30, "ask_low_response", "step_declare", ("band",), ("standing",),
        lambda s: not s.standing.shown and s.standing.reason == "low_response",
    ),
    Rule(
        "one_away", "gap", 40, "ask_one_away", "step_vacancies", (*_FIGURES, "need", "month"), ("standing",),
        lambda s: _is("one_away", s) and s.standing.counts == "persons",
    ),
    Rule(
        "about_one_away", "gap", 41, "ask_about_one_away", "step_vacancies", (*_FIGURES, "need", "month", "amount"),
        ("standing",), lambda s: _is("one_away", s) and s.standing.counts == "fte",
    ),
    Rule(
        "within_chance_small", "gap", 50, "ask_within_chance_small", "step_procedures",
        (*_FIGURES, "amount", "points"), ("standing",),
        lambda s: _is("below_within_chance", s) and _tells_heads(s),
    ),
    Rule(
        "within_chance", "gap", 51, "ask_within_chance", "step_procedures", (*_FIGURES, "amount"), ("standing",),
        lambda s: _is("below_within_chance", s) and not _tells_heads(s),
    ),
    Rule(
        "deadline_near", "deadline", 60, "ask_deadline_near", "step_vacancies", (*_FIGURES, "amount", "month"),
        ("standing",), lambda s: _short(s) and 0 <= s.months_left <= YEAR,
    ),
    Rule(
        "deadline_past", "deadline", 61, "ask_deadline_past", "step_decide", (*_FIGURES, "amount", "month"),
        ("standing",), lambda s: _short(s) and s.months_left < 0,
    ),
    Rule(
        "many_unknown", "unknown", 150, "ask_many_unknown", "step_declare", ("unknown", "base", "band"), ("standing",),
        lambda s: _many_unknown(s) and not _is("depends_on_unknowns", s),
    ),
)  # fmt: skip
