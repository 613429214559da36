"""How do the activities of a table come into the registers: all of them, once?

The key of an activity is made from its unit, its own words and its links, so that the same table brought in again adds
nothing; rows with exactly the same words and links are counted apart and stay apart. What was changed by hand since then stays as it is.
An activity that says the same, or said it before somebody worked on it, is not added again either, however it came to
be there (recognised.py): a register that was taken out as a table comes back in without doubles.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from pipeline.faults import Where
from registers.errors import RecordRefused, TableRefused
from registers.intake.cells import lines_of
from registers.intake.links import Known, link_faults, linking_of, split_codes
from registers.intake.reading import Reading, TableRow, read_table
from registers.intake.when import read_when
from registers.keep.recognised import digest, recognised, said
from registers.keep.rules import faults_of
from registers.keep.save import add_all
from registers.model.activity import LINKS, WORDS, Activity
from registers.model.record import Author, Units
from registers.store.opened import Registers

Placing = tuple[str, Mapping[str, str]]  # the unit of rows that say nothing else; code or words of a row -> unit


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
    """Key and activity of each row.

    `unit_of` gives the unit for the code in its column for it, or without one for the words in its place column. A
    code that is not in there stands for itself; other rows get `unit`.
    """
    found: list[tuple[str, Activity]] = []
    seen: Counter[str] = Counter()
    for row in reading.rows:
        activity = _activity(row, name, unit_of.get(row.code or row.words["place"].strip(), row.code or unit))
        same = said(activity)
        seen[same] += 1
        found.append((f"activity-{digest((same, str(seen[same])))}", activity))
    return found


def already_there(
    registers: Registers, reading: Reading, placing: Placing, seen: Units, known: Known | None = None
) -> tuple[bool, ...]:
    """Per row of a table whether it is there already, as far as somebody who may see these units can know.

    A link to something else than the `known` codes makes no difference; None: every link does.
    """
    entries = activities_of(reading, "", *placing)
    mine = [(key, activity) for key, activity in entries if seen is None or activity.unit in seen]
    with registers.reading() as connection:
        found = recognised(connection, mine, seen, linking_of(reading, known))
    return tuple(key in found for key, _ in entries)


def bring_in_activities(
    registers: Registers,
    table: tuple[bytes, str],
    units: Placing,
    author: Author,
    at: datetime,
    known: Known | None = None,
) -> BroughtIn:
    """Brings in a table (its content and file name), all or nothing.

    `units` is the unit of rows that say nothing else, and codes or words of the place column -> unit. Rows of a unit
    this author may not write about come in only when they are there already. A link to another code than the `known`
    ones stops it; without those every code stands for itself. Raises TableRefused, RecordRefused, NotAllowed.
    """
    reading = read_activities(*table)
    if known is not None and (odd := link_faults(reading, table[1], known)):
        raise TableRefused(odd)
    entries = activities_of(reading, table[1], *units)
    _require_sound(reading, entries, table[1])
    linking = linking_of(reading, known)

    def there(connection: Connection, rows: Sequence[tuple[str, Activity]]) -> set[str]:
        return recognised(connection, rows, None, linking)

    added, already = add_all(registers, entries, author, at, leave_out=there)
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


def _activity(row: TableRow, name: str, unit: str) -> Activity:
    read = read_when(row.words["period"])
    words: dict[str, Any] = {field: row.words.get(field, "") for field in (*WORDS, "theme")}
    links: dict[str, Any] = {field: split_codes(row.words.get(field, "")) for field in LINKS}
    return Activity(
        unit=unit,
        **words,
        **links,
        first_day=read.first_day,
        last_day=read.last_day,
        recurrence=read.recurrence,
        phase=read.phase,
        source=f"{name}:{row.line:05d}",
    )
