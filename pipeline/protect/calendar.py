"""When a new value of a row may be given: the rhythm per level, the blocks, and the movers rule."""

from collections.abc import Mapping

import numpy as np

from pipeline.organisation.policy import Policy
from pipeline.protect.crowd import ABSENT, Counts, Crowd, Flags, Index, Moment, gathered
from pipeline.protect.solve.problem import size

RHYTHMS = (1, 3, 6, 12)
_YEARLY_MOVERS = 0.30  # who comes and who goes in a year, as a part of the heads: twice the usual 15% turnover


def block(month: int, policy: Policy) -> int:
    """The number of the block a month lies in (months since year 0)."""
    return (month - (policy.block_start - 1)) // policy.block_months


def rhythm(kinds: list[str], heads: Counts, policy: Policy) -> dict[str, int]:
    """Per kind of unit the months between releases: the shortest in which half of its rows see enough movers.

    From headcounts alone: `heads` per row (rows that are too small to be shown left out by the caller),
    `kinds` the kind of unit of each. A kind that the policy names has what the policy says.
    """
    found: dict[str, int] = {}
    for kind in dict.fromkeys(kinds):
        sizes = heads[[index for index, each in enumerate(kinds) if each == kind]]
        middle = float(np.median(sizes)) if len(sizes) else 0.0
        enough = [each for each in RHYTHMS if middle * _YEARLY_MOVERS * each / 12 >= policy.movers]
        found[kind] = policy.rhythm.get(kind, enough[0] if enough else RHYTHMS[-1])
    return found


def due(month: int, last: int | None, every: int) -> bool:
    """Whether a row last released in month `last` is due: never released, or long enough ago."""
    return last is None or abs(month - last) >= every


def enough_movers(
    crowd: Crowd, moments: tuple[Moment, ...], now: int, released: Mapping[int, list[int]], movers: int
) -> Flags:
    """Per row of step `now`: whether nobody, or at least `movers` people, came or went since each earlier release.

    `released[row]` are the earlier steps in which that row was released. Where people cannot be followed the
    worst that headcounts allow is assumed: only the difference in heads is sure to be movers.
    """
    passes = np.ones(len(moments[now].rows), dtype=np.bool_)
    number, people = _people(crowd)
    for step in sorted({step for steps in released.values() for step in steps}):
        rows = [row for row, steps in released.items() if step in steps]
        before = [moments[step].place[moments[now].rows[row]] for row in rows]
        if moments[now].linked and moments[step].linked:
            count = _moved(crowd, moments, (step, now), (before, rows), (number, people))
            passes[rows] &= (count == 0) | (count >= movers)
        else:
            then, here = (_heads(crowd, moments[at], at)[each] for at, each in ((step, before), (now, rows)))
            passes[rows] &= np.abs(here - then) >= movers
    return passes


def _people(crowd: Crowd) -> tuple[Index, int]:
    """Per particle the number of its person, and how many persons there are."""
    persons, number = np.unique(crowd.person, return_inverse=True)
    return number.astype(np.int64), len(persons)


def _heads(crowd: Crowd, moment: Moment, step: int) -> Counts:
    where = crowd.at(step)
    return np.asarray(moment.inside @ np.bincount(where[where != ABSENT], minlength=size(moment.inside)[1]))


def _moved(
    crowd: Crowd,
    moments: tuple[Moment, ...],
    steps: tuple[int, int],
    rows: tuple[list[int], list[int]],
    people: tuple[Index, int],
) -> Counts:
    """Per row how many people are in it at one of the two steps only. Who only changed category did not move."""
    came_from, is_in = (_placed(crowd, step, people) for step in steps)
    # Those who went from the same place to the same place are one: there are far fewer of such pairs than of people.
    size = int(is_in.max(initial=0)) + 2
    pairs, heads = np.unique((came_from + 1) * size + is_in + 1, return_counts=True)
    ends = pairs // size - 1, pairs % size - 1
    then, now = (
        gathered(moments[step].inside[chosen], where) for step, chosen, where in zip(steps, rows, ends, strict=True)
    )
    return np.asarray(abs(now - then) @ heads, dtype=np.int64)


def _placed(crowd: Crowd, step: int, people: tuple[Index, int]) -> Index:
    """Per person the place at a step."""
    where = crowd.at(step)
    here = np.flatnonzero(where != ABSENT)
    found = np.full(people[1], ABSENT, dtype=np.int64)
    found[people[0][here]] = where[here]
    return found
