"""Sparse tables of whole numbers, with types that can be checked: scipy's own tell little of what comes back."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sparse = sparse.csr_array
Row = tuple[Counts, Counts]  # the columns that hold a number, and the numbers


def entries(data: Counts, rows: Counts, columns: Counts, shape: tuple[int, int]) -> Sparse:
    """A table with these numbers at these places; numbers at one place are added up."""
    return sparse.csr_array((data.astype(np.int64), (rows, columns)), shape=shape)


def ones(rows: Counts, columns: Counts, shape: tuple[int, int]) -> Sparse:
    """A table with a 1 at these places."""
    return entries(np.ones(len(rows), dtype=np.int64), rows, columns, shape)


def one_row(values: Counts) -> Sparse:
    """A table of one row."""
    taken = np.flatnonzero(values)
    ends = np.array([0, len(taken)])
    return sparse.csr_array((values[taken].astype(np.int64), taken, ends), shape=(1, len(values)))


def turned(table: Sparse) -> Sparse:
    """Rows as columns."""
    whole: Any = table.T
    return whole.tocsr()


def product(first: Sparse, second: Sparse) -> Sparse:
    """The product of two tables."""
    whole: Any = first @ second
    return whole


def applied(table: Sparse, values: Counts) -> Counts:
    """Per row the sum of these values, each as often as the row says."""
    whole: Any = table @ values
    return np.asarray(whole, dtype=np.int64)


def dense(table: Sparse) -> Counts:
    """Every number, the zeros too."""
    whole: Any = table.toarray()
    return np.asarray(whole, dtype=np.int64)


def chosen_rows(table: Sparse, numbers: Counts | Sequence[int]) -> Sparse:
    """Some rows, in this order."""
    # By hand: scipy's own way to choose takes several times as long on tables this small, and audits do little else.
    chosen = np.asarray(numbers, dtype=np.int64)
    starts, counts = table.indptr[chosen], table.indptr[chosen + 1] - table.indptr[chosen]
    ends = np.concatenate([[0], np.cumsum(counts)])
    taken = np.arange(ends[-1]) + np.repeat(starts - ends[:-1], counts)
    shape = (len(chosen), size(table)[1])
    return sparse.csr_array((table.data[taken], table.indices[taken], ends), shape=shape)


def row(table: Sparse, number: int) -> Row:
    """One row."""
    start, end = table.indptr[number], table.indptr[number + 1]
    return np.asarray(table.indices[start:end], dtype=np.int64), np.asarray(table.data[start:end], dtype=np.int64)


def weighed(table: Sparse, weights: Counts) -> Row:
    """The rows added up, each as often as its weight says."""
    whole: Any = weights @ table
    taken = np.flatnonzero(whole)
    return taken, np.asarray(whole[taken], dtype=np.int64)


def chosen_columns(table: Sparse, numbers: Counts) -> Sparse:
    """Some columns, each once, in this order."""
    # By hand as well.
    place = np.full(size(table)[1], -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    moved = place[table.indices]
    here = moved >= 0
    ends = np.concatenate([[0], np.cumsum(here)])[table.indptr]
    return sparse.csr_array((table.data[here], moved[here], ends), shape=(size(table)[0], len(numbers)))


def above(tables: Sequence[Sparse]) -> Sparse:
    """Tables one under the other."""
    return sparse.csr_array(sparse.vstack(list(tables)))


def beside(tables: Sequence[Sparse]) -> Sparse:
    """Tables one beside the other."""
    return sparse.csr_array(sparse.hstack(list(tables)))


def without_zeros(table: Sparse) -> Sparse:
    """The same table, with no zero kept as a number."""
    found = table.copy()
    if not found.data.all():
        found.eliminate_zeros()
    return found


def lengths(table: Sparse) -> Counts:
    """Per row how many numbers it holds."""
    return np.asarray(np.diff(table.indptr), dtype=np.int64)


def row_numbers(table: Sparse) -> Counts:
    """Per number in the table, in their order, its row."""
    return np.repeat(np.arange(size(table)[0], dtype=np.int64), lengths(table))


def columns(table: Sparse) -> Counts:
    """Per number in the table, in their order, its column."""
    return np.asarray(table.indices, dtype=np.int64)


def numbers(table: Sparse) -> Counts:
    """The numbers in the table, row after row."""
    return np.asarray(table.data, dtype=np.int64)


def size(table: Sparse) -> tuple[int, int]:
    """Rows and columns."""
    found: Any = table.shape
    return int(found[0]), int(found[1])


def parts(table: Sparse) -> tuple[Counts, Counts]:
    """Which rows and columns hang together: per row and per column the number of its part."""
    rows, width = size(table)
    # Each number links its row to its column.
    ends = np.concatenate([table.indptr, np.full(width, table.indptr[-1])])
    links = sparse.csr_array((table.data, columns(table) + rows, ends), shape=(rows + width, rows + width))
    graph: Any = sparse.csgraph
    _, label = graph.connected_components(links, directed=False)
    return np.asarray(label[:rows], dtype=np.int64), np.asarray(label[rows:], dtype=np.int64)


def with_numbers(table: Sparse, values: Counts) -> Sparse:
    """The same places, with other numbers."""
    return sparse.csr_array((values, table.indices, table.indptr), shape=size(table))


def same(tables: Sparse) -> Sparse:
    """The same places, with a 1 at each."""
    found = without_zeros(tables)
    found.data = np.ones(len(found.data), dtype=np.int64)
    return found
