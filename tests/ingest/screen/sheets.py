"""Sheets drawn in a few lines, in the shape every reader gives."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.ingest.sheet import Sheet


def sheet(columns: dict[str, Sequence[str]], title: tuple[str, ...] = (), name: str = "") -> Sheet:
    """One column per heading; shorter columns are repeated to the length of the longest."""
    rows = max((len(values) for values in columns.values()), default=0)
    arrays = [
        pa.array([str(values[i % len(values)]) for i in range(rows)], pa.string()).dictionary_encode()
        for values in columns.values()
    ]
    table = pa.table(arrays, names=[f"c{i}" for i in range(len(arrays))])
    first = len(title) + 1
    return Sheet(name, title, tuple(columns), first, table, pa.array(range(first + 1, first + 1 + rows), pa.int64()))
