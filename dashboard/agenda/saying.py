"""What the page of talks says of a line and of what waits, in words. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.agenda.lines import Line
from dashboard.agenda.waiting import Kind, Waiting, counted
from dashboard.wording.words import Words

_MOST = 160  # characters of what somebody typed: enough to know it by
# What the title counts; the rest waits without a day, and is told below it.
_PRESSING: tuple[Kind, ...] = ("plan", "write", "past")


def title_of(found: Sequence[Waiting], words: Words) -> str:
    """How much waits: what has a day first; nothing at all when nothing does."""
    counts = counted(found)
    pressing: list[Kind] = [kind for kind in counts if kind in _PRESSING] or [*counts]
    return _counts(counts, pressing, words) if counts else words("waits_nothing")


def lead_of(found: Sequence[Waiting], today: date, words: Words) -> str:
    """Which day it is, and what waits that the title does not count."""
    counts = counted(found)
    without_day: list[Kind] = [kind for kind in counts if kind not in _PRESSING]
    said = words("calendar_today", day=words.day(today))
    if not without_day or len(without_day) == len(counts):
        return said
    return f"{said} {words('waits_besides', counts=_counts(counts, without_day, words))}"


def stand_words(line: Line, words: Words) -> str:
    """Where a unit stands."""
    talk = line.talk
    if line.stand == "overdue" and talk and talk.unwritten:
        return words("stand_unwritten")
    if line.stand == "planned" and line.ahead and talk and talk.due_by and line.ahead > talk.due_by:
        return words("stand_planned_late")
    if line.stand == "held" and talk and talk.last_held is None:
        return words("stand_not_yet")
    if line.stand == "held" and talk and talk.due_by is None:
        return words("stand_held_no_next")
    return words(f"stand_{line.stand}")


def day_cells(line: Line, words: Words) -> tuple[str, str, str]:
    """Last held, planned for, to be held by; empty where there is no such day."""
    talk = line.talk
    kept = (talk.last_held, talk.planned) if talk else (None, None)
    days = [each.value.day if each else None for each in kept]
    last, planned, by = (words.day(each) if each else "" for each in (*days, talk.due_by if talk else None))
    return last, planned, by


def waiting_words(found: Waiting, words: Words) -> tuple[str, str]:
    """What is to be done, and since when or by when."""
    day = words.day(found.since)
    if found.kind == "activity":
        return words(f"waits_line_activity_{'_'.join(found.lacks)}"), words("waits_since_written", day=day)
    if found.kind == "plan":
        return words("waits_line_plan"), words("waits_since_late" if found.late else "waits_by", day=day)
    since = {"write": "waits_since_planned", "past": "waits_since_due", "undated": "waits_since_written"}
    return words(f"waits_line_{found.kind}"), words(since[found.kind], day=day)


def typed_words(text: str) -> str:
    """What somebody typed, on one line and no longer than it takes to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"


def _counts(counts: Mapping[Kind, int], kinds: Sequence[Kind], words: Words) -> str:
    said = [
        words(f"waits_{kind}_{'one' if counts[kind] == 1 else 'many'}", n=words.number(counts[kind])) for kind in kinds
    ]
    return words("waits_and", first=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else "".join(said)
