"""Which agreements come back on the table at a conversation? Pure.

Those of the unit that are still open, however old, and those that were closed since the conversation before it:
what became of them is the first thing to talk about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.record import Kept


@dataclass(frozen=True)
class Brought:
    """What is brought to a conversation. `since` is the day of the one before it, None when it is the first."""

    since: date | None
    open: tuple[Kept[Agreement], ...]
    closed: tuple[Kept[Agreement], ...]


def brought(
    agreements: Iterable[Kept[Agreement]],
    conversations: Sequence[Kept[Conversation]],
    unit: str,
    day: date,
    key: str | None,
) -> Brought:
    """What is brought to the conversation of a unit on a day; `key` is its own, None when it was not made yet.

    Agreements made in that very conversation, or in a later one, are not brought to it. One that was closed before the
    last conversation, and written down so after it, was not talked about as closed: it comes as well.
    """
    talked = {kept.key: kept.value for kept in conversations if kept.key != key}
    before = [each.day for each in talked.values() if each.unit == unit and each.state == "held" and each.day]
    since = max((each for each in before if each < day), default=None)
    of_unit = [kept for kept in agreements if kept.value.unit == unit and not _made_at_or_after(kept, talked, key, day)]
    still_open = tuple(kept for kept in of_unit if not kept.value.closed)
    closed = tuple(kept for kept in of_unit if kept.value.closed and (since is None or _told_on(kept) >= since))
    return Brought(since, still_open, closed)


def _made_at_or_after(kept: Kept[Agreement], talked: Mapping[str, Conversation], key: str | None, day: date) -> bool:
    made_in = kept.value.conversation
    if made_in is None:
        return False
    there = talked.get(made_in)
    return made_in == key or (there is not None and there.day is not None and there.day >= day)


def _told_on(kept: Kept[Agreement]) -> date:
    return max(closed_on(kept), kept.at.date())


def closed_on(kept: Kept[Agreement]) -> date:
    """The day an agreement was closed; of one that was dropped, the day it was last changed."""
    return kept.value.done or kept.at.date()
