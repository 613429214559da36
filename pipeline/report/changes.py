"""What a refresh would change: the publication as it is beside the one it would become. Published figures only."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import pyarrow.compute as pc

from pipeline.faults import LANGUAGES
from pipeline.published import Publication
from pipeline.published.accounts import Account, Texts, UnitHeads
from pipeline.published.changes import Changes, Shift, Told
from pipeline.report.changes_text import changes_text

Row = Mapping[str, Any]
_KEY = ("unit", "band", "scale_basis", "group")


@dataclass(frozen=True)
class _Side:
    """One publication at its last snapshot; everything is empty where nothing is published yet."""

    id: str
    snapshot: date | None
    months: tuple[str, ...]
    rows: tuple[Row, ...]  # of representation
    progress: tuple[Row, ...]
    units: tuple[Row, ...]
    cells: tuple[Row, ...]
    targets: Mapping[str, Texts]

    @property
    def shown(self) -> frozenset[tuple[str, ...]]:
        """The rows that have a figure."""
        return frozenset(tuple(row[name] for name in _KEY) for row in self.rows if row["shown"])


def changes(before: Publication | None, after: Publication, account: Account | None, *, done: bool = False) -> Changes:
    """Both publications side by side. `account` is that of the refresh that made `after`; None where it made nothing new.

    `done`: it has happened; else it was only tried.
    """
    was, now = _side(before), _side(after)
    account = account or _unchanged(now)
    months = tuple(dict.fromkeys(each.month for each in account.replaced if each.month in was.months))
    found = Changes(
        changed=was.id != now.id,
        done=done,
        account=account,
        publication_before=was.id,
        snapshot_before=was.snapshot,
        months_new=tuple(month for month in now.months if month not in was.months),
        months_replaced=months,
        heads=_heads(was, now),
        shifts=_shifts(was, now),
        rows_newly_shown=len(now.shown - was.shown),
        rows_newly_hidden=len(was.shown - now.shown),
        shown_before=len(was.shown),
        hidden_before=len(was.rows) - len(was.shown),
        unit_names=_unit_names(was) | _unit_names(now),
        target_names={**was.targets, **now.targets},
        text={},
    )
    return replace(found, text={language: changes_text(found, language) for language in LANGUAGES})


def _unchanged(now: _Side) -> Account:
    """The account of a refresh that found nothing new."""
    return Account(
        "published",
        publication=now.id,
        months=now.months,
        snapshot=now.snapshot,
        rows_shown=len(now.shown),
        rows_hidden=len(now.rows) - len(now.shown),
    )


def _side(publication: Publication | None) -> _Side:
    if publication is None:
        return _Side("", None, (), (), (), (), (), {})
    snapshots = publication.about["snapshots"]
    last = date.fromisoformat(snapshots[-1])

    def rows(table: str) -> tuple[Row, ...]:
        return tuple(publication.table(table).filter(pc.field("snapshot") == last).to_pylist())

    targets = {each["code"]: each["name"] for each in publication.about["targets"]}
    months = tuple(str(snapshot)[:7] for snapshot in snapshots)
    return _Side(
        publication.id,
        last,
        months,
        rows("representation"),
        rows("progress"),
        rows("units"),
        rows("cells"),
        targets,
    )


def _heads(was: _Side, now: _Side) -> tuple[UnitHeads, ...]:
    before, after = _by_unit(was), _by_unit(now)
    return tuple(UnitHeads(unit, before.get(unit), after.get(unit)) for unit in dict.fromkeys([*after, *before]))


def _by_unit(side: _Side) -> dict[str, int | None]:
    """Everybody in a unit and all below it, on the day itself; None where part of them is not available."""
    parents = {row["unit"]: row["parent"] for row in side.units}
    found: dict[str, int | None] = dict.fromkeys(parents, 0)
    for cell in side.cells:
        unit = cell["unit"]
        while unit is not None:
            so_far, heads = found[unit], cell["headcount"]
            found[unit] = None if so_far is None or heads is None else so_far + int(heads)
            unit = parents[unit]
    return found


def _shifts(was: _Side, now: _Side) -> tuple[Shift, ...]:
    before, after = ({(row["target"], row["unit"]): row for row in side.progress} for side in (was, now))
    keys = dict.fromkeys([*after, *before])
    return tuple(Shift(*key, _told(before.get(key)), _told(after.get(key))) for key in keys)


def _told(row: Row | None) -> Told | None:
    return None if row is None else Told(**{each.name: row[each.name] for each in fields(Told)})


def _unit_names(side: _Side) -> dict[str, Texts]:
    return {row["unit"]: {"nl": row["name_nl"], "en": row["name_en"]} for row in side.units}
