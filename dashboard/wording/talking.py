"""Where the talk with a unit stands, and what stands in its records, in words. Pure."""

from collections.abc import Mapping
from datetime import date

from dashboard.access.people import ROLES
from dashboard.wording.words import Words
from registers import Agreement, Conversation, Kept, Rhythm, Talk

# Field of a record -> the code of its name.
CONVERSATION_FIELDS = {
    "state": "field_state",
    "day": "field_day",
    "roles": "field_roles",
    "publication": "field_publication",
    "notes": "field_notes",
    "next_day": "field_next_day",
    "unit": "field_unit",
}
AGREEMENT_FIELDS = {
    "target": "field_target",
    "band": "field_band",
    "trigger": "field_trigger",
    "barrier": "field_barrier",
    "aim": "field_aim",
    "responsible": "field_responsible",
    "start": "field_start",
    "due": "field_due",
    "changed_due": "field_changed_due",
    "done": "field_done",
    "status": "field_status",
    "outcome": "field_outcome",
    "conversation": "field_conversation",
    "unit": "field_unit",
}
_SHORT = 90  # characters of a text that only has to be recognised


def talk_title(unit: str, talk: Talk | None, words: Words) -> str:
    """Where the talk with a unit stands. `unit` is its name."""
    if talk is None or (talk.due_by is None and talk.planned is None and talk.last_held is None):
        return words("talk_is_none", unit=unit)
    planned, held = _day(talk.planned), _day(talk.last_held)
    if talk.stand == "planned" and planned:
        return words("talk_is_planned", unit=unit, day=words.day(planned))
    if talk.unwritten and planned:
        return words("talk_is_unwritten", unit=unit, day=words.day(planned))
    if talk.stand in ("due", "overdue") and talk.due_by:
        return words(f"talk_is_{talk.stand}", unit=unit, day=words.day(talk.due_by))
    if held:
        return words("talk_is_held", unit=unit, day=words.day(held))
    return words("talk_is_first", unit=unit, day=words.day(talk.due_by) if talk.due_by else "")


def talk_lead(talk: Talk | None, rhythm: Rhythm | None, words: Words) -> str:
    """The rhythm, and when the next one is due where the title does not say so."""
    said = words(f"rhythm_{rhythm.every}") if rhythm else words("rhythm_none")
    if talk is None or talk.due_by is None:
        return said
    parts = [said]
    if talk.planned is not None or talk.stand == "held":
        parts.append(words("talk_due_by", day=words.day(talk.due_by)))
    if talk.last_held is not None and (talk.planned is not None or talk.stand != "held"):
        held = _day(talk.last_held)
        parts.append(words("talk_last_held", day=words.day(held)) if held else "")
    return " ".join(part for part in parts if part)


def conversation_name(value: Conversation, words: Words) -> str:
    """A conversation in a list: what it is and of when."""
    day = words.day(value.day) if value.day else words("talk_without_day")
    return words(f"conversation_{value.state}", day=day)


def agreement_name(value: Agreement) -> str:
    """What an agreement is known by: its aim, no longer than it takes to recognise it."""
    return short(value.aim)


def short(text: str) -> str:
    """What somebody typed, on one line and no longer than it takes to recognise it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def who_words(subject: str, role: str, own: str, words: Words) -> str:
    """Who wrote: the reader, or somebody by role; never a name. `own` is the reader's subject."""
    said = words(f"role_{role}") if role in ROLES else role
    return words("history_you") if own and subject == own else said


def value_words(field: str, value: object, names: Mapping[str, Mapping[str, str]], words: Words) -> str:
    """The value of one field, as it stands in a comparison or a history. `names`: field -> code -> its name."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return names.get(field, {}).get(str(value), str(value))


def _day(kept: Kept[Conversation] | None) -> date | None:
    return kept.value.day if kept else None
