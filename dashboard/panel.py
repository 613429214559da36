"""One target of the overview on screen: its sentence, its picture (cards when narrow), its table."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.edition import Unit
from dashboard.figures.overview import Row, overview_figure
from dashboard.markup.cards import cards
from dashboard.markup.download import as_csv
from dashboard.markup.tables import standings_table
from dashboard.standing import Standing
from dashboard.visit import UNIT_PAGE, Visit
from dashboard.wording.rows import row_words
from dashboard.wording.sentences import panel_sentence

# No tools on the picture and no dragging: a page is read, not operated.
STILL = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


def draw_panel(visit: Visit, code: str, standings: Sequence[Standing], scope: Unit) -> None:
    """Draw the panel of one target for a unit and those below it."""
    words, first = visit.words, standings[0]
    target = visit.edition.target(code, first.version)
    name = words.name(target.name)
    whole = next((row for row in standings if row.unit == scope.code), None)
    below = [row for row in standings if row.unit != scope.code]
    group = words.name(visit.edition.groups.get(target.group, {"en": target.group}))
    by = words("panel_by", group=group, month=words.month(first.deadline))
    if whole is None and len(below) == 1:
        # A target of one unit alone: the sentence is about that unit.
        sentence = panel_sentence(below[0], [], visit.unit_name(below[0].unit), words)
    else:
        sentence = panel_sentence(whole, below, words.name(scope.name), words)
    st.html(f'<div class="sc-panel"><h2>{escape(name)} <span>{escape(by)}</span></h2><p>{escape(sentence)}</p></div>')
    rows = [_row(visit, standing, code, scope) for standing in standings]
    alt = words("chart", target=name)
    if any(row.carried for row in standings):
        alt = f"{alt}. {words('some_carried')}"
    with st.container(key=f"wide-{code}"):
        figure = overview_figure(rows, words, visit.colours)
        st.plotly_chart(figure, theme=None, config=STILL, key=f"chart-{code}", alt=alt)
    with st.container(key=f"narrow-{code}"):
        st.html(cards(rows))
    with st.expander(words("as_table")):
        st.html(standings_table([(row.label, row.href, row.standing) for row in rows], "col_unit", alt, words))
        file = f"{code}-{first.snapshot}.csv"
        data = as_csv([(row.label, row.standing) for row in rows])
        st.download_button(words("download"), data, file, "text/csv", key=f"download-{code}")


def _row(visit: Visit, standing: Standing, code: str, scope: Unit) -> Row:
    href = visit.address(UNIT_PAGE, unit=standing.unit, target=code)
    words, whole = row_words(standing, visit.words), standing.unit == scope.code
    found = standing.stand_in
    if found is not None and found.unit_name is not None and not whole:
        # What the units above show stands in their own row, or beside the row of the whole.
        words = replace(words, beside="")
    return Row(visit.unit_name(standing.unit), href, standing, words, whole=whole)
