"""A publication as large as the pages must bear, invented, written straight as Parquet and not through the pipeline.

150 units on three levels, 4 target groups, 5 bands with everyone and a pool, 120 months: half a million rows. Figures of
few people are hidden, with the row that stands in for them; faculties have new figures every third month, departments
every sixth, and carry the ones before in between.
"""

import json
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.large_verdicts import best, judged
from pipeline.published import schema

FACULTIES, DEPARTMENTS = 14, 135
BANDS = ("all", "sa", "phd", "1-10", "11-14", "15+", "11-14+15+")
GROUPS = ("women", "world", "born-abroad", "under-35")
ASKED = {("world", "11-14"): 0.08, ("world", "15+"): 0.05}
PATH_FROM = 0.6  # of the target, in the first month
KINDS, RHYTHM = ("organisation", "faculty", "department"), np.array([1, 3, 6])
ID = "large0150x0120"


@dataclass(frozen=True)
class Tree:
    """Codes, names, parents and levels of the units, in the organisation's order: each faculty before its departments."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    parents: np.ndarray  # place of the parent; -1 for the whole
    depth: np.ndarray


@dataclass(frozen=True)
class Counted:
    """Heads by month, unit and band; members, unknown and their fte by month, unit, group and band."""

    heads: np.ndarray
    members: np.ndarray
    unknown: np.ndarray


def tree() -> Tree:
    """1 organisation, 14 faculties, 135 departments."""
    codes, names, parents, depth = ["UNI"], ["University"], [-1], [0]
    for faculty in range(FACULTIES):
        at = len(codes)
        codes, names = [*codes, f"F{faculty:02d}"], [*names, f"Faculty {faculty + 1}"]
        parents, depth = [*parents, 0], [*depth, 1]
        for number in range(faculty, DEPARTMENTS, FACULTIES):
            codes, names = [*codes, f"F{faculty:02d}-D{number:03d}"], [*names, f"Department {number + 1}"]
            parents, depth = [*parents, at], [*depth, 2]
    return Tree(tuple(codes), tuple(names), np.array(parents), np.array(depth))


def days(months: int, last: int = 2025 * 12 + 11) -> list[date]:
    """The last day of each of so many months, up to December 2025."""
    found = [divmod(number, 12) for number in range(last - months + 1, last + 1)]
    return [date(year, month + 1, monthrange(year, month + 1)[1]) for year, month in found]


def count(units: Tree, months: int) -> Counted:
    """People of departments, drawn from a fixed seed and growing slowly, summed upwards and into everyone and the pool."""
    chance = np.random.default_rng(4)
    there, size = units.depth == 2, np.array([15, 35, 100, 80, 22])
    growth = np.linspace(0.9, 1.1, months)[:, None, None]
    wide = (months, len(units.codes), len(size))
    heads = np.round(chance.uniform(0.4, 1.6, wide[1:]) * size * growth).astype(int) * there[None, :, None]
    share = chance.uniform(0.3, 1.7, (wide[1], len(GROUPS), 1)) * np.array([0.42, 0.07, 0.12, 0.25])[None, :, None]
    rising = np.linspace(0.8, 1.15, months)[:, None, None, None]
    members = np.minimum(np.round(heads[:, :, None, :] * share * rising).astype(int), heads[:, :, None, :])
    unknown = np.minimum(np.round(heads[:, :, None, :] * 0.02).astype(int), heads[:, :, None, :] - members)
    return Counted(*(_summed(each, units) for each in (heads, members, unknown)))


def _summed(counted: np.ndarray, units: Tree) -> np.ndarray:
    """With parents, everyone and the pool (bands are the last axis, units the second)."""
    summed = counted.copy()
    for depth in (2, 1):
        for place in np.flatnonzero(units.depth == depth):
            summed[:, units.parents[place]] += summed[:, place]
    everyone, pool = summed.sum(-1, keepdims=True), summed[..., 3:5].sum(-1, keepdims=True)
    return np.concatenate([everyone, summed, pool], axis=-1)


def write_large_publication(processed: Path, months: int = 120, identity: str = ID) -> Path:
    """Write it under `processed` and make it the live one; returns its folder."""
    folder = processed / "published" / identity
    folder.mkdir(parents=True, exist_ok=True)
    units, dates = tree(), days(months)
    wide = _representation(units, dates)
    written = {
        "representation": _table("representation", {name: each.ravel() for name, each in wide.items()}),
        "progress": _table("progress", _progress(wide, units, dates)),
        "cells": _table("cells", _cells(wide, units)),
        "units": _table("units", _places(units, dates)),
        "breaks": pa.Table.from_pylist(_breaks(dates), schema=schema("breaks")),
    }
    for name, table in written.items():
        pq.write_table(table, folder / f"{name}.parquet")
    (folder / "about.json").write_text(json.dumps(_about(dates, identity)), encoding="utf-8")
    pointer = {"id": identity, "path": identity}
    (processed / "published" / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    return folder


def _table(name: str, columns: Mapping[str, Any]) -> pa.Table:
    agreed = schema(name)
    return pa.table({each.name: pa.array(columns[each.name], each.type, from_pandas=True) for each in agreed}, agreed)


def _representation(units: Tree, dates: Sequence[date]) -> dict[str, np.ndarray]:
    """Every column by month, unit, band and group; figures that are not shown are NaN."""
    now, month = count(units, len(dates)), np.array([each.month for each in dates])
    back = np.minimum(month[:, None] % RHYTHM[units.depth][None, :], np.arange(len(dates))[:, None])
    new, place = np.arange(len(dates))[:, None] - back, np.arange(len(units.codes))[None, :]
    shape = (len(dates), len(units.codes), len(BANDS), len(GROUPS))
    members, unknown = (np.swapaxes(each[new, place], 2, 3) for each in (now.members, now.unknown))
    carried = np.broadcast_to(now.heads[new, place][..., None], shape)
    hidden = ((members > 0) & (members < 5)) | (carried < 10)
    heads = np.where(hidden, now.heads[..., None], carried)
    known = np.maximum(carried - unknown, 1)
    low, high = wilson(members, known)
    shown = {
        "fte": carried * 0.87, "members": members, "members_fte": members * 0.82, "unknown": unknown,
        "unknown_fte": unknown * 0.8, "share": members / known, "share_low": members / np.maximum(carried, 1),
        "share_high": (members + unknown) / np.maximum(carried, 1), "share_fte": members * 0.82 / (known * 0.87),
        "margin_low": low, "margin_high": high,
    }  # fmt: skip
    day = np.array(dates, "datetime64[D]")
    return {
        "snapshot": np.broadcast_to(day[:, None, None, None], shape),
        "unit": np.broadcast_to(np.array(units.codes, object)[None, :, None, None], shape),
        "band": np.broadcast_to(np.array(BANDS, object)[None, None, :, None], shape),
        "group": np.broadcast_to(np.array(GROUPS, object), shape),
        "scale_basis": np.full(shape, "function", object),
        "as_of": np.where(hidden, np.datetime64("NaT"), day[new][:, :, None, None]),
        "counted": np.full(shape, "person", object), "headcount": heads,
        **{name: np.where(hidden, np.nan, each) for name, each in shown.items()},
        "shown": ~hidden, "reason": np.where(hidden, "too_few_people", None),
    }  # fmt: skip


def wilson(members: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chance margin of members among known, 95%."""
    z, p = 1.959964, members / known
    middle, half = p + z * z / (2 * known), z * np.sqrt(p * (1 - p) / known + z * z / (4 * known * known))
    return np.maximum(0.0, (middle - half) / (1 + z * z / known)), np.minimum(
        1.0, (middle + half) / (1 + z * z / known)
    )


def _progress(wide: Mapping[str, np.ndarray], units: Tree, dates: Sequence[date]) -> dict[str, np.ndarray]:
    parts: list[dict[str, np.ndarray]] = []
    done = np.repeat(np.linspace(0, 1, len(dates)), len(units.codes))
    for (group, band), share in ASKED.items():
        at = BANDS.index(band), GROUPS.index(group)
        row = {name: each[:, :, at[0], at[1]].ravel() for name, each in wide.items()}
        stand_in = best(wide["shown"][..., at[1]], at[0], units.parents)
        expected = share * (PATH_FROM + (1 - PATH_FROM) * done)
        told = {
            "target": np.full(len(done), f"{group}-{band}".replace("+", "up"), object),
            "version": np.ones(len(done), int), "counts": np.full(len(done), "persons", object),
            "target_share": np.full(len(done), share), "expected_share": expected,
            "deadline": np.full(len(done), np.datetime64("2028-12-31")),
        }  # fmt: skip
        pools = {
            "pool_unit": np.array([None, *units.codes], object)[stand_in.units + 1].ravel(),
            "pool_band": np.array([None, *BANDS], object)[stand_in.bands + 1].ravel(),
        }
        parts.append({**row, **told, **pools, **judged(row, share, expected, stand_in.units.ravel() >= 0)})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _cells(wide: Mapping[str, np.ndarray], units: Tree) -> dict[str, np.ndarray]:
    names = {"11-14": "function:11-14|function:11-14+15+", "15+": "function:11-14+15+|function:15+"}
    leaves, inner = np.flatnonzero(units.depth == 2), slice(1, 6)
    part = {name: wide[name][:, leaves, inner, 0] for name in ("snapshot", "unit", "band", "headcount")}
    bands = np.array([names.get(band, f"function:{band}") for band in part["band"].ravel()], object)
    return {**{name: each.ravel() for name, each in part.items()}, "bands": bands}


def _places(units: Tree, dates: Sequence[date]) -> dict[str, np.ndarray]:
    each, times = len(units.codes), len(dates)
    parents = np.array([*units.codes, None], object)[units.parents]
    columns = {
        "unit": np.array(units.codes, object), "parent": parents, "kind": np.array(KINDS, object)[units.depth],
        "depth": units.depth, "position": np.arange(each),
        "name_en": np.array(units.names, object), "name_nl": np.array(units.names, object),
    }  # fmt: skip
    days_of = np.repeat(np.array(dates, "datetime64[D]"), each)
    return {"snapshot": days_of, **{name: np.tile(column, times) for name, column in columns.items()}}


def _breaks(dates: Sequence[date]) -> list[dict[str, Any]]:
    told = {"reason_en": "not comparable before", "reason_nl": "niet te vergelijken met ervoor"}
    units = [f"F{number % FACULTIES:02d}" for number in range(20)]
    some = [{"snapshot": dates[(7 * n + 5) % len(dates)], "unit": unit, **told} for n, unit in enumerate(units)]
    return [*some, {"snapshot": dates[-min(len(dates), 30)], "band": "15+", **told}]


def _about(dates: Sequence[date], identity: str) -> dict[str, Any]:
    def named(code: str) -> dict[str, Any]:
        return {"code": code, "name": {"nl": f"Schalen {code}", "en": f"Scales {code}"}}

    return {
        "id": identity,
        "organisation": {"code": "large", "name": {"nl": "Groot", "en": "Large"}, "languages": ["nl", "en"]},
        "snapshots": [each.isoformat() for each in dates],
        "bands": [{**named(code), "pool_of": ["11-14", "15+"] if code == BANDS[-1] else []} for code in BANDS],
        "groups": [{"code": code, "name": {"nl": code, "en": code}, "attribute": code} for code in GROUPS],
        "targets": [_target(group, band, share) for (group, band), share in ASKED.items()],
        "counted": {each.isoformat(): "person" for each in dates},
        "warnings": [],
        "renamed": {},
        "made_from": [{"snapshot": each.isoformat(), "source": "people", "file": "", "fingerprint": "0" * 16} for each in dates],
    }  # fmt: skip


def _target(group: str, band: str, share: float) -> dict[str, Any]:
    said = f"{share:.0%} {group} {band}"
    return {
        "code": f"{group}-{band}".replace("+", "up"), "version": 1, "name": {"nl": said, "en": said}, "group": group,
        "band": band, "units": ["*"], "share": share, "counts": "persons", "scale_basis": "function", "steps": [],
        "in_force_from": "2015-01", "baseline_month": "2015-12", "baseline_share": share * PATH_FROM, "deadline": "2028-12",
        "decided_by": "Board", "decided_on": "2015-11-14", "source_document": "Plan",
    }  # fmt: skip
