"""The invented publication, bent: rows hidden, taken away or changed, a unit renamed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dashboard.edition import Edition
from tests.packs.publications import with_table

_FIGURES = ("members", "gap", "gap_adding", "as_of")
_COUNTS = ("members", "members_fte", "unknown", "unknown_fte", "share", "share_low", "share_high", "share_fte")
_EMPTY = (*_FIGURES, *_COUNTS, "fte", "margin_low", "margin_high")


def hidden_at(edition: Edition, unit: str, target: str, *days: date, reason: str = "too_few_people") -> Edition:
    """The same edition, in which this unit is not shown against this target on these days, as if it never was."""
    described = edition.target(target, 1)
    progress = [
        _emptied(row, reason) | {"verdict": "not_shown"}
        if (row["unit"], row["target"]) == (unit, target) and row["snapshot"] in days
        else row
        for row in edition.tables["progress"].to_pylist()
    ]
    cell = (unit, described.group, described.band)
    counts = [
        _emptied(row, reason) if (row["unit"], row["group"], row["band"]) == cell and row["snapshot"] in days else row
        for row in edition.tables["representation"].to_pylist()
    ]
    return with_table(with_table(edition, "progress", progress), "representation", counts)


def _emptied(row: dict, reason: str) -> dict:
    return row | {name: None for name in _EMPTY if name in row} | {"shown": False, "reason": reason}


def with_progress(edition: Edition, changed: Callable[[dict], dict | None]) -> Edition:
    """The same edition, each row of progress as the function gives it; without it where it gives None."""
    rows = [changed(row) for row in edition.tables["progress"].to_pylist()]
    return with_table(edition, "progress", [row for row in rows if row is not None])


def called_before(edition: Edition, unit: str, former: str, until: date) -> Edition:
    """The same edition, in which the unit had another code up to and with this day."""
    for name in ("progress", "representation", "units"):
        rows = [
            row | {"unit": former} if row["unit"] == unit and row["snapshot"] <= until else row
            for row in edition.tables[name].to_pylist()
        ]
        edition = with_table(edition, name, rows)
    return replace(edition, renamed={former: unit})
