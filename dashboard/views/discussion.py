"""For the yearly talk: what was agreed and came of it, what to bring, the questions that the figures raise."""

from datetime import UTC, date, datetime

import streamlit as st

from dashboard.discussion.changes import changes
from dashboard.discussion.comparison import compared
from dashboard.discussion.gather import gather
from dashboard.discussion.outside import outside_of
from dashboard.discussion.questions import chosen
from dashboard.frame import choose, foot, head
from dashboard.parts.preparing.brought import draw_brought, record_of
from dashboard.parts.preparing.pack import draw_pack
from dashboard.parts.preparing.talk import draw_beside, draw_bring, draw_questions
from dashboard.selection import SNAPSHOT, UNIT
from dashboard.visit import here

visit = here()
edition, selection, words = visit.edition, visit.selection, visit.words
now = selection.snapshot
today = datetime.now(UTC).astimezone().date()

# read: a talk is held about units one answers for, not about the totals
units = [unit for unit in edition.units[now] if visit.may("discussion", unit.code)]
names = {unit.code: f"{words.name(unit.name)} ({unit.code})" for unit in units}
unit = selection.unit if selection.unit in names else next(iter(names), None)

# choose
head(visit, "discussion")
if unit is None:
    st.title(words("page_discussion"), anchor=False)
    st.info(words("talk_no_unit", day=words.day(now)))
else:
    found = gather(edition, unit, now)
    raised = chosen(found, outside_of(edition, unit, now))
    st.title(words("talk_title", unit=visit.unit_name(unit), n=len(raised)), anchor=False)
    places = st.columns([2, 1])
    with places[0]:
        choose(words("choose_unit"), list(names), unit, UNIT, names.__getitem__)
    with places[1]:
        days = [day.isoformat() for day in reversed(edition.snapshots)]
        choose(
            words("choose_snapshot"), days, now.isoformat(), SNAPSHOT, lambda day: words.day(date.fromisoformat(day))
        )

    # draw
    on_record = record_of(visit, unit, today)
    draw_brought(visit, unit, on_record, today)
    draw_pack(visit, unit, on_record, today)
    draw_bring(visit, unit, on_record, today)
    draw_questions(visit, raised)
    draw_beside(visit, compared(found), changes(edition, [unit], now))
foot(visit, "discussion")
