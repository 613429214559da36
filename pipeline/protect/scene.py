"""One step as the solver sees it: true counts, what could be given, what is known, what hiding costs."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pipeline.organisation.model import Organisation
from pipeline.protect.board import Board
from pipeline.protect.crowd import RowKey, gathered, stacked
from pipeline.protect.events import equations, rows_at
from pipeline.protect.history import counts_at
from pipeline.protect.plan import Plan, Standing
from pipeline.protect.rows import Atoms
from pipeline.protect.sensitivity import Counted
from pipeline.protect.settle import Scene
from pipeline.protect.solve.problem import Problem, size
from pipeline.protect.state import State

_BY_DEPTH = (50.0, 4.0, 1.0)  # hiding a total of the organisation, of a unit just below it, of any other
_SEEN_BEFORE = 8.0  # a row that readers know is dearer than one they never saw


def standing_of(state: State, atoms: Atoms, organisation: Organisation, withheld: frozenset[RowKey]) -> Standing:
    """The rows of the last step as they are."""
    now, step = state.moments[-1], len(state.moments) - 1
    units = {unit.code: unit for unit in organisation.units}
    whole = np.array([units[unit].parent is None for unit, _, _ in now.rows], dtype=np.bool_)
    return Standing(
        Counted(counts_at(state, step, atoms.count), whole),
        tuple(units[unit].kind for unit, _, _ in now.rows),
        np.array([row in withheld for row in now.rows], dtype=np.bool_),
    )


def scene_of(state: State, planned: Plan, atoms: Atoms, organisation: Organisation) -> Scene:
    """The scene of the last step; the releases of the state are those before it."""
    board = Board.of(state.crowd, atoms.count)
    rows = rows_at(state.crowd, board, state.moments, len(state.moments) - 1)
    known = equations(state.crowd, board, state.moments, [each for each in state.releases if not each.rounded])
    problem = Problem(
        value=board.value,
        low=np.zeros_like(board.value),
        high=board.high,
        rows=board.equations(rows),
        decision=board.decisions(size(rows)[0]),
        fixed=stacked([board.equations(known), board.capacities], len(board.value)),
        weights=_weights(state, organisation),
        must_hide=~planned.candidates,
    )
    return Scene(state, board, rows, known, problem)


def _weights(state: State, organisation: Organisation) -> NDArray[np.float64]:
    """What hiding a row costs: most at the top, and for rows that readers are used to see. From headcounts alone."""
    now = state.moments[-1]
    heads = gathered(now.inside, state.crowd.at(len(state.moments) - 1)).sum(axis=1)
    depth = _depths({unit.code: unit.parent for unit in organisation.units})
    found = 1.0 + np.log1p(np.asarray(heads, dtype=np.float64).ravel()) / 4
    for place, row in enumerate(now.rows):
        found[place] *= _BY_DEPTH[min(depth[row[0]], len(_BY_DEPTH) - 1)]
        found[place] *= _SEEN_BEFORE if row in state.pattern else 1.0
    return found


def _depths(parents: Mapping[str, str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in parents:
        depth, at = 0, parents[code]
        while at is not None:
            depth, at = depth + 1, parents.get(at)
        found[code] = depth
    return found
