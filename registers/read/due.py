"""What is waiting for somebody: talks to plan, agreements past due, activities without owner or date?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from registers.intake.findings import Finding, work_to_do
from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.record import Kept, Units
from registers.model.rhythm import Rhythm
from registers.read.records import activities, agreements, conversations, rhythms, within
from registers.store.opened import Registers
from registers.talks.brought import Brought, brought
from registers.talks.standing import Talk, talks

Named = TypeVar("Named", Conversation, Rhythm)
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Todo:
    """An activity and what is still to be done about it."""

    activity: Kept[Activity]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Due:
    """The reminder list. Every part may be empty."""

    talks: tuple[Talk, ...]
    past_due: tuple[Kept[Agreement], ...]
    without_day: tuple[Kept[Agreement], ...]
    activities: tuple[Todo, ...]

    def __len__(self) -> int:
        return len(self.talks) + len(self.past_due) + len(self.without_day) + len(self.activities)


def due(registers: Registers, today: date, units: Units) -> Due:
    """The reminder list of these units on a day."""
    open_ones = [kept for kept in agreements(registers, units) if not kept.value.closed]
    return Due(
        tuple(each for each in calendar_of(registers, today, units) if each.stand in ("overdue", "due")),
        tuple(kept for kept in open_ones if kept.value.past_due(today)),
        tuple(kept for kept in open_ones if kept.value.due_now is None),
        tuple(todos(activities(registers, units))),
    )


def calendar_of(registers: Registers, today: date, units: Units, renamed: Mapping[str, str] = _NONE) -> list[Talk]:
    """Where each unit stands in its calendar of conversations on a day, the most pressing first.

    `renamed`: former code of a unit -> the code it has now; what was written under the former one counts for it.
    """
    talked = [_called(kept, renamed) for kept in conversations(registers, units)]
    return talks(talked, _latest_names(rhythms(registers, units), renamed), today)


def todos(found: Iterable[Kept[Activity]]) -> list[Todo]:
    """The activities that something is still to be done about."""
    return [Todo(kept, work) for kept in found if (work := work_to_do(kept.value))]


def brought_to(registers: Registers, unit: str, day: date, key: str | None, units: Units) -> Brought:
    """The agreements that come on the table at a unit's conversation; `key` is its own, None when not made yet."""
    seen = within(units, {unit})
    return brought(agreements(registers, seen), conversations(registers, seen), unit, day, key)


def _latest_names(found: Iterable[Kept[Rhythm]], renamed: Mapping[str, str]) -> list[Kept[Rhythm]]:
    """The rhythms under the codes of now; one that was set under the code of now holds."""
    former_first = sorted(found, key=lambda kept: kept.value.unit not in renamed)
    return [_called(kept, renamed) for kept in former_first]


def _called(kept: Kept[Named], renamed: Mapping[str, str]) -> Kept[Named]:
    unit = kept.value.unit
    return replace(kept, value=replace(kept.value, unit=renamed[unit])) if unit in renamed else kept
