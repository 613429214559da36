"""Which rows are in the way when no staff can be as the files say: the fewest changes that would make it possible."""

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.bounds import Solver, System
from pipeline.audit.equations import Equations, equations
from pipeline.audit.figures import Step
from pipeline.audit.knowledge import NO_LIMIT, headcounts
from pipeline.audit.places import parents_of
from pipeline.audit.source import Published
from pipeline.audit.statements import Flaw, Told


def contradiction(publications: Sequence[Published], said: Told, attribute: str, step: Step) -> Iterator[Flaw]:
    """The rows of one step to look at first; at least one when the step has no solution."""
    crowd = headcounts(publications, attribute, [step], known=True)
    system = equations(crowd, parents_of(publications), (said.statements, said.claims), [])
    flawed = _forgiven(system)
    for number in flawed:
        yield Flaw("inconsistent", system.statements[number].figure)


def _forgiven(system: Equations) -> list[int]:
    """Statements that must be off, when being off is made as little as can be."""
    rows = len(system.statements)
    if not rows:
        return []
    every = np.arange(rows, dtype=np.int64)
    off = sparse.ones(every, every, (rows, rows))
    low = np.array([each.low for each in system.statements], dtype=np.int64)
    high = np.array([max(each.high, each.low) for each in system.statements], dtype=np.int64)
    size = len(system.system.low)
    loose = System(
        np.zeros(size + 2 * rows, dtype=np.int64),
        np.concatenate([system.system.high, np.full(2 * rows, NO_LIMIT, dtype=np.int64)]),
        sparse.beside([system.plain, off, sparse.Sparse(-off)]),
        low,
        high,
    )
    amiss = np.arange(size, size + 2 * rows, dtype=np.int64)
    world = Solver(loose).extreme((amiss, np.ones_like(amiss)), -1).world
    wrong = world[size : size + rows] + world[size + rows :]
    found = np.flatnonzero(wrong)
    # Nothing is off: then it is the limits of two roles of one person, or an empty range, that contradict.
    return found.tolist() if len(found) else [int(np.argmax(low > high))]
