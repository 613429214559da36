"""The form of a conversation: plan one, write down that it was held, or cancel it."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.opened import Opened
from dashboard.parts.forms.fields import Fields, begin_fields, labels_of
from dashboard.parts.forms.frame import buttons, draw_behind, says_wrong_days, settle
from dashboard.parts.forms.saving import draw_conflict
from dashboard.parts.talks.conversation import newest_of
from dashboard.typed import lines_of
from dashboard.visit import Visit
from dashboard.wording.talking import CONVERSATION_FIELDS, value_words
from registers import CONVERSATION_STATES, Conversation

_NO_FIGURES = ""
_TALL, _TALL_ROLES = 320, 124  # pixels


def draw_conversation_form(
    visit: Visit, found: Opened[Conversation], names: Mapping[str, Mapping[str, str]], today: date
) -> None:
    """The form, filled with the version it was opened at; saves when it is sent."""
    words, form = visit.words, found.form
    labels = labels_of(words, CONVERSATION_FIELDS)
    fields = begin_fields(visit, form)
    st.html(f'<h2 class="sc-h2">{words("talk_form_conversation" if form.version else "talk_new_conversation")}</h2>')
    above = st.container()
    with st.form(f"form-{form.name}", border=False, enter_to_submit=False):
        typed = _fields(visit, fields, found.start, labels, today)
        sent = buttons(visit, "talk", form)
    if sent:
        days = says_wrong_days(visit, {name: typed[name] for name in ("day", "next_day")}, labels)
        if days is not None:
            settle(visit, "talk", form, _value(found.start, typed, days), labels)
    with above:
        if not draw_conflict(visit, "talk", form, labels, lambda field, value: value_words(field, value, names, words)):
            draw_behind(visit, found.later)


def _fields(
    visit: Visit, fields: Fields, start: Conversation, labels: Mapping[str, str], today: date
) -> dict[str, str]:
    words = visit.words
    # The day has come: what is left to write down is that it was held.
    has_come = start.state == "planned" and start.day is not None and start.day <= today
    states = {code: words(f"state_{code}") for code in CONVERSATION_STATES}
    state = fields.choice("state", labels["state"], states, "held" if has_come else start.state, across=True)
    left, right = st.columns(2)
    with left:
        day = fields.day("day", labels["day"], start.day)
    with right:
        next_day = fields.day("next_day", labels["next_day"], start.next_day, words("field_next_day_hint"))
    roles = fields.long(
        "roles", words("field_roles_typed"), "\n".join(start.roles), words("field_roles_hint"), tall=_TALL_ROLES
    )
    figures = _figures(visit, start)
    kept = start.publication or (_NO_FIGURES if fields.form.version and start.state == "held" else visit.publication.id)
    publication = fields.choice("publication", labels["publication"], figures, kept)
    fields.hint(words("field_publication_hint"))
    notes = fields.long("notes", words("field_notes_typed"), start.notes, words("field_notes_hint"), tall=_TALL)
    return {
        "state": state or start.state,
        "day": day,
        "next_day": next_day,
        "roles": roles,
        "publication": publication or _NO_FIGURES,
        "notes": notes,
    }


def _figures(visit: Visit, start: Conversation) -> dict[str, str]:
    """The figures that can have been on the table: those on screen, those that were kept, or none."""
    words, shown = visit.words, visit.publication
    day = words.day(newest_of(shown))
    said = {shown.id: words("publication_open" if visit.live else "publication_now", day=day, id=shown.id)}
    if start.publication and start.publication != shown.id:
        said[start.publication] = words("publication_kept", id=start.publication)
    return {**said, _NO_FIGURES: words("publication_none")}


def _value(start: Conversation, typed: Mapping[str, str], days: Mapping[str, date | None]) -> Conversation:
    # Which figures will be on the table of a talk that is planned, nobody knows yet.
    publication = typed["publication"] if typed["state"] == "held" else _NO_FIGURES
    return Conversation(
        unit=start.unit,
        state=next(each for each in CONVERSATION_STATES if each == typed["state"]),
        day=days["day"],
        roles=lines_of(typed["roles"]),
        publication=publication or None,
        notes=typed["notes"],
        next_day=days["next_day"],
    )
