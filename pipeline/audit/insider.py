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
from pipeline.audit.sparse import Counts, Flags, Row, Sparse
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
    settled: set[int] = set()
    for mine in np.flatnonzero(open_still.any(axis=1)).tolist():
        row = sparse.row(own, mine)[0]
        settled.update(_settled(solver, system, worlds, row, np.flatnonzero(open_still[mine])))
    found = tuple(Found("breach", "insider", duties[other].figure) for other in sorted(settled))
    return Attack("insider", int(asked.any(axis=0).sum()), found=found)


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


def _settled(solver: Solver, system: Equations, worlds: Worlds, row: Counts, asked: Counts) -> list[int]:
    """Which of the figures asked are exact for who knows everything about the people of this row."""
    open_still = np.ones(len(asked), dtype=np.bool_)
    sums = sparse.chosen_rows(system.sums, asked)
    true = sparse.applied(sums, worlds.base)
    with solver.knowing(row):
        for wish, sense in _wishes(sums):
            found = solver.extreme(wish, sense)
            worlds.add(found.world)
            open_still &= sparse.applied(sums, found.world) == true
        for number in np.flatnonzero(open_still).tolist():
            if not open_still[number]:
                continue
            for sense in (-1, 1):
                found = solver.extreme(sparse.row(sums, number), sense)
                open_still &= sparse.applied(sums, found.world) == true
    return asked[open_still].tolist()


def _wishes(sums: Sparse) -> list[tuple[Row, int]]:
    """A few questions about all figures at once, whose answers differ on as many of them as can be."""
    draw = np.random.default_rng(11)
    weights = [draw.integers(-9, 10, size=sparse.size(sums)[0]) for _ in range(3)]
    return [(sparse.weighed(sums, each), sense) for each in weights for sense in (-1, 1)]
