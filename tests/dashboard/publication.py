"""An invented publication, large enough to look at: one university, 36 months, three targets.

The figures are drawn from a fixed seed and judged by the rules of docs/methods.md in their plainest form;
the real rules are tested where they are computed.
"""

import json
import random
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import ceil, sqrt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.month import Month
from pipeline.published import schema

# code, parent, kind, Dutch, English, size of 11-14 and 15+, share in each
TREE = """
EXU           |         | organisation | Voorbeelduniversiteit          | Example University
EXU-ENG       | EXU     | faculty      | Techniek                       | Engineering
EXU-ENG-MEC   | EXU-ENG | department   | Werktuigbouw                   | Mechanical Engineering
EXU-ENG-CIV   | EXU-ENG | department   | Civiele Techniek               | Civil Engineering
EXU-ENG-DES   | EXU-ENG | department   | Ontwerp                        | Design
EXU-BEH       | EXU     | faculty      | Gedrag en Samenleving          | Behavioural Sciences
EXU-BEH-PSC   | EXU-BEH | department   | Psychologie en Communicatie    | Psychology and Communication
EXU-BEH-EDU   | EXU-BEH | department   | Onderwijskunde                 | Education
EXU-BEH-GOV   | EXU-BEH | department   | Bestuurskunde                  | Public Administration
EXU-SCI       | EXU     | faculty      | Natuurwetenschappen            | Science and Technology
EXU-SCI-PHY   | EXU-SCI | department   | Natuurkunde                    | Physics
EXU-SCI-CHE   | EXU-SCI | department   | Scheikunde                     | Chemistry
EXU-GEO       | EXU     | faculty      | Geo-informatie en Aardobservatie | Geo-information and Earth Observation
EXU-GEO-EOS   | EXU-GEO | department   | Aardobservatie                 | Earth Observation
EXU-GEO-PGM   | EXU-GEO | department   | Ruimtelijke Planning           | Spatial Planning
EXU-ECS       | EXU     | faculty      | Elektrotechniek en Informatica | Electrical Engineering and Computing
EXU-ECS-SEC   | EXU-ECS | department   | Beveiliging                    | Security
EXU-ECS-AIS   | EXU-ECS | department   | Kunstmatige Intelligentie      | Artificial Intelligence
EXU-SER       | EXU     | service      | Diensten                       | Services
EXU-SER-HRM   | EXU-SER | department   | Personeel en Organisatie       | Human Resources
EXU-SER-LIB   | EXU-SER | department   | Bibliotheek                    | Library
"""
# heads in 11-14, in 15+; women's share of fte; share outside Europe in 11-14 and 15+ at the end
LEAVES = """
EXU-ENG-MEC |  92 | 24 | 0.18 | 0.033 | 0.00
EXU-ENG-CIV |  61 | 15 | 0.24 | 0.034 | 0.00
EXU-ENG-DES |  47 |  9 | 0.35 | 0.085 | 0.00
EXU-BEH-PSC | 148 | 21 | 0.52 | 0.075 | 0.05
EXU-BEH-EDU | 102 | 14 | 0.58 | 0.060 | 0.00
EXU-BEH-GOV |  96 | 12 | 0.41 | 0.066 | 0.09
EXU-SCI-PHY | 181 | 44 | 0.22 | 0.045 | 0.03
EXU-SCI-CHE | 155 | 37 | 0.31 | 0.064 | 0.03
EXU-GEO-EOS | 163 | 33 | 0.33 | 0.112 | 0.13
EXU-GEO-PGM | 144 | 29 | 0.36 | 0.097 | 0.07
EXU-ECS-SEC | 118 | 31 | 0.15 | 0.085 | 0.04
EXU-ECS-AIS | 131 | 38 | 0.21 | 0.070 | 0.06
EXU-SER-HRM |  88 | 11 | 0.55 | 0.045 | 0.00
EXU-SER-LIB |  17 |  2 | 0.64 | 0.060 | 0.00
"""
LAST = Month(2025, 12)
POOL = "11-14+15+"
# Months between new figures, per kind of unit; in December everything is new. The first month always is.
RHYTHM = {"faculty": 3, "service": 3, "department": 6}


@dataclass
class Cell:
    """Heads and fte of one unit, band and group in one month."""

    heads: int = 0
    members: int = 0
    unknown: int = 0
    fte: float = 0.0
    members_fte: float = 0.0

    def add(self, other: "Cell") -> None:
        for name in ("heads", "members", "unknown", "fte", "members_fte"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Decided:
    """A target as about.json describes it."""

    code: str
    nl: str
    en: str
    group: str
    band: str
    share: float
    counts: str
    baseline: float
    units: tuple[str, ...] = ("*",)
    steps: tuple[tuple[str, float], ...] = ()
    begin: Month = field(default=Month(2022, 12))
    deadline: Month = field(default=Month(2028, 12))

    def expected(self, month: Month) -> float:
        if month >= self.deadline:
            return self.share
        if self.steps:
            return next((share for at, share in reversed(self.steps) if at <= str(month)), self.baseline)
        return self.baseline + (self.share - self.baseline) * self.begin.months_until(month) / self.begin.months_until(
            self.deadline
        )


TARGETS = (
    Decided("world-11-14", "8% in schaal 11-14", "8% in scales 11-14", "world", "11-14", 0.08, "persons", 0.055),
    Decided(
        "world-15up",
        "5% vanaf schaal 15",
        "5% from scale 15 up",
        "world",
        "15+",
        0.05,
        "persons",
        0.02,
        steps=(("2024-01", 0.03), ("2026-07", 0.04)),
    ),
    Decided(
        "women-11-14",
        "Vrouwen in schaal 11-14",
        "Women in scales 11-14",
        "women",
        "11-14",
        0.35,
        "fte",
        0.3,
        units=("EXU", "kind:faculty"),
    ),
)


def tree() -> list[tuple[str, str | None, str, str, str]]:
    """The rows of TREE."""
    rows = [[part.strip() for part in line.split("|")] for line in TREE.strip().splitlines()]
    return [(code, parent or None, kind, nl, en) for code, parent, kind, nl, en in rows]


def write_publication(
    processed: Path,
    months: int = 36,
    targets: tuple[Decided, ...] = TARGETS,
    hidden: tuple[str, ...] = (),
    identity: str = "3f9a1c07d2",
) -> Path:
    """Write a whole publication under `processed`; returns its folder. `hidden` units show nothing at all."""
    folder = processed / "published" / identity
    folder.mkdir(parents=True, exist_ok=True)
    snapshots = [LAST.plus(-back) for back in range(months - 1, -1, -1)]
    counted = {month: _count(month, index, len(snapshots)) for index, month in enumerate(snapshots)}
    progress, representation = _figures(counted, targets, hidden)
    depth = {"organisation": 0, "faculty": 1, "service": 1, "department": 2}
    units = [
        {
            "snapshot": month.last_day,
            "unit": code,
            "parent": parent,
            "kind": kind,
            "depth": depth[kind],
            "position": place,
            "name_en": en,
            "name_nl": nl,
        }
        for month in snapshots
        for place, (code, parent, kind, nl, en) in enumerate(tree())
    ]
    breaks = [
        {
            "snapshot": date(2024, 7, 31),
            "unit": "EXU-BEH-PSC",
            "reason_en": "Psychology and Communication merged: not comparable before",
            "reason_nl": "Psychologie en Communicatie samengevoegd: niet te vergelijken met ervoor",
        },
        {
            "snapshot": date(2023, 9, 30),
            "band": "15+",
            "reason_en": "professors moved to H1 and H2",
            "reason_nl": "hoogleraren naar H1 en H2",
        },
    ]
    cells = [
        {"snapshot": month.last_day, "unit": code, "bands": f"function:{band}|function:{POOL}", "headcount": cell.heads}
        for month in snapshots
        for (code, group, band), cell in counted[month].items()
        if group == "world" and band != POOL and code.count("-") == 2
    ]
    tables = {"progress": progress, "cells": cells, "units": units, "breaks": breaks}
    tables["representation"] = representation
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows, schema=schema(name)), folder / f"{name}.parquet")
    (folder / "about.json").write_text(json.dumps(about(snapshots, targets, identity)), encoding="utf-8")
    point_at(processed, identity)
    return folder


def _figures(counted: dict, targets: tuple[Decided, ...], hidden: tuple[str, ...]) -> tuple[list[dict], list[dict]]:
    """The rows of progress and of representation of every month, the earlier figures of a row where none are new."""
    first, progress, representation = min(counted), [], []
    pooled = Decided("", "", "", "world", POOL, 0.1, "persons", 0.1)
    for month, target in product(counted, (*targets, pooled)):
        for code, _, kind, *_ in tree():
            if {"*", code, f"kind:{kind}"} & set(target.units):
                new = max(first, month.plus(-(month.number % RHYTHM.get(kind, 1))))
                cells = tuple(counted[each][code, target.group, target.band] for each in (month, new))
                row, beside = judge(cells, target, (month, new), code, hide=code in hidden)
                progress += [row] if target is not pooled else []
                representation.append(beside)
    rows = {(row["snapshot"], row["unit"], row["band"], row["group"]): row for row in representation}
    return [row | _best(row, rows) for row in progress], list(rows.values())


def point_at(processed: Path, identity: str) -> None:
    """Make this publication the live one."""
    (processed / "published" / "current.json").write_text(
        json.dumps({"id": identity, "path": identity}), encoding="utf-8"
    )


def about(snapshots: list[Month], targets: tuple[Decided, ...], identity: str) -> dict:
    """The words and decisions of the publication."""
    return {
        "id": identity,
        "organisation": {
            "code": "example",
            "name": {"nl": "Voorbeelduniversiteit", "en": "Example University"},
            "languages": ["nl", "en"],
        },
        "snapshots": [month.last_day.isoformat() for month in snapshots],
        "bands": [
            {"code": "all", "name": {"nl": "Iedereen", "en": "Everyone"}},
            {"code": "11-14", "name": {"nl": "Schalen 11-14", "en": "Scales 11-14"}},
            {"code": "15+", "name": {"nl": "Schaal 15 en hoger", "en": "Scale 15 and up"}},
            {
                "code": POOL,
                "name": {"nl": "Schalen 11-14 en Schaal 15 en hoger", "en": "Scales 11-14 and Scale 15 and up"},
                "pool_of": ["11-14", "15+"],
            },
        ],
        "groups": [
            {
                "code": "world",
                "name": {"nl": "Herkomst buiten Europa", "en": "Background outside Europe"},
                "attribute": "origin",
            },
            {"code": "women", "name": {"nl": "Vrouwen", "en": "Women"}, "attribute": "gender"},
        ],
        "targets": [_described(target) for target in targets],
        "counted": {month.last_day.isoformat(): "person" for month in snapshots},
        "warnings": [
            {
                "snapshot": LAST.last_day.isoformat(),
                "text": {
                    "nl": "Bibliotheek groeide met 31% in een maand (13 naar 17).",
                    "en": "Library grew by 31% in a month (13 to 17).",
                },
            }
        ],
        "made_from": [
            {"snapshot": month.last_day.isoformat(), "source": "people", "fingerprint": "0" * 16} for month in snapshots
        ],
    }


def _described(target: Decided) -> dict:
    return {
        "code": target.code, "version": 1, "name": {"nl": target.nl, "en": target.en}, "group": target.group, "band": target.band,
        "units": list(target.units), "share": target.share, "counts": target.counts, "scale_basis": "function", "in_force_from": "2023-01",
        "baseline_month": str(target.begin), "baseline_share": target.baseline, "deadline": str(target.deadline),
        "steps": [{"month": month, "share": share} for month, share in target.steps],
        "decided_by": "College van Bestuur", "decided_on": "2022-11-14", "source_document": "Streefcijferplan 2023-2028",
    }  # fmt: skip


def _count(month: Month, index: int, months: int) -> dict[tuple[str, str, str], Cell]:
    parents = {code: parent for code, parent, *_ in tree()}
    cells = {
        (code, group, band): Cell()
        for code in parents
        for group in ("world", "women")
        for band in ("11-14", "15+", POOL)
    }
    for line in LEAVES.strip().splitlines():
        code, *parts = [part.strip() for part in line.split("|")]
        small, large, women, world, world_up = (float(part) for part in parts)
        for group, band, size, share in (
            ("world", "11-14", small, world),
            ("world", "15+", large, world_up),
            ("women", "11-14", small, women),
        ):
            leaf = _leaf(f"{code}{group}{band}", size, share, (index + 1) / months, month)
            at: str | None = code
            while at is not None:
                cells[at, group, band].add(leaf)
                cells[at, group, POOL].add(leaf)
                at = parents[at]
    return cells


def _leaf(name: str, size: float, share: float, done: float, month: Month) -> Cell:
    chance = random.Random(name)
    heads = round(size * (0.94 + 0.06 * done) + chance.uniform(-0.02, 0.02) * size * (month.number % 5))
    members = min(heads, round(size * share * (0.7 + 0.3 * done)))
    return Cell(heads, members, round(heads * 0.012), round(heads * 0.87, 1), round(members * 0.82, 1))


def wilson(members: float, known: float) -> tuple[float, float]:
    """The chance margin of members among known, 95%."""
    z, p = 1.959964, members / known
    middle, half = p + z * z / (2 * known), z * sqrt(p * (1 - p) / known + z * z / (4 * known * known))
    return max(0.0, (middle - half) / (1 + z * z / known)), min(1.0, (middle + half) / (1 + z * z / known))


def judge(
    cells: tuple[Cell, Cell], target: Decided, months: tuple[Month, Month], unit: str, hide: bool = False
) -> tuple[dict, dict]:
    """The rows of progress and representation of one cell, now and when its figures were last new."""
    (present, cell), (month, new) = cells, months
    in_fte = target.counts == "fte"
    hide = hide or 0 < cell.members < 5 or cell.heads < 10
    cell = present if hide else cell
    known, base = cell.heads - cell.unknown, cell.fte if in_fte else cell.heads
    members = cell.members_fte if in_fte else cell.members
    need = target.share * base if in_fte else ceil(target.share * base - 1e-9)
    asked = target.expected(month) * base if in_fte else ceil(target.expected(month) * base - 1e-9)
    low, high = wilson(cell.members, known)
    verdict = _verdict(members, need, asked, target.share <= high, in_fte)
    key = {
        "snapshot": month.last_day,
        "unit": unit,
        "band": target.band,
        "group": target.group,
        "scale_basis": "function",
    }
    end = {"as_of": None if hide else new.last_day, "shown": not hide, "reason": "too_few_people" if hide else None}
    if target.share * cell.heads < 1 - 1e-9:
        verdict = "less_than_one_person"
    elif hide:
        verdict = "not_shown"
    beside = {**key, "counted": "person", "headcount": cell.heads, **end}
    row = {
        **key, "target": target.code, "version": 1, "counts": target.counts, "target_share": target.share, "expected_share": target.expected(month),
        "deadline": target.deadline.last_day, "base": None if hide and in_fte else float(base), "need": None if hide and in_fte else float(need),
        "expected_need": None if hide and in_fte else float(asked), "one_head": 100 / cell.heads, "verdict": verdict, **end,
    }  # fmt: skip
    if not hide:
        gap = max(0.0, need - members)
        row |= {"members": float(members), "gap": gap, "gap_adding": ceil(gap / (1 - target.share))}
        beside |= {
            "fte": cell.fte, "members": cell.members, "members_fte": cell.members_fte, "unknown": cell.unknown, "unknown_fte": cell.unknown * 0.8,
            "share": cell.members / known, "share_low": cell.members / cell.heads, "share_high": (cell.members + cell.unknown) / cell.heads,
            "share_fte": cell.members_fte / (cell.fte - cell.unknown * 0.8), "margin_low": low, "margin_high": high,
        }  # fmt: skip
    return row, beside


def _best(row: dict, rows: dict[tuple, dict]) -> dict:
    """The wider row that stands in for a hidden one: the pool in the unit, the same band above, the pool above."""
    if row["shown"]:
        return {"statement": "figure"}
    above = [row["unit"].rsplit("-", up)[0] for up in range(1, row["unit"].count("-") + 1)]
    wider = [(row["unit"], POOL), *((unit, row["band"]) for unit in above), *((unit, POOL) for unit in above)]
    for unit, band in wider if row["group"] == "world" else wider[1:2]:
        if rows.get((row["snapshot"], unit, band, row["group"]), {}).get("shown"):
            return {"statement": "pooled", "pool_unit": unit, "pool_band": band}
    return {"statement": "nothing" if row["need"] is None else "heads"}


def _verdict(members: float, need: float, asked: float, within: bool, in_fte: bool) -> str:
    if members >= need:
        return "met"
    if members >= asked:
        return "on_course"
    if need - members <= 1:
        return "one_away"
    return "below_within_chance" if within and not in_fte else "below"
