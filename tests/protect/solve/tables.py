"""Tables to protect: units in three levels by bands, one yes or no per person, nobody real."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from pipeline.protect.solve.problem import Duty, IntArray, Problem

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


def unevenly(seed: int = 1, all_or_none: bool = False) -> tuple[Problem, list[Duty]]:
    """The 870 decisions of 145 units x 5 bands: one organisation, 14 faculties, about nine departments each."""
    del all_or_none
    return protected(tree_table(seed, 14, 9, 5))


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
        columns = np.sort(table.rows.indices[table.rows.indptr[row] : table.rows.indptr[row + 1]]).astype(np.int64)
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
