"""The parts of a unit's page on screen: the way up, a sentence per target, and one target in pictures."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.edition import Break
from dashboard.figures.position import position_figure
from dashboard.figures.series import series_figure
from dashboard.markup.download import as_csv
from dashboard.markup.marks import mark
from dashboard.markup.tables import standings_table
from dashboard.panel import STILL
from dashboard.standing import Standing
from dashboard.visit import OVERVIEW, UNIT_PAGE, Visit
from dashboard.wording.rows import as_of_words, instead_words
from dashboard.wording.sentences import change_words, one_head_words, record_title, standing_sentence
from dashboard.wording.states import state_of


def draw_trail(visit: Visit) -> None:
    """The units above this one, each a link to its own page."""
    above = visit.edition.line(visit.selection.snapshot, visit.selection.unit)[:-1]
    links = [_link(visit.address(UNIT_PAGE, unit=unit.code), visit.words.name(unit.name)) for unit in above]
    links = links or [_link(visit.address(OVERVIEW), visit.words("page_overview"))]
    st.html(f'<p class="sc-trail">{" / ".join(links)}</p>')


def draw_standings(visit: Visit, standings: Sequence[Standing]) -> None:
    """A sentence per target."""
    words = visit.words
    items = []
    for row in standings:
        name = words.name(visit.edition.target(row.target, row.version).name)
        sign = mark(state_of(row.verdict, row.shown))
        items.append(
            f"<li>{sign}<div><strong>{escape(name)}</strong><br>{escape(standing_sentence(row, words))}{_instead(visit, row)}</div></li>"
        )
    st.html(f'<h2 class="sc-h2">{words("where")}</h2><ul class="sc-standings">{"".join(items)}</ul>')


def draw_record(visit: Visit, row: Standing) -> None:
    """The position, the series, the table and the decision of one target."""
    edition, words = visit.edition, visit.words
    target = edition.target(row.target, row.version)
    # A target that went from persons to fte is two series: one axis cannot carry both.
    series = tuple(each for each in edition.series(row.unit, row.target) if each.counts == row.counts)
    breaks = edition.breaks(row.unit, target)
    title = record_title(row, change_words(row, series, breaks, words), words.name(target.name), words)
    st.html(f'<h2 class="sc-h2">{escape(title)}</h2>')
    said = [one_head_words(row, words), _gaps(series, visit)]
    if any(said):
        st.html(f'<p class="sc-lead">{escape(" ".join(text for text in said if text))}</p>')
    facts = {"unit": visit.unit_name(), "target": words.name(target.name)}
    of_when = as_of_words(row.carried, words)
    position = position_figure(row, words, visit.colours)
    if position is not None:
        alt = ", ".join(part for part in (words("chart_position", **facts), of_when) if part)
        st.plotly_chart(position, theme=None, config=STILL, key="position", alt=alt)
    if any(each.shown for each in series):
        figure = series_figure(series, row.snapshot, target.steps, breaks, words, visit.colours)
        alt = ", ".join(part for part in (words("chart_series", **facts), of_when) if part)
        st.plotly_chart(figure, theme=None, config=STILL, key="series", alt=alt)
    _draw_table(visit, series, breaks, words("chart_series", **facts))
    if target.decided_by:
        text = words(
            "decision",
            by=target.decided_by,
            on=words.day(target.decided_on) if target.decided_on else "?",
            source=target.source_document,
        )
        st.html(f'<p class="sc-quiet sc-small">{escape(text)}</p>')


def _draw_table(visit: Visit, series: Sequence[Standing], breaks: Sequence[Break], caption: str) -> None:
    words = visit.words
    with st.expander(words("as_table")):
        rows = [(words.month(row.snapshot), None, row) for row in reversed(series)]
        st.html(standings_table(rows, "col_snapshot", caption, words))
        told = [
            f"{words.month(each.snapshot)} · {words('breaks_here', reason=words.name(each.reason))}" for each in breaks
        ]
        if told:
            st.html('<p class="sc-small">' + "<br>".join(escape(text) for text in told) + "</p>")
        name = visit.unit_name()
        file = f"{series[0].target}-{series[0].unit}.csv"
        st.download_button(words("download"), as_csv([(name, row) for row in series]), file, "text/csv", key="download")


def _gaps(series: Sequence[Standing], visit: Visit) -> str:
    hidden = sum(not row.shown for row in series)
    if hidden == len(series):
        return visit.words("no_series")
    if len(series) == 1:
        return visit.words("first_month")
    told = [visit.words("gone_months", n=hidden, all=len(series))] if hidden else []
    if any(row.carried for row in series):
        told.append(visit.words("level_months"))
    return " ".join(told)


def _instead(visit: Visit, row: Standing) -> str:
    """For a hidden standing: the wider figure that stands in for it, with a link to the unit it is of."""
    said = instead_words(row, visit.words)
    if not said or row.stand_in is None:
        return ""
    text = escape(f"{said}.")
    if row.stand_in.unit_name is not None:
        name = visit.words.name(row.stand_in.unit_name)
        link = _link(visit.address(UNIT_PAGE, unit=row.stand_in.unit, target=row.target), name)
        text = text.replace(escape(name), link, 1)
    return f' <span class="sc-quiet">{text}</span>'


def _link(href: str, text: str) -> str:
    return f'<a href="{escape(href)}" target="_self">{escape(text)}</a>'
