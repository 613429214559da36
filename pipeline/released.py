"""What has passed the door to publication: the only value that publishing and progress accept.

Made by `pipeline.protect.door.protect` alone. A table in which a hidden figure still stands cannot be made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline import published

OPEN = frozenset(
    {"snapshot", "unit", "band", "group", "scale_basis", "as_of", "counted", "headcount", "shown", "reason"}
)
FIGURES = tuple(column.name for column in published.REPRESENTATION if column.name not in OPEN)


@dataclass(frozen=True)
class Released:
    """The protected representation rows of one or more snapshots, shaped as REPRESENTATION.

    Where `shown` is false every figure but the headcount is null and `reason` says why; where it is true `as_of`
    is the day the figures belong to, at the latest the snapshot. Raises ValueError for a table in which that is
    not so.
    """

    table: pa.Table

    def __post_init__(self) -> None:
        """Refuses a table that is not what it says it is."""
        if self.table.schema != published.schema("representation"):
            raise ValueError("a released table has the columns of REPRESENTATION, in their order and type")
        shown = np.asarray(self.table["shown"], dtype=np.bool_)
        if not np.array_equal(shown, _absent(self.table, "reason")):
            raise ValueError("a released row has a reason exactly when it is not shown")
        if not np.array_equal(shown, ~_absent(self.table, "as_of")):
            raise ValueError("a released row has the date of its figures exactly when it is shown")
        # A date that is absent is no date: comparing it is always false.
        if (_days(self.table, "as_of") > _days(self.table, "snapshot")).any():
            raise ValueError("a released row holds no figures from after its snapshot")
        left = [name for name in FIGURES if not _absent(self.table, name)[~shown].all()]
        if left:
            raise ValueError(f"a row that is not shown still holds figures: {', '.join(left)}")
        if any(_absent(self.table, name)[shown].any() for name in ("headcount", "members", "unknown", "share")):
            raise ValueError("a row that is shown has its headcount, members, unknowns and share")

    @classmethod
    def together(cls, parts: Sequence["Released"]) -> "Released":
        """Several snapshots as one; the order of the parts is kept."""
        tables = [part.table for part in parts] or [published.schema("representation").empty_table()]
        return cls(pa.concat_tables(tables).combine_chunks())


def _absent(table: pa.Table, name: str) -> NDArray[np.bool_]:
    return np.asarray(table[name].is_null(), dtype=np.bool_)


def _days(table: pa.Table, name: str) -> NDArray[np.datetime64]:
    return np.asarray(table[name].to_numpy(), dtype="datetime64[D]")
