"""The talk about one unit on screen: its questions, what stands beside its figures, what to bring."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from dashboard.discussion.agreed import agreed_part
from dashboard.discussion.changes import Change, change_sentence
from dashboard.discussion.comparison import COLUMNS, Comparison, comparison_heads, comparison_rows
from dashboard.discussion.markdown import markdown
from dashboard.discussion.outside import outside_of
from dashboard.discussion.printed import printed
from dashboard.discussion.questions import Question
from dashboard.discussion.rests import Basis
from dashboard.discussion.saying import say
from dashboard.discussion.sheet import Sheet, sheet
from dashboard.downloads.file_name import file_name
from dashboard.followed.record import OnRecord
from dashboard.frame import terms_of
from dashboard.markup.links import link
from dashboard.markup.tables import table
from dashboard.parts.preparing.brought import brought_agreed
from dashboard.visit import UNIT_PAGE, Visit


def draw_questions(visit: Visit, raised: Sequence[Question]) -> None:
    """Each question with the figures it rests on, what it would take, and the next step."""
    words = visit.words
    if not raised:
        st.info(words("talk_no_questions"))
        return
    said = [say(each, words) for each in raised]
    items = "".join(
        f"<li><h2>{escape(each.text)}</h2>"
        f'<p class="sc-quiet">{escape(each.title)}: {"; ".join(_basis(visit, why) for why in each.why)}</p>'
        f"{_paragraph(each.assumed)}{_paragraph(each.step)}</li>"
        for each in said
    )
    st.html(f'<ol class="sc-questions">{items}</ol>')


def draw_beside(visit: Visit, compared: Sequence[Comparison], changed: Sequence[Change]) -> None:
    """Per target: what changed, and the unit beside the level above, the organisation and the step below."""
    words = visit.words
    if not compared:
        return
    st.html(f'<h2 class="sc-h2">{escape(words("talk_beside"))}</h2>')
    terms = terms_of(visit, COLUMNS)
    sentences = {each.now.target: change_sentence(each, words) for each in changed}
    for each in compared:
        name = words.name(each.target.name)
        rows = [row.texts for row in comparison_rows(each, words)]
        st.html(
            f'<h3 class="sc-h3">{escape(name)}</h3><p>{escape(sentences.get(each.target.code, ""))}</p>'
            + table(words("talk_beside_caption", target=name), comparison_heads(words), rows, (0, 4, 5), terms)
        )


def draw_bring(visit: Visit, unit: str, on_record: OnRecord | None, today: date) -> None:
    """Downloads of all this on a sheet, made when asked for: to print, or to adapt.

    `on_record`: what this reader may read of what was agreed; None: nothing, and the sheet says nothing of it.
    """
    words, now = visit.words, visit.selection.snapshot
    lead = words("talk_bring_lead" if on_record is None else "talk_bring_lead_agreed")
    st.html(f'<h2 class="sc-h2">{escape(words("talk_bring"))}</h2><p class="sc-lead">{escape(lead)}</p>')
    notice = f"{words('confidential')} {words('confidential_why')}" if visit.confidential else ""

    def filled() -> Sheet:
        found = sheet(visit.edition, unit, now, words, outside_of(visit.edition, unit, now), notice)
        if on_record is None:
            return found
        agreed, more = brought_agreed(visit, unit, on_record, today)
        return replace(found, agreed=agreed_part(agreed, more, words))

    def made() -> str:
        return printed(filled())

    def adaptable() -> str:
        return markdown(filled())

    with st.container(horizontal=True, key="bring"):
        for kind, make, mime in (("html", made, "text/html"), ("md", adaptable, "text/markdown")):
            name = file_name((unit, words("talk_file")), now, kind)
            st.download_button(words(f"talk_bring_{kind}"), make, name, mime, key=f"bring-{kind}", on_click="ignore")


def _basis(visit: Visit, why: Basis) -> str:
    there = why.link
    if visit.may(UNIT_PAGE, there.unit):
        return link(visit.address(UNIT_PAGE, unit=there.unit, target=there.target), why.text)
    return escape(why.text)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""
