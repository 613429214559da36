"""Which rows keep an earlier value for want of movers, though a new one was due?

Told from what readers can know: when each row was given, the rhythm, and who came and went. Whether a row's own count
is a secret plays no part: what is said here may be counted and shown.
"""

from collections.abc import Mapping

import numpy as np

from pipeline.organisation.policy import Policy
from pipeline.protect.calendar import block, due, enough_movers
from pipeline.protect.crowd import RowKey
from pipeline.protect.state import State

_YEAR = 12  # the rhythm of a kind of unit that has none


def held_for_movers(state: State, key: str, kinds: Mapping[str, str], policy: Policy) -> frozenset[RowKey]:
    """Rows of the step named `key` that were given before and were due, while too few people came or went.

    `state` is the memory after that step or a later one; `kinds` gives the kind of every unit. Rows that were given a
    new value at the step are not among them. Empty when the attribute has no such step.
    """
    step = next((place for place, moment in enumerate(state.moments) if moment.key == key), None)
    if step is None:
        return frozenset()
    now = state.moments[step]
    given: dict[RowKey, list[int]] = {}
    fresh = {release.row for release in state.releases if release.step == step}
    for release in (each for each in state.releases if each.step < step and each.row not in fresh):
        given.setdefault(release.row, []).append(release.step)
    asked = {
        place: given[row]
        for place, row in enumerate(now.rows)
        if row in given and _due(state, step, given[row], kinds.get(row[0], ""), policy)
    }
    enough = enough_movers(state.crowd, state.moments, step, asked, policy.movers)
    return frozenset(now.rows[place] for place in asked if not bool(np.asarray(enough)[place]))


def _due(state: State, step: int, given: list[int], kind: str, policy: Policy) -> bool:
    """By the rhythm, or because a block begins; a month that comes again asks what was given of it before."""
    now = state.moments[step]
    former = [moment.month for moment in state.moments[state.since : step]]
    if any(month >= now.month for month in former):
        return any(state.moments[each].month == now.month for each in given)
    if not former or block(max(former), policy) != block(now.month, policy):
        return True
    last = max((state.moments[each].month for each in given if each >= state.since), default=None)
    return due(now.month, last, state.rhythm.get(kind, _YEAR))
