"""Invented tables of counts to protect: one organisation, its faculties, their departments, by scale band."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Counts = npt.NDArray[np.int64]

TOTAL = "Total"


@dataclass(frozen=True)
class Size:
    """How large the organisation is. The bands differ in how many people they hold, and how many are members."""

    faculties: int
    departments: int  # per faculty
    around: float  # people in an ordinary cell
    people: tuple[float, ...]  # per band: times that many
    members: tuple[float, ...]  # per band, how likely a member: times the faculty's own share


SMALL = Size(6, 5, 14, (1.4, 1.0, 0.5), (1.2, 1.0, 0.6))
LARGE = Size(24, 5, 22, (1.4, 1.175, 0.95, 0.725, 0.5), (1.2, 1.05, 0.9, 0.75, 0.6))


@dataclass(frozen=True)
class Drawn:
    """Per department and band: heads, and how many of them are members."""

    cells: tuple[tuple[str, str], ...]  # department, band
    heads: Counts
    members: Counts


@dataclass(frozen=True)
class Table:
    """Rows that could be published, each the sum of some inner cells."""

    labels: tuple[tuple[str, ...], ...]  # per row
    inner: Counts
    rows: csr_array  # row x inner cell

    @property
    def value(self) -> Counts:
        return np.asarray(self.rows @ self.inner, dtype=np.int64)


def drawn(size: Size, seed: int) -> Drawn:
    """Each faculty has a share of its own; departments differ in size."""
    chance = np.random.default_rng(seed)
    cells: list[tuple[str, str]] = []
    found: list[tuple[int, int]] = []
    for faculty in range(1, size.faculties + 1):
        share = min(max(chance.normal(0.18, 0.06), 0.03), 0.5)
        for department in range(1, size.departments + 1):
            for band, (people, members) in enumerate(zip(size.people, size.members, strict=True), start=1):
                heads = int(chance.poisson(size.around * people * chance.uniform(0.5, 1.6)))
                cells.append((f"{faculty:02}{department}", f"s{band}"))
                found.append((heads, int(chance.binomial(heads, share * members))))
    heads, members = np.array(found, dtype=np.int64).T
    return Drawn(tuple(cells), heads, members)


def open_heads(table: Drawn) -> Table:
    """Heads are open, the members are not: a row per unit and band, and over all bands."""
    return _summed(table.cells, table.members)


def yes_and_no(table: Drawn) -> Table:
    """Nothing is open: members and others are cells of their own, and so are both together."""
    cells = [(*cell, answer) for cell in table.cells for answer in ("yes", "no")]
    return _summed(tuple(cells), np.column_stack([table.members, table.heads - table.members]).ravel())


def _summed(cells: tuple[tuple[str, ...], ...], inner: Counts) -> Table:
    """Every sum over a unit, times a band or all, times (where there are answers) one or all."""
    labels: dict[tuple[str, ...], int] = {}
    pairs: list[tuple[int, int]] = []
    for place, (department, *others) in enumerate(cells):
        sums: list[tuple[str, ...]] = [(unit,) for unit in (department, department[:2], TOTAL)]
        for other in others:
            sums = [(*part, code) for part in sums for code in (other, TOTAL)]
        pairs += [(labels.setdefault(label, len(labels)), place) for label in sums]
    row, column = np.array(pairs).T
    ones = np.ones(len(pairs), dtype=np.int64)
    return Table(tuple(labels), inner, csr_array((ones, (row, column)), shape=(len(labels), len(cells))))
