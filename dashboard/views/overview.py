"""The overview: every unit directly under one, against every target."""

from datetime import date

import streamlit as st

from dashboard.frame import choose, foot, head
from dashboard.parts.compare import draw_comparison
from dashboard.parts.panel import draw_group, draw_key
from dashboard.parts.showing import choose_showing
from dashboard.parts.since import draw_changes
from dashboard.selection import GROUP, SNAPSHOT, UNIT
from dashboard.visit import OVERVIEW, here
from dashboard.wording.sentences import headline

visit = here()
edition, selection, words = visit.edition, visit.selection, visit.words
now = selection.snapshot

# read: a unit with nothing below it is looked at among its siblings
within = [unit for unit in edition.units[now] if edition.children(now, unit.code)] or [edition.root(now)]
codes = [unit.code for unit in within]
scope = next(unit for unit in reversed(edition.line(now, selection.unit)) if unit.code in codes or unit.parent is None)
units = (scope, *edition.children(now, scope.code))
standings = edition.standings(now, [unit.code for unit in units])
group_of = {row.target: edition.target(row.target, row.version).group for row in standings}
groups = list(dict.fromkeys(group_of[row.target] for row in standings))


def _scope_name(code: str) -> str:
    unit = edition.unit(now, code)
    return words("scope_whole" if unit.parent is None else "scope_within", unit=words.name(unit.name))


def _group_name(code: str) -> str:
    return words.name(edition.groups[code]) if code else words("every_group")


# choose
head(visit, OVERVIEW)
own = [row for row in standings if row.unit == scope.code]
unit_name = words.name(scope.name)
titles = {
    "position": headline(own, unit_name, words) if own else unit_name,
    "compare": words("compare_title", unit=unit_name),
    "changes": words("since_title_page", unit=unit_name, day=words.day(now)),
}
st.title(titles[selection.show], anchor=False)
carried = words("some_carried") if any(row.carried for row in standings) else ""
st.html(f'<p class="sc-lead">{words("headline_date", day=words.day(now))} {carried}</p>')
places = st.columns(3)
with places[0]:
    choose(words("choose_scope"), codes, scope.code, UNIT, _scope_name)
if selection.show != "compare":
    with places[1]:
        choose(words("choose_group"), ["", *groups], selection.group or "", GROUP, _group_name)
with places[2]:
    days = [day.isoformat() for day in reversed(edition.snapshots)]
    choose(words("choose_snapshot"), days, now.isoformat(), SNAPSHOT, lambda day: words.day(date.fromisoformat(day)))
show = choose_showing(visit)

# draw
wanted = [row for row in standings if selection.group in (None, group_of[row.target])]
if not wanted:
    st.info(words("no_targets", unit=unit_name, day=words.day(now)))
elif show == "compare":
    draw_comparison(visit, wanted, scope)
elif show == "changes":
    draw_changes(visit, [unit.code for unit in units])
else:
    draw_key(visit)
    for group in dict.fromkeys(group_of[row.target] for row in wanted):
        draw_group(visit, group, [row for row in wanted if group_of[row.target] == group], scope)
foot(visit, OVERVIEW)
