"""What is waiting for somebody: talks to plan or to write down, agreements, activities? Oldest first. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dashboard.agenda.lines import Line
from registers import DATE, OWNER, Agreement, Kept, Todo

Kind = Literal["plan", "write", "past", "undated", "activity"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Part = Literal["talks", "agreements", "activities"]
PARTS: Mapping[Part, tuple[Kind, ...]] = {
    "talks": ("plan", "write"),
    "agreements": ("past", "undated"),
    "activities": ("activity",),
}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `record`: its key and version; None for a talk that nobody planned yet.

    `since`: the day it was due by or was to be held, or the day it was last written. `typed`: words somebody typed.
    """

    kind: Kind
    unit: str
    since: date
    typed: str = ""
    by: str = ""  # the function that answers for it, as typed
    lacks: tuple[str, ...] = ()  # of an activity: "owner", "date"
    late: bool = False
    record: tuple[str, int] | None = None


def waiting(
    lines: Sequence[Line], agreements: Iterable[Kept[Agreement]], todos: Iterable[Todo], today: date
) -> list[Waiting]:
    """Everything that waits in these units, by kind and then the oldest first.

    Agreements and activities of a unit that was renamed wait under its code of now.
    """
    now = {code: line.unit for line in lines for code in line.former}
    found = [
        *(each for line in lines for each in _of_talk(line, today)),
        *(each for kept in agreements for each in _of_agreement(kept, today, now)),
        *(each for todo in todos for each in _of_activity(todo, now)),
    ]
    order = {line.unit: place for place, line in enumerate(lines)}
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.since, order.get(each.unit, len(order))))


def counted(found: Iterable[Waiting]) -> dict[Kind, int]:
    """How many of each kind; a kind of which there are none is left out."""
    kinds = [each.kind for each in found]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}


def _of_talk(line: Line, today: date) -> Iterator[Waiting]:
    talk = line.talk
    if talk is None or line.stand not in ("overdue", "due"):
        return
    if talk.unwritten and talk.planned and talk.planned.value.day:
        kept = talk.planned
        yield Waiting("write", line.unit, talk.planned.value.day, late=True, record=(kept.key, kept.version))
    elif talk.due_by:
        yield Waiting("plan", line.unit, talk.due_by, late=talk.due_by < today)


def _of_agreement(kept: Kept[Agreement], today: date, now: Mapping[str, str]) -> Iterator[Waiting]:
    value, record = kept.value, (kept.key, kept.version)
    unit = now.get(value.unit, value.unit)
    if value.closed:
        return
    if value.due_now is None:
        yield Waiting("undated", unit, kept.at.date(), value.aim, value.responsible, record=record)
    elif value.past_due(today):
        yield Waiting("past", unit, value.due_now, value.aim, value.responsible, late=True, record=record)


def _of_activity(todo: Todo, now: Mapping[str, str]) -> Iterator[Waiting]:
    codes = {finding.code for finding in todo.findings}
    lacks = tuple(name for name, any_of in (("owner", OWNER), ("date", DATE)) if codes & set(any_of))
    if lacks:
        kept = todo.activity
        unit, typed = now.get(kept.value.unit, kept.value.unit), kept.value.what or kept.value.meaning
        yield Waiting("activity", unit, kept.at.date(), typed, lacks=lacks, record=(kept.key, kept.version))
