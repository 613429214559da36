"""Everything that was written down about the talks with one unit, read at one moment, as far as a reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dashboard.access.reach import Reach, former
from registers import (
    Agreement,
    Brought,
    Conversation,
    Kept,
    Registers,
    Rhythm,
    Talk,
    Units,
    agreements,
    brought,
    calendar_of,
    conversations,
    rhythms,
)

Value = TypeVar("Value", Agreement, Conversation)


@dataclass(frozen=True)
class Dossier:
    """The records of one unit, under the code it has now and those it had before.

    `talk` is where it stands in its calendar, None without rhythm and conversations. `on_table` is the conversation
    the page is about: the one that is planned, else the last that was held. `brought`: the agreements that come back.
    `today` is the day it was read; `writes`: whether this reader may write about the unit.
    """

    unit: str
    codes: frozenset[str]
    talk: Talk | None
    rhythm: Rhythm | None
    conversations: Sequence[Kept[Conversation]]
    agreements: Sequence[Kept[Agreement]]
    removed: Sequence[Kept[Conversation] | Kept[Agreement]]
    on_table: Kept[Conversation] | None
    brought: Brought
    today: date
    writes: bool

    @property
    def others(self) -> tuple[Kept[Conversation], ...]:
        """The conversations beside the one on the table, the latest first."""
        return tuple(kept for kept in self.conversations if self.on_table is None or kept.key != self.on_table.key)

    def made_in(self, conversation: str) -> tuple[Kept[Agreement], ...]:
        """The agreements that were made in a conversation."""
        return tuple(kept for kept in self.agreements if kept.value.conversation == conversation)

    def conversation(self, key: str | None) -> Kept[Conversation] | None:
        """The conversation of this key; None when there is none, or it was removed."""
        return next((kept for kept in self.conversations if kept.key == key), None)


def read_dossier(registers: Registers, unit: str, reach: Reach, renamed: Mapping[str, str], today: date) -> Dossier:
    """Read it. `renamed`: former code of a unit -> the code it has now; `unit` may be either."""
    now = renamed.get(unit, unit)
    codes = former(now, renamed)
    seen: Units = codes if reach.reads is None else codes & reach.reads
    talked = conversations(registers, seen, removed=True)
    agreed = agreements(registers, seen, removed=True)
    there = [kept for kept in talked if not kept.removed]
    rhythm = rhythms(registers, seen)
    calendar = calendar_of(registers, today, seen, renamed)
    talk = calendar[0] if calendar else None
    by_key = {kept.key: kept for kept in there}
    on_table = next((by_key[kept.key] for kept in ((talk.planned, talk.last_held) if talk else ()) if kept), None)
    standing = [kept for kept in agreed if not kept.removed]
    return Dossier(
        unit=now,
        codes=codes,
        talk=talk,
        rhythm=next((kept.value for kept in sorted(rhythm, key=lambda kept: kept.value.unit != now)), None),
        conversations=there,
        agreements=standing,
        removed=[kept for kept in (*talked, *agreed) if kept.removed],
        on_table=on_table,
        brought=_brought(standing, there, now, talk, today),
        today=today,
        writes=reach.role is not None and reach.may_write(now),
    )


def _brought(
    agreed: Sequence[Kept[Agreement]], talked: Sequence[Kept[Conversation]], unit: str, talk: Talk | None, today: date
) -> Brought:
    """What comes to the talk that is planned, or to one today; the records as they stand, under their own codes."""
    planned = talk.planned if talk else None
    day = (planned.value.day if planned else None) or today
    found = brought(_as_of(agreed, unit), _as_of(talked, unit), unit, day, planned.key if planned else None)
    by_key = {kept.key: kept for kept in agreed}
    return Brought(
        found.since,
        tuple(by_key[kept.key] for kept in found.open),
        tuple(by_key[kept.key] for kept in found.closed),
    )


def _as_of(found: Sequence[Kept[Value]], unit: str) -> list[Kept[Value]]:
    return [replace(kept, value=replace(kept.value, unit=unit)) for kept in found]
