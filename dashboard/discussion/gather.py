"""Everything published about one unit and its targets, gathered: one situation per target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.discussion.bands import EVERYONE, band_below
from dashboard.discussion.counts import Cell, Count, Counts, read_counts
from dashboard.discussion.situation import Outside, Situation
from dashboard.edition import Break, Edition, Target, Unit
from dashboard.standing import Standing

OutsideOf = Mapping[str, Outside]  # target -> on which side of the limits of chance; inside them: absent
_BREAK_MONTHS = 24


@dataclass(frozen=True)
class Gathered:
    """One unit at one snapshot: the units around it, its standings, theirs, and the counts of all of them."""

    edition: Edition
    snapshot: date
    line: tuple[Unit, ...]  # from the organisation, as far as it may be seen, down to the unit
    whole: Unit
    rows: tuple[Mapping[str, Any], ...]  # of progress at this snapshot, every unit that may be seen
    standings: tuple[Standing, ...]  # of the line, and of who has a target this unit has not
    before: Mapping[date, tuple[Standing, ...]]  # the unit's own at the days a year before its figures
    counts: Counts

    @property
    def unit(self) -> Unit:
        """The unit it is about."""
        return self.line[-1]

    def standing(self, unit: str, target: str) -> Standing | None:
        """That unit against that target; None when it has no such target."""
        return next((row for row in self.standings if (row.unit, row.target) == (unit, target)), None)

    def own(self) -> tuple[Standing, ...]:
        """The unit's own standings, in the order of about.json."""
        return tuple(row for row in self.standings if row.unit == self.unit.code)

    def count(self, standing: Standing, unit: str | None = None, band: str | None = None) -> Count | None:
        """The count a target is about; of another unit or band where said."""
        target = self.edition.target(standing.target, standing.version)
        basis = self.scale_basis(standing.unit, standing.target)
        cell = Cell(self.snapshot, unit or self.unit.code, band or target.band, target.group, basis)
        return self.counts.at(cell, standing.counts)

    def scale_basis(self, unit: str, target: str) -> str:
        """Whether the function scale or the personal scale counts for this target of this unit."""
        same = (row["scale_basis"] for row in self.rows if row["target"] == target and row["unit"] == unit)
        return next(same, "function")


def gather(edition: Edition, unit: str, snapshot: date) -> Gathered:
    """Read what is needed once. Raises KeyError for a unit that does not exist at that snapshot."""
    line = edition.line(snapshot, unit)
    whole = edition.root(snapshot)
    rows = _rows(edition, snapshot)
    elsewhere = {owner for owner, _ in _without(edition, line, rows)}
    near = dict.fromkeys([*(each.code for each in line), whole.code, *elsewhere])
    former = [old for old, new in edition.renamed.items() if new == unit]
    days = _days(edition, snapshot, [row["as_of"] for row in rows if row["unit"] == unit])
    before = {day: edition.standings(day, [unit, *former]) for day in days[1:]}
    return Gathered(
        edition,
        snapshot,
        line,
        whole,
        rows,
        edition.standings(snapshot, near),
        before,
        read_counts(edition, days, [*near, *former]),
    )


def situations(found: Gathered, outside: OutsideOf | None = None) -> tuple[Situation, ...]:
    """The unit's own targets in the order of about.json, then the targets it has not and another has."""
    own = [_own(found, row, (outside or {}).get(row.target)) for row in found.own()]
    return (*own, *_foreign(found))


def _own(found: Gathered, row: Standing, outside: Outside | None) -> Situation:
    edition = found.edition
    target = edition.target(row.target, row.version)
    breaks = edition.breaks(row.unit, target)
    wider = next((each for each in _above(found, row.target) if each.shown), None)
    return Situation(
        **_shared(found, row, target),
        organisation=None if row.unit == found.whole.code else found.count(row, found.whole.code),
        wider=wider,
        wider_name=edition.unit(found.snapshot, wider.unit).name if wider else {},
        before=_a_year_before(found, row),
        break_=_last_break(breaks, row.as_of or row.snapshot),
        size_before=_size_before(found, row),
        former=_former(edition, target),
        outside=outside,
    )


def _foreign(found: Gathered) -> list[Situation]:
    wanted = _without(found.edition, found.line, found.rows)
    told = [_not_own(found, row) for row in found.standings if (row.unit, row.target) in wanted]
    return sorted(told, key=lambda each: (each.wider is None, wanted.index((each.standing.unit, each.standing.target))))


def _not_own(found: Gathered, row: Standing) -> Situation:
    edition = found.edition
    return Situation(
        **_shared(found, row, edition.target(row.target, row.version)),
        organisation=None,
        wider=row if any(each.code == row.unit for each in found.line) else None,
        wider_name={},
        before=None,
        break_=None,
        size_before=None,
        former=None,
        outside=None,
        owner=edition.unit(found.snapshot, row.unit),
    )


def _shared(found: Gathered, row: Standing, target: Target) -> dict[str, Any]:
    edition = found.edition
    below = band_below(edition, target.band)
    return {
        "snapshot": found.snapshot,
        "unit": found.unit,
        "whole": found.whole,
        "target": target,
        "standing": row,
        "group_name": edition.groups.get(target.group, {"en": target.group}),
        "band_name": edition.bands.get(target.band, {"en": target.band}),
        "pool_name": edition.bands[below] if below else {},
        "here": found.count(row),
        "pool": found.count(row, band=below) if below else None,
        "everyone": None if target.band == EVERYONE else found.count(row, band=EVERYONE),
    }


def _rows(edition: Edition, snapshot: date) -> tuple[Mapping[str, Any], ...]:
    names = ["unit", "target", "band", "group", "scale_basis", "as_of"]
    return tuple(edition.rows("progress").find([snapshot]).select(names).to_pylist())


def _without(edition: Edition, line: tuple[Unit, ...], rows: tuple[Mapping[str, Any], ...]) -> list[tuple[str, str]]:
    """Owner and target of every band and group in which the last of the line has none: of the nearest above, else of another.

    Once per group and band; only targets that about.json describes.
    """
    *above, unit = [each.code for each in line]
    nearest = above[::-1]
    mine = {(row["group"], row["band"]) for row in rows if row["unit"] == unit}
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for row in sorted(rows, key=lambda row: nearest.index(row["unit"]) if row["unit"] in nearest else len(nearest)):
        key = row["group"], row["band"]
        if key not in mine and row["target"] in edition.target_codes:
            found.setdefault(key, (row["unit"], row["target"]))
    return list(found.values())


def _above(found: Gathered, target: str) -> list[Standing]:
    rows = [found.standing(unit.code, target) for unit in reversed(found.line[:-1])]
    whole = found.standing(found.whole.code, target) if found.whole.code != found.unit.code else None
    return [row for row in [*rows, whole] if row is not None]


def _a_year_before(found: Gathered, row: Standing) -> Standing | None:
    day = row.as_of
    there = [each for at, rows in found.before.items() if day is not None and _a_year_apart(at, day) for each in rows]
    return next((each for each in there if each.target == row.target), None)


def _a_year_apart(earlier: date, later: date) -> bool:
    return (earlier.year + 1, earlier.month) == (later.year, later.month)


def _last_break(breaks: tuple[Break, ...], day: date) -> Break | None:
    recent = [
        each
        for each in breaks
        if each.snapshot <= day
        and (day.year - each.snapshot.year) * 12 + day.month - each.snapshot.month < _BREAK_MONTHS
    ]
    return recent[-1] if recent else None


def _size_before(found: Gathered, row: Standing) -> Count | None:
    """The same cell a year before the day of its headcount; None where a break lies between."""
    here = found.count(row)
    day = (here.as_of if here else None) or found.snapshot
    earlier = next((each for each in found.edition.snapshots if _a_year_apart(each, day)), None)
    if here is None or earlier is None or _counted_anew(found.edition, here.cell, earlier, day):
        return None
    codes = [row.unit, *(old for old, new in found.edition.renamed.items() if new == row.unit)]
    cells = [Cell(earlier, code, here.cell.band, here.cell.group, here.cell.scale_basis) for code in codes]
    return next((count for cell in cells if (count := found.counts.at(cell, row.counts)) is not None), None)


def _counted_anew(edition: Edition, cell: Cell, earlier: date, day: date) -> bool:
    """Whether a break in between touches the headcount: one of a target group alone leaves it as it was."""
    return any(
        earlier < row["snapshot"] <= day
        and not row["group"]
        and row["unit"] in (None, "", cell.unit)
        and row["band"] in (None, "", cell.band)
        for row in edition.tables["breaks"].to_pylist()
    )


def _days(edition: Edition, snapshot: date, as_of: Sequence[date | None]) -> list[date]:
    """The snapshot, then those that lie a year before it or before the day of a figure that stands at it."""
    now = {snapshot, *(day for day in as_of if day is not None)}
    return [snapshot, *(day for day in edition.snapshots if any(_a_year_apart(day, later) for later in now))]


def _former(edition: Edition, target: Target) -> Target | None:
    former = [each for each in edition.targets if each.code == target.code and each.version < target.version]
    return former[-1] if former else None
