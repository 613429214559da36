"""The overview: every unit directly under one, against every target."""

import streamlit as st

from dashboard.frame import foot, head
from dashboard.parts.overview.compare import draw_comparison
from dashboard.parts.overview.panel import draw_everything, draw_group, draw_key
from dashboard.parts.overview.showing import choose_showing
from dashboard.parts.overview.since import draw_changes
from dashboard.parts.overview.within import draw_choosers, within_of
from dashboard.visit import OVERVIEW, here
from dashboard.wording.sentences import headline

visit = here()
selection, words = visit.selection, visit.words

# read
within = within_of(visit)
wanted = within.of_group(selection.group if selection.group in within.groups else None)
unit, day = words.name(within.scope.name), words.day(selection.snapshot)
titles = {
    "position": headline(within.own, unit, words) if within.own else unit,
    "compare": words("compare_title", unit=unit),
    "changes": words("since_title_page", unit=unit, day=day),
}
carried = words("some_carried") if any(row.carried for row in within.standings) else ""

# choose
head(visit, OVERVIEW)
st.title(titles[selection.show], anchor=False)
st.html(f'<p class="sc-lead">{words("headline_date", day=day)} {carried}</p>')
draw_choosers(visit, within)
show = choose_showing(visit)

# draw
if not wanted:
    st.info(words("no_targets", unit=unit, day=day))
elif show == "compare":
    draw_comparison(visit, wanted, within.scope)
elif show == "changes":
    draw_changes(visit, [each.code for each in within.units], {row.target for row in wanted})
else:
    draw_key(visit)
    for group in dict.fromkeys(within.group_of[row.target] for row in wanted):
        draw_group(visit, group, [row for row in wanted if within.group_of[row.target] == group], within.scope)
    draw_everything(visit, wanted, within.scope)
foot(visit, OVERVIEW)
