"""One unit: where it stands against each of its targets, how one of them went, and what lies below it."""

from datetime import date

import streamlit as st

from dashboard.frame import choose, foot, head
from dashboard.parts.unit.course import draw_record, record_of
from dashboard.parts.unit.pool import draw_pool
from dashboard.parts.unit.standings import draw_departments, draw_standings, draw_trail
from dashboard.parts.unit.steps import draw_steps
from dashboard.selection import SNAPSHOT, UNIT
from dashboard.visit import UNIT_PAGE, here
from dashboard.wording.sentences import headline

visit = here()
edition, selection, words = visit.edition, visit.selection, visit.words
now = selection.snapshot

# read
standings = edition.standings(now, [selection.unit])
names = {unit.code: f"{words.name(unit.name)} ({unit.code})" for unit in edition.units[now]}
shown = next((row for row in standings if row.target == selection.target), None)
shown = shown or next((row for row in standings if row.shown), standings[0] if standings else None)

# choose
head(visit, UNIT_PAGE)
draw_trail(visit)
st.title(headline(standings, visit.unit_name(), words) if standings else visit.unit_name(), anchor=False)
places = st.columns([2, 1])
with places[0]:
    choose(words("choose_unit"), list(names), selection.unit, UNIT, names.__getitem__)
with places[1]:
    days = [day.isoformat() for day in reversed(edition.snapshots)]
    choose(words("choose_snapshot"), days, now.isoformat(), SNAPSHOT, lambda day: words.day(date.fromisoformat(day)))

# draw
if shown is None:
    st.info(words("no_targets", unit=visit.unit_name(), day=words.day(now)))
else:
    if selection.target not in (None, shown.target):
        elsewhere = words.name(edition.target(selection.target, 0).name)
        st.info(words("target_elsewhere", target=elsewhere, unit=visit.unit_name()))
    draw_standings(visit, standings, shown.target)
    record = record_of(visit, shown)
    draw_record(visit, record)
    draw_steps(visit, shown)
    draw_pool(visit, shown, record.target)
    draw_departments(visit, shown.target)
foot(visit, UNIT_PAGE, target=shown.target if shown else None)
