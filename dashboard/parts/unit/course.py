"""One target of one unit on screen: its position, its course, its table and the decision behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.downloads.file_name import file_name
from dashboard.edition import Break, Target
from dashboard.figures.position import position_figure
from dashboard.figures.saving import config
from dashboard.figures.series import series_figure
from dashboard.figures.spoken import position_alt, series_alt
from dashboard.markup.links import link
from dashboard.parts.take_away import STILL, Taken, draw_take_away
from dashboard.recount import UNJUDGED, in_count
from dashboard.selection import COUNT, COUNTS
from dashboard.standing import Standing
from dashboard.visit import Visit
from dashboard.wording.sentences import (
    change_words,
    instead_sentence,
    one_head_words,
    record_title,
    recount_words,
    since_words,
    standing_sentence,
)
from dashboard.wording.unknowns import unknown_words


@dataclass(frozen=True)
class Record:
    """What one target of one unit is told from, counted as chosen. `decided` is as the target counts."""

    now: Standing
    decided: Standing
    series: tuple[Standing, ...]
    breaks: tuple[Break, ...]
    target: Target


def record_of(visit: Visit, row: Standing) -> Record:
    """The record of a standing, in the count the address asks for."""
    edition = visit.edition
    target = edition.target(row.target, row.version)
    chosen = row.counts if visit.selection.count == COUNTS[0] else visit.selection.count
    # A target that went from persons to fte is two series: one axis cannot carry both.
    decided = [each for each in edition.series(row.unit, row.target) if each.counts == row.counts]
    series = in_count(decided, chosen)
    return Record(in_count([row], chosen)[0], row, series, edition.breaks(row.unit, target), target)


def draw_record(visit: Visit, record: Record) -> None:
    """The position, the course, the table and the decision of one target."""
    words, row = visit.words, record.now
    name = words.name(record.target.name)
    change = change_words(row, record.series, record.breaks, words)
    is_recounted = row.verdict == UNJUDGED
    title = recount_words(row, name, words) if is_recounted else record_title(row, change, name, words)
    st.html(f'<h2 class="sc-h2" id="record">{escape(title)}</h2>')
    _draw_count(visit, record)
    since = since_words(record.decided, record.series, words) if not is_recounted else ""
    said = [since, one_head_words(row, words), unknown_words(row, words), _gaps(record.series, visit)]
    if not row.shown and not is_recounted:
        # Who comes here straight from the list finds why, and what can be said instead.
        said.insert(0, standing_sentence(row, words))
        said.insert(1, instead_sentence(row, words))
    if is_recounted:
        said.insert(0, words(f"recounted_{row.counts}"))
    st.html(f'<p class="sc-lead">{escape(" ".join(text for text in said if text))}</p>')
    _draw_pictures(visit, record, name)
    _draw_decision(visit, record.target)


def _draw_count(visit: Visit, record: Record) -> None:
    words, counts = visit.words, COUNTS[1:]
    st.session_state[COUNT] = record.now.counts

    def follow() -> None:
        chosen = st.session_state[COUNT]
        if chosen and chosen != record.decided.counts:
            st.query_params[COUNT] = chosen
        else:
            st.query_params.pop(COUNT, None)

    st.segmented_control(
        *(words("choose_count"), counts), key=COUNT, required=True, on_change=follow,
        format_func=lambda each: words(f"count_{each}"),
    )  # fmt: skip


def _draw_pictures(visit: Visit, record: Record, name: str) -> None:
    words, row, series = visit.words, record.now, record.series
    unit = visit.unit_name()
    # Hollow dots alone would look like nobody of so many; what a target means in people stands in words.
    position = position_figure(row, words, visit.colours) if row.shown else None
    if position is not None:
        alt = position_alt(row, unit, name, words)
        st.plotly_chart(position, theme=None, config=STILL, key="position", alt=alt)
    if any(each.shown for each in series):
        figure = series_figure(series, row.snapshot, record.target.steps, record.breaks, words, visit.colours)
        tools = config(words, file_name((row.unit, row.target), row.snapshot, "")[:-1])
        alt = series_alt(series, unit, name, record.breaks, words)
        st.plotly_chart(figure, theme=None, config=tools, key="series", alt=alt)
    rows = [(words.month(each.snapshot), None, each) for each in reversed(series)]
    taken = Taken("series", words("chart_series", unit=unit, target=name), "col_snapshot", rows, unit)
    draw_take_away(visit, taken, _told(visit, record.breaks))


def _draw_decision(visit: Visit, target: Target) -> None:
    words = visit.words
    there = link(visit.address("method", target=target.code, part="decisions"), words("decided_title"))
    on = words.day(target.decided_on) if target.decided_on else "?"
    said = words("decision", by=target.decided_by, on=on, source=target.source_document) if target.decided_by else ""
    st.html(f'<p class="sc-quiet sc-small">{there}. {escape(said)}</p>')


def _told(visit: Visit, breaks: Sequence[Break]) -> list[str]:
    words = visit.words
    return [f"{words.month(each.snapshot)} · {words('breaks_here', reason=words.name(each.reason))}" for each in breaks]


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
