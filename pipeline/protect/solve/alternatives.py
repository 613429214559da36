"""Which other table, agreeing with what is published, moves a count far enough? Asked of linear programs."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, vstack

from pipeline.errors import ProtectionFailed
from pipeline.protect.solve.highs import INFINITE, Box, Found, Program
from pipeline.protect.solve.problem import Budget, Duty, Flags, FloatArray, IntArray, Problem, possible, size

FEW = 1e-3  # what one person who moves costs beside hiding: worlds of few people are whole numbers more often
DEAR = 0.5  # in moves of one person: what a column may cost beyond the linear optimum and still be tried
MANY = 2**31 - 1
NODES = 300  # a search in whole numbers gives up after so many: a count, so that outcomes repeat; a clock would not
GAP = 0.2  # in whole numbers nearly the cheapest will do
NEARLY = 1e-6  # closer than this to a whole number is that number; what is rounded is checked exactly


@dataclass(frozen=True)
class Alternative:
    """A world as the solver gave it: whole numbers where `exact`, else only a hint at what to hide."""

    delta: FloatArray  # per column
    cost: float
    exact: bool


class Alternatives:
    """One linear program that stays: per column what goes up and down, per row what goes up (p) and down (q).

    A row is hidden (free), held (may not change) or open (may change at the cost of hiding its decision).
    """

    def __init__(self, problem: Problem, hidden: Flags, budget: Budget) -> None:
        """Builds the program with every decision open that is not hidden."""
        self._problem, self._budget = problem, budget
        self._columns = len(problem.value)
        linear, known = size(problem.rows)[0], size(problem.fixed)[0]
        one = eye_array(linear, format="csr")
        upper = hstack([problem.rows, -problem.rows, -one, one], format="csr")
        lower = hstack([problem.fixed, -problem.fixed, csr_array((known, 2 * linear))], format="csr")
        price = problem.weights[problem.decision]
        moves = [(problem.high - problem.value).astype(np.float64), (problem.value - problem.low).astype(np.float64)]
        self._room = np.concatenate(moves)
        high = np.concatenate([self._room, np.full(2 * linear, INFINITE)])
        self._moving = np.full(2 * self._columns, FEW * float(problem.weights.min(initial=1.0)))
        cost = np.concatenate([self._moving, price, price])
        box = Box(np.zeros(len(high)), high)
        none = np.zeros(linear + known)
        self._program = Program(cost, box, csr_array(vstack([upper, lower], format="csr")), Box(none, none))
        self._rows_of = _per_decision(problem)
        self._duty_rows: dict[bytes, int] = {}
        self.release(np.flatnonzero(hidden))

    @property
    def solves(self) -> int:
        """How many programs were solved."""
        return self._program.solves

    def release(self, decisions: IntArray) -> None:
        """Lets the rows of these decisions change at no cost: they are hidden."""
        rows = self._rows(decisions)
        self._program.row_bounds(rows, np.full(len(rows), -INFINITE), np.full(len(rows), INFINITE))

    def hold(self, decisions: IntArray) -> None:
        """Lets the rows of these decisions not change at all: they are published for good."""
        self._bind(self._rows(decisions), 0.0)

    def open(self, decisions: IntArray) -> None:
        """Lets the rows of these decisions change at their cost."""
        self._bind(self._rows(decisions), INFINITE)

    def _bind(self, rows: IntArray, most: float) -> None:
        none = np.zeros(len(rows))
        self._program.row_bounds(rows, none, none)
        for first in (2 * self._columns, 2 * self._columns + size(self._problem.rows)[0]):
            self._program.column_bounds(rows + first, none, np.full(len(rows), most))

    def cheapest(self, duty: Duty, sense: int, gap: float = GAP) -> Alternative | None:
        """The alternative that moves the count far enough and costs least; None when there is none in whole numbers.

        Where whole numbers have to be searched for it is within `gap` of the least; infinite: the first that is found.

        Raises:
            ProtectionFailed: the solver stopped early, in the linear program.
        """
        row = self._duty_row(duty)
        wanted = float(abs(duty.change))
        span = (wanted, INFINITE) if sense > 0 else (-INFINITE, -wanted)
        self._program.row_bounds(np.array([row]), np.array([span[0]]), np.array([span[1]]))
        try:
            return self._solve(duty, gap)
        finally:
            self._program.row_bounds(np.array([row]), np.array([-INFINITE]), np.array([INFINITE]))

    def farthest(self, columns: IntArray, sense: int) -> tuple[int, bool]:
        """How far the sum of these columns can move up (sense 1) or down (-1), once open decisions are held.

        In whole numbers; the farthest that was found, and whether that is proved.
        """
        columns, signs = self._both(columns)
        self._program.costs(columns, -sense * signs)
        try:
            found = self._program.solve(self._budget.seconds)
            near = self._near(self._delta(found)) if found is not None else None
            proven = near is not None
            if near is None:
                near, proven = self._farthest_whole()
        finally:
            self._program.costs(columns, self._moving[columns])
        return abs(int(near[columns[: len(columns) // 2]].sum())), proven

    def _farthest_whole(self) -> tuple[IntArray, bool]:
        found = self._whole(self._budget.seconds, 0.0)
        near = self._near(self._delta(found)) if found is not None else None
        return (np.zeros(self._columns, np.int64), False) if found is None or near is None else (near, found.proven)

    def _whole(self, seconds: float, gap: float) -> Found | None:
        """In whole numbers, within a gap of the best; any at all when the gap is infinite."""
        moves = np.arange(2 * self._columns, dtype=np.int64)
        self._program.option("mip_rel_gap", gap)
        self._program.option("mip_max_nodes", NODES if gap else MANY)
        self._program.option("mip_max_improving_sols", 1 if gap == INFINITE else MANY)
        self._program.integer(moves, True)
        try:
            return self._program.search(seconds)
        finally:
            self._program.integer(moves, False)

    def _delta(self, found: Found) -> FloatArray:
        return found.values[: self._columns] - found.values[self._columns : 2 * self._columns]

    def _both(self, columns: IntArray) -> tuple[IntArray, FloatArray]:
        """The columns of the program that move these up and down, with their signs."""
        return np.concatenate([columns, columns + self._columns]), np.repeat([1.0, -1.0], len(columns))

    def _near(self, delta: FloatArray) -> IntArray | None:
        """The world in whole numbers that this one is, exactly within bounds and what is known; None if it is none."""
        whole = np.rint(delta)
        if float(np.max(np.abs(whole - delta), initial=0.0)) > NEARLY:
            return None
        near = whole.astype(np.int64)
        return near if possible(self._problem, near) else None

    def _solve(self, duty: Duty, gap: float) -> Alternative | None:
        found = self._program.solve(self._budget.seconds)
        if found is None:
            return None
        hint = Alternative(self._delta(found), found.objective, False)
        exact = self._exact(hint, duty)
        return exact if exact is not None else self._in_whole_numbers(hint, duty, gap)

    def _in_whole_numbers(self, hint: Alternative, duty: Duty, gap: float) -> Alternative | None:
        dear = np.flatnonzero(self._program.reduced_costs[: 2 * self._columns] > DEAR * self._moving[0])
        return self._among_few(dear, duty, gap) or self._among_all(hint, duty, gap)

    def _among_few(self, dear: IntArray, duty: Duty, gap: float) -> Alternative | None:
        """Without the moves that the linear program finds dear: a small program, mostly enough, that proves nothing."""
        none = np.zeros(len(dear))
        self._program.column_bounds(dear, none, none)
        try:
            found = self._whole(self._budget.integer_seconds, gap)
        except ProtectionFailed:
            return None
        finally:
            self._program.column_bounds(dear, none, self._room[dear])
        return self._exact(Alternative(self._delta(found), found.objective, False), duty) if found is not None else None

    def _among_all(self, hint: Alternative, duty: Duty, gap: float) -> Alternative | None:
        try:
            found = self._whole(self._budget.integer_seconds, gap)
        except ProtectionFailed:
            return hint
        if found is None:
            return None
        return self._exact(Alternative(self._delta(found), found.objective, False), duty) or hint

    def _exact(self, hint: Alternative, duty: Duty) -> Alternative | None:
        near = self._near(hint.delta)
        if near is None or not duty.met(int(near[duty.columns].sum())):
            return None
        return Alternative(near.astype(np.float64), hint.cost, True)

    def _rows(self, decisions: IntArray) -> IntArray:
        return np.concatenate([np.zeros(0, np.int64), *(self._rows_of[int(each)] for each in decisions)])

    def _duty_row(self, duty: Duty) -> int:
        key = np.sort(duty.columns).tobytes()
        if key not in self._duty_rows:
            self._duty_rows[key] = self._program.add_row(*self._both(duty.columns), -INFINITE, INFINITE)
        return self._duty_rows[key]


def _per_decision(problem: Problem) -> list[IntArray]:
    order = np.argsort(problem.decision, kind="stable").astype(np.int64)
    ends = np.searchsorted(problem.decision[order], np.arange(1, len(problem.weights)))
    return list(np.split(order, ends))
