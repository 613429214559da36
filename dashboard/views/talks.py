"""The calendar of conversations, and everything that waits for somebody, over all units a reader may read."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from dashboard.agenda.gather import agenda_of
from dashboard.agenda.saying import lead_of, title_of
from dashboard.frame import foot, head
from dashboard.parts.forms.saving import asked, draw_saved
from dashboard.parts.talks.calendar import draw_calendar, offer_calendar_file
from dashboard.parts.talks.reminders import draw_waiting
from dashboard.parts.talks.rhythm import draw_rhythm_form, offer_several
from dashboard.visit import here

visit = here()
words, reads, tree = visit.words, visit.reach("talks").reads, (visit.now, visit.renamed("talks"))
now = datetime.now(UTC)
today = now.astimezone().date()

# read
head(visit, "talks")
top = st.container()
agenda = asked(visit, lambda registers: agenda_of(registers, tree, reads, today))

# draw
if agenda is None:
    top.title(words("calendar_unread"), anchor=False)
else:
    top.title(title_of(agenda.waits, words), anchor=False)
    top.html(f'<p class="sc-lead">{escape(lead_of(agenda.waits, today, words))}</p>')
    draw_saved(visit)
    draw_rhythm_form(visit, agenda.lines)
    draw_waiting(visit, agenda)
    draw_calendar(visit, agenda.lines)
    offer_several(visit, agenda.lines)
    offer_calendar_file(visit, agenda.lines, now)
foot(visit, "talks")
