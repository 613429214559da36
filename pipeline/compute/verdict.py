"""Where does a target stand here: one word out of a closed list, told from numbers that may be seen.

The order of the questions is the definition; docs/methods.md gives each in plain words.
"""

from dataclasses import dataclass

from pipeline.compute import formulas

_SLACK = 1e-9


@dataclass(frozen=True)
class Standing:
    """What a verdict is made from. Heads, or fte for a target that counts fte; None is not shown.

    `headcount` and `known` are always heads: what is less than one person, and how far chance reaches, are
    questions about people.
    """

    target_share: float
    headcount: int | None
    members: float | None
    unknown: float | None
    known: int | None
    share: float | None
    need: float | None
    expected_need: float | None


def verdict(standing: Standing) -> str:
    """One of published.VERDICTS. `less_than_one_person` hangs on the headcount alone, so it is said of hidden rows too."""
    if not standing.headcount:
        return "not_shown"
    if formulas.less_than_one_person(standing.target_share, standing.headcount):
        return "less_than_one_person"
    figures = (standing.members, standing.unknown, standing.need, standing.expected_need)
    if any(figure is None for figure in figures) or standing.known is None:
        return "not_shown"
    members, unknown, need, expected = (float(figure) for figure in figures if figure is not None)
    least, most = _class(members, need, expected), _class(members + unknown, need, expected)
    if least != most:
        return "depends_on_unknowns"
    return least if least != "below" else _below(standing.target_share, need - members, standing.share, standing.known)


def _class(members: float, need: float, expected: float) -> str:
    if members >= need - _SLACK:
        return "met"
    return "on_course" if members >= expected - _SLACK else "below"


def _below(target: float, missing: float, share: float | None, known: int) -> str:
    if missing <= 1 + _SLACK:
        return "one_away"
    if share is None:  # nobody whose category is known has any fte: there is no share for chance to carry
        return "not_shown"
    margin = formulas.wilson(share * known, known)
    return "below_within_chance" if margin is not None and margin[1] >= target else "below"
