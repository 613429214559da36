"""One publication as the pages need it: units, targets and standings, looked up by plain questions.

Knows no Streamlit and computes no figure: every number is one that was published.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import is_
from typing import Any, Self, TypeVar

import pyarrow as pa

from dashboard.rows import Rows
from dashboard.standing import Names, StandIn, Standing, stand_in_of, standing_of
from pipeline.published import TABLES, NoPublication, Publication

_SHARED = ("snapshot", "unit", "band", "group", "scale_basis")
_OF_UNITS = ("representation", "progress", "cells", "units")
_UnitRow = tuple[str, str | None, str, int, str | None, str | None]  # code, parent, kind, depth, names
T = TypeVar("T")


@dataclass(frozen=True)
class Unit:
    """A unit as it stood at one snapshot."""

    code: str
    parent: str | None
    kind: str
    depth: int
    name: Names


@dataclass(frozen=True)
class Target:
    """One version of one target, with the words and the decision behind it."""

    code: str
    version: int
    name: Names
    group: str
    band: str
    share: float
    counts: str  # persons or fte
    deadline: date
    steps: tuple[tuple[date, float], ...]  # empty: the path is a straight line
    decided_by: str
    decided_on: date | None
    source_document: str


@dataclass(frozen=True)
class Break:
    """The first snapshot after which a series is not comparable with before, and why."""

    snapshot: date
    reason: Names


@dataclass(frozen=True)
class Edition:
    """A publication, opened. Built once per publication id and shared by every visitor: never changed."""

    id: str
    organisation: Names
    languages: tuple[str, ...]
    snapshots: tuple[date, ...]
    targets: tuple[Target, ...]
    bands: Mapping[str, Names]
    groups: Mapping[str, Names]
    remarks: tuple[tuple[date, Names], ...]  # the day or the first of the month each is about
    tables: Mapping[str, pa.Table]
    renamed: Mapping[str, str]  # code of a unit that was renamed -> the code it has now
    rounded: bool  # members are sums of rounded counts

    @classmethod
    def of(cls, publication: Publication) -> Self:
        """Open a publication. Raises NoPublication when about.json or a table is not as agreed."""
        # In one piece each: taking rows out of a table in pieces would put it together every time.
        tables = {name: publication.table(name).combine_chunks() for name in TABLES}
        about = publication.about
        try:
            return cls(
                id=publication.id,
                organisation=dict(about["organisation"]["name"]),
                languages=tuple(about["organisation"]["languages"]),
                snapshots=tuple(sorted(_day(text) for text in about["snapshots"])),
                targets=tuple(_target(entry) for entry in about["targets"]),
                bands={entry["code"]: dict(entry["name"]) for entry in about["bands"]},
                groups={entry["code"]: dict(entry["name"]) for entry in about["groups"]},
                remarks=tuple(_remark(entry) for entry in about.get("warnings", ())),
                tables=tables,
                renamed=dict(about.get("renamed", {})),
                rounded=about.get("policy", {}).get("mode") == "round",
            )
        except (KeyError, TypeError, ValueError, AttributeError) as broken:
            raise NoPublication(f"about.json of publication {publication.id} is not as agreed: {broken}") from broken

    @cached_property
    def units(self) -> Mapping[date, tuple[Unit, ...]]:
        """Snapshot -> its units, in the organisation's own order. A month in which nothing changed shares them."""
        found: dict[date, list[Unit]] = {}
        known: dict[_UnitRow, Unit] = {}
        ordered = self.tables["units"].sort_by([("snapshot", "ascending"), ("position", "ascending")])
        columns = (ordered[name].to_pylist() for name in ("unit", "parent", "kind", "depth", "name_en", "name_nl"))
        for snapshot, row in zip(ordered["snapshot"].to_pylist(), zip(*columns, strict=True), strict=True):
            if row not in known:
                known[row] = _unit(row)
            found.setdefault(snapshot, []).append(known[row])
        return _shared(found)

    @cached_property
    def codes(self) -> Mapping[date, tuple[str, ...]]:
        """Snapshot -> the codes of its units, the whole organisation first; snapshots without units are not in it."""
        return {
            day: codes for day, codes in _of_each(self.units, _whole_first).items() if codes and day in self.snapshots
        }

    def unit(self, snapshot: date, code: str) -> Unit:
        """The unit of this code at that snapshot. Raises KeyError when it does not exist then."""
        return self._by_code[snapshot][code]

    def root(self, snapshot: date) -> Unit:
        """The whole organisation at that snapshot."""
        units = self.units[snapshot]
        return next((unit for unit in units if unit.parent is None), units[0])

    def children(self, snapshot: date, code: str) -> tuple[Unit, ...]:
        """The units directly below this one, in order; empty for a leaf."""
        return self._below[snapshot].get(code, ())

    def line(self, snapshot: date, code: str) -> tuple[Unit, ...]:
        """The unit and everything above it, from the organisation down."""
        line = [self.unit(snapshot, code)]
        known = self._by_code[snapshot]
        # A parent that was not published would end the line, and a loop in the tree must not hang a page.
        while (above := known.get(line[0].parent or "")) is not None and above not in line:
            line.insert(0, above)
        return tuple(line)

    def target(self, code: str, version: int) -> Target:
        """That version of a target; the latest one when the version is not described."""
        versions = [target for target in self.targets if target.code == code]
        exact = [target for target in versions if target.version == version]
        return (exact or versions)[-1]

    def standings(self, snapshot: date, units: Iterable[str]) -> tuple[Standing, ...]:
        """Every standing of these units at one snapshot, by target in the order of about.json, then as units are given."""
        wanted = {unit: place for place, unit in reversed([*enumerate(units)])}
        targets = {target: place for place, target in enumerate(self.target_codes)}
        kept = self._joined(self.rows("progress").find([snapshot], wanted, target=targets))
        return tuple(sorted(kept, key=lambda row: (targets[row.target], wanted[row.unit])))

    def series(self, unit: str, target: str) -> tuple[Standing, ...]:
        """One unit against one target, snapshot after snapshot; under its former names too, where it was renamed."""
        codes = [unit, *(former for former, now in self.renamed.items() if now == unit)]
        rows = self._joined(self.rows("progress").find(units=codes, target=[target]))
        return tuple(sorted(rows, key=lambda row: row.snapshot))

    def rows(self, name: str) -> Rows:
        """A table with snapshots and units, to look rows up in by those. Raises KeyError for another table."""
        return self._indexed[name]

    def ready(self) -> Self:
        """Do now what would otherwise be done at the first page that asks for it."""
        _ = self.units, self.codes, self._by_code, self._below, self._breaks, self._indexed
        return self

    def remarks_on(self, snapshot: date) -> tuple[Names, ...]:
        """What a reader of this snapshot must know; of a month that was never delivered, at the next snapshot."""
        before = max((day for day in self.snapshots if day < snapshot), default=date.min)
        return tuple(text for day, text in self.remarks if before < day <= snapshot)

    def breaks(self, unit: str, target: Target) -> tuple[Break, ...]:
        """The breaks that touch this unit, band and group, in time order."""
        facts = {"unit": unit, "band": target.band, "group": target.group}
        return tuple(
            Break(row["snapshot"], {"en": row["reason_en"], "nl": row["reason_nl"]})
            for row in self._breaks
            if all(row[name] in (None, "", value) for name, value in facts.items())
        )

    @cached_property
    def target_codes(self) -> tuple[str, ...]:
        """The targets, each once, in the order of about.json."""
        return tuple(dict.fromkeys(target.code for target in self.targets))

    @cached_property
    def _by_code(self) -> Mapping[date, Mapping[str, Unit]]:
        return _of_each(self.units, lambda units: {unit.code: unit for unit in units})

    @cached_property
    def _below(self) -> Mapping[date, Mapping[str, tuple[Unit, ...]]]:
        return _of_each(self.units, _by_parent)

    @cached_property
    def _breaks(self) -> list[dict[str, Any]]:
        return self.tables["breaks"].sort_by("snapshot").to_pylist()

    @cached_property
    def _indexed(self) -> Mapping[str, Rows]:
        return {name: Rows.of(self.tables[name]) for name in _OF_UNITS}

    def _joined(self, progress: pa.Table) -> list[Standing]:
        rows = progress.to_pylist()
        beside = self.rows("representation").find(
            {row["snapshot"] for row in rows},
            {row[name] for row in rows for name in ("unit", "pool_unit")},
            band={row[name] for row in rows for name in ("band", "pool_band")},
            group={row["group"] for row in rows},
        )
        counts = {tuple(row[name] for name in _SHARED): row for row in beside.to_pylist()}
        return [
            standing_of(row, counts.get(tuple(row[name] for name in _SHARED), {}), self._stand_in(row, counts))
            for row in rows
        ]

    def _stand_in(self, row: Mapping[str, Any], counts: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> StandIn | None:
        unit, band = row["pool_unit"], row["pool_band"]
        if unit is None or unit not in self._by_code[row["snapshot"]]:
            return None
        wider = counts.get((row["snapshot"], unit, band, row["group"], row["scale_basis"]), {})
        return stand_in_of(row, wider, self.unit(row["snapshot"], unit).name, self.bands.get(band, {"en": band}))


def _unit(row: _UnitRow) -> Unit:
    code, parent, kind, depth, name_en, name_nl = row
    return Unit(code, parent, kind, depth, {"en": name_en or code, "nl": name_nl or code})


def _of_each(units: Mapping[date, tuple[Unit, ...]], made: Callable[[tuple[Unit, ...]], T]) -> Mapping[date, T]:
    # Months that share their units share what is made of them.
    of_tree = {id(each): made(each) for each in {id(each): each for each in units.values()}.values()}
    return {snapshot: of_tree[id(each)] for snapshot, each in units.items()}


def _shared(units: Mapping[date, list[Unit]]) -> Mapping[date, tuple[Unit, ...]]:
    found: dict[date, tuple[Unit, ...]] = {}
    last: tuple[Unit, ...] = ()
    for snapshot, each in units.items():
        # Units of one row are one object, so that comparing months costs next to nothing.
        last = last if len(last) == len(each) and all(map(is_, last, each)) else tuple(each)
        found[snapshot] = last
    return found


def _whole_first(units: tuple[Unit, ...]) -> tuple[str, ...]:
    root = next((unit for unit in units if unit.parent is None), units[0]).code
    return (root, *(unit.code for unit in units if unit.code != root))


def _by_parent(units: tuple[Unit, ...]) -> Mapping[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.parent is not None:
            found.setdefault(unit.parent, []).append(unit)
    return {parent: tuple(below) for parent, below in found.items()}


def _target(entry: Mapping[str, Any]) -> Target:
    return Target(
        code=entry["code"],
        version=int(entry["version"]),
        name=dict(entry["name"]),
        group=entry["group"],
        band=entry["band"],
        share=float(entry["share"]),
        counts=entry["counts"],
        deadline=_day(entry["deadline"]),
        steps=tuple(_step(step) for step in entry.get("steps") or ()),
        decided_by=str(entry.get("decided_by") or ""),
        decided_on=_day(entry["decided_on"]) if entry.get("decided_on") else None,
        source_document=str(entry.get("source_document") or ""),
    )


def _step(step: Mapping[str, Any] | list[Any]) -> tuple[date, float]:
    if isinstance(step, Mapping):
        return _day(step["month"]), float(step["share"])
    return _day(step[0]), float(step[1])


def _remark(entry: Mapping[str, Any]) -> tuple[date, Names]:
    return _day(entry.get("snapshot") or entry["month"]), dict(entry["text"])


def _day(text: str) -> date:
    # Months and days both occur in about.json; a month stands for its first day on an axis of time.
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
