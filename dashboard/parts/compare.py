"""Units of unlike size against one target on screen: is what sets them apart more than chance?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.downloads.file_name import file_name
from dashboard.edition import Unit
from dashboard.figures.funnel import funnel_figure, funnel_sentence, point_of
from dashboard.figures.spoken import funnel_alt
from dashboard.figures.tools import config
from dashboard.frame import choose
from dashboard.parts.take_away import Taken, draw_take_away
from dashboard.selection import TARGET
from dashboard.standing import Standing
from dashboard.visit import UNIT_PAGE, Visit
from dashboard.wording.rows import row_words


def draw_comparison(visit: Visit, standings: Sequence[Standing], scope: Unit) -> None:
    """The funnel of one target, chosen among those that several units share."""
    words, edition = visit.words, visit.edition
    shared = [code for code in dict.fromkeys(row.target for row in standings) if _units(standings, code, scope)]
    if not shared:
        st.info(words("compare_none", unit=words.name(scope.name)))
        return
    target = visit.selection.target if visit.selection.target in shared else shared[0]
    choose(words("choose_target"), shared, target, TARGET, lambda code: words.name(edition.target(code, 0).name))
    rows = [row for row in standings if row.target == target]
    whole = next((row for row in rows if row.unit == scope.code), None)
    below = [row for row in rows if row.unit != scope.code]
    name = words.name(edition.target(target, below[0].version).name)
    st.html(f'<h2 class="sc-h2">{escape(name)}</h2>')
    if whole is None or not whole.shown or whole.share is None or whole.counts == "fte":
        st.info(words("compare_unsaid", unit=words.name(scope.name)))
    else:
        points = [point_of(visit.unit_name(row.unit), row, str(row_words(row, words))) for row in below]
        st.html(f'<p class="sc-lead">{escape(funnel_sentence(points, whole.share, words))}</p>')
        figure = funnel_figure(points, whole.share, whole.target_share, words, visit.colours)
        if figure is not None:
            tools = config(words, file_name((scope.code, target), visit.selection.snapshot, "")[:-1])
            alt = funnel_alt(points, whole.share, words)
            st.plotly_chart(figure, theme=None, config=tools, key="funnel", alt=alt)
    listed = [(visit.unit_name(row.unit), visit.address(UNIT_PAGE, unit=row.unit, target=target), row) for row in rows]
    draw_take_away(visit, Taken("funnel", name, "col_unit", listed, ""))


def _units(standings: Sequence[Standing], target: str, scope: Unit) -> int:
    return sum(row.target == target and row.unit != scope.code for row in standings)
