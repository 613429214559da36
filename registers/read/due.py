"""What is waiting for somebody: talks to plan, agreements past due, activities without owner or date?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registers.intake.findings import Finding, work_to_do
from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.record import Kept, Units
from registers.read.records import activities, agreements, conversations, rhythms, within
from registers.store.opened import Registers
from registers.talks.brought import Brought, brought
from registers.talks.standing import Talk, talks


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


def calendar_of(registers: Registers, today: date, units: Units) -> list[Talk]:
    """Where each unit stands in its calendar of conversations on a day, the most pressing first."""
    return talks(conversations(registers, units), rhythms(registers, units), today)


def todos(found: Iterable[Kept[Activity]]) -> list[Todo]:
    """The activities that something is still to be done about."""
    return [Todo(kept, work) for kept in found if (work := work_to_do(kept.value))]


def brought_to(registers: Registers, unit: str, day: date, key: str | None, units: Units) -> Brought:
    """The agreements that come on the table at a unit's conversation; `key` is its own, None when not made yet."""
    seen = within(units, {unit})
    return brought(agreements(registers, seen), conversations(registers, seen), unit, day, key)
