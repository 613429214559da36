"""Tables to protect: units in three levels by bands, one yes or no per person, nobody real."""

import itertools
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from pipeline.protect.solve.problem import Duty, IntArray, Problem, Wide

K = 5


@dataclass(frozen=True)
class Table:
    """Counts of a target group per inner cell, and what is published: unit x (band or all bands)."""

    codes: tuple[tuple[tuple[object, ...], object], ...]  # per row: unit, band or "all"
    rows: csr_array
    members: IntArray
    heads: IntArray


def tree_table(
    seed: int = 1, faculties: int = 6, departments: int = 5, bands: int = 3, mean: float = 14, share: float = 0.18
) -> Table:
    """One organisation, its faculties, their departments (the inner units), and bands."""
    draw = np.random.default_rng(seed)
    codes: dict[tuple[tuple[object, ...], object], int] = {}
    rows, columns, members, heads = [], [], [], []
    steps = [0, max(bands - 1, 1)]
    for faculty in range(faculties):
        own = np.clip(draw.normal(share, 0.06), 0.03, 0.5)
        for department in range(departments):
            for band in range(bands):
                inner = len(heads)
                heads.append(draw.poisson(mean * np.interp(band, steps, [1.4, 0.5]) * draw.uniform(0.5, 1.6)))
                members.append(draw.binomial(heads[-1], own * np.interp(band, steps, [1.2, 0.6])))
                for unit in (("department", faculty, department), ("faculty", faculty), ("organisation",)):
                    for column in (band, "all"):
                        rows.append(codes.setdefault((unit, column), len(codes)))
                        columns.append(inner)
    matrix = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=(len(codes), len(heads)))
    return Table(tuple(codes), matrix, np.array(members, np.int64), np.array(heads, np.int64))


def yes_no_table(seed: int = 1, width: int = K, faculties: int = 6) -> tuple[Problem, list[Wide]]:
    """The 444 cells of 37 units x (3 bands and all) x (yes, no, both), nothing known beforehand, zeros published.

    Every cell of one to four people must keep an interval at least `width` wide. With fewer faculties: fewer cells.
    """
    draw = np.random.default_rng(seed)
    codes: dict[tuple[object, ...], int] = {}
    rows, columns, value = [], [], []
    for faculty in range(faculties):
        own = np.clip(draw.normal(0.18, 0.06), 0.03, 0.5)
        for department in range(5):
            for band, (size, part) in enumerate(((1.4, 1.2), (1.0, 1.0), (0.5, 0.6))):
                heads = draw.poisson(14 * size * draw.uniform(0.5, 1.6))
                members = draw.binomial(heads, own * part)
                for answer, count in (("yes", members), ("no", heads - members)):
                    units = ((faculty, department), (faculty,), ())
                    for code in itertools.product(units, (band, "all"), (answer, "both")):
                        rows.append(codes.setdefault(code, len(codes)))
                        columns.append(len(value))
                    value.append(count)
    matrix = csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=(len(codes), len(value)))
    now = np.array(value, np.int64)
    cells = matrix @ now
    small = (cells > 0) & (cells < width)
    problem = Problem(
        value=now,
        low=np.zeros_like(now),
        high=now + 1000,
        rows=matrix,
        decision=np.arange(len(cells), dtype=np.int64),
        fixed=csr_array((0, len(now)), dtype=np.int64),
        weights=np.ones(len(cells)),
        must_hide=small,
    )
    return problem, [Wide(_columns_of(matrix, row), width) for row in np.flatnonzero(small)]


def _columns_of(matrix: csr_array, row: int) -> IntArray:
    return np.sort(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]).astype(np.int64)


def protected(table: Table, k: int = K, all_or_none: bool = False) -> tuple[Problem, list[Duty]]:
    """The problem and duties: few members or few others anywhere must look like none and like k."""
    heads = table.rows @ table.heads
    members = table.rows @ table.members
    others = heads - members
    few = ((members > 0) & (members < k)) | ((others > 0) & (others < k))
    if all_or_none:
        below = np.array([unit != ("organisation",) for unit, _ in table.codes])
        few |= below & (heads > 0) & ((members == 0) | (others == 0))
    duties = []
    for row in np.flatnonzero(few):
        columns = _columns_of(table.rows, row)
        for count, sign in ((members[row], 1), (others[row], -1)):
            if count < k:
                duties += [
                    Duty(columns, sign * int(change)) for change in (-count, min(k, heads[row]) - count) if change != 0
                ]
    problem = Problem(
        value=table.members,
        low=np.zeros_like(table.members),
        high=table.heads,
        rows=table.rows,
        decision=np.arange(len(heads), dtype=np.int64),
        fixed=csr_array((0, len(table.members)), dtype=np.int64),
        weights=np.ones(len(heads)),
        must_hide=few,
    )
    return problem, duties
