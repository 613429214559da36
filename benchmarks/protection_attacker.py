"""An attacker who shares no code with the protector: the least and the most that a hidden count can be."""

import highspy
import numpy as np
import numpy.typing as npt

from benchmarks.protection_tables import Counts, Table

Flags = npt.NDArray[np.bool_]


class Attacker:
    """Knows every published row and, where heads are open, that no inner count is above its heads."""

    def __init__(self, table: Table, hidden: Flags, most: Counts | None, whole: bool) -> None:
        """`whole`: knows that people come in whole numbers, which a linear attacker forgets."""
        self.rows = table.rows
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        for place in range(len(table.inner)):
            self.solver.addVar(0.0, highspy.kHighsInf if most is None else float(most[place]))
            if whole:
                self.solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        for row, value in enumerate(table.value.tolist()):
            if not hidden[row]:
                columns = self._columns(row)
                self.solver.addRow(value, value, len(columns), columns, np.ones(len(columns)))

    def knows(self, row: int) -> tuple[float, float]:
        """The least and the most that this row can be."""
        return self._farthest(row, highspy.ObjSense.kMinimize), self._farthest(row, highspy.ObjSense.kMaximize)

    def _columns(self, row: int) -> npt.NDArray[np.int32]:
        return self.rows.indices[self.rows.indptr[row] : self.rows.indptr[row + 1]].astype(np.int32)

    def _farthest(self, row: int, sense: "highspy.ObjSense") -> float:
        count = self.rows.shape[1]
        cost = np.zeros(count)
        cost[self._columns(row)] = 1.0
        self.solver.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
        self.solver.changeObjectiveSense(sense)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return float("inf")
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the attacker's solver ended with {status}")
        return float(self.solver.getInfo().objective_function_value)


def widths(table: Table, hidden: Flags, sensitive: Flags, most: Counts | None = None, whole: bool = True) -> Counts:
    """Per sensitive row how many persons lie between the least and the most; 0 is known exactly."""
    attacker = Attacker(table, hidden, most, whole)
    known = [attacker.knows(row) for row in np.flatnonzero(sensitive).tolist()]
    return np.array([min(np.floor(high + 1e-6) - np.ceil(low - 1e-6), 10**6) for low, high in known], dtype=np.int64)


def short(table: Table, hidden: Flags, sensitive: Flags, k: int, most: Counts) -> int:
    """How many sensitive rows do not reach from 0 to k (members) or from all less k to all (others)."""
    attacker = Attacker(table, hidden, most, whole=False)  # a tree by flat bands: whole numbers come by themselves
    heads = np.asarray(table.rows @ most, dtype=np.int64)
    found = 0
    for row in np.flatnonzero(sensitive).tolist():
        low, high = attacker.knows(row)
        value, all_of_them = int(table.value[row]), int(heads[row])
        few = value >= k or (low <= 1e-6 and high >= min(k, all_of_them) - 1e-6)
        rest = all_of_them - value >= k or (high >= all_of_them - 1e-6 and low <= max(all_of_them - k, 0) + 1e-6)
        found += not (few and rest)
    return found
