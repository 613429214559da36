"""Which smaller part of a world still does its work? A world that changes few people is seldom broken later.

A solver gives any corner of what is possible, and that may change hundreds of counts that nobody asked about.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, vstack

from pipeline.protect.solve.highs import INFINITE, Box, Program
from pipeline.protect.solve.problem import Duty, Flags, Problem, World, counts, possible, size

NEARLY = 1e-6
_SECONDS = 10.0


def thin(problem: Problem, hidden: Flags, world: World, duties: Sequence[Duty]) -> World:
    """The world with as few changes as a linear program finds, agreeing with what is published and all `duties`.

    Only changes of the world itself are left out or made smaller; where that is not possible in whole numbers the
    world is given back as it is. Raises ProtectionFailed when the solver stops early.
    """
    columns, sign = world.columns, np.sign(world.delta).astype(np.int64)
    shown = problem.rows[np.flatnonzero(~hidden[problem.decision])]
    whole = world.dense(len(problem.value))
    wanted = counts(duties, len(problem.value))
    sense = np.sign(wanted @ whole).astype(np.int64)
    kept = _used(csr_array(vstack([shown, problem.fixed], format="csr"))[:, columns])
    asked = csr_array(wanted[:, columns]) * sense[:, None]
    rows = csr_array(vstack([kept, asked], format="csr") * sign[None, :], dtype=np.float64)
    none = np.zeros(size(kept)[0])
    least = np.array([abs(duty.change) for duty in duties], dtype=np.float64)
    bounds = Box(np.concatenate([none, least]), np.concatenate([none, np.full(len(duties), INFINITE)]))
    size_now = np.abs(world.delta).astype(np.float64)
    program = Program(np.ones(len(columns)), Box(np.zeros(len(columns)), size_now), rows, bounds)
    found = program.solve(_SECONDS)
    if found is None:
        return world
    near = np.rint(found.values[: len(columns)])
    delta = np.zeros(len(problem.value), dtype=np.int64)
    delta[columns] = near.astype(np.int64) * sign
    exact = float(np.max(np.abs(near - found.values[: len(columns)]), initial=0.0)) <= NEARLY
    fits = exact and possible(problem, delta) and not np.any(shown @ delta)
    met = all(duty.met(int(delta[duty.columns].sum())) for duty in duties)
    return World.of(delta) if fits and met else world


def _used(rows: csr_array) -> csr_array:
    return csr_array(rows[np.flatnonzero(np.diff(rows.indptr))])
