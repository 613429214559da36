"""How far can the attacker move a count when decisions are hidden in part, and what does that ask of the decisions?

Source: the capacity constraints of Fischetti and Salazar (2001), from the dual of the attacker's linear program.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from pipeline.protect.solve.highs import INFINITE, Box, Program
from pipeline.protect.solve.problem import Flags, FloatArray, IntArray, Problem, size

EXACT = 1e-6


@dataclass(frozen=True)
class Move:
    """The farthest move, and a bound on it that holds for all x: it is at most constant + coefficients . x."""

    reach: float
    coefficients: FloatArray  # per decision, never below 0
    constant: float
    delta: FloatArray  # per column: the world that moves farthest


@dataclass(frozen=True)
class Cut:
    """The decisions must meet coefficients . x >= least."""

    coefficients: FloatArray
    least: float

    def violated(self, x: FloatArray) -> bool:
        """Whether a choice, perhaps in fractions, falls short."""
        return float(self.coefficients @ x) < self.least - EXACT


def cut(moves: list[Move], wanted: int) -> Cut:
    """What it takes for these moves to add up to what is wanted; no coefficient needs to be more than that."""
    least = wanted - sum(move.constant for move in moves)
    together = np.sum([move.coefficients for move in moves], axis=0)
    return Cut(np.clip(together, 0.0, max(least, 0.0)), least)


class Attacker:
    """The attacker's linear program; a row may move by its own bounds times the share that is hidden of it."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        """Builds it with everything published."""
        self._problem, self._seconds = problem, seconds
        up, down = problem.high - problem.value, problem.value - problem.low
        plus, minus = problem.rows.maximum(0), (-problem.rows).maximum(0)
        self._up = (plus @ up + minus @ down).astype(np.float64)
        self._down = (plus @ down + minus @ up).astype(np.float64)
        linear, known = size(problem.rows)[0], size(problem.fixed)[0]
        self._linear = np.arange(linear, dtype=np.int64)
        # A column that is a row by itself is bounded there, where the bound counts for its decision.
        own = _own_rows(problem)
        box = Box(np.where(own, -INFINITE, -down), np.where(own, INFINITE, up))
        rows = csr_array(vstack([problem.rows, problem.fixed], format="csr"))
        none = np.zeros(linear + known)
        self._program = Program(np.zeros(len(up)), box, rows, Box(none, none))
        self._x: FloatArray = np.zeros(len(problem.weights))

    @property
    def clock(self) -> float:
        """Seconds of solving so far."""
        return self._program.clock

    def see(self, x: FloatArray) -> None:
        """Sets how much of every decision is hidden, 0 to 1."""
        self._x = np.clip(x, 0.0, 1.0)
        share = self._x[self._problem.decision]
        self._program.row_bounds(self._linear, -self._down * share, self._up * share)

    def move(self, columns: IntArray, sense: int) -> Move:
        """The farthest move of a count in one direction.

        Raises:
            ProtectionFailed: the solver stopped early.
        """
        self._program.costs(columns, np.full(len(columns), -float(sense)))
        found = self._program.solve(self._seconds)
        dual = self._program.duals[: len(self._linear)]
        self._program.costs(columns, np.zeros(len(columns)))
        if found is None:
            raise ValueError("the table as it is agrees with itself")
        reach = -found.objective
        gain = np.where(dual < 0, -dual * self._up, dual * self._down)
        coefficients = np.bincount(self._problem.decision, weights=gain, minlength=len(self._x)).astype(np.float64)
        constant = max(reach - float(coefficients @ self._x), 0.0)
        return Move(reach, coefficients, constant if constant > EXACT else 0.0, found.values)


def _own_rows(problem: Problem) -> Flags:
    """Per column: whether a row consists of it alone, with coefficient 1 or -1."""
    alone = np.flatnonzero(np.diff(problem.rows.indptr) == 1)
    first = problem.rows.indptr[alone]
    unit = np.abs(problem.rows.data[first]) == 1
    own = np.zeros(len(problem.value), np.bool_)
    own[problem.rows.indices[first[unit]]] = True
    return own
