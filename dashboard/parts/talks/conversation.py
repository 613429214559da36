"""The conversations of one unit on screen: the one on the table, and the earlier ones."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard.dossier import Dossier
from dashboard.form import PLACE, Form
from dashboard.markup.links import link
from dashboard.markup.records import act, facts, record, records, typed, typed_block
from dashboard.parts.forms.saving import next_key
from dashboard.parts.talks.agreements import brief
from dashboard.visit import UNIT_PAGE, Visit
from dashboard.wording.talking import conversation_name
from pipeline.published import Publication, closed, earlier
from registers import Conversation, Kept


def draw_on_table(visit: Visit, dossier: Dossier) -> None:
    """The conversation the page is about, what was agreed in it, and the ways on from here."""
    words, kept = visit.words, dossier.on_table
    st.html(f'<h2 class="sc-h2">{escape(words("talk_section_conversation"))}</h2>')
    if kept is None:
        st.html(f'<p class="sc-lead">{escape(words("talk_no_conversation"))}</p>')
    else:
        st.html(records([_record(visit, dossier, kept)]))
    if dossier.writes:
        st.html(f'<p class="sc-acts">{_new(visit, dossier)}</p>')


def draw_others(visit: Visit, dossier: Dossier) -> None:
    """The other conversations, the latest first. Nothing when there are none."""
    if not dossier.others:
        return
    listed = records([_record(visit, dossier, kept) for kept in dossier.others])
    st.html(f'<h2 class="sc-h2">{escape(visit.words("talk_section_others"))}</h2>{listed}')


def opens(visit: Visit, form: Form) -> str:
    """The address at which the form of a record stands open."""
    return f"{visit.address('talk', form=form.code)}#{PLACE}"


def figures_link(visit: Visit, publication: str | None) -> str:
    """A link to this unit's figures as they were published then, as HTML; words alone when they cannot be opened."""
    words = visit.words
    if publication is None:
        return ""
    if publication in _live(visit):
        newest = visit.now.snapshots[-1]
        there = visit.address(UNIT_PAGE, publication=None, form=None, snapshot=newest)
        return link(there, words("talk_figures_now", day=words.day(newest)))
    found = earlier(visit.processed, publication, sorted(visit.person.audiences))
    if found is None:
        return escape(words("talk_figures_gone", id=publication))
    newest = newest_of(found[0])
    there = visit.address(UNIT_PAGE, publication=publication, form=None, snapshot=newest)
    return link(there, words("talk_figures_then", day=words.day(newest)))


def newest_of(publication: Publication) -> date:
    """The last day a publication has figures of."""
    return max(date.fromisoformat(day) for day in publication.about["snapshots"])


def _record(visit: Visit, dossier: Dossier, kept: Kept[Conversation]) -> str:
    words, value = visit.words, kept.value
    name = conversation_name(value, words)
    told = facts(
        [
            (words("field_roles"), ", ".join(typed(each) for each in value.roles)),
            (words("field_publication"), figures_link(visit, value.publication)),
            (words("field_next_day"), escape(words.day(value.next_day)) if value.next_day else ""),
            (words("field_notes"), typed_block(value.notes, f"{words('field_notes')}: {name}") if value.notes else ""),
        ]
    )
    changes = act(opens(visit, Form("conversation", kept.key, kept.version)), words("talk_update"), name)
    acts = f'<p class="sc-acts">{changes}</p>' if dossier.writes else ""
    return record(f"conversation-{kept.key}", name, told + acts + _made(visit, dossier, kept))


def _made(visit: Visit, dossier: Dossier, kept: Kept[Conversation]) -> str:
    made = dossier.made_in(kept.key)
    if not made:
        said = visit.words("talk_nothing_agreed")
        return f'<p class="sc-quiet">{escape(said)}</p>' if kept.value.state == "held" else ""
    heading = f'<h4 class="sc-h4">{escape(visit.words("talk_agreed_here"))}</h4>'
    return f"{heading}{brief(visit, dossier, made)}"


def _new(visit: Visit, dossier: Dossier) -> str:
    words = visit.words
    ways: Sequence[tuple[str, Form]] = (
        ("talk_new_conversation", Form("conversation", next_key("conversation", dossier.unit), 0)),
        ("talk_new_agreement", Form("agreement", next_key("agreement", dossier.unit), 0)),
    )
    return "".join(act(opens(visit, form), words(code)) for code, form in ways)


def _live(visit: Visit) -> frozenset[str]:
    """The publications this reader has live."""
    everybodys = visit.live or visit.publication
    confidential = [closed(visit.processed, audience) for audience in sorted(visit.person.audiences)]
    return frozenset({everybodys.id, *(found.id for found in confidential if found is not None)})
