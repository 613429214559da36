"""Which records are there, for somebody who may see these units?

Every question takes the units that may be seen (None: all of them) and never answers with another's record, nor
with one that was removed unless asked for it.
"""

from collections.abc import Collection
from datetime import date

from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.record import Entry, EntryT, Kept, Units
from registers.model.rhythm import Rhythm
from registers.store.kinds import ACTIVITY, AGREEMENT, CONVERSATION, RHYTHM, Kind, kind_named
from registers.store.opened import Registers
from registers.store.versions import current, kind_at


def conversations(registers: Registers, units: Units, *, removed: bool = False) -> list[Kept[Conversation]]:
    """The conversations, the latest first; those without a day come last."""
    found = _current(registers, CONVERSATION, units, removed)
    return sorted(found, key=lambda kept: (kept.value.day or date.min, kept.key), reverse=True)


def agreements(registers: Registers, units: Units, *, removed: bool = False) -> list[Kept[Agreement]]:
    """The agreements, by the day they are due by now; those without one come last."""
    found = _current(registers, AGREEMENT, units, removed)
    return sorted(found, key=lambda kept: (kept.value.due_now or date.max, kept.key))


def activities(registers: Registers, units: Units, *, removed: bool = False) -> list[Kept[Activity]]:
    """The activities, in the order of the table they came from; those written by hand come first, by name."""
    found = _current(registers, ACTIVITY, units, removed)
    return sorted(found, key=lambda kept: (kept.value.source or "", kept.value.what.casefold(), kept.key))


def rhythms(registers: Registers, units: Units) -> list[Kept[Rhythm]]:
    """How often each unit has a conversation, by unit."""
    return sorted(_current(registers, RHYTHM, units, removed=False), key=lambda kept: kept.value.unit)


def one(registers: Registers, key: str, units: Units) -> Kept[Entry] | None:
    """The record with a key, removed or not; None when there is none, or it is about a unit that may not be seen."""
    with registers.reading() as connection:
        name = kind_at(connection, key)
        if name is None:
            return None
        found = current(connection, kind_named(name), units, [key])
    return found[0] if found else None


def made_in(registers: Registers, conversation: str, units: Units) -> list[Kept[Agreement]]:
    """The agreements that were made in a conversation."""
    return [kept for kept in agreements(registers, units) if kept.value.conversation == conversation]


def within(units: Units, asked: Collection[str]) -> Units:
    """The units that are asked for, as far as they may be seen."""
    return frozenset(asked) if units is None else units & frozenset(asked)


def _current(registers: Registers, kind: Kind[EntryT], units: Units, removed: bool) -> list[Kept[EntryT]]:
    with registers.reading() as connection:
        found = current(connection, kind, units)
    return [kept for kept in found if removed or not kept.removed]
