"""How the solver HiGHS is spoken to: one linear or integer program that stays, and is changed between solves."""

import importlib
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from pipeline.errors import ProtectionFailed
from pipeline.faults import Fault
from pipeline.protect.solve.messages import SOLVER_MISSING, SOLVER_STOPPED
from pipeline.protect.solve.problem import FloatArray, IntArray, size

INFINITE = float("inf")


@dataclass(frozen=True)
class Box:
    """A lower and an upper bound per column, or per row."""

    low: FloatArray
    high: FloatArray


@dataclass(frozen=True)
class Found:
    """A solution, the best where `proven`."""

    values: FloatArray  # per column
    objective: float
    bound: float  # no solution is below it (minimising)
    proven: bool


def solver() -> ModuleType:
    """The solver's module.

    Raises:
        ProtectionFailed: it is not installed.
    """
    try:
        return importlib.import_module("highspy")
    except ImportError as missing:
        raise ProtectionFailed(Fault("solver-missing", SOLVER_MISSING)) from missing


class Program:
    """Minimise cost over columns within bounds, with rows within bounds; every change keeps the last basis."""

    def __init__(self, cost: FloatArray, columns: Box, rows: csr_array, bounds: Box) -> None:
        """Hands the whole program over at once."""
        self._highspy = solver()
        lp = self._highspy.HighsLp()
        lp.num_row_, lp.num_col_ = size(rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, columns.low, columns.high
        lp.row_lower_, lp.row_upper_ = bounds.low, bounds.high
        lp.a_matrix_.format_ = self._highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = size(rows)
        lp.a_matrix_.start_ = rows.indptr.astype(np.int32)
        lp.a_matrix_.index_ = rows.indices.astype(np.int32)
        lp.a_matrix_.value_ = rows.data.astype(np.float64)
        self._highs = self._highspy.Highs()
        self.option("output_flag", False)
        self.option("threads", 1)
        self._highs.passModel(lp)
        self._rows = size(rows)[0]
        self._basis: Any = None
        self.solves = 0

    def option(self, name: str, value: bool | int | float | str) -> None:
        """Sets an option of the solver."""
        self._highs.setOptionValue(name, value)

    def column_bounds(self, columns: IntArray, low: FloatArray, high: FloatArray) -> None:
        """New bounds of some columns."""
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def costs(self, columns: IntArray, cost: FloatArray) -> None:
        """New costs of some columns."""
        self._highs.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def row_bounds(self, rows: IntArray, low: FloatArray, high: FloatArray) -> None:
        """New bounds of some rows."""
        self._highs.changeRowsBounds(len(rows), rows.astype(np.int32), low, high)

    def add_row(self, columns: IntArray, coefficients: FloatArray, low: float, high: float) -> int:
        """Adds a row; returns its number."""
        self._highs.addRow(low, high, len(columns), columns.astype(np.int32), coefficients)
        self._rows += 1
        return self._rows - 1

    def integer(self, columns: IntArray, yes: bool) -> None:
        """Makes columns whole numbers, or not any more; the linear program then starts where it was."""
        if yes:
            self._basis = self._highs.getBasis()
        kind = self._highspy.HighsVarType.kInteger if yes else self._highspy.HighsVarType.kContinuous
        kinds = np.full(len(columns), int(kind), np.uint8)
        self._highs.changeColsIntegrality(len(columns), columns.astype(np.int32), kinds)
        if not yes and self._basis is not None and self._basis.valid:
            self._highs.setBasis(self._basis)

    @property
    def clock(self) -> float:
        """Seconds that the solver has worked on this program."""
        return float(self._highs.getRunTime())

    @property
    def duals(self) -> FloatArray:
        """Per row: what the optimum of the last linear solve gains per unit of its bound."""
        return np.asarray(self._highs.getSolution().row_dual, np.float64)

    @property
    def reduced_costs(self) -> FloatArray:
        """Per column: what the objective of the last linear solve loses per unit that the column moves."""
        return np.asarray(self._highs.getSolution().col_dual, np.float64)

    def solve(self, seconds: float) -> Found | None:
        """The optimum of a linear program; None when there is no solution.

        Raises:
            ProtectionFailed: the solver stopped before it knew.
        """
        found = self.search(seconds)
        if found is not None and not found.proven:
            raise self._stopped(seconds)
        return found

    def search(self, seconds: float) -> Found | None:
        """The best solution found in time, of an integer program too; None when there is none at all.

        Raises:
            ProtectionFailed: the solver stopped without a solution and without knowing that there is none.
        """
        self.option("time_limit", self.clock + seconds)
        self._highs.run()
        self.solves += 1
        status, names = self._highs.getModelStatus(), self._highspy.HighsModelStatus
        if status == names.kInfeasible:
            return None
        info = self._highs.getInfo()
        if info.primal_solution_status != int(self._highspy.SolutionStatus.kSolutionStatusFeasible):
            raise self._stopped(seconds)
        values = np.asarray(self._highs.getSolution().col_value, np.float64)
        proven = status in (names.kOptimal, names.kModelEmpty)
        return Found(values, float(info.objective_function_value), float(info.mip_dual_bound), proven)

    def _stopped(self, seconds: float) -> ProtectionFailed:
        status = self._highs.modelStatusToString(self._highs.getModelStatus())
        return ProtectionFailed(Fault("solver-stopped", SOLVER_STOPPED, facts={"status": status, "seconds": seconds}))
