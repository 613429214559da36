"""Other tables of people that agree with all that is published: proof that a count cannot be known. No solver.

A witness names people whose category could have been another. It is person data, and stays in the restricted zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.audit import sparse
from pipeline.audit.bounds import System
from pipeline.audit.equations import Equations
from pipeline.audit.knowledge import Population
from pipeline.audit.sparse import Counts, Flags, Sparse


@dataclass(frozen=True)
class Witness:
    """One possible world, as what differs from the true one: who would be a member (+1), or not be one (-1).

    `first_step`: since which step (its place among the presences of the attribute) the person's category is
    what it is; a person whose category changed can be in a witness once per span.
    """

    people: npt.NDArray[np.uint64] = field(repr=False)
    first_step: Counts = field(repr=False)
    delta: npt.NDArray[np.int8] = field(repr=False)
    group: str = ""


def check_witness(system: System, world: Counts) -> bool:
    """Whether a world, as values of the unknowns, agrees with every equation. Whole numbers only, no solver."""
    return system.holds(world)


def changes(witnesses: Sequence[Witness], population: Population, equations: Equations) -> Sparse:
    """Witness x unknown: what each would change. People who are not in the population make a row of zeros."""
    size = equations.system.low.shape[0]
    particles = population.particles
    if particles is None or not witnesses:
        nothing = np.zeros(0, dtype=np.int64)
        return sparse.entries(nothing, nothing, nothing, (len(witnesses), size))
    spans = zip(particles.people.tolist(), particles.first_step.tolist(), strict=True)
    place = dict(zip(spans, equations.kind_of_class[particles.of_class].tolist(), strict=True))
    offsets = {group: index * equations.kinds for index, role in enumerate(equations.roles) for group in role.groups}
    rows: list[int] = []
    columns: list[int] = []
    data: list[int] = []
    for number, witness in enumerate(witnesses):
        found = [place.get(each) for each in zip(witness.people.tolist(), witness.first_step.tolist(), strict=True)]
        if any(each is None for each in found) or witness.group not in offsets:
            continue
        offset = offsets[witness.group]
        rows.extend([number] * len(found))
        columns.extend(offset + each for each in found if each is not None)
        data.extend(witness.delta.tolist())
    at = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
    return sparse.entries(np.array(data, dtype=np.int64), *at, (len(witnesses), size))


def agreeing(system: System, base: Counts, deltas: Sparse) -> Flags:
    """Per row of `deltas` whether the base with that change agrees with every equation and limit."""
    good = np.ones(sparse.size(deltas)[0], dtype=np.bool_)
    value = sparse.applied(system.rows, base)
    moved = sparse.product(deltas, sparse.turned(system.rows))
    for table, now, low, high in (
        (moved, value, system.row_low, system.row_high),
        (deltas, base, system.low, system.high),
    ):
        column = sparse.columns(table)
        after = now[column] + sparse.numbers(table)
        wrong = (after < low[column]) | (after > high[column])
        good[sparse.row_numbers(table)[wrong]] = False
    return good
