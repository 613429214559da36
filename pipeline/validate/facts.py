"""What is remembered of a digested export, in numbers: enough to compare months and to report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from pipeline.faults import Fault
from pipeline.month import Month
from pipeline.organisation.model import EVERYONE
from pipeline.snapshot import BadCell, Checked, Tally

_NAMED = 20  # rows remembered per column and reason; all of them are in the quarantine file


@dataclass(frozen=True)
class BadCount:
    """How many rows have one thing wrong in one column."""

    column: str
    reason: str
    rows: int
    first: tuple[int, ...] = ()  # record numbers of the first of them


@dataclass(frozen=True)
class Facts:
    """An export in numbers. Heads are placed where people are placed, not rolled up."""

    file: str
    fingerprint: str
    source: str
    month: Month
    snapshot: date
    counted: str
    tally: Tally
    bad: tuple[BadCount, ...]
    heads_by_unit: Mapping[str, int]
    heads_by_category: Mapping[str, Mapping[str, int]]  # per attribute, without EVERYONE
    notices: tuple[Fault, ...]

    @property
    def attributes(self) -> frozenset[str]:
        """The attributes this export tells of."""
        return frozenset(self.heads_by_category)

    @property
    def heads(self) -> int:
        """Everyone in the export."""
        return sum(self.heads_by_unit.values())


def facts_of(checked: Checked, file: str, fingerprint: str) -> Facts:
    """Sum a checked export up. Heads that are not available at the source count as none here."""
    by_attribute: dict[str, dict[str, int]] = {}
    units: dict[str, dict[str, int]] = {}
    for attribute, category, heads in _sums(checked.cube, "attribute", "category"):
        by_attribute.setdefault(attribute, {})[category] = heads
    for attribute, unit, heads in _sums(checked.cube, "attribute", "unit"):
        units.setdefault(attribute, {})[unit] = heads
    first = EVERYONE if EVERYONE in units else next(iter(sorted(units)), EVERYONE)
    return Facts(
        file=file,
        fingerprint=fingerprint,
        source=checked.source,
        month=checked.month,
        snapshot=checked.snapshot,
        counted=checked.counted,
        tally=checked.tally,
        bad=tuple(_bad_count(cells) for cells in checked.bad),
        heads_by_unit=units.get(first, {}),
        heads_by_category={name: found for name, found in by_attribute.items() if name != EVERYONE},
        notices=checked.notices,
    )


def _bad_count(cells: BadCell) -> BadCount:
    first = sorted(int(row) for row in cells.rows)[:_NAMED]
    return BadCount(cells.column, cells.reason.code, len(cells.rows), tuple(first))


def _sums(cube: pa.Table, *names: str) -> list[tuple[str, str, int]]:
    summed = (
        cube.group_by(list(names)).aggregate([("headcount", "sum")]).sort_by([(name, "ascending") for name in names])
    )
    columns = [summed.column(name).to_pylist() for name in (*names, "headcount_sum")]
    return [(first, second, heads or 0) for first, second, heads in zip(*columns, strict=True)]
