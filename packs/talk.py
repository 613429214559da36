"""When the talk is that a pack is for, and when the last one was: days only, what was said in it stays in the register."""

from dataclasses import dataclass
from datetime import date

from dashboard.wording.words import Words


@dataclass(frozen=True)
class TalkDays:
    """The days of the talks with one unit; None: no such day.

    `passed` is the day of a plan of which nobody wrote down whether it was held; `last` that of the last one held.
    """

    planned: date | None = None
    due_by: date | None = None
    overdue: bool = False
    passed: date | None = None
    last: date | None = None


NO_DAY = TalkDays()


def next_words(talk: TalkDays, words: Words) -> str:
    """When the next talk is, or has to be; empty where neither is on record."""
    if talk.planned is not None:
        return words("pack_talk_planned", day=words.day(talk.planned))
    if talk.passed is not None:
        return words("pack_talk_passed", day=words.day(talk.passed))
    if talk.due_by is not None:
        return words("pack_talk_overdue" if talk.overdue else "pack_talk_due", day=words.day(talk.due_by))
    return ""


def talk_line(talk: TalkDays, words: Words) -> str:
    """Which talk a pack is for, and the one before it, on one line; empty where no day is on record."""
    coming = next_words(talk, words)
    parts = [words("pack_for_talk", when=coming)] if coming else []
    if talk.last is not None:
        parts.append(words("pack_last_talk", day=words.day(talk.last)))
    said = " · ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"
