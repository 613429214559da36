"""What the page of talks needs of the registers, asked once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.access.reach import Units
from dashboard.agenda.lines import Line, Tree, lines_of
from dashboard.agenda.waiting import Waiting, waiting
from registers import Registers, activities, agreements, calendar_of, rhythms, todos


@dataclass(frozen=True)
class Agenda:
    """A line per unit, and what waits."""

    lines: Sequence[Line]
    waits: Sequence[Waiting]


def agenda_of(registers: Registers, tree: Tree, reads: Units, today: date) -> Agenda:
    """The calendar and the reminder list of the units that may be read, under the codes they have now."""
    agreed, todo = agreements(registers, reads), todos(activities(registers, reads))
    others = [
        *(kept.value.unit for kept in agreed if not kept.value.closed),
        *(each.activity.value.unit for each in todo),
    ]
    talks = calendar_of(registers, today, reads, tree[1])
    lines = lines_of(tree, reads, talks, rhythms(registers, reads), others)
    return Agenda(lines, waiting(lines, agreed, todo, today))
