"""What do the commands of the registers say, in Dutch and English? Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.faults import Language, Message
from registers.intake.findings import Finding
from registers.keep.bring_in import BroughtIn
from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.record import Change, Entry, Kept
from registers.read.due import Due, Todo
from registers.talks.standing import Talk

_SAID = {
    "overdue": Message("overdue", "over tijd"),
    "due": Message("to plan", "te plannen"),
    "unwritten": Message("was it held? write it down", "is het gevoerd? leg het vast"),
    "owner_missing": Message("no owner", "geen eigenaar"),
    "owner_open": Message("owner still open", "eigenaar nog te bepalen"),
    "owner_redacted": Message("owner blacked out", "eigenaar onleesbaar gemaakt"),
    "date_missing": Message("no date", "geen datum"),
    "date_open": Message("date still open", "datum nog te bepalen"),
    "date_unread": Message("no date could be read", "geen datum te lezen"),
    "plan_to_write": Message("plan still to be written", "plan nog uit te werken"),
    "placeholder": Message("still to be filled in", "nog in te vullen"),
}
_TALKS = Message("Conversations to plan ({n})", "Te plannen gesprekken ({n})")
_PAST = Message("Agreements past their day ({n})", "Afspraken over hun datum ({n})")
_UNDATED = Message("Agreements without a day ({n})", "Afspraken zonder datum ({n})")
_TODO = Message("Activities with work to do ({n})", "Activiteiten waar nog werk aan is ({n})")
_NOTHING = Message("Nothing is waiting.", "Er wacht niets.")
_BROUGHT = Message(
    "{read} activities read: {added} added, {already} were there already; {todo} have work to do",
    "{read} activiteiten gelezen: {added} toegevoegd, {already} waren er al; aan {todo} is nog werk",
)
_BLANKED = Message(
    "{key}: {field} holds no text any more in any version; version {version} says so. Backups and former exports are not reached: remove or renew them.",
    "{key}: {field} bevat in geen enkele versie meer tekst; versie {version} zegt dat. Back-ups en eerdere exporten zijn niet bereikt: verwijder of vernieuw die.",
)
_LOOSE = Message("line {line} is no activity: {words}", "regel {line} is geen activiteit: {words}")


def due_lines(found: Due, language: Language) -> Iterator[str]:
    """The reminder list, one line each, under headings that count."""
    if not len(found):
        yield _NOTHING.fill(language, {})
    parts = (
        (_TALKS, [_talk(each, language) for each in found.talks]),
        (_PAST, [_agreement(kept.value) for kept in found.past_due]),
        (_UNDATED, [_agreement(kept.value) for kept in found.without_day]),
        (_TODO, list(todo_lines(found.activities, language))),
    )
    for heading, lines in parts:
        if lines:
            yield heading.fill(language, {"n": len(lines)})
            yield from (f"  {line}" for line in lines)


def todo_lines(found: Iterable[Todo], language: Language) -> Iterator[str]:
    """Activities and what is to be done about each."""
    for each in found:
        yield f"{_short(each.activity.value)}: {_work(each.findings, language)}"


def brought_lines(
    found: BroughtIn, todos: Iterable[tuple[Activity, tuple[Finding, ...]]], language: Language
) -> Iterator[str]:
    """What became of a table of activities."""
    waiting = [(activity, work) for activity, work in todos if work]
    counts = {"read": len(found.reading.rows), "added": found.added, "already": found.already, "todo": len(waiting)}
    yield _BROUGHT.fill(language, counts)
    for activity, work in waiting:
        yield f"  {_short(activity)}: {_work(work, language)}"
    for line, words in found.reading.loose:
        yield _LOOSE.fill(language, {"line": line, "words": words})


def blanked_line(kept: Kept[Entry], field: str, language: Language) -> str:
    """That a text was taken out, and what is left to do about copies of it."""
    return _BLANKED.fill(language, {"key": kept.key, "field": field, "version": kept.version})


def history_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Each change: when, who, what it did, and which fields; what they hold is for the export."""
    for change in changes:
        fields = ", ".join(change.fields)
        act = "blanked" if change.blanked else change.act
        yield f"{change.version}  {change.at.isoformat(' ', 'seconds')}  {change.subject} ({change.role})  {act}  {fields}".rstrip()


def _talk(each: Talk, language: Language) -> str:
    said = "unwritten" if each.unwritten else each.stand
    return f"{each.unit}: {_SAID[said].fill(language, {})}{_on(each.due_by)}"


def _agreement(value: Agreement) -> str:
    return f"{value.unit}, {value.target}: {_cut(value.aim)} ({value.responsible}){_on(value.due_now)}"


def _on(day: date | None) -> str:
    return f", {day.isoformat()}" if day else ""


def _short(activity: Activity) -> str:
    return f"{activity.unit}, {_cut(activity.what or activity.meaning)}"


def _work(findings: Iterable[Finding], language: Language) -> str:
    return ", ".join(dict.fromkeys(_SAID[each.code].fill(language, {}) for each in findings))


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
