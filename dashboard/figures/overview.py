"""Every unit against one target: where its share lies, how far chance reaches, and what it says."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.palette import MARKS, Palette
from dashboard.figures.shares import STEPS, highest_share
from dashboard.figures.sheet import Margins, plain, sheet, ticks, wrapped
from dashboard.standing import Standing
from dashboard.wording.rows import RowWords
from dashboard.wording.states import STATES, State, state_of
from dashboard.wording.words import Words

ROW_PX = 40
_LINE_PX = 16  # for every line of words more than one
_BESIDE = 62  # characters of the words beside that stand on one line
_MARGINS = Margins(left=250, right=412, top=34, bottom=34)


@dataclass(frozen=True)
class Row:
    """One row of the picture: a unit, the address of its page, its standing and the words beside it."""

    label: str
    href: str
    standing: Standing
    words: RowWords
    whole: bool = False  # the unit the others are part of


def overview_figure(rows: Sequence[Row], words: Words, colours: Palette) -> go.Figure:
    """A panel: rows in the order given, shares on an axis from 0, the words of each row at the right.

    A hidden row has no mark and no bar: nothing on the picture depends on a figure that is not published.
    """
    row_px = ROW_PX + _LINE_PX * max(len(_beside(row)) for row in rows)
    figure = sheet(colours, row_px * len(rows) + _MARGINS.top + _MARGINS.bottom, _MARGINS)
    places = {id(row): len(rows) - 1 - index for index, row in enumerate(rows)}
    shown = [row for row in rows if row.standing.shown and row.standing.share is not None]
    _draw_margins(figure, shown, places, colours)
    _draw_lines(figure, rows[0].standing, len(rows), words, colours)
    for state in STATES[:-1]:
        _draw_marks(
            figure, [row for row in shown if state_of(row.standing.verdict, True) == state], places, state, colours
        )
    for row in rows:
        _write_words(figure, row, places[id(row)], colours)
    _write_axes(figure, rows, words, colours)
    return figure


def _draw_margins(figure: go.Figure, shown: Sequence[Row], places: dict[int, int], colours: Palette) -> None:
    known = [
        (row.standing.margin_low, row.standing.margin_high, places[id(row)])
        for row in shown
        if row.standing.margin_low is not None and row.standing.margin_high is not None
    ]
    figure.add_bar(
        name="margin",
        orientation="h",
        base=[low for low, _, _ in known],
        x=[high - low for low, high, _ in known],
        y=[place for _, _, place in known],
        width=0.24,
        marker={"color": colours.margin, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _draw_marks(figure: go.Figure, rows: Sequence[Row], places: dict[int, int], state: State, colours: Palette) -> None:
    if not rows:
        return
    hollow = MARKS[state].endswith("-open")
    figure.add_scatter(
        name=state,
        mode="markers",
        x=[row.standing.share for row in rows],
        y=[places[id(row)] for row in rows],
        marker={
            # An open shape shows the bar through itself; filled with paper it stands out from it.
            "symbol": MARKS[state].removesuffix("-open"),
            "size": 13,
            "color": colours.paper if hollow else colours.of(state),
            "line": {"width": 2, "color": colours.of(state)},
        },
        text=[f"{plain(row.label)}: {plain(str(row.words))}" for row in rows],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _draw_lines(figure: go.Figure, any_row: Standing, rows: int, words: Words, colours: Palette) -> None:
    target, path = any_row.target_share, any_row.expected_share
    _draw_line(figure, "target", target, rows, {"color": colours.ink, "width": 1.6})
    # At the deadline the two lines are one.
    path = None if path is None or abs(path - target) < 1e-9 else path
    # The two words stand on either side of the two lines, so they never run into each other.
    left = path is not None and path > target
    text = words("target_line", share=words.share(target))
    _write_above(figure, target, text, "right" if left else "left", colours.ink)
    if path is not None:
        _draw_line(figure, "path", path, rows, {"color": colours.ink, "width": 1.4, "dash": "dot"})
        text = words("path_line", share=words.share(round(path, 3)))
        _write_above(figure, path, text, "left" if left else "right", colours.quiet)


def _draw_line(figure: go.Figure, name: str, x: float, rows: int, line: dict[str, object]) -> None:
    # A trace and not a shape: over the grid and the bars, under the marks.
    figure.add_scatter(name=name, mode="lines", x=[x, x], y=[-0.6, rows - 0.4], line=line, hoverinfo="skip")


def _write_above(figure: go.Figure, x: float, text: str, anchor: str, colour: str) -> None:
    figure.add_annotation(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor=anchor,
        yshift=4,
        text=text,
        showarrow=False,
        font={"color": colour},
    )


def _write_words(figure: go.Figure, row: Row, place: int, colours: Palette) -> None:
    lead = f"<b>{plain(row.words.lead)}</b>" if row.words.strong else plain(row.words.lead)
    rest = f"<span style='color:{colours.quiet}'> · {plain(row.words.rest)}</span>" if row.words.rest else ""
    rest += "".join(f"<br><span style='color:{colours.quiet}'>{plain(line)}</span>" for line in _beside(row))
    quiet = state_of(row.standing.verdict, row.standing.shown) == "not_shown"
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=18,
        y=place,
        align="left",
        text=lead + rest,
        showarrow=False,
        font={"color": colours.quiet if quiet else colours.ink},
    )


def _beside(row: Row) -> list[str]:
    return textwrap.wrap(row.words.beside, _BESIDE)


def _write_axes(figure: go.Figure, rows: Sequence[Row], words: Words, colours: Palette) -> None:
    highest = highest_share([row.standing for row in rows])
    at = ticks(highest, STEPS)
    figure.update_xaxes(
        range=[0, highest],
        tickmode="array",
        tickvals=at,
        ticktext=[words.share(value) for value in at],
        tickfont={"color": colours.quiet},
        showgrid=True,
        gridcolor=colours.line,
        gridwidth=1,
        layer="below traces",
        zeroline=True,
        zerolinecolor=colours.line,
    )
    names = [_linked(row, colours) for row in rows]
    figure.update_yaxes(
        range=[-0.6, len(rows) - 0.4],
        tickmode="array",
        tickvals=list(range(len(rows)))[::-1],
        ticktext=names,
        ticklabelstandoff=14,
    )


def _linked(row: Row, colours: Palette) -> str:
    name = wrapped(plain(row.label), 36)
    name = f"<b>{name}</b>" if row.whole else name
    return f'<a href="{plain(row.href)}" target="_self" style="color:{colours.ink}">{name}</a>'
