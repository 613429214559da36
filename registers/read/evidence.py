"""For one target: what was agreed and done in some units, and when?

Only the steps, in the order of their days, to set beside what the published figures did. That the one moved the
other is claimed nowhere.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.record import Kept, Units
from registers.read.records import activities, agreements, conversations, within
from registers.store.opened import Registers

Event = Literal["agreed", "started", "due", "new_due", "done", "dropped", "activity_began", "activity_ended"]


@dataclass(frozen=True)
class Step:
    """Something that was to happen, or happened, on a day; `record` is the agreement or activity it is about."""

    day: date
    event: Event
    record: Kept[Agreement] | Kept[Activity]


@dataclass(frozen=True)
class Evidence:
    """What belongs to one target. `undated` are agreements and activities without any day at all."""

    target: str
    agreements: tuple[Kept[Agreement], ...]
    activities: tuple[Kept[Activity], ...]
    steps: tuple[Step, ...]
    undated: tuple[Kept[Agreement] | Kept[Activity], ...]


def evidence(registers: Registers, target: str, at: Collection[str], units: Units) -> Evidence:
    """What was agreed and done about a target in the units `at` (a unit, and those above it when they count too)."""
    seen = within(units, at)
    agreed = tuple(kept for kept in agreements(registers, seen) if kept.value.target == target)
    acted = tuple(kept for kept in activities(registers, seen) if target in kept.value.targets)
    talked = {kept.key: kept.value.day for kept in conversations(registers, units)}
    steps = [
        *(step for kept in agreed for step in _of_agreement(kept, talked.get(kept.value.conversation or ""))),
        *(step for kept in acted for step in _of_activity(kept)),
    ]
    dated = {step.record.key for step in steps}
    undated = tuple(kept for kept in (*agreed, *acted) if kept.key not in dated)
    return Evidence(target, agreed, acted, tuple(sorted(steps, key=lambda step: (step.day, step.record.key))), undated)


def _of_agreement(kept: Kept[Agreement], talked: date | None) -> Iterator[Step]:
    """`talked` is the day of the conversation it was made in; None when there was none that may be seen."""
    value = kept.value
    yield from _dated(
        kept, (("agreed", talked), ("started", value.start), ("due", value.due), ("new_due", value.changed_due))
    )
    if value.status == "dropped":
        yield Step(kept.at.date(), "dropped", kept)
    yield from _dated(kept, (("done", value.done),))


def _of_activity(kept: Kept[Activity]) -> Iterator[Step]:
    yield from _dated(kept, (("activity_began", kept.value.first_day), ("activity_ended", kept.value.last_day)))


def _dated(kept: Kept[Agreement] | Kept[Activity], days: Iterable[tuple[Event, date | None]]) -> Iterator[Step]:
    for event, day in days:
        if day:
            yield Step(day, event, kept)
