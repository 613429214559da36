"""What describe found out about an unknown export: the parts of a proposed source, each sure or not."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.faults import Fault
from pipeline.organisation.model import FteUnit, SourceKind

ReferencePlace = Literal["column", "year_month", "title", "filename", "nowhere"]


@dataclass(frozen=True)
class Recognised:
    """A field of ours and the column it stands in."""

    field: str
    number: int
    heading: str
    sure: bool


@dataclass(frozen=True)
class ProposedTable:
    """How the values of one field become codes, as far as recognised.

    `values` are code values the export uses, with our code; `open_values` are codes seen in at least five rows
    whose meaning is not known, with the nearest guess or None; `odd` counts distinct rarer values, by pattern only.
    """

    field: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict[str, str])
    patterns: tuple[tuple[str, str], ...] = ()
    edges: tuple[tuple[float, str], ...] = ()
    empty: str | None = None
    open_values: Mapping[str, str | None] = dataclasses.field(default_factory=dict[str, str | None])
    odd: int = 0
    odd_patterns: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class ProposedReference:
    """Where the month stands; patterns are for the source file, headings for columns."""

    place: ReferencePlace
    headings: tuple[str, ...] = ()
    pattern: str = ""
    month_day: str | None = None
    sure: bool = True


@dataclass(frozen=True)
class ProposedWide:
    """A counting column of a wide file; scale, attribute and category None when not recognised."""

    heading: str
    measure: Literal["headcount", "fte"]
    scale: str | None
    attribute: str | None
    category: str | None
    total: bool
    sure: bool


@dataclass(frozen=True)
class ColumnSeen:
    """One column for the report: its heading, what it is taken for, and what its texts look like."""

    heading: str
    field: str | None
    distinct: int
    blank: int
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """Everything that was found, ready to be written as a source file or a report."""

    code: str
    files: str
    sheet: str | None
    kind: SourceKind
    kind_sure: bool
    rows: int
    title_patterns: tuple[str, ...]
    facts: Mapping[str, str]
    columns: tuple[ColumnSeen, ...]
    recognised: tuple[Recognised, ...]
    tables: tuple[ProposedTable, ...]
    reference: ProposedReference
    fte_unit: FteUnit
    full_week_hours: float
    decimal: Literal["auto", ",", "."]
    wide: tuple[ProposedWide, ...]
    total_columns: tuple[str, ...]
    constants: Mapping[str, str]
    not_available: tuple[str, ...]
    empty_counts: bool
    missing: tuple[Fault, ...]
    questions: tuple[Fault, ...]
    refused: tuple[Fault, ...]
