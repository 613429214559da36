"""Who changed what in the records of one unit, and the records that were taken off, to put back."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboard.dossier import Dossier
from dashboard.form import Form
from dashboard.markup.records import record, records, typed
from dashboard.parts.forms.saving import put_back
from dashboard.visit import Visit
from dashboard.wording.talking import (
    AGREEMENT_FIELDS,
    CONVERSATION_FIELDS,
    agreement_name,
    conversation_name,
    short,
    value_words,
    who_words,
)
from dashboard.wording.words import Words
from registers import Agreement, Change, Conversation, Kept

Record = Kept[Conversation] | Kept[Agreement]
Names = Mapping[str, Mapping[str, str]]  # field -> code -> its name
_SUMMED_UP = 60  # characters from which only the length of a text is told, beside how it begins


def draw_history(visit: Visit, dossier: Dossier, changes: Mapping[str, list[Change]], names: Names) -> None:
    """A box with, per record, every change: who, when, which fields from what to what."""
    every: list[Record] = [*dossier.conversations, *dossier.agreements, *dossier.removed]
    if not every:
        return
    with st.expander(visit.words("talk_section_history")):
        st.html(records([_record(visit, kept, changes.get(kept.key, []), names) for kept in every]))


def draw_removed(visit: Visit, dossier: Dossier) -> None:
    """What was taken off, each with a button to put it back. Nothing when nothing was."""
    if not dossier.removed:
        return
    words = visit.words
    st.html(f'<h2 class="sc-h2">{escape(words("talk_section_removed"))}</h2>')
    for kept in dossier.removed:
        st.html(f'<p class="sc-removed">{typed(name_of(kept, words))}</p>')
        if dossier.writes:
            form = Form("conversation" if isinstance(kept.value, Conversation) else "agreement", kept.key, kept.version)
            st.button(
                words("form_put_back"), key=f"put-back-{form.name}", on_click=put_back, args=(visit, "talk", form)
            )


def name_of(kept: Record, words: Words) -> str:
    """What a record is known by."""
    value = kept.value
    return conversation_name(value, words) if isinstance(value, Conversation) else agreement_name(value)


def _record(visit: Visit, kept: Record, changes: list[Change], names: Names) -> str:
    words = visit.words
    codes = CONVERSATION_FIELDS if isinstance(kept.value, Conversation) else AGREEMENT_FIELDS
    lines = "".join(f"<li>{_change(visit, each, codes, names)}</li>" for each in reversed(changes))
    return record(f"history-{kept.key}", name_of(kept, words), f'<ul class="sc-brief">{lines}</ul>')


def _change(visit: Visit, change: Change, codes: Mapping[str, str], names: Names) -> str:
    words = visit.words
    moment = change.at.astimezone()
    who = who_words(change.subject, change.role, visit.person.subject, words)
    facts = {"who": who, "day": words.day(moment.date()), "time": f"{moment:%H:%M}"}
    if change.blanked:
        return f"<strong>{escape(words('history_blanked', field=words(codes[change.blanked]), **facts))}</strong>"
    head = f"<strong>{escape(words(f'history_{change.act}', **facts))}</strong>"
    if change.act == "made":
        return head
    items = "".join(
        f"<li>{escape(words(codes[field]))}: {_told(field, was, names, words)} → {_told(field, now, names, words)}</li>"
        for field, (was, now) in change.fields.items()
        if field in codes
    )
    return f"{head}<ul>{items}</ul>" if items else head


def _told(field: str, value: object, names: Names, words: Words) -> str:
    text = value_words(field, value, names, words)
    if not text:
        return f'<span class="sc-quiet">{escape(words("history_empty"))}</span>'
    if len(text) <= _SUMMED_UP:
        return typed(text)
    return f'{typed(short(text))} <span class="sc-quiet">{escape(words("history_length", n=words.number(len(text))))}</span>'
