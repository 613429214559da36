"""Somebody who is alone in a hidden row: the only member of it, or the only one who is not.

Who looks around and sees that, knows the category of everyone in that row. What is left to find are other sensitive
rows: their counts must not become exact. Rows that lie within the own row are no discovery, and are not asked.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.bounds import Solver
from pipeline.audit.equations import Equations
from pipeline.audit.report import Attack, Found
from pipeline.audit.requirements import Requirement
from pipeline.audit.sparse import Counts, Flags, Sparse
from pipeline.audit.worlds import Worlds


def insiders(solver: Solver, system: Equations, worlds: Worlds, duties: Sequence[Requirement]) -> Attack:
    """Every lone person against every other sensitive figure of the attribute."""
    alone = [number for number, duty in enumerate(duties) if duty.single]
    if not alone:
        return Attack("insider")
    people = _people(system)
    own = sparse.chosen_rows(people, alone)
    asked = _asked(own, people)
    open_still = asked & ~_told_apart(system, worlds, own)
    found = [
        Found("breach", "insider", duties[other].figure)
        for mine, other in _pairs(open_still)
        if _is_settled(solver, system, worlds, (sparse.columns(sparse.chosen_rows(own, [mine])), other))
    ]
    return Attack("insider", int(asked.any(axis=0).sum()), found=tuple(dict.fromkeys(found)))


def _people(system: Equations) -> Sparse:
    """Per figure every unknown about the people it counts, in all roles."""
    kinds = sparse.columns(system.sums) % system.kinds
    count = sparse.size(system.sums)[0]
    own = sparse.same(sparse.ones(sparse.row_numbers(system.sums), kinds, (count, system.kinds)))
    return sparse.beside([own] * len(system.roles))


def _asked(own: Sparse, people: Sparse) -> Flags:
    """Lone person's row x figure: whether the figure has people outside the row."""
    common = sparse.dense(sparse.product(own, sparse.turned(people)))
    return common < sparse.lengths(people)


def _told_apart(system: Equations, worlds: Worlds, own: Sparse) -> Flags:
    """Lone person's row x figure: whether a world leaves the row as it is, all of it, and changes the figure."""
    changed = sparse.turned(worlds.changes)
    untouched = sparse.dense(sparse.product(own, sparse.same(changed))) == 0
    moved = sparse.dense(sparse.product(system.sums, changed)) != 0
    # As floats: whole numbers have no fast product of this size.
    return np.asarray(untouched.astype(np.float32) @ moved.T.astype(np.float32) > 0)


def _pairs(open_still: Flags) -> list[tuple[int, int]]:
    return [(int(mine), int(other)) for mine, other in zip(*np.nonzero(open_still), strict=True)]


def _is_settled(solver: Solver, system: Equations, worlds: Worlds, pair: tuple[Counts, int]) -> bool:
    columns, other = pair
    known = solver.fixing(columns, worlds.base[columns])
    sums = sparse.chosen_rows(system.sums, [other])
    return known.extreme(sums, -1).bound == known.extreme(sums, 1).bound
