"""The agreements of one unit on screen: what comes back to the table, and what was agreed in one conversation."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.dossier import Dossier
from dashboard.followed.agreed import Course, Deadline
from dashboard.followed.record import followed
from dashboard.followed.wording import course_words, deadline_words, followed_words
from dashboard.form import PLACE, Form
from dashboard.markup.records import act, facts, record, records, typed, typed_block
from dashboard.visit import Visit
from dashboard.wording.talking import agreement_name, conversation_name
from registers import Agreement, Kept


def draw_brought(visit: Visit, dossier: Dossier) -> None:
    """What was agreed and what became of it: first what is open, then what was closed since the last talk."""
    words, found = visit.words, dossier.brought
    st.html(f'<h2 class="sc-h2">{escape(words("talk_section_brought"))}</h2>')
    if not found.open and not found.closed:
        st.html(f'<p class="sc-lead">{escape(words("talk_nothing_brought"))}</p>')
        return
    kept = (*found.open, *found.closed)
    edition, snapshot = visit.edition, visit.selection.snapshot
    beside = followed(edition, dossier.unit, snapshot, kept, dossier.conversations, dossier.today)
    listed = [_record(visit, dossier, each, followed_words(beside[at], words)) for at, each in enumerate(kept)]
    st.html(records(listed) + f'<p class="sc-quiet">{escape(words("followed_aside"))}</p>')


def brief(visit: Visit, dossier: Dossier, made: Sequence[Kept[Agreement]]) -> str:
    """Agreements in a line each: what, who, by when, and how it stands."""
    items = "".join(_line(visit, dossier, kept) for kept in made)
    return f'<ul class="sc-brief">{items}</ul>'


def target_name(visit: Visit, code: str) -> str:
    """The name of a target; its code where this reader's figures do not describe it."""
    known = code in visit.now.target_codes
    return visit.words.name(visit.now.target(code, -1).name) if known else code


def band_name(visit: Visit, code: str | None) -> str:
    """The name of a band; None is the whole unit."""
    if code is None:
        return visit.words("agreed_whole_unit")
    return visit.words.name(visit.now.bands.get(code, {"": code}))


def update_link(visit: Visit, kept: Kept[Agreement]) -> str:
    """A link to the form of an agreement, drawn as a button."""
    form = Form("agreement", kept.key, kept.version)
    href = f"{visit.address('talk', form=form.code)}#{PLACE}"
    return act(href, visit.words("talk_update"), agreement_name(kept.value))


def _record(visit: Visit, dossier: Dossier, kept: Kept[Agreement], since: str) -> str:
    words, value = visit.words, kept.value
    heading = agreement_name(value)
    told = [
        (words("field_aim"), typed_block(value.aim, words("field_aim")) if heading != value.aim else ""),
        (words("field_trigger"), typed_block(value.trigger, words("field_trigger")) if value.trigger else ""),
        (words("field_barrier"), typed_block(value.barrier, words("field_barrier")) if value.barrier else ""),
        (words("field_responsible"), typed(value.responsible)),
        (words("field_due"), escape(deadline_words(Deadline(value.due, value.changed_due), words))),
        (words("field_status"), f"<strong>{escape(_course(visit, dossier, value))}</strong>"),
        (words("field_outcome"), typed_block(value.outcome, words("field_outcome")) if value.outcome else ""),
        (words("brought_since"), escape(since)),
    ]
    about = [target_name(visit, value.target), band_name(visit, value.band), _made(visit, dossier, value)]
    line = f'<p class="sc-quiet">{" · ".join(escape(each) for each in about)}</p>'
    return record(
        f"agreement-{kept.key}", heading, line + facts(told), update_link(visit, kept) if dossier.writes else ""
    )


def _line(visit: Visit, dossier: Dossier, kept: Kept[Agreement]) -> str:
    words, value = visit.words, kept.value
    due = deadline_words(Deadline(value.due, value.changed_due), words)
    about = [target_name(visit, value.target), value.responsible, f"{words('field_due').lower()}: {due}"]
    said = " · ".join(f"<bdi>{escape(each)}</bdi>" for each in about)
    state = f"<strong>{escape(_course(visit, dossier, value))}</strong>"
    listed = {each.key for each in (*dossier.brought.open, *dossier.brought.closed)}
    changes = update_link(visit, kept) if dossier.writes and kept.key not in listed else ""
    return f'<li>{typed(agreement_name(value))}<br><span class="sc-quiet">{said}</span> · {state} {changes}</li>'


def _course(visit: Visit, dossier: Dossier, value: Agreement) -> str:
    return course_words(Course(value.status, value.done, value.outcome, value.past_due(dossier.today)), visit.words)


def _made(visit: Visit, dossier: Dossier, value: Agreement) -> str:
    words = visit.words
    if value.conversation is None:
        return words("agreed_outside")
    there = dossier.conversation(value.conversation)
    return conversation_name(there.value, words) if there else words("agreed_in_removed")
