"""What is said of activities: how many there are, what is to be done, when they are, who wrote what? Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from dashboard.access.people import ROLES
from dashboard.activities.listing import Line, Wanted, without_owner_or_date
from dashboard.activities.naming import Called
from dashboard.wording.words import Words
from registers import LINKS, OWNER, Activity, Change, When, work_to_do

# The order of a form, and of all that is told of an activity.
COLUMNS = ("what", "meaning", "aim", "who", "place", "period", "usage")
_MINUTES = "%H:%M"
_SAID = 160  # characters of what somebody wrote, repeated in a sentence


def title(lines: Sequence[Line], words: Words) -> str:
    """How many activities there are, and how many of them have no owner, no date, or no plan yet."""
    there = [line for line in lines if not line.kept.removed]
    n, without = len(there), without_owner_or_date(there)
    if not n:
        return words("act_title_none")
    said = words("act_title_one") if n == 1 else words("act_title_many", n=words.number(n))
    if not without:
        return words("act_title_whole", activities=said)
    return words("act_title_without", activities=said, n=words.number(without))


def shown(found: int, every: int, wanted: Wanted, words: Words) -> str:
    """How many of them are shown under these filters."""
    if not wanted.narrows:
        return words("act_title_one") if every == 1 else words("act_shown_all", n=words.number(every))
    if wanted.work == "removed":
        return words("act_shown_removed", n=words.number(found))
    return words("act_shown_some", n=words.number(found), all=words.number(every))


def to_do(line: Line, words: Words) -> list[str]:
    """What is still to be done about an activity, each kind once; a word that holds a place with its column."""
    said = [
        words("act_placeholder_in", column=words(f"act_col_{finding.field}"))
        if finding.code == "placeholder"
        else words(f"act_is_{finding.code}")
        for finding in line.findings
    ]
    return list(dict.fromkeys(said))


def when_read(read: Activity | When, words: Words) -> str:
    """The days, how often, and the phase, as they were read or set; empty when there are none."""
    first, last = read.first_day, read.last_day
    parts: list[str] = []
    if first and last:
        said = words("act_days", first=words.day(first), last=words.day(last))
        parts.append(words.day(first) if first == last else said)
    elif first:
        parts.append(words("act_from", first=words.day(first)))
    elif last:
        parts.append(words("act_until", last=words.day(last)))
    if read.recurrence:
        parts.append(words(f"act_recurs_{read.recurrence}"))
    if read.phase:
        parts.append(words(f"act_phase_{read.phase}"))
    return ", ".join(parts)


def source_said(source: str, words: Words) -> str:
    """Which file and which line of it an activity came from."""
    name, _, line = source.rpartition(":")
    return words("act_source_line", file=name, n=int(line)) if name and line.isdigit() else source


def change_said(change: Change, words: Words) -> str:
    """One step of the history: when, in which role, what was done, to which columns."""
    at = f"{words.day(change.at.date())} {change.at.strftime(_MINUTES)} UTC"
    role = words(f"role_{change.role}") if change.role in ROLES else words("act_role_administrator")
    said = words(f"act_did_{'blanked' if change.blanked else change.act}", at=at, role=role)
    if change.act == "made":
        return said
    labels = labels_of(words)
    fields = ", ".join(labels.get(name, name) for name in change.fields)
    return f"{said}: {fields}" if fields else said


def labels_of(words: Words) -> Mapping[str, str]:
    """Field of an activity -> what it is called, as on its form."""
    names = (*COLUMNS, "theme", "unit", "first_day", "last_day", "recurrence", "phase", "groups", "bands", "targets")
    return {name: words(f"act_col_{name}") for name in (*names, "source")}


def link_headings(words: Words) -> Mapping[str, str]:
    """What a row is linked to -> the heading under which a table has its codes."""
    return {kind: words(f"act_col_{kind}_codes") for kind in LINKS}


def shown_of(field: str, value: object, names: Called, words: Words) -> str:
    """What one field of an activity holds, in words."""
    if value is None or value == "":
        return ""
    if field in LINKS and isinstance(value, tuple):
        return ", ".join(names.shown(field, [str(each) for each in value]))
    if field == "unit":
        return names.unit(str(value))
    if field in ("recurrence", "phase"):
        return words(f"act_recurs_{value}" if field == "recurrence" else f"act_phase_{value}")
    return words.day(value) if isinstance(value, date) else str(value)


def emphasised(parts: Sequence[str]) -> str:
    """The parts in a row as markup, each of them strong; what was written in them is text."""
    return ", ".join(f"<strong>{escape(part)}</strong>" for part in parts)


def still_missing(activity: Activity, words: Words) -> str:
    """What is still missing of who and when after saving, with the words in which no date could be read; else empty."""
    found = {finding.code for finding in work_to_do(activity) if finding.field in ("who", "period")}
    said = [words("act_still_owner")] if found & set(OWNER) else []
    if "date_unread" in found or "date_open" in found:
        period = " ".join(activity.period.split())
        said.append(words("act_still_unread", period=period if len(period) <= _SAID else f"{period[:_SAID]}…"))
    elif "date_missing" in found:
        said.append(words("act_still_date"))
    elif "plan_to_write" in found:
        said.append(words("act_still_plan"))
    return " ".join(said)
