"""Which rows of a table stand in the registers already, under the same key or in the same words?

The words are compared with what an activity says now, and then with what it said before: a table that was taken out
before somebody worked on the register comes back in without doubles too. One activity answers for one row.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from registers.model.activity import WORDS, Activity
from registers.model.record import Kept, Units
from registers.store.kinds import ACTIVITY
from registers.store.versions import current, every_version_of

Row = tuple[str, Activity]  # the key a row would get, and what it says


def recognised(connection: Connection, rows: Sequence[Row], seen: Units) -> set[str]:
    """The keys of the rows that are there already, as far as activities of `seen` tell (None: of every unit)."""
    there = current(connection, ACTIVITY, seen)
    keys = {key for key, _ in rows}
    found = {kept.key for kept in there if kept.key in keys}
    spare = {kept.key: kept for kept in there if not kept.removed and kept.key not in keys}
    found |= _answered([row for row in rows if row[0] not in found], spare, spare.values())
    rest = [row for row in rows if row[0] not in found]
    worked_on = [key for key, kept in spare.items() if kept.version > 1] if rest else []
    if worked_on:
        before = every_version_of(connection, ACTIVITY, worked_on)
        found |= _answered(rest, spare, [kept for key in worked_on for kept in before[key][:-1]])
    return found


def said(activity: Activity) -> str:
    """The unit and the words of an activity, in short."""
    return digest((activity.unit, activity.theme, *(str(getattr(activity, field)) for field in WORDS)))


def digest(parts: Iterable[str]) -> str:
    """A short text that is the same for the same parts in the same order, and for no others."""
    # Lengths first: without them two rows could share a key when words move from one column to the next.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _answered(rows: Sequence[Row], spare: dict[str, Kept[Activity]], versions: Iterable[Kept[Activity]]) -> set[str]:
    """The rows that one of these versions answers; the records that answered are taken out of `spare`."""
    saying: Mapping[str, list[str]] = defaultdict(list)
    for kept in versions:
        saying[said(kept.value)].append(kept.key)
    found: set[str] = set()
    for key, activity in rows:
        record = next((each for each in saying.get(said(activity), ()) if each in spare), None)
        if record is not None:
            del spare[record]
            found.add(key)
    return found
