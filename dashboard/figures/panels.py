"""Every unit against the targets of one group: a row per unit, a panel per band, on one axis of shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.lettering import drawn, escaped
from dashboard.figures.palette import MARKS, Palette
from dashboard.figures.panel_layout import Block, axes, blocks_of, form_of, headings
from dashboard.figures.panel_words import BandHead, Cell, Line, band_breaks, cell_lines, is_quiet
from dashboard.figures.shares import highest_share
from dashboard.figures.sheet import base_layout
from dashboard.standing import StandIn, Standing
from dashboard.wording.states import state_of
from dashboard.wording.words import Words

_INSET = 3  # px between the line of one target and that of the next row's own


@dataclass(frozen=True)
class _Panel:
    """One panel: the cells of its band from top to bottom, where their rows lie, and the names of its axes."""

    cells: tuple[Cell, ...]
    block: Block
    x: str
    head: BandHead


def panels_figure(
    bands: Sequence[BandHead], lines: Sequence[Line], words: Words, colours: Palette, columns: int = 2
) -> go.Figure:
    """The picture: rows in the order given, never sorted; `columns` panels beside each other, the rest underneath.

    Made for a width of 970 px and more with two columns, of 700 px with one. Every line has a cell per band.
    A cell without a standing has no target there. A hidden one is words alone: nothing drawn depends on it.
    """
    form = form_of(len(bands), columns)
    standings = [cell.standing for line in lines for cell in line.cells if cell.standing is not None]
    instead = [cell.instead for line in lines for cell in line.cells if cell.instead is not None]
    highest = highest_share(standings, instead)
    said = [
        [
            cell_lines(cell, head, words, colours, form.words_px, once)
            for cell, head, once in zip(line.cells, bands, band_breaks(bands, lines), strict=True)
        ]
        for line in lines
    ]
    blocks = blocks_of(bands, lines, said, form, words)
    data: list[dict[str, Any]] = []
    for block in blocks:
        for place in block.bands:
            panel = _Panel(tuple(line.cells[place] for line in lines), block, block.axis_of(place), bands[place])
            data += _traces(panel, lines, highest, colours)
            data.append(_words_trace(panel, [row[place] for row in said], highest, colours))
    layout = base_layout(colours, form.height(blocks), form.margins(blocks))
    layout |= axes(blocks, lines, form, highest, words, colours)
    layout["annotations"] = headings(blocks, bands, form, colours)
    # The traces are made here from typed values; validating each again is most of what a figure costs.
    return go.Figure({"data": data, "layout": layout})


def _traces(panel: _Panel, lines: Sequence[Line], highest: float, colours: Palette) -> list[dict[str, Any]]:
    shown = [
        (at, line, cell, row)
        for at, line, cell in zip(panel.block.centres, lines, panel.cells, strict=True)
        if (row := cell.drawn) is not None
    ]
    known = [(row.margin_low, row.margin_high, at) for at, _, _, row in shown if _has_margin(row)]
    bars = {
        "type": "bar",
        "name": "margin",
        "orientation": "h",
        "base": [low for low, _, _ in known],
        "x": [(high or 0) - (low or 0) for low, high, _ in known],
        "y": [at for _, _, at in known],
        "width": 9,
        "marker": {"color": colours.margin, "line": {"width": 0}},
        "hoverinfo": "skip",
    }
    shapes, edges = zip(*(_mark(row, colours) for _, _, _, row in shown), strict=True) if shown else ((), ())
    dots = {
        "type": "scatter",
        "name": "marks",
        "mode": "markers",
        "x": [row.share for _, _, _, row in shown],
        "y": [at for at, _, _, _ in shown],
        "marker": {
            # An open shape shows the bar through itself; filled with paper it stands out from it.
            "symbol": [shape.removesuffix("-open") for shape in shapes],
            "size": 13,
            "color": [
                colours.paper if shape.endswith("-open") else edge for shape, edge in zip(shapes, edges, strict=True)
            ],
            "line": {"width": 2, "color": list(edges)},
        },
        "text": [f"{escaped(line.label)}: {escaped(str(cell.words))}" for _, line, cell, _ in shown],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    solid, dotted = {"color": colours.ink, "width": 1.6}, {"color": colours.ink, "width": 1.4, "dash": "dot"}
    traces = [bars, _line("target", panel, solid), _line("path", panel, dotted), _breaks(panel, colours), dots]
    return [{**trace, "xaxis": panel.x, "yaxis": panel.block.y} for trace in traces]


def _mark(row: Standing | StandIn, colours: Palette) -> tuple[str, str]:
    """Its shape and colour. What stands in for others is judged by no target, so it has the mark of none of them."""
    if isinstance(row, StandIn):
        return "circle", colours.accent
    state = state_of(row.verdict, True)
    # A verdict of a later version has no mark of its own; what is shown is shown all the same.
    return MARKS.get(state, "diamond-open"), colours.of(state)


def _has_margin(row: Standing | StandIn) -> bool:
    return row.margin_low is not None and row.margin_high is not None


def _line(name: str, panel: _Panel, style: dict[str, Any]) -> dict[str, Any]:
    """One trace for all segments: rows that follow each other and ask for the same share are one segment."""
    asked = [_asked(cell.standing, name) for cell in panel.cells]
    xs: list[float | None] = []
    ys: list[float | None] = []
    for share, places in groupby(range(len(asked)), key=lambda place: asked[place]):
        run = list(places)
        if share is not None:
            xs += [share, share, None]
            ys += [panel.block.tops[run[0]] - _INSET, panel.block.tops[run[-1] + 1] + _INSET, None]
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": style,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _asked(row: Standing | None, name: str) -> float | None:
    if row is None or name == "target":
        return None if row is None else row.target_share
    # At the deadline the two lines are one.
    same = row.expected_share is None or abs(row.expected_share - row.target_share) < 1e-9
    return None if same else row.expected_share


def _breaks(panel: _Panel, colours: Palette) -> dict[str, Any]:
    """The sign of a broken axis, on the rows it touches."""
    rows = [at for at, cell in zip(panel.block.centres, panel.cells, strict=True) if cell.broken]
    return {
        "type": "scatter",
        "name": "break",
        "mode": "text",
        "x": [0] * len(rows),
        "y": rows,
        "text": ["<b>//</b>"] * len(rows),
        "textposition": "middle left",
        "textfont": {"color": colours.accent, "size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _words_trace(panel: _Panel, said: Sequence[Sequence[Any]], highest: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "words",
        # One trace of text and not an annotation per row: a fifth of the cost. The marker that nobody sees keeps the
        # words clear of a mark at the end of the axis; beyond the axis Plotly would draw nothing.
        "mode": "markers+text",
        "marker": {"size": 22, "opacity": 0},
        "x": [highest] * len(said),
        "y": list(panel.block.centres),
        "text": [drawn(each) for each in said],
        "textposition": "middle right",
        "textfont": {"color": [colours.quiet if is_quiet(cell) else colours.ink for cell in panel.cells], "size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "xaxis": panel.x,
        "yaxis": panel.block.y,
    }
