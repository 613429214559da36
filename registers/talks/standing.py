"""Where does each unit stand in its calendar of conversations: held, planned, due or overdue? Pure.

The next conversation is due on the day that was agreed in the last one that was held; without such a day, one round
of the rhythm later; without any held, on the first day of the rhythm. The clock is the `today` that is passed in.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from registers.model.conversation import Conversation
from registers.model.record import Kept
from registers.model.rhythm import MONTHS, Rhythm

Stand = Literal["overdue", "due", "planned", "held"]
AHEAD = timedelta(days=60)  # a conversation is due from so long before its day: time to plan and prepare


@dataclass(frozen=True)
class Talk:
    """The next conversation of one unit. `due_by` None: there is no rhythm and no day was agreed.

    `unwritten`: its planned day has passed, and nobody wrote down whether it was held.
    """

    unit: str
    stand: Stand
    due_by: date | None
    last_held: Kept[Conversation] | None = None
    planned: Kept[Conversation] | None = None
    unwritten: bool = False


def talks(conversations: Iterable[Kept[Conversation]], rhythms: Iterable[Kept[Rhythm]], today: date) -> list[Talk]:
    """One for each unit that has a rhythm or a conversation, the most pressing first."""
    of_unit: dict[str, list[Kept[Conversation]]] = defaultdict(list)
    for kept in conversations:
        of_unit[kept.value.unit].append(kept)
    rhythm_of = {kept.value.unit: kept.value for kept in rhythms}
    found = [talk(unit, of_unit.get(unit, []), rhythm_of.get(unit), today) for unit in {*of_unit, *rhythm_of}]
    order: dict[Stand, int] = {"overdue": 0, "due": 1, "planned": 2, "held": 3}
    return sorted(found, key=lambda each: (order[each.stand], each.due_by or date.max, each.unit))


def talk(unit: str, conversations: Sequence[Kept[Conversation]], rhythm: Rhythm | None, today: date) -> Talk:
    """The next conversation of one unit, from all of its conversations."""
    held = _latest(kept for kept in conversations if kept.value.state == "held")
    planned = [kept for kept in conversations if kept.value.state == "planned" and kept.value.day is not None]
    coming = sorted((kept for kept in planned if _day(kept) >= today), key=_day)
    # A plan from before the last talk that was held was overtaken by it.
    passed = _latest(kept for kept in planned if _day(kept) < today and (held is None or _day(kept) > _day(held)))
    due_by = _due_by(held, rhythm)
    if coming:
        return Talk(unit, "planned", due_by, held, coming[0])
    if passed:
        return Talk(unit, "overdue", due_by, held, passed, unwritten=True)
    return Talk(unit, _stand(due_by, today), due_by, held)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _due_by(held: Kept[Conversation] | None, rhythm: Rhythm | None) -> date | None:
    if held is None:
        return rhythm.first_day if rhythm else None
    if held.value.next_day:
        return held.value.next_day
    return months_later(_day(held), MONTHS[rhythm.every]) if rhythm else None


def _stand(due_by: date | None, today: date) -> Stand:
    if due_by is None or today < due_by - AHEAD:
        return "held"
    return "due" if today <= due_by else "overdue"


def _latest(found: Iterable[Kept[Conversation]]) -> Kept[Conversation] | None:
    return max(found, key=lambda kept: (_day(kept), kept.key), default=None)


def _day(kept: Kept[Conversation]) -> date:
    return kept.value.day or date.min
