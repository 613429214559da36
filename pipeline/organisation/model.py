"""What is true of one organisation, as frozen values. Read by `reader.py`; this file touches no disk.

Validity is by month: `valid_from` and `valid_to` are both included; None is open-ended.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pipeline.month import Month
from pipeline.organisation.code_table import CodeTable as CodeTable
from pipeline.organisation.code_table import fold as fold
from pipeline.organisation.policy import Policy as Policy

Text = Mapping[str, str]  # language code -> words; at least one of the organisation's languages
ContinuationKind = Literal["renamed", "merged", "split"]
ScaleBasis = Literal["function", "personal"]
Counts = Literal["persons", "fte"]
SourceKind = Literal["people", "counts", "wide"]
FteUnit = Literal["auto", "fraction", "percent", "hours"]

ALL_BANDS = "all"  # the band of everyone, whatever the scale; always there, never declared
EVERYONE = "everyone"  # the attribute that has one category, for counts without any split


@dataclass(frozen=True)
class Unit:
    """One row of units.csv: a unit under one parent for one span of months.

    A unit that moves to another parent has a second row with the same code.
    """

    code: str
    name: Text
    kind: str  # e.g. organisation, faculty, service, department
    parent: str | None  # None for the root only
    valid_from: Month | None = None
    valid_to: Month | None = None
    continues: tuple[str, ...] = ()  # codes of the units this one continues
    how: ContinuationKind | None = None
    aliases: tuple[str, ...] = ()  # other ways exports write this unit

    def valid_in(self, month: Month) -> bool:
        """Whether this row holds in that month."""
        return (self.valid_from is None or self.valid_from <= month) and (
            self.valid_to is None or month <= self.valid_to
        )


@dataclass(frozen=True)
class Scale:
    """One scale code; its place in the file is its place in the order (low to high)."""

    code: str
    name: Text
    valid_from: Month | None = None
    valid_to: Month | None = None

    def valid_in(self, month: Month) -> bool:
        """Whether the scale exists in that month."""
        return (self.valid_from is None or self.valid_from <= month) and (
            self.valid_to is None or month <= self.valid_to
        )


@dataclass(frozen=True)
class Band:
    """A named set of scales, e.g. 11-14."""

    code: str
    name: Text
    scales: frozenset[str]
    pool_of: tuple[str, ...] = ()  # not declared but derived: the bands it takes together (pools.py)


@dataclass(frozen=True)
class Attribute:
    """Something known per person, as a closed list of categories, e.g. gender: f, m, x, unknown."""

    code: str
    name: Text
    categories: tuple[str, ...]
    unknown: frozenset[str]  # which of the categories mean: not known
    category_names: Mapping[str, Text] = field(default_factory=dict[str, Text])


@dataclass(frozen=True)
class Group:
    """A target group: the people in some categories of one attribute."""

    code: str
    name: Text
    attribute: str
    members: frozenset[str]


@dataclass(frozen=True)
class Step:
    """A point of a stepped path: from this month on, this share is expected."""

    month: Month
    share: float


@dataclass(frozen=True)
class Target:
    """One version of one target (streefcijfer): a decision, with who took it and when."""

    code: str
    version: int
    name: Text
    group: str
    band: str  # a band code or ALL_BANDS
    units: tuple[str, ...]  # unit codes, "*" for every unit, or "kind:faculty" for every unit of a kind
    share: float  # 0-1
    counts: Counts
    scale_basis: ScaleBasis
    in_force_from: Month
    baseline_month: Month
    baseline_share: float
    deadline: Month
    steps: tuple[Step, ...]  # empty: linear from baseline to deadline
    decided_by: str  # a function or body, never a person's name
    decided_on: date
    source_document: str

    def expected(self, month: Month) -> float:
        """The share the agreed path asks for in that month (0-1). Linear, or the last step reached."""
        if month >= self.deadline:
            return self.share
        if month <= self.baseline_month:
            return self.baseline_share
        if self.steps:
            reached = [step.share for step in self.steps if step.month <= month]
            return reached[-1] if reached else self.baseline_share
        passed = self.baseline_month.months_until(month) / self.baseline_month.months_until(self.deadline)
        return self.baseline_share + (self.share - self.baseline_share) * passed


@dataclass(frozen=True)
class Break:
    """A month from which a series is not comparable with before. Empty tuples mean: all."""

    month: Month
    reason: Text
    units: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class WideColumn:
    """One column of a wide counts file: whom it counts, and in what."""

    heading: tuple[str, ...]  # synonyms
    measure: Literal["headcount", "fte"]
    scale: str | None = None  # scale code when the column is one scale
    attribute: str | None = None  # attribute and category when the column is one category
    category: str | None = None
    total: bool = False  # the stated total of the row: checked against the sum, never added


@dataclass(frozen=True)
class ReferenceDate:
    """Where the month of a file stands. Exactly one of the three is set."""

    column: tuple[str, ...] = ()  # heading synonyms
    columns_year_month: tuple[tuple[str, ...], tuple[str, ...]] | None = None  # year column, month column
    title: re.Pattern[str] | None = None  # searched in the lines above the heading
    filename: re.Pattern[str] | None = None  # searched in the file's name
    month_day: tuple[int, int] | None = None  # when only a year is found: (month, day)


@dataclass(frozen=True)
class Source:
    """One export layout. `columns` maps our field names to the headings they may stand under.

    Fields: pseudonym, unit, scale, personal_scale, fte, main_appointment, count, and one per attribute
    (by the attribute's code).
    """

    code: str
    kind: SourceKind
    files: tuple[str, ...]  # glob patterns on the file name
    reference: ReferenceDate
    columns: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, CodeTable]  # per field: unit, scale, personal_scale, main_appointment and attributes
    optional: frozenset[str] = frozenset()  # attributes that may be missing from the file (then: unknown)
    constants: Mapping[str, str] = field(default_factory=dict[str, str])  # field -> fixed code, e.g. one unit
    wide: tuple[WideColumn, ...] = ()
    sheet: re.Pattern[str] | None = None  # which sheet; None: the first with the headings
    fte_unit: FteUnit = "auto"
    full_week_hours: float = 38.0
    decimal: Literal["auto", ",", "."] = "auto"
    total_rows: tuple[tuple[str, re.Pattern[str]], ...] = ()  # (field or heading, pattern): rows that are totals
    not_available: frozenset[str] = frozenset()  # folded cell texts in counts that mean: not available
    empty_counts: Literal["fault", "zero", "not_available"] = "fault"  # what an empty count cell means
    zero: frozenset[str] = frozenset()  # folded cell texts in counts that mean: nobody
    encoding: str | None = None  # set only when it cannot be told from the file
    max_bad_share: float = 0.02


@dataclass(frozen=True)
class Thresholds:
    """When a change between months is worth a warning, and when a file is held back. Shares are 0-1."""

    headcount_jump: float = 0.10
    unit_jump: float = 0.30
    unit_jump_minimum: int = 20  # units smaller than this, in both months, are not warned about
    unknown_jump: float = 0.10
    short_file: float = 0.20  # organisation smaller by more than this: held back until --accept
    minimum_response: float = 0.60  # declaration rate below which no share is shown


@dataclass(frozen=True)
class Organisation:
    """Everything in one organisation's folder, checked and cross-referenced."""

    code: str
    folder: Path
    name: Text
    languages: tuple[str, ...]
    first_month: Month  # reference dates before this are outside the window
    reference_day: str  # "last" or a day number
    units: tuple[Unit, ...]  # in the organisation's own order, root first
    scales: tuple[Scale, ...]
    bands: tuple[Band, ...]  # the declared ones first, then those that take several together
    attributes: tuple[Attribute, ...]
    groups: tuple[Group, ...]
    targets: tuple[Target, ...]
    breaks: tuple[Break, ...]
    sources: tuple[Source, ...]
    thresholds: Thresholds
    fingerprint: str  # sha256 over the folder's files, in name order
    closed_through: Month | None = None  # months up to this one take no new delivery
    policy: Policy = field(default_factory=Policy)

    @cached_property
    def root(self) -> Unit:
        """The unit that is the whole organisation."""
        return next(unit for unit in self.units if unit.parent is None)

    def units_in(self, month: Month) -> dict[str, Unit]:
        """Units that exist in that month, by code, in the organisation's order."""
        return {unit.code: unit for unit in self.units if unit.valid_in(month)}

    def attribute(self, code: str) -> Attribute:
        """The attribute of that code."""
        return next(attribute for attribute in self.attributes if attribute.code == code)

    def targets_in(self, month: Month) -> tuple[Target, ...]:
        """Per target the version in force in that month; targets not yet in force are left out."""
        latest: dict[str, Target] = {}
        for target in sorted(self.targets, key=lambda each: (each.in_force_from, each.version)):
            if target.in_force_from <= month:
                latest[target.code] = target
        return tuple(latest[code] for code in dict.fromkeys(target.code for target in self.targets) if code in latest)


def words(text: Text, language: str) -> str:
    """The text in that language, or in the first one it has."""
    return text.get(language) or next(iter(text.values()), "")
