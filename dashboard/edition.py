"""One publication as the pages need it: units, targets and standings, looked up by plain questions.

Knows no Streamlit and computes no figure: every number is one that was published.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.standing import Names, StandIn, Standing, stand_in_of, standing_of
from pipeline.published import TABLES, NoPublication, Publication

_SHARED = ("snapshot", "unit", "band", "group", "scale_basis")


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
        tables = {name: publication.table(name) for name in TABLES}
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
        """Snapshot -> its units, in the organisation's own order."""
        found: dict[date, list[Unit]] = {}
        ordered = self.tables["units"].sort_by([("snapshot", "ascending"), ("position", "ascending")])
        for row in ordered.to_pylist():
            name = {"en": row["name_en"] or row["unit"], "nl": row["name_nl"] or row["unit"]}
            unit = Unit(row["unit"], row["parent"], row["kind"], row["depth"], name)
            found.setdefault(row["snapshot"], []).append(unit)
        return {snapshot: tuple(units) for snapshot, units in found.items()}

    def unit(self, snapshot: date, code: str) -> Unit:
        """The unit of this code at that snapshot. Raises KeyError when it does not exist then."""
        return self._by_code[snapshot][code]

    def root(self, snapshot: date) -> Unit:
        """The whole organisation at that snapshot."""
        units = self.units[snapshot]
        return next((unit for unit in units if unit.parent is None), units[0])

    def children(self, snapshot: date, code: str) -> tuple[Unit, ...]:
        """The units directly below this one, in order; empty for a leaf."""
        return tuple(unit for unit in self.units[snapshot] if unit.parent == code)

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
        wanted = list(units)
        targets = list(self.target_codes)
        rows = self._joined((pc.field("snapshot") == snapshot) & pc.field("unit").isin(pa.array(wanted, pa.string())))
        kept = [row for row in rows if row.target in targets]
        return tuple(sorted(kept, key=lambda row: (targets.index(row.target), wanted.index(row.unit))))

    def series(self, unit: str, target: str) -> tuple[Standing, ...]:
        """One unit against one target, snapshot after snapshot; under its former names too, where it was renamed."""
        codes = [unit, *(former for former, now in self.renamed.items() if now == unit)]
        rows = self._joined(pc.field("unit").isin(pa.array(codes, pa.string())) & (pc.field("target") == target), codes)
        return tuple(sorted(rows, key=lambda row: row.snapshot))

    def remarks_on(self, snapshot: date) -> tuple[Names, ...]:
        """What a reader of this snapshot must know; of a month that was never delivered, at the next snapshot."""
        before = max((day for day in self.snapshots if day < snapshot), default=date.min)
        return tuple(text for day, text in self.remarks if before < day <= snapshot)

    def breaks(self, unit: str, target: Target) -> tuple[Break, ...]:
        """The breaks that touch this unit, band and group, in time order."""
        facts = {"unit": unit, "band": target.band, "group": target.group}
        found = [
            Break(row["snapshot"], {"en": row["reason_en"], "nl": row["reason_nl"]})
            for row in self.tables["breaks"].to_pylist()
            if all(row[name] in (None, "", value) for name, value in facts.items())
        ]
        return tuple(sorted(found, key=lambda row: row.snapshot))

    @cached_property
    def target_codes(self) -> tuple[str, ...]:
        """The targets, each once, in the order of about.json."""
        return tuple(dict.fromkeys(target.code for target in self.targets))

    @cached_property
    def _by_code(self) -> Mapping[date, Mapping[str, Unit]]:
        return {snapshot: {unit.code: unit for unit in units} for snapshot, units in self.units.items()}

    def _joined(self, wanted: pc.Expression, units: Sequence[str] | None = None) -> list[Standing]:
        progress = self.tables["progress"].filter(wanted)
        codes = {*(units or progress["unit"].unique().to_pylist()), *progress["pool_unit"].drop_null().to_pylist()}
        beside = self.tables["representation"].filter(
            pc.field("snapshot").isin(progress["snapshot"].unique())
            & pc.field("unit").isin(pa.array(sorted(codes), pa.string()))
        )
        counts = {tuple(row[name] for name in _SHARED): row for row in beside.to_pylist()}
        return [
            standing_of(row, counts.get(tuple(row[name] for name in _SHARED), {}), self._stand_in(row, counts))
            for row in progress.to_pylist()
        ]

    def _stand_in(self, row: Mapping[str, Any], counts: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> StandIn | None:
        unit, band = row["pool_unit"], row["pool_band"]
        if unit is None or unit not in self._by_code[row["snapshot"]]:
            return None
        wider = counts.get((row["snapshot"], unit, band, row["group"], row["scale_basis"]), {})
        return stand_in_of(row, wider, self.unit(row["snapshot"], unit).name, self.bands.get(band, {"en": band}))


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
