"""How many people of a group are in one band of one unit, as published, whether or not a target is about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.edition import Edition


@dataclass(frozen=True)
class Cell:
    """Which count: the unit, band, group and scale basis at one snapshot."""

    snapshot: date
    unit: str
    band: str
    group: str
    scale_basis: str


@dataclass(frozen=True)
class Count:
    """One published row of representation, counted as a target counts. Null where nothing was published.

    `headcount` is heads whatever is counted, and open also where the row is hidden. `share` is in what is
    counted; `share_persons` and `share_fte` are both, to be set beside each other and never mixed.
    """

    cell: Cell
    noun: str  # person, appointment or fte
    headcount: int | None
    base: float | None
    members: float | None
    share: float | None
    share_persons: float | None
    share_fte: float | None
    margin_high: float | None  # of share_persons
    unknown: int | None
    as_of: date | None
    shown: bool
    reason: str | None

    @property
    def carried(self) -> date | None:
        """The day the figures belong to, when that is not the snapshot itself."""
        return self.as_of if self.shown and self.as_of != self.cell.snapshot else None


@dataclass(frozen=True)
class Counts:
    """Rows of representation, found by cell."""

    rows: Mapping[Cell, Mapping[str, Any]]

    def at(self, cell: Cell, counts: str) -> Count | None:
        """The count of that cell in persons or fte; None when the publication has no such row."""
        row = self.rows.get(cell)
        return None if row is None else count_of(cell, row, counts)


def read_counts(edition: Edition, snapshots: Iterable[date], units: Iterable[str]) -> Counts:
    """The counts of these units at these snapshots, every band and group."""
    found = edition.rows("representation").find(snapshots, units)
    return Counts({_cell(row): row for row in found.to_pylist()})


def count_of(cell: Cell, row: Mapping[str, Any], counts: str) -> Count:
    """The count of a published row in persons or fte. A hidden row keeps its headcount and nothing else."""
    in_fte, shown = counts == "fte", bool(row["shown"])
    open_base = None if in_fte and not shown else row["fte" if in_fte else "headcount"]

    def if_shown(name: str) -> Any:  # noqa: ANN401 - a cell of a table of mixed types
        return row[name] if shown else None

    return Count(
        cell=cell,
        noun="fte" if in_fte else row["counted"] or "person",
        headcount=row["headcount"],
        base=open_base,
        members=if_shown("members_fte" if in_fte else "members"),
        share=if_shown("share_fte" if in_fte else "share"),
        share_persons=if_shown("share"),
        share_fte=if_shown("share_fte"),
        margin_high=if_shown("margin_high"),
        unknown=if_shown("unknown"),
        as_of=if_shown("as_of"),
        shown=shown,
        reason=row["reason"],
    )


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(row["snapshot"], row["unit"], row["band"], row["group"], row["scale_basis"])
