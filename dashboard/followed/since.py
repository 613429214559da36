"""What did the published figures of a target do since a day? Which figures are set beside each other; none is computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.discussion.changes import Change, moved
from dashboard.edition import Edition, Unit
from dashboard.standing import Standing

How = Literal[
    "moved", "no_newer", "came", "went", "hidden", "none_then", "ahead", "undated", "ended", "not_here", "unknown_target"
]  # fmt: skip


@dataclass(frozen=True)
class Begin:
    """The day from which the figures are followed. `by`: the day it was agreed, or, that not being known, began."""

    day: date
    by: Literal["agreed", "started"]


@dataclass(frozen=True)
class Since:
    """Two published standings of one target of one unit, and how they lie to each other.

    `moved`: both are shown, the later figure is newer. `no_newer`: it is not. `came`, `went`, `hidden`: the earlier,
    the later, neither is shown. `none_then`: the publication has none of that day. `ahead`: the snapshot lies before
    that day; `undated`: no day is known; of both only `now` is there. `ended`: the target holds no longer, `then` is its last standing. `not_here`, `unknown_target`:
    the unit, or the whole edition, has no standing against it; both are None.
    `whose` is the unit the standings are of, None for the unit that was asked about.
    """

    how: How
    then: Standing | None = None
    now: Standing | None = None
    change: Change | None = None  # of `moved` only
    whose: Unit | None = None


def since(edition: Edition, unit: str, target: str, begin: Begin | None, snapshot: date) -> Since:
    """From the snapshot nearest on or before the day to the selected one, as this edition shows both.

    Where the target is not the unit's own, that of the nearest unit above which has it. A unit that is not there at
    the snapshot is followed under the name it has then, or has its own series only.
    """
    if target not in edition.target_codes:
        return Since("unknown_target")
    units = _up_from(edition, unit, snapshot)
    for each in units:
        rows = [row for row in edition.series(each, target) if row.snapshot <= snapshot]
        if rows:
            whose = None if each == units[0] else edition.unit(snapshot, each)
            return _between(edition, rows, begin, snapshot, whose)
    return Since("not_here")


def _up_from(edition: Edition, unit: str, snapshot: date) -> list[str]:
    there = {each.code for each in edition.units.get(snapshot, ())}
    code = next((each for each in (unit, edition.renamed.get(unit, unit)) if each in there), None)
    return [unit] if code is None else [each.code for each in reversed(edition.line(snapshot, code))]


def _between(
    edition: Edition, rows: Sequence[Standing], begin: Begin | None, snapshot: date, whose: Unit | None
) -> Since:
    at = {row.snapshot: row for row in rows}
    now = at.get(snapshot)
    if now is None:
        return Since("ended", rows[-1], whose=whose)
    if begin is None:
        return Since("undated", now=now, whose=whose)
    if snapshot < begin.day:
        return Since("ahead", now=now, whose=whose)
    nearest = max((day for day in edition.snapshots if day <= begin.day), default=None)
    then = at.get(nearest) if nearest else None
    if then is None:
        return Since("none_then", now=now, whose=whose)
    how = _how(then, now, begin.day)
    return Since(how, then, now, moved(edition, then, now) if how == "moved" else None, whose)


def _how(then: Standing, now: Standing, day: date) -> How:
    if not now.shown:
        return "went" if then.shown else "hidden"
    if not then.shown:
        return "came"
    # A figure that was carried from before that day is no figure of the time since, whatever month it is shown in.
    newer = now.as_of is not None and now.as_of > day and (then.as_of is None or now.as_of > then.as_of)
    return "moved" if newer else "no_newer"
