"""Which rows of a table stand in the registers already, under the same key or in the same words and links?

They are compared with what an activity says now, and then with what it said before: a table that was taken out
before somebody worked on the register comes back in without doubles too. One activity answers for one row. Links are
compared as far as the table has columns for them.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from registers.intake.links import Linking
from registers.model.activity import LINKS, WORDS, Activity
from registers.model.record import Kept, Units
from registers.store.kinds import ACTIVITY
from registers.store.versions import current, every_version_of

Row = tuple[str, Activity]  # the key a row would get, and what it says
_Keys = Mapping[str, list[str]]  # what is said -> the keys of the records that say it now


def recognised(connection: Connection, rows: Sequence[Row], seen: Units, linking: Linking) -> set[str]:
    """The keys of the rows that are there already, as far as activities of `seen` tell (None: of every unit)."""
    there = [replace(kept, value=linking.sayable(kept.value)) for kept in current(connection, ACTIVITY, seen)]
    keys = {key for key, _ in rows}
    here = {kept.key: kept for kept in there if kept.key in keys}
    spare = {kept.key: kept for kept in there if not kept.removed and kept.key not in keys}
    found = set(here)
    found |= _answered(_without(rows, found), spare, spare.values())
    found |= _exchanged(rows, found, here, spare)
    rest = _without(rows, found)
    worked_on = [key for key, kept in spare.items() if kept.version > 1] if rest else []
    if worked_on:
        before = every_version_of(connection, ACTIVITY, worked_on)
        older = (kept for key in worked_on for kept in before[key][:-1])
        found |= _answered(rest, spare, [replace(kept, value=linking.sayable(kept.value)) for kept in older])
    return found


def said(activity: Activity) -> str:
    """The unit, the words and the links of an activity, in short."""
    words = (activity.unit, activity.theme, *(str(getattr(activity, field)) for field in WORDS))
    # Without links it is said as it was before tables had any: rows keep the key under which they once came in.
    if not any(getattr(activity, field) for field in LINKS):
        return digest(words)
    return digest((*words, *(digest(sorted(set(getattr(activity, field)))) for field in LINKS)))


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


def _exchanged(
    rows: Sequence[Row], found: set[str], here: Mapping[str, Kept[Activity]], spare: dict[str, Kept[Activity]]
) -> set[str]:
    """Rows that are answered by the record with another row's key, since that row has another record to answer it.

    So it is with twins of which the first was worked on: the key of the second is in no row of the table any more.
    """
    own = {key: said(activity) for key, activity in rows}
    moved, saying = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for key, kept in here.items():
        if not kept.removed and (now := said(kept.value)) != own[key]:
            moved[now].append(key)
    for key, kept in spare.items() if moved else ():
        saying[said(kept.value)].append(key)
    answered: set[str] = set()
    for key, _ in _without(rows, found) if moved else ():
        record = _freed(own, moved, saying, own[key])
        if record is not None:
            del spare[record]
            answered.add(key)
    return answered


def _freed(own: Mapping[str, str], moved: _Keys, saying: _Keys, wanted: str) -> str | None:
    """The spare record at the end of the shortest row of exchanges that frees one which says what is wanted."""
    came: dict[str, tuple[str, str] | None] = {wanted: None}
    for words in (waiting := [wanted]):
        if saying.get(words):
            spare = saying[words].pop()
            while (step := came[words]) is not None:
                key, words = step
                moved[words].remove(key)
            return spare
        for key in moved.get(words, ()):
            if own[key] not in came:
                came[own[key]] = (key, words)
                waiting.append(own[key])
    return None


def _without(rows: Sequence[Row], keys: set[str]) -> list[Row]:
    return [row for row in rows if row[0] not in keys]
