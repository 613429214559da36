"""The reference dates of a publication, with where each comes from and for which units it brought new figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow.compute as pc

from dashboard.edition import Edition
from dashboard.wording.refreshes import Sheet, kind_words
from dashboard.wording.words import Words

LATEST = 12


def releases_sheet(edition: Edition, about: Mapping[str, Any], words: Words) -> Sheet:
    """The latest dates, newest first. A kind of unit has new figures when any row of it is of that very date."""
    latest = sorted(edition.snapshots, reverse=True)[:LATEST]
    fresh = _fresh(edition, latest)
    rows: list[tuple[str, ...]] = []
    for day in latest:
        made = [each for each in about.get("made_from", ()) if each["snapshot"] == day.isoformat()]
        counted = about.get("counted", {}).get(day.isoformat(), "person")
        rows.append(
            (
                words.day(day),
                ", ".join(each.get("file", "") for each in made),
                ", ".join(dict.fromkeys(each["source"] for each in made)),
                words(f"data_counted_{counted}"),
                ", ".join(kind_words(kind, words) for kind in fresh.get(day, ())) or words("data_fresh_none"),
            )
        )
    heads = (words("col_snapshot"), *(words(f"data_col_{name}") for name in ("file", "source", "counted", "fresh")))
    return Sheet(words("data_releases_caption"), heads, tuple(rows), (0, 1, 2, 3, 4))


def _fresh(edition: Edition, days: Sequence[date]) -> Mapping[date, tuple[str, ...]]:
    kinds: dict[tuple[date, str], str] = {
        (day, unit.code): unit.kind for day in days for unit in edition.units.get(day, ())
    }
    shown = (
        edition.rows("representation")
        .find(days)
        .filter(pc.field("shown") & (pc.field("as_of") == pc.field("snapshot")))
    )
    pairs: list[tuple[date, str]] = [
        (row["snapshot"], row["unit"]) for row in shown.group_by(["snapshot", "unit"]).aggregate([]).to_pylist()
    ]
    found: dict[date, dict[str, None]] = {}
    for day, unit in sorted(pairs):
        found.setdefault(day, {})[kinds.get((day, unit), unit)] = None
    return {day: tuple(kind) for day, kind in found.items()}
