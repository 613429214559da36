"""The small picture of one standing, in heads: a dot per person while they can be counted at a glance, a strip beyond.

Numbers only, every one published or a share of one: what draws them on paper stands in paper/.
"""

from dataclasses import dataclass
from typing import Literal

from dashboard.standing import Standing
from dashboard.wording.rows import noun_of
from dashboard.wording.states import State, state_of
from dashboard.wording.words import Words

DOTS_UP_TO = 30
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
_MOST_TICKS = 5


@dataclass(frozen=True)
class Chart:
    """What is drawn. `members` is None where it is not shown: then the need stands alone. All in what the target counts.

    `low` and `high` are the chance margin; `path` is what the agreed path asks now, None where it asks all of the need.
    """

    kind: Literal["dots", "strip"]
    state: State
    members: float | None
    need: float
    path: float | None
    low: float | None
    high: float | None
    end: float
    ticks: tuple[tuple[float, str], ...]
    need_text: str
    path_text: str
    alt: str


def chart_of(row: Standing, words: Words) -> Chart | None:
    """The chart of one standing; None when the need is not known or less than a person, or there is nothing to count."""
    if row.need is None or not row.base or row.verdict == "less_than_one_person":
        return None
    members = row.members if row.shown else None
    small = row.counts == "persons" and max(row.need, members or 0) <= DOTS_UP_TO
    if not small and members is None:
        return None
    low, high = (None, None) if small else _margin(row)
    path = row.expected_need if members is not None else None
    if path is not None and path >= row.need:
        path = None
    noun = noun_of(row)
    end = max(row.need, members or 0, high or 0) * 1.08
    return Chart(
        kind="dots" if small else "strip",
        state=state_of(row.verdict, row.shown),
        members=members,
        need=row.need,
        path=path,
        low=low,
        high=high,
        end=end,
        ticks=() if small else _ticks(end, words),
        need_text=words("pack_chart_need", need=words.number(row.need, noun)),
        path_text="" if path is None else words("pack_chart_path", path=words.number(path, noun)),
        alt=_alt(row, (path, low, high), words),
    )


def _margin(row: Standing) -> tuple[float | None, float | None]:
    if row.margin_low is None or row.margin_high is None:
        return None, None
    # The margin is one of a share among the known, so that is what it is a part of in heads.
    known = (row.base or 0) - (row.unknown or 0)
    return row.margin_low * known, row.margin_high * known


def _ticks(end: float, words: Words) -> tuple[tuple[float, str], ...]:
    step = next((each for each in _STEPS if end / each < _MOST_TICKS), _STEPS[-1])
    return tuple((at, words.number(at)) for at in range(0, int(end) + 1, step))


def _alt(row: Standing, drawn: tuple[float | None, float | None, float | None], words: Words) -> str:
    path, low, high = drawn
    noun = noun_of(row)
    facts = {"need": words.number(row.need or 0, noun), "base": words.number(row.base or 0, noun)}
    if not row.shown or row.members is None:
        return words("pack_alt_hidden", **facts)
    parts = [words("pack_alt", members=words.number(row.members, noun), **facts)]
    if path is not None:
        parts.append(words("pack_alt_path", path=words.number(path, noun)))
    if low is not None and high is not None:
        parts.append(words("pack_alt_margin", low=words.number(low), high=words.number(high)))
    return " ".join(parts)
