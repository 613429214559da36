"""Sets of people that published rows single out by addition and subtraction, and of whom too much would be known.

One who leaves is such a set: the row before less the row after. So are the people placed at a faculty itself, when the
faculty and all of its departments are shown. Their count may not be known exactly when it is few, none or all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.bounds import Solver
from pipeline.audit.equations import Equations
from pipeline.audit.figures import Figure
from pipeline.audit.report import Found
from pipeline.audit.sparse import Counts, Flags, Row, Sparse
from pipeline.audit.worlds import Worlds
from pipeline.organisation.policy import Shield


@dataclass(frozen=True)
class Secrets:
    """When the count of a set may not be known. `tops`: units that are the whole organisation."""

    shield: Shield
    tops: frozenset[str]


def singled_out(solver: Solver, system: Equations, worlds: Worlds, secrets: Secrets) -> tuple[int, tuple[Found, ...]]:
    """How many sets have a secret count, and those of them whose count can be worked out exactly."""
    asked, found = 0, list[Found]()
    if not secrets.shield.protected or not system.statements:
        return 0, ()
    for group in sorted({code for role in system.roles for code in role.groups}):
        sums = system.of_sets(group)
        secret = _secret(sparse.applied(sums, worlds.base), system, secrets)
        asked += int(secret.sum())
        still = np.flatnonzero(secret & ~_moved(sums, worlds))
        for number in still.tolist():
            if _is_settled(solver, worlds, sparse.row(sums, number)):
                found.append(Found("breach", "singled_out", _smallest_row(system, number, group)))
    return asked, tuple(dict.fromkeys(found))


def _secret(members: Counts, system: Equations, secrets: Secrets) -> Flags:
    """Per set whether its count is one that must not be known: few, none or all. In no row at all: nobody's secret."""
    others, shield = system.set_heads - members, secrets.shield
    least = 0 if shield.all_or_none else 1
    few = ((members >= least) & (members < shield.k)) | ((others >= least) & (others < shield.k))
    return few & (system.set_heads > 0) & ~_is_everyone(system, secrets)


def _is_everyone(system: Equations, secrets: Secrets) -> Flags:
    """Per set whether it is all that a row of the whole organisation holds: there, nobody and all are no secret."""
    size = sparse.lengths(system.sets)
    whole = [index for index, said in enumerate(system.statements) if said.figure.unit in secrets.tops]
    rows = _over_kinds(system, whole)
    common = sparse.dense(sparse.product(rows, sparse.turned(system.sets)))
    row_size = sparse.lengths(rows)[:, None]
    return ((common == size) & (row_size == size)).any(axis=0)


def _over_kinds(system: Equations, numbers: list[int]) -> Sparse:
    """Rows of what is published, as the kinds of people they count, in any role."""
    chosen = sparse.chosen_rows(system.plain, numbers)
    kinds = sparse.columns(chosen) % system.kinds
    return sparse.same(sparse.ones(sparse.row_numbers(chosen), kinds, (len(numbers), system.kinds)))


def _moved(sums: Sparse, worlds: Worlds) -> Flags:
    """Per set whether two worlds differ on it: then nobody can know."""
    return sparse.lengths(sparse.without_zeros(sparse.product(sums, sparse.turned(worlds.changes)))) > 0


def _is_settled(solver: Solver, worlds: Worlds, asked: Row) -> bool:
    columns, weights = asked
    true = int(worlds.base[columns] @ weights)
    for sense in (1, -1):
        found = solver.extreme(asked, sense)
        if found.bound != true:
            worlds.add(found.world)
            return False
    return True


def _smallest_row(system: Equations, number: int, group: str) -> Figure:
    """The published row with the fewest people that holds this set: the last such, where several are as small."""
    own = sparse.chosen_rows(system.sets, [number])
    about: Iterator[int] = (index for index, said in enumerate(system.statements) if said.figure.group == group)
    rows = list(about)
    held = _over_kinds(system, rows)
    inside = sparse.dense(sparse.product(held, sparse.turned(own))).ravel() == sparse.lengths(own)[0]
    size = np.where(inside, sparse.lengths(held), np.iinfo(np.int64).max)
    best = np.flatnonzero(size == size.min())
    return max((system.statements[rows[index]].figure for index in best.tolist()), key=lambda each: each.step)
