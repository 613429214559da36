"""How do the activities of a table come into the registers: all of them, once?

The key of an activity is made from its unit and its own words, so that the same table brought in again adds nothing;
rows with exactly the same words are counted apart and stay apart. What was changed by hand since then stays as it is.
An activity that says the same by now, however it came to be there, is not added again either: a register that was
taken out as a table, after work on it, comes back in without doubles.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from pipeline.faults import Where
from registers.errors import RecordRefused
from registers.intake.cells import lines_of
from registers.intake.reading import Reading, TableRow, read_table
from registers.intake.when import read_when
from registers.keep.rules import faults_of
from registers.keep.save import add_all
from registers.model.activity import WORDS, Activity
from registers.model.record import Author
from registers.store.kinds import ACTIVITY
from registers.store.opened import Registers
from registers.store.versions import current, kind_at


@dataclass(frozen=True)
class BroughtIn:
    """What became of a table: rows read = added + already there."""

    reading: Reading
    activities: tuple[Activity, ...]
    added: int
    already: int


def read_activities(content: bytes, name: str) -> Reading:
    """What stands in a file (.csv, .xlsx or .txt), in its own words. Raises TableRefused."""
    return read_table(lines_of(content, name), name)


def activities_of(reading: Reading, name: str, unit: str, unit_of: Mapping[str, str]) -> list[tuple[str, Activity]]:
    """Key and activity of each row. `unit_of` gives the unit for the words in its place column; others get `unit`."""
    found: list[tuple[str, Activity]] = []
    seen: Counter[str] = Counter()
    for row in reading.rows:
        activity = _activity(row, name, unit_of.get(row.words["place"].strip(), unit))
        same = _said(activity)
        seen[same] += 1
        found.append((f"activity-{_digest((same, str(seen[same])))}", activity))
    return found


def bring_in_activities(
    registers: Registers,
    table: tuple[bytes, str],
    units: tuple[str, Mapping[str, str]],
    author: Author,
    at: datetime,
) -> BroughtIn:
    """Brings in a table (its content and file name), all or nothing.

    `units` is the unit of rows that say nothing else, and words of the place column -> unit. Raises TableRefused,
    RecordRefused, NotAllowed.
    """
    reading = read_activities(*table)
    entries = activities_of(reading, table[1], *units)
    _require_sound(reading, entries, table[1])
    added, already = add_all(registers, entries, author, at, leave_out=_said_already)
    return BroughtIn(reading, tuple(activity for _, activity in entries), added, already)


def _require_sound(reading: Reading, entries: Sequence[tuple[str, Activity]], name: str) -> None:
    """Raises RecordRefused with the line and the column of everything that cannot be kept."""
    broken = [
        replace(fault, where=Where(file=name, line=row.line, column=fault.where.column))
        for row, (key, activity) in zip(reading.rows, entries, strict=True)
        for fault in faults_of(key, activity)
    ]
    if broken:
        raise RecordRefused(broken)


def _said_already(connection: Connection, entries: Sequence[tuple[str, Activity]]) -> set[str]:
    """The keys that would make a double: as many activities stand there now in the same words, under other keys."""
    units = frozenset(activity.unit for _, activity in entries)
    there = [kept for kept in current(connection, ACTIVITY, units) if not kept.removed]
    keys = {key for key, _ in entries}
    spare = Counter(_said(kept.value) for kept in there if kept.key not in keys)
    found: set[str] = set()
    for key, activity in entries:
        if kind_at(connection, key) is None and spare[_said(activity)] > 0:
            spare[_said(activity)] -= 1
            found.add(key)
    return found


def _said(activity: Activity) -> str:
    """The unit and the words of an activity, in short."""
    return _digest((activity.unit, activity.theme, *(str(getattr(activity, field)) for field in WORDS)))


def _activity(row: TableRow, name: str, unit: str) -> Activity:
    read = read_when(row.words["period"])
    words: dict[str, Any] = {field: row.words.get(field, "") for field in (*WORDS, "theme")}
    return Activity(
        unit=unit,
        **words,
        first_day=read.first_day,
        last_day=read.last_day,
        recurrence=read.recurrence,
        phase=read.phase,
        source=f"{name}:{row.line:05d}",
    )


def _digest(parts: Iterable[str]) -> str:
    # Lengths first: without them two rows could share a key when words move from one column to the next.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:40]
