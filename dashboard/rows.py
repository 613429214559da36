"""Rows of a published table, found by snapshot and unit without reading the others.

Made once per table of an edition; looking up is then a matter of the rows that are found, not of all that were published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[np.int64]  # row numbers, in the order of the table
_FINER = ("band", "group", "target")


@dataclass(frozen=True)
class Column:
    """A column as numbers: the place of each value, and per row the place of its value (-1 where it is null)."""

    places: Mapping[Any, int]
    of_rows: npt.NDArray[np.int32]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Self:
        """Read a column."""
        encoded = column.combine_chunks().dictionary_encode()
        places = {value: place for place, value in enumerate(encoded.dictionary.to_pylist())}
        return cls(places, encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False))

    def wanted(self, values: Iterable[Any]) -> list[int]:
        """The places of these values, in order and each once; of those that occur."""
        return sorted({self.places[value] for value in values if value in self.places})


@dataclass(frozen=True)
class Rows:
    """A table with its rows in the order of unit and snapshot beside it. `starts`: where each pair of them begins."""

    table: pa.Table
    snapshots: Column
    units: Column
    finer: Mapping[str, Column]
    order: Numbers
    starts: Numbers

    @classmethod
    def of(cls, table: pa.Table) -> Self:
        """Index a table that has a snapshot and a unit. Rows without either are never found."""
        snapshots, units = Column.of(table["snapshot"]), Column.of(table["unit"])
        many = len(snapshots.places)
        pair = units.of_rows.astype(np.int64) * many + snapshots.of_rows
        pair[(units.of_rows < 0) | (snapshots.of_rows < 0)] = len(units.places) * many
        order = np.argsort(pair, kind="stable")
        sizes = np.bincount(pair, minlength=len(units.places) * many + 1)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        finer = {name: Column.of(table[name]) for name in _FINER if name in table.column_names}
        return cls(table, snapshots, units, finer, order, starts)

    def find(
        self,
        snapshots: Iterable[date] | None = None,
        units: Iterable[str] | None = None,
        **finer: Iterable[str],
    ) -> pa.Table:
        """The rows of these snapshots and units, in the order of the table; of all of them where none are named.

        `finer` are values of band, group or target. Raises KeyError for another column, or one the table has not.
        """
        return self.table.take(self.numbers(snapshots, units, **finer))

    def numbers(
        self,
        snapshots: Iterable[date] | None = None,
        units: Iterable[str] | None = None,
        **finer: Iterable[str],
    ) -> Numbers:
        """The same, as the numbers of those rows."""
        many = len(self.snapshots.places)
        of_units = range(len(self.units.places)) if units is None else self.units.wanted(units)
        days = None if snapshots is None else self.snapshots.wanted(snapshots)
        spans = (
            [(unit * many, (unit + 1) * many) for unit in of_units]
            if days is None
            else [(unit * many + day, unit * many + day + 1) for unit in of_units for day in days]
        )
        found = [self.order[self.starts[first] : self.starts[last]] for first, last in spans]
        numbers = np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)
        for name, values in finer.items():
            column = self.finer[name]
            numbers = numbers[np.isin(column.of_rows[numbers], column.wanted(values))]
        return numbers
