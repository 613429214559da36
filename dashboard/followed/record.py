"""What the registers hold about agreements and talks, read once, and set beside the figures of an edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dashboard.edition import Edition, Target
from dashboard.followed.agreed import Agreed, Course, Deadline
from dashboard.followed.since import Begin, Since, since
from dashboard.standing import Names
from registers import Agreement, Brought, Conversation, Kept, Registers, Talk, Units, brought, calendar_of
from registers import agreements as agreements_of
from registers import conversations as conversations_of

Named = TypeVar("Named", Agreement, Conversation)
_LONGEST_CODE = 40  # of a band nobody described: its code is what somebody typed
_NEWEST = -1  # no version has this number, so that of a target without a standing the last is taken


@dataclass(frozen=True)
class OnRecord:
    """Agreements, talks and the calendar, as far as whoever asked may see them, under the codes units have now."""

    agreements: tuple[Kept[Agreement], ...] = ()
    conversations: tuple[Kept[Conversation], ...] = ()
    calendar: tuple[Talk, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])  # former code -> the code it has now

    @property
    def holds_anything(self) -> bool:
        """Whether anything was ever agreed or arranged."""
        return bool(self.agreements or self.conversations or self.calendar)


def read_record(registers: Registers, units: Units, today: date, renamed: Mapping[str, str]) -> OnRecord:
    """Read it once, for every unit that may be seen (None: all). Raises RegistersUnreachable."""
    return OnRecord(
        tuple(_called(kept, renamed) for kept in agreements_of(registers, units)),
        tuple(_called(kept, renamed) for kept in conversations_of(registers, units)),
        tuple(calendar_of(registers, today, units, renamed)),
        renamed,
    )


def brought_to_unit(record: OnRecord, unit: str, today: date) -> Brought:
    """What comes back to the talk of a unit that is planned, or to one today; `unit` may be a former code."""
    code = record.renamed.get(unit, unit)
    planned = next((talk.planned for talk in record.calendar if talk.unit == code and talk.planned), None)
    day, key = (planned.value.day, planned.key) if planned else (None, None)
    return brought(record.agreements, record.conversations, code, day or today, key)


def followed(
    edition: Edition, unit: str, snapshot: date, kept: Iterable[Kept[Agreement]], talks: Sequence[Kept[Conversation]],
    today: date,
) -> tuple[Agreed, ...]:  # fmt: skip
    """Each agreement of a unit beside the figures of its target, in the order given.

    The edition is already what the reader may see. `talks` say on which day an agreement was made; `today` decides
    what is past due.
    """
    talked = {each.key: each.value.day for each in talks if each.value.state != "cancelled"}
    return tuple(_agreed(edition, unit, snapshot, each, talked, today) for each in kept)


def begin_of(value: Agreement, talked: Mapping[str, date | None]) -> Begin | None:
    """The day of the talk it was agreed in; without one that may be seen, the day it was to start; else None."""
    day = talked.get(value.conversation or "")
    if day is not None:
        return Begin(day, "agreed")
    return Begin(value.start, "started") if value.start is not None else None


def _agreed(
    edition: Edition, unit: str, snapshot: date, kept: Kept[Agreement], talked: Mapping[str, date | None], today: date
) -> Agreed:
    value = kept.value
    begin = begin_of(value, talked)
    found = since(edition, unit, value.target, begin, snapshot)
    target = _target(edition, value.target, found)
    return Agreed(
        key=kept.key,
        what=value.aim,
        who=value.responsible,
        trigger=value.trigger,
        barrier=value.barrier,
        target=value.target,
        target_name=target.name if target else None,
        other_band=_other_band(edition, value.band, target),
        begin=begin,
        deadline=Deadline(value.due, value.changed_due),
        course=Course(value.status, value.done, value.outcome, value.past_due(today)),
        since=found,
    )


def _target(edition: Edition, code: str, found: Since) -> Target | None:
    if code not in edition.target_codes:
        return None
    row = found.now or found.then
    return edition.target(code, row.version if row else _NEWEST)


def _other_band(edition: Edition, band: str | None, target: Target | None) -> tuple[Names, Names] | None:
    if band is None or target is None or band == target.band:
        return None
    names = edition.bands
    return names.get(band, {"": band[:_LONGEST_CODE]}), names.get(target.band, {"": target.band})


def _called(kept: Kept[Named], renamed: Mapping[str, str]) -> Kept[Named]:
    unit = kept.value.unit
    return replace(kept, value=replace(kept.value, unit=renamed[unit])) if unit in renamed else kept
