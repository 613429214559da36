"""Tiny organisations drawn at random, published by hand, and every possible world of them counted by brute force."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.audit.figures import Figure, Step
from pipeline.audit.knowledge import ATOM_END, Restricted
from pipeline.audit.requirements import Requirement, wanted
from pipeline.audit.source import Published
from pipeline.organisation.model import Attribute, Group
from pipeline.organisation.policy import Shield
from pipeline.presence import Presence

GENDER = Attribute("gender", {"en": "Gender"}, ("f", "m", "unknown"), frozenset({"unknown"}))
WOMEN = Group("women", {"en": "Women"}, "gender", frozenset({"f"}))
SHARES = ("share", "share_low", "share_high", "margin_low", "margin_high")
FTE = ("fte", "members_fte", "unknown_fte", "share_fte")


@dataclass(frozen=True)
class Head:
    """Where somebody is in one month, and of which category."""

    person: int
    unit: str
    band: str  # "" for none
    category: str


@dataclass(frozen=True)
class Tiny:
    """A tree, bands, and who was where in each month."""

    parents: Mapping[str, str | None]
    bands: tuple[str, ...]
    months: tuple[tuple[Head, ...], ...]
    linked: bool = True

    def day(self, month: int) -> date:
        return date(2025, month + 1, 28)

    def step(self, month: int) -> Step:
        return Step(self.day(month), f"data-{month}")

    def places(self) -> list[tuple[str, str]]:
        return [(unit, band) for unit in self.parents for band in ("all", *self.bands)]

    def within(self, head: Head, unit: str, band: str) -> bool:
        at: str | None = head.unit
        while at is not None and at != unit:
            at = self.parents[at]
        return at == unit and band in ("all", head.band)

    def of(self, month: int, unit: str, band: str) -> list[Head]:
        return [head for head in self.months[month] if self.within(head, unit, band)]

    def counts(self, month: int, unit: str, band: str) -> tuple[int, int, int]:
        """Heads, members, unknown."""
        heads = self.of(month, unit, band)
        return (
            len(heads),
            sum(head.category == "f" for head in heads),
            sum(head.category == "unknown" for head in heads),
        )

    def figure(self, month: int, unit: str, band: str) -> Figure:
        return Figure(self.step(month), unit, band, "function", "women")

    def restricted(self) -> Restricted:
        told = []
        for number, heads in enumerate(self.months):
            cells = tuple(
                sorted({(head.unit, f"function:{head.band}{ATOM_END}" if head.band else "") for head in heads})
            )
            place = {cell: index for index, cell in enumerate(cells)}
            at = [place[(head.unit, f"function:{head.band}{ATOM_END}" if head.band else "")] for head in heads]
            people = [head.person if self.linked else index for index, head in enumerate(heads)]
            told.append(
                (
                    f"data-{number}",
                    Presence(
                        "gender",
                        self.day(number),
                        np.array(people, dtype=np.uint64),
                        np.array(at, dtype=np.int32),
                        np.array([GENDER.categories.index(head.category) for head in heads], dtype=np.int16),
                        cells,
                        self.linked,
                    ),
                )
            )
        return Restricted({"gender": told}, {"gender": GENDER}, (WOMEN,))

    def duties(self, shield: Shield) -> list[Requirement]:
        found = []
        for month, (unit, band) in itertools.product(range(len(self.months)), self.places()):
            heads, members, unknown = self.counts(month, unit, band)
            known = heads - unknown
            ends = wanted(members, known, unknown, shield, whole=self.parents[unit] is None)
            if ends is not None:
                found.append(Requirement(self.figure(month, unit, band), ends, 1 in (members, known - members)))
        return found

    def publish(self, shown: Sequence[tuple[int, str, str]], **more: Any) -> Published:
        """A publication of all months in which these rows are shown. `more`: rows to put in place of its own."""
        rows = [
            self.row(month, unit, band, shown=(month, unit, band) in shown)
            for month in range(len(self.months))
            for unit, band in self.places()
        ]
        changed: Mapping[tuple[int, str, str], Mapping[str, Any]] = more.get("changed", {})
        for (month, unit, band), values in changed.items():
            number = next(
                index
                for index, row in enumerate(rows)
                if (row["snapshot"], row["unit"], row["band"]) == (self.day(month), unit, band)
            )
            rows[number] = {**rows[number], **values}
        months = range(len(self.months))
        return Published(
            more.get("id", "p"),
            {
                "representation": pa.Table.from_pylist(rows, schema=REPRESENTATION),
                "progress": pa.Table.from_pylist(more.get("progress", []), schema=PROGRESS),
                "units": pa.Table.from_pylist([each for month in months for each in self._units(month)]),
                "cells": pa.Table.from_pylist([each for month in months for each in self._cells(month)], schema=CELLS),
            },
            {
                "snapshots": [str(self.day(month)) for month in months],
                "bands": [{"code": code} for code in ("all", *self.bands)],
                "groups": [{"code": "women", "attribute": "gender"}],
                "targets": [{"code": "target"}],
                "made_from": [{"snapshot": str(self.day(month)), "fingerprint": f"data-{month}"} for month in months],
            },
        )

    def row(self, month: int, unit: str, band: str, *, shown: bool) -> dict[str, Any]:
        heads, members, unknown = self.counts(month, unit, band)
        key = {"snapshot": self.day(month), "unit": unit, "band": band, "group": "women", "scale_basis": "function"}
        if not shown:
            empty = dict.fromkeys((*SHARES, *FTE, "members", "unknown", "as_of"))
            reason = "too_few_people" if heads else "nobody_here"
            return {**key, **empty, "headcount": heads, "shown": False, "reason": reason}
        figures = {**dict.fromkeys(FTE), **shares(heads, members, unknown)}
        counts = {"headcount": heads, "members": members, "unknown": unknown}
        return {**key, **figures, **counts, "as_of": self.day(month), "shown": True, "reason": None}

    def _units(self, month: int) -> Iterator[dict[str, Any]]:
        for position, (unit, parent) in enumerate(self.parents.items()):
            yield {"snapshot": self.day(month), "unit": unit, "parent": parent, "position": position}

    def _cells(self, month: int) -> Iterator[dict[str, Any]]:
        cells: dict[tuple[str, str], int] = {}
        for head in self.months[month]:
            key = (head.unit, f"function:{head.band}" if head.band else "")
            cells[key] = cells.get(key, 0) + 1
        for (unit, bands), heads in sorted(cells.items()):
            yield {"snapshot": self.day(month), "unit": unit, "bands": bands, "headcount": heads}


def shares(heads: int, members: int, unknown: int) -> dict[str, float | None]:
    known = heads - unknown
    if known <= 0:
        return dict.fromkeys(SHARES)
    part, z = members / known, 1.96
    half = z * (part * (1 - part) / known + z * z / (4 * known * known)) ** 0.5
    scale = 1 + z * z / known
    low, high = (part + z * z / (2 * known) - half) / scale, (part + z * z / (2 * known) + half) / scale
    found = (part, members / heads, (members + unknown) / heads, max(0.0, low), min(1.0, high))
    return dict(zip(SHARES, (round(each, 6) for each in found), strict=True))


KEY = [
    ("snapshot", pa.date32()),
    ("unit", pa.string()),
    ("band", pa.string()),
    ("group", pa.string()),
    ("scale_basis", pa.string()),
    ("as_of", pa.date32()),
]
REPRESENTATION = pa.schema(
    [
        *KEY,
        ("headcount", pa.int64()),
        ("members", pa.int64()),
        ("unknown", pa.int64()),
        *((name, pa.float64()) for name in (*SHARES, *FTE)),
        ("shown", pa.bool_()),
        ("reason", pa.string()),
    ]
)
PROGRESS = pa.schema(
    [
        *KEY,
        ("target", pa.string()),
        ("counts", pa.string()),
        *((name, pa.float64()) for name in ("target_share", "base", "members", "need", "expected_need")),
        *((name, pa.float64()) for name in ("gap", "gap_adding")),
        ("verdict", pa.string()),
    ]
)
CELLS = pa.schema([("snapshot", pa.date32()), ("unit", pa.string()), ("bands", pa.string()), ("headcount", pa.int64())])


def drawn(draw: np.random.Generator, *, people: int, months: int, linked: bool = True) -> Tiny:
    """A tree of two or three levels, one to three bands, people who come, go, move and change."""
    parents: dict[str, str | None] = {"org": None}
    for index in range(int(draw.integers(1, 4))):
        parents[f"f{index}"] = "org"
        if draw.random() < 0.4:
            for below in range(int(draw.integers(1, 3))):
                parents[f"f{index}d{below}"] = f"f{index}"
    bands = tuple(f"b{index}" for index in range(int(draw.integers(1, 4))))
    units, odds = list(parents), draw.random()
    now = {number: _someone(draw, number, units, bands, odds) for number in range(people)}
    found = []
    for _ in range(months):
        found.append(tuple(head for head in now.values() if head is not None))
        for number in list(now):
            if draw.random() < 0.2:
                now[number] = _someone(draw, number, units, bands, odds, now[number])
    return Tiny(parents, bands, tuple(found), linked)


def _someone(
    draw: np.random.Generator,
    number: int,
    units: Sequence[str],
    bands: Sequence[str],
    odds: float,
    before: Head | None = None,
) -> Head | None:
    if draw.random() < 0.15:
        return None
    category = "f" if draw.random() < odds else "m"
    if draw.random() < 0.1:
        category = "unknown"
    if before is not None and draw.random() < 0.8:
        category = before.category
    return Head(number, str(draw.choice(units)), str(draw.choice(["", *bands, *bands])), category)


def enumerated(
    tiny: Tiny, shown: Sequence[tuple[int, str, str]], attacker: str
) -> dict[tuple[int, str, str], tuple[int, int]]:
    """The fewest and most members of every row over every world that this attacker cannot rule out.

    Every particle (or every head of one month, where months are not linked) is a member or not, one by one. For who
    does not know who is unknown, every head is a member, another, or unknown.
    """
    return _colleague(tiny, shown) if attacker == "colleague" else _headcounts(tiny, shown)


def _colleague(tiny: Tiny, shown: Sequence[tuple[int, str, str]]) -> dict[tuple[int, str, str], tuple[int, int]]:
    spans = particles(tiny)
    keys = [(month, unit, band) for month in range(len(tiny.months)) for unit, band in tiny.places()]
    among = np.array(
        [
            [any(m == month and tiny.within(head, unit, band) for m, head in span) for span in spans]
            for month, unit, band in keys
        ],
        dtype=np.int64,
    ).reshape(len(keys), len(spans))
    worlds = every((0, 1), len(spans))
    counts = among @ worlds
    told = np.array([tiny.counts(*key)[1] for key in keys])
    fixed = [index for index, key in enumerate(keys) if key in shown]
    fits = (counts[fixed] == told[fixed][:, None]).all(axis=0)
    counts = counts[:, fits]
    return {key: (int(counts[index].min()), int(counts[index].max())) for index, key in enumerate(keys)}


def particles(tiny: Tiny) -> list[list[tuple[int, Head]]]:
    """Everyone with a known category, for as long as it stays the same."""
    found: dict[Any, list[tuple[int, Head]]] = {}
    last: dict[int, tuple[str, int]] = {}
    for month, heads in enumerate(tiny.months):
        for index, head in enumerate(heads):
            if head.category == "unknown":
                continue
            if not tiny.linked:
                found[(month, index)] = [(month, head)]
                continue
            category, span = last.get(head.person, ("", -1))
            if category != head.category:
                span += 1
            last[head.person] = (head.category, span)
            found.setdefault((head.person, span), []).append((month, head))
    return list(found.values())


def _headcounts(tiny: Tiny, shown: Sequence[tuple[int, str, str]]) -> dict[tuple[int, str, str], tuple[int, int]]:
    result: dict[tuple[int, str, str], tuple[int, int]] = {}
    for month, heads in enumerate(tiny.months):
        keys = [(month, unit, band) for unit, band in tiny.places()]
        among = np.array([[tiny.within(head, unit, band) for head in heads] for _, unit, band in keys], dtype=np.int64)
        among = among.reshape(len(keys), len(heads))
        worlds = every((0, 1, 2), len(heads))
        members, unknown = among @ (worlds == 1), among @ (worlds == 2)
        fits = np.ones(worlds.shape[1], dtype=bool)
        for index, key in enumerate(keys):
            if key in shown:
                fits &= (members[index] == tiny.counts(*key)[1]) & (unknown[index] == tiny.counts(*key)[2])
        for index, key in enumerate(keys):
            result[key] = (int(members[index, fits].min()), int(members[index, fits].max()))
    return result


def every(options: tuple[int, ...], count: int) -> np.ndarray:
    """One column per way to choose an option `count` times."""
    chosen = list(itertools.product(options, repeat=count))
    return np.array(chosen, dtype=np.int64).reshape(len(chosen), count).T
