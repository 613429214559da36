"""What has to be protected and what came out: columns, rows, decisions, duties, worlds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Problem:
    """Counts a reader may not learn (columns), and what could be published about them (rows)."""

    value: IntArray  # per column: how many now
    low: IntArray  # per column: the least that the attacker holds possible, <= value
    high: IntArray  # per column: the most that the attacker holds possible, >= value
    rows: csr_array  # linear rows x columns, integer coefficients: what may be published now
    decision: IntArray  # per linear row: which decision publishes it (0..d-1); several rows may hang on one
    fixed: csr_array  # combinations x columns that are known already: no world may change them
    weights: FloatArray  # per decision: what hiding it costs, above 0
    must_hide: Flags  # per decision: hidden whatever happens

    def __post_init__(self) -> None:
        """Refuses parts that do not belong together."""
        columns = len(self.value)
        if not len(self.low) == len(self.high) == size(self.rows)[1] == size(self.fixed)[1] == columns:
            raise ValueError("value, low, high, rows and fixed speak of the same columns")
        if bool(np.any(self.low > self.value)) or bool(np.any(self.high < self.value)):
            raise ValueError("every value lies between its bounds")
        if len(self.decision) != size(self.rows)[0] or len(self.weights) != len(self.must_hide):
            raise ValueError("every row has one decision, every decision one weight and one flag")
        if len(self.decision) and not 0 <= int(self.decision.min()) <= int(self.decision.max()) < len(self.weights):
            raise ValueError("a row hangs on a decision that does not exist")
        if bool(np.any(self.weights <= 0)):
            raise ValueError("hiding costs something")


@dataclass(frozen=True)
class Duty:
    """A count that must not be known: a world must exist in which it is far enough from what it is now."""

    columns: IntArray  # the count is the sum of these distinct columns
    change: int  # at least this much higher (positive) or lower (negative); never 0
    either: bool = False  # True: abs(change) in any direction will do

    def __post_init__(self) -> None:
        """Refuses a duty that asks for nothing."""
        if self.change == 0:
            raise ValueError("a duty asks for a change")

    @property
    def senses(self) -> tuple[int, ...]:
        """The directions that will do, the asked one first: 1 is up, -1 is down."""
        asked = 1 if self.change > 0 else -1
        return (asked, -asked) if self.either else (asked,)

    def met(self, moved: int) -> bool:
        """Whether a move of the count by `moved` is far enough."""
        return any(sense * moved >= abs(self.change) for sense in self.senses)


@dataclass(frozen=True)
class Wide:
    """A count whose interval must be wide enough, wherever it lies ("sliding"); only the optimum knows these."""

    columns: IntArray  # the count is the sum of these distinct columns
    width: int  # the most that a reader holds possible less the least, at least this; above 0


@dataclass(frozen=True)
class World:
    """Another table that a reader may hold possible: what differs from the real one."""

    columns: IntArray  # distinct, ascending
    delta: IntArray  # per column: by how many it differs, never 0

    @staticmethod
    def of(delta: IntArray) -> "World":
        """The world of one difference per column of the problem, zeros included."""
        columns = np.flatnonzero(delta)
        return World(columns.astype(np.int64), delta[columns].astype(np.int64))

    def dense(self, columns: int) -> IntArray:
        """One difference per column of the problem, zeros included."""
        delta = np.zeros(columns, np.int64)
        delta[self.columns] = self.delta
        return delta


@dataclass(frozen=True)
class Budget:
    """How long one solve may take, and the seed of the order among equals."""

    seconds: float = 30.0  # per linear program: longer means the solver is in trouble, and nothing is published
    integer_seconds: float = 10.0  # per integer program, which gives up by a count of nodes long before
    clean_up: int = 20_000  # programs that the clean-up may solve; what it did not reach stays hidden
    seed: int = 1


@dataclass(frozen=True)
class Settled:
    """What to hide, and per duty the world that proves it."""

    hidden: Flags  # per decision
    worlds: tuple[World | None, ...]  # per duty, agreeing with all published and fixed; None: impossible at all
    thorough: bool = True  # False: the clean-up was cut short, and more may be hidden than is needed


def size(matrix: csr_array) -> tuple[int, int]:
    """How many rows and columns a matrix has."""
    return cast(tuple[int, int], matrix.shape)


def changed(problem: Problem, delta: IntArray) -> Flags:
    """Per decision: whether a world (one difference per column) changes one of its rows."""
    flags = np.zeros(len(problem.weights), np.bool_)
    flags[problem.decision[(problem.rows @ delta) != 0]] = True
    return flags


def possible(problem: Problem, delta: IntArray) -> bool:
    """Whether a world lies within the bounds and agrees with what is known already."""
    after = problem.value + delta
    within = bool(np.all(after >= problem.low) and np.all(after <= problem.high))
    return within and not np.any(problem.fixed @ delta)


def counts(duties: Sequence[Duty], columns: int) -> csr_array:
    """The counts of the duties as one row each, coefficients 1."""
    if not duties:
        return csr_array((0, columns), dtype=np.int64)
    ends = np.cumsum([0, *(len(duty.columns) for duty in duties)])
    indices = np.concatenate([duty.columns for duty in duties])
    return csr_array((np.ones(len(indices), np.int64), indices, ends), shape=(len(duties), columns))


def whole(matrix: csr_array) -> csr_array:
    """The same matrix with 64-bit integer coefficients, so that what is checked is checked exactly."""
    return csr_array(matrix, dtype=np.int64)
