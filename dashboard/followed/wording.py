"""How an agreement is said, and what the figures did since: beside each other, never the one because of the other."""

from dashboard.discussion.changes import change_phrase
from dashboard.followed.agreed import Agreed, Course, Deadline
from dashboard.followed.since import Begin, Since
from dashboard.standing import Standing
from dashboard.wording.rows import as_of_words, noun_of, numbers_words, row_words
from dashboard.wording.words import Words


def deadline_words(deadline: Deadline, words: Words) -> str:
    """By when, and when that was moved; that there is no day yet."""
    day, first = deadline.day, deadline.first
    if day is None:
        return words("agreed_no_day")
    if first is not None and first != day:
        return words("agreed_moved_day", day=words.day(day), first=words.day(first))
    return words.day(day)


def course_words(course: Course, words: Words) -> str:
    """Its state, and whether it is past its day. The outcome is the reader's own text, and is not in it."""
    if course.status == "done" and course.done is not None:
        state = words("agreed_done_on", day=words.day(course.done))
    else:
        state = words(f"agreed_{course.status}")
    late = words("agreed_past_due") if course.past_due and course.unfinished else ""
    return ", ".join(part for part in (state, late) if part)


def target_words(agreed: Agreed, words: Words) -> str:
    """The name of its target; the code as it was written down, where no name is known."""
    return words.name(agreed.target_name) if agreed.target_name else agreed.target


def followed_words(agreed: Agreed, words: Words) -> str:
    """From which day, and what the published figures of the target did since, in sentences."""
    parts = [begin_words(agreed.begin, words), since_words(agreed.since, words)]
    if agreed.other_band and agreed.since.how not in ("not_here", "unknown_target"):
        band, own = (words.name(each) for each in agreed.other_band)
        parts.append(words("followed_other_band", band=band, own=own))
    return " ".join(part for part in parts if part)


def begin_words(begin: Begin | None, words: Words) -> str:
    """The day it was agreed, or else the day it was to start."""
    return words("followed_no_day") if begin is None else words(f"followed_{begin.by}", day=words.day(begin.day))


def since_words(found: Since, words: Words) -> str:
    """What the figures did, and whose they are where they are not the unit's own."""
    facts = {name: _figure(row, words) for name, row in (("then", found.then), ("now", found.now)) if row}
    facts |= {f"{name}_lead": _lead(row, words) for name, row in (("then", found.then), ("now", found.now)) if row}
    if found.change is not None:
        facts["change"] = change_phrase(found.change, words)
    if found.how == "hidden" and facts["then_lead"] == facts["now_lead"]:
        said = words("followed_hidden_alike", now=facts["now"])
    else:
        said = words(f"followed_{found.how}", **facts)
    return f"{words('followed_whose', unit=words.name(found.whose.name))} {said}" if found.whose else said


def _figure(row: Standing, words: Words) -> str:
    """`23 of 345 known, 6.7% (December 2025)`; why not, where it is not shown."""
    numbers = numbers_words(row, noun_of(row), words).replace(" · ", ", ") if row.shown else ""
    if not numbers:
        return _lead(row, words)
    of_when = as_of_words(row.carried, words, row.snapshot) or words.month(row.snapshot)
    return f"{numbers} ({of_when})"


def _lead(row: Standing, words: Words) -> str:
    """Where it stands, or why it is not shown."""
    return row_words(row, words).lead
