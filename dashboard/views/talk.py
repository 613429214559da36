"""The conversation with one unit: what was agreed and came of it, the talk itself, the earlier ones, and their history."""

from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from dashboard.access.reach import Reach
from dashboard.dossier import read_dossier
from dashboard.frame import choose, foot, head
from dashboard.keeping import author_of
from dashboard.markup.links import link
from dashboard.parts.forms.saving import asked, draw_saved
from dashboard.parts.talks.dossier import draw_dossier
from dashboard.selection import UNIT
from dashboard.visit import UNIT_PAGE, here
from dashboard.wording.talking import talk_lead, talk_title

visit = here()
edition, selection, words = visit.edition, visit.selection, visit.words
now, reach = selection.snapshot, visit.reach("talk")
if author_of(visit.person, reach) is None:
    # Whoever cannot be told from others writes nothing, and gets no form that could not be saved.
    reach = Reach(reach.reads, frozenset(), None)
today = datetime.now(UTC).astimezone().date()

# read: a talk is held about units one answers for
names = {
    unit.code: f"{words.name(unit.name)} ({unit.code})"
    for unit in edition.units[now]
    if reach.reads is None or unit.code in reach.reads
}
unit = selection.unit if selection.unit in names else next(iter(names), None)

head(visit, "talk")
if unit is None:
    st.title(words("page_talk"), anchor=False)
    st.info(words("talk_no_unit_here"))
else:
    top = st.container()
    dossier = asked(visit, partial(read_dossier, unit=unit, reach=reach, renamed=visit.renamed("talk"), today=today))
    with top:
        called = visit.unit_name(unit)
        title = talk_title(called, dossier.talk, words) if dossier else words("talk_is_unread", unit=called)
        st.title(title, anchor=False)
        if dossier is not None:
            st.html(f'<p class="sc-lead">{escape(talk_lead(dossier.talk, dossier.rhythm, words))}</p>')
        with st.columns([2, 1])[0]:
            choose(words("choose_unit"), list(names), unit, UNIT, names.__getitem__)
        ways = [
            link(visit.address("discussion", unit=unit, form=None), words("talk_prepare")),
            link(visit.address(UNIT_PAGE, unit=unit, form=None), words("talk_figures_of_unit")),
        ]
        st.html(f'<p class="sc-ways">{" · ".join(ways)}</p>')
        draw_saved(visit)
    if dossier is not None:
        draw_dossier(visit, dossier, reach)
foot(visit, "talk", unit=unit or selection.unit, form=None)
