"""Which rows were a secret lately: a value given now would tell what they were a few movers ago."""

import numpy as np

from pipeline.organisation.policy import Shield
from pipeline.protect.crowd import ABSENT, OPEN, Counts, Flags, RowKey
from pipeline.protect.rows import Atoms
from pipeline.protect.sensitivity import Counted, sensitive_rows
from pipeline.protect.solve.problem import size
from pipeline.protect.state import State

_MONTHS = 12  # in a year enough people come and go for a value to say little of the one before


def counts_at(state: State, step: int, atoms: int) -> Counts:
    """Row x atom: heads with a known category in the rows of a step."""
    moment = state.moments[step]
    by_pattern = np.zeros((size(moment.inside)[1], atoms), dtype=np.int64)
    where = state.crowd.at(step)
    here = (where != ABSENT) & (state.crowd.atom != OPEN)
    np.add.at(by_pattern, (where[here], state.crowd.atom[here]), 1)
    return np.asarray(moment.inside @ by_pattern, dtype=np.int64)


def lately_sensitive(state: State, atoms: Atoms, shield: Shield, whole: frozenset[str]) -> Flags:
    """Per row of the last step: whether it was sensitive at a step of the year before. `whole`: units that are the root."""
    now = state.moments[-1]
    found: set[RowKey] = set()
    for step, moment in enumerate(state.moments[:-1]):
        if moment.linked and now.linked and abs(now.month - moment.month) <= _MONTHS:
            roots = np.array([row[0] in whole for row in moment.rows], dtype=np.bool_)
            counted = Counted(counts_at(state, step, atoms.count), roots)
            # Where nobody had declared yet there was nothing to be a secret.
            flags = sensitive_rows(counted, atoms, shield) & (counted.known > 0)
            found |= {moment.rows[row] for row in np.flatnonzero(flags).tolist()}
    return np.array([row in found for row in now.rows], dtype=np.bool_)
