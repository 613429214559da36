"""How low and how high can a sum be, in whole numbers, given all equations: exact, by linear and integer programs.

The equations fall apart into blocks that share no unknown; each is a program of its own that stays warm
between questions, because only the question changes.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

import highspy
import numpy as np
import numpy.typing as npt

from pipeline.audit import sparse
from pipeline.audit.sparse import Counts, Flags, Row, Sparse

SLACK = 1e-6
SECONDS = 60.0  # for one integer question; most take milliseconds


class NoWorld(Exception):
    """The equations have no solution: no table of people is like this."""


class StoppedEarly(Exception):
    """The solver gave up before it had an answer."""


@dataclass(frozen=True)
class System:
    """Whole numbers x with low <= x <= high and row_low <= rows @ x <= row_high."""

    low: Counts
    high: Counts
    rows: Sparse
    row_low: Counts
    row_high: Counts

    def holds(self, world: Counts) -> bool:
        """Whether a world agrees with everything. Whole numbers only, no solver."""
        inside = bool((world >= self.low).all() and (world <= self.high).all())
        if not inside:
            return False
        value = sparse.applied(self.rows, world)
        return bool((value >= self.row_low).all() and (value <= self.row_high).all())


@dataclass(frozen=True)
class Extreme:
    """The farthest a sum can go, and a world in which it does."""

    bound: int
    world: Counts


class Solver:
    """Exact extremes of sums over one system. Raises NoWorld when the system has no solution."""

    def __init__(self, system: System, base: Counts | None = None) -> None:
        self.system = tightened(system)
        self.free = np.flatnonzero(self.system.low < self.system.high)
        self._blocks = _blocks(self.system, self.free)
        self._block_of = np.full(len(system.low), -1, dtype=np.int64)
        for number, block in enumerate(self._blocks):
            self._block_of[block.columns] = number
        self.base = self._first() if base is None else base
        self.solved = 0

    def _first(self) -> Counts:
        world = self.system.low.copy()
        for block in self._blocks:
            world[block.columns] = block.extreme(np.zeros(len(block.columns), dtype=np.int64), 1)
        if not self.system.holds(world):
            raise NoWorld
        return world

    def extreme(self, asked: Row, sense: int) -> Extreme:
        """The largest (`sense` 1) or smallest (-1) value of a sum, in whole numbers."""
        columns, weights = asked
        world = self.base.copy()
        of = self._block_of[columns]
        for number in np.unique(of[of >= 0]).tolist():
            block = self._blocks[number]
            here = of == number
            cost = np.zeros(len(block.columns), dtype=np.int64)
            np.add.at(cost, np.searchsorted(block.columns, columns[here]), weights[here])
            if not cost[block.open].any():
                continue  # only what is known counts: the base will do
            world[block.columns] = block.extreme(cost, sense)
            self.solved += 1
        return Extreme(int(world[columns] @ weights), world)

    @contextmanager
    def knowing(self, columns: Counts) -> Generator[None]:
        """For as long as it lasts, these unknowns are known to be what they are in the base."""
        own = columns[self._block_of[columns] >= 0]
        touched = [self._blocks[number] for number in np.unique(self._block_of[own]).tolist()]
        for block in touched:
            block.limit(np.isin(block.columns, own), self.base[block.columns])
        try:
            yield
        finally:
            for block in touched:
                block.limit(np.zeros(len(block.columns), dtype=np.bool_), self.base[block.columns])


class Block:
    """The unknowns and equations that hang together, as one program."""

    def __init__(self, columns: Counts, system: System) -> None:
        self.columns = columns
        self._widest = system
        self._take(system)

    def _take(self, system: System) -> None:
        self.system = system
        self.open = system.low < system.high

    def limit(self, fixed: Flags, values: Counts) -> None:
        """Take these unknowns for known, and all others for unknown."""
        low, high = np.where(fixed, values, self._widest.low), np.where(fixed, values, self._widest.high)
        self._take(replace(self._widest, low=low, high=high))
        size = len(low)
        for program in self._programs:
            every = np.arange(size, dtype=np.int32)
            program.changeColsBounds(size, every, low.astype(np.float64), high.astype(np.float64))

    @property
    def _programs(self) -> list[highspy.Highs]:
        made: list[highspy.Highs | None] = [self.__dict__.get(name) for name in ("_relaxed", "_whole")]
        return [program for program in made if program is not None]

    @cached_property
    def _relaxed(self) -> highspy.Highs:
        return _program(self.system)

    @cached_property
    def _whole(self) -> highspy.Highs:
        program = _program(self.system)
        size = len(self.columns)
        kinds = np.array([highspy.HighsVarType.kInteger] * size)
        program.changeColsIntegrality(size, np.arange(size, dtype=np.int32), kinds)
        program.setOptionValue("mip_rel_gap", 0.0)
        program.setOptionValue("mip_abs_gap", 0.5)
        return program

    def extreme(self, cost: Counts, sense: int) -> Counts:
        """A point with the largest or smallest cost in whole numbers. Raises NoWorld or StoppedEarly."""
        if not len(self.system.row_low):
            return np.where(cost * sense > 0, self.system.high, self.system.low)
        value, point = _solved(self._relaxed, cost, sense)
        if self._is_answer(point, cost, sense, value):
            return point
        # The solver's clock runs on from question to question.
        self._whole.setOptionValue("time_limit", self._whole.getRunTime() + SECONDS)
        value, point = _solved(self._whole, cost, sense)
        # The gap left to the solver is under one, and costs are whole: a point that holds is the answer.
        if not self.system.holds(point):
            raise StoppedEarly
        return point

    def _is_answer(self, point: Counts, cost: Counts, sense: int, value: float) -> bool:
        best = int(np.floor(sense * value + SLACK * max(1.0, abs(value))))
        return int(sense * (cost @ point)) >= best and self.system.holds(point)


def _program(system: System) -> highspy.Highs:
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    program.setOptionValue("presolve", "off")
    model = highspy.HighsLp()
    by_column = sparse.turned(system.rows)
    model.num_col_, model.num_row_ = len(system.low), len(system.row_low)
    model.col_cost_ = np.zeros(len(system.low))
    model.col_lower_, model.col_upper_ = system.low.astype(np.float64), system.high.astype(np.float64)
    model.row_lower_, model.row_upper_ = _open(system.row_low), _open(system.row_high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = by_column.indptr.astype(np.int32)
    model.a_matrix_.index_ = by_column.indices.astype(np.int32)
    model.a_matrix_.value_ = by_column.data.astype(np.float64)
    program.passModel(model)
    return program


OPEN = 2**40  # a row limit at or beyond it is no limit


def _open(limits: Counts) -> npt.NDArray[np.float64]:
    found = limits.astype(np.float64)
    found[limits >= OPEN // 2] = highspy.kHighsInf
    found[limits <= -OPEN // 2] = -highspy.kHighsInf
    return found


def _solved(program: highspy.Highs, cost: Counts, sense: int) -> tuple[float, Counts]:
    size = len(cost)
    program.changeColsCost(size, np.arange(size, dtype=np.int32), cost.astype(np.float64))
    program.changeObjectiveSense(highspy.ObjSense.kMaximize if sense > 0 else highspy.ObjSense.kMinimize)
    program.run()
    status = program.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        raise NoWorld
    if status != highspy.HighsModelStatus.kOptimal:
        raise StoppedEarly
    found = np.asarray(program.getSolution().col_value)
    return float(program.getInfo().objective_function_value), np.rint(found).astype(np.int64)


def tightened(system: System) -> System:
    """The same worlds with narrower limits: what one row alone settles, row after row, until nothing moves."""
    low, high = system.low.copy(), system.high.copy()
    if (low > high).any():
        raise NoWorld
    rows, of_row = system.rows, sparse.row_numbers(system.rows)
    while True:
        least, most = _reach(rows, of_row, low, high)
        if ((least > system.row_high) | (most < system.row_low)).any():
            raise NoWorld
        # At its limit already: every unknown in the row is at the end that put it there.
        at_least = (least == system.row_high)[of_row]
        at_most = (most == system.row_low)[of_row]
        up, column = sparse.numbers(rows) > 0, sparse.columns(rows)
        new_low, new_high = low.copy(), high.copy()
        to_low, to_high = (at_least & up) | (at_most & ~up), (at_least & ~up) | (at_most & up)
        new_high[column[to_low]] = low[column[to_low]]
        new_low[column[to_high]] = high[column[to_high]]
        if (new_low > new_high).any():
            raise NoWorld
        if np.array_equal(new_low, low) and np.array_equal(new_high, high):
            return System(low, high, rows, system.row_low, system.row_high)
        low, high = new_low, new_high


def _reach(rows: Sparse, of_row: Counts, low: Counts, high: Counts) -> tuple[Counts, Counts]:
    weight, column = sparse.numbers(rows), sparse.columns(rows)
    first, second = weight * low[column], weight * high[column]
    count = sparse.size(rows)[0]
    least, most = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.add.at(least, of_row, np.minimum(first, second))
    np.add.at(most, of_row, np.maximum(first, second))
    return least, most


def _blocks(system: System, free: Counts) -> list[Block]:
    """The parts of the system that share no free unknown."""
    settled = system.low.copy()
    settled[free] = 0
    known = sparse.applied(system.rows, settled)
    rows = sparse.without_zeros(sparse.chosen_columns(system.rows, free))
    of_row, of_column = sparse.parts(rows)
    found: list[Block] = []
    by_row, by_column = _grouped(of_row), _grouped(of_column)
    for number in np.unique(of_column).tolist():
        own, columns = by_row.get(number, free[:0]), by_column[number]
        part = System(
            system.low[free[columns]],
            system.high[free[columns]],
            sparse.chosen_columns(sparse.chosen_rows(rows, own), columns),
            system.row_low[own] - known[own],
            system.row_high[own] - known[own],
        )
        found.append(Block(free[columns], part))
    return found


def _grouped(labels: Counts) -> dict[int, Counts]:
    """Per label the places where it stands, in order."""
    order = np.argsort(labels, kind="stable")
    found, starts = np.unique(labels[order], return_index=True)
    return dict(zip(found.tolist(), np.split(order, starts[1:]), strict=True)) if len(labels) else {}
