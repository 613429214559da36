"""Random editions: any tree, any mix of shown, hidden and absent rows, hidden rows that leak figures they should not have."""

from datetime import date
from random import Random

import pyarrow as pa

from dashboard.edition import Edition, Target
from pipeline.published import REASONS, VERDICTS, schema

SNAPSHOTS = (date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31))
UNITS = {"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A"}
BANDS = ("all", "low", "mid", "top", "mid+top")
GROUPS = ("women", "world")
# What a hidden row leaks: no published figure is ever this large.
LEAK = 7654321
_KEY = ("snapshot", "unit", "band", "group", "scale_basis")


def name(code):
    return {"nl": f"{code}-nl", "en": f"{code}-en"}


def edition_of(chance: Random) -> Edition:
    """An edition of up to five units, four snapshots and four targets."""
    units = ["R", *(code for code in UNITS if code != "R" and chance.random() < 0.6)]
    targets = tuple(_target(chance, f"t{n}") for n in range(chance.randint(0, 4)))
    snapshots = SNAPSHOTS[chance.randint(0, 3) :]
    counts = [_count(chance, row, snapshots) for row in _cells(snapshots, units) if chance.random() < 0.9]
    # A standing is shown only where its own row of counts is; that row may be missing.
    kept = {tuple(row[key] for key in _KEY) for row in counts if not row["shown"]}
    tables = {
        "progress": [
            _progress(chance, target, (unit, day), snapshots, (units, kept))
            for day in snapshots
            for target in targets
            for unit in units
            if chance.random() < 0.7
        ],
        "representation": counts,
        "units": [_unit(code, day, place, units) for day in snapshots for place, code in enumerate(units)],
        "breaks": [_break(chance, units) for _ in range(chance.randint(0, 2))],
        "cells": [],
    }
    return Edition(
        id="drawn",
        organisation=name("R"),
        languages=("nl", "en"),
        snapshots=snapshots,
        targets=targets,
        bands={band: name(band) for band in chance.choice([BANDS, BANDS, BANDS[:3], ("top",)])},
        groups={group: name(group) for group in GROUPS},
        remarks=(),
        tables={key: pa.Table.from_pylist(rows, schema=schema(key)) for key, rows in tables.items()},
        renamed=chance.choice([{}, {"OLD": "R"}]),
        rounded=chance.random() < 0.5,
    )


def _cells(snapshots, units):
    return [
        dict(zip(_KEY, (day, unit, band, group, "function"), strict=True))
        for day in snapshots
        for unit in units
        for band in BANDS
        for group in GROUPS
    ]


def _target(chance, code):
    steps = chance.choice([(), ((date(2026, 3, 1), 0.2), (date(2027, 1, 1), 0.3))])
    deadline = chance.choice([date(2025, 1, 31), date(2026, 6, 30), date(2028, 12, 31)])
    return Target(
        code, chance.randint(1, 2), name(code), chance.choice(GROUPS), chance.choice(BANDS),
        chance.choice([0.05, 0.3, 1.0]), chance.choice(["persons", "fte"]), deadline, steps, "Board",
        chance.choice([None, date(2025, 3, 1)]), "Plan",
    )  # fmt: skip


def _count(chance, key, snapshots):
    heads = chance.choice([None, 0, 1, chance.randint(2, 400), chance.randint(2, 400)])
    shown = heads is not None and chance.random() < 0.6
    row = {**key, "counted": "person", "headcount": heads, "shown": shown}
    if not shown:
        leaks = dict.fromkeys(("members", "unknown", "share", "share_fte", "members_fte", "fte"), LEAK)
        return {**row, **(leaks if chance.random() < 0.5 else {}), "reason": chance.choice(REASONS)}
    unknown = chance.choice([0, 0, chance.randint(0, heads)])
    members = chance.randint(0, heads - unknown)
    share = members / (heads - unknown) if heads > unknown else None
    return {
        **row, "members": members, "unknown": unknown, "share": share, "share_fte": share, "fte": heads * 0.8,
        "members_fte": members * 0.7, "margin_low": share, "margin_high": share,
        "as_of": chance.choice([day for day in snapshots if day <= key["snapshot"]]),
    }  # fmt: skip


def _progress(chance, target, at, snapshots, around):
    (unit, day), (units, kept) = at, around
    base = chance.choice([None, 0.0, float(chance.randint(1, 400)), float(chance.randint(1, 400))])
    may = (day, unit, target.band, target.group, "function") not in kept
    shown = may and base is not None and chance.random() < 0.8
    need = None if base is None else float(round(target.share * base))
    row = {
        "snapshot": day, "target": target.code, "version": target.version, "unit": unit, "band": target.band,
        "group": target.group, "scale_basis": "function", "counts": target.counts, "target_share": target.share,
        "expected_share": target.share, "deadline": target.deadline, "base": base, "need": need,
        "expected_need": need, "one_head": 100 / base if base else None, "shown": shown,
    }  # fmt: skip
    if not shown:
        pool = chance.choice([None, *units])
        leaks = dict.fromkeys(("members", "gap"), float(LEAK))
        return {
            **row, **(leaks if chance.random() < 0.5 else {}), "verdict": chance.choice(["not_shown", "less_than_one_person"]),
            "statement": "pooled" if pool else "heads", "pool_unit": pool,
            "pool_band": chance.choice(BANDS) if pool else None, "reason": chance.choice(REASONS),
        }  # fmt: skip
    members = float(chance.randint(0, int(base)))
    return {
        **row, "members": members, "gap": max(0.0, need - members), "verdict": chance.choice(VERDICTS),
        "statement": "figure", "as_of": chance.choice([each for each in snapshots if each <= day]),
    }  # fmt: skip


def _break(chance, units):
    return {
        "snapshot": chance.choice(SNAPSHOTS),
        "unit": chance.choice([None, *units]),
        "band": chance.choice([None, *BANDS]),
        "group": chance.choice([None, *GROUPS]),
        "reason_en": "broken",
        "reason_nl": "gebroken",
    }


def _unit(code, day, place, units):
    parent = UNITS[code] if UNITS[code] in units else None if code == "R" else "R"
    return {
        "snapshot": day, "unit": code, "parent": parent, "kind": "faculty" if parent else "organisation",
        "depth": 1 if parent else 0, "position": place, "name_en": f"{code} name", "name_nl": f"{code} naam",
    }  # fmt: skip
