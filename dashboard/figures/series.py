"""One unit against one target through time: how many there are, how many are needed, the agreed path."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard.edition import Break
from dashboard.figures.ahead import ahead
from dashboard.figures.palette import Palette
from dashboard.figures.series_words import break_lines, break_words, label_words
from dashboard.figures.sheet import AXIS, Margins, base_layout, head_steps, ticks
from dashboard.standing import Standing
from dashboard.wording.rows import as_of_words, noun_of
from dashboard.wording.words import Words

Steps = Sequence[tuple[date, float]]
Span = tuple[date, date]

_MARGINS = Margins(left=44, right=14, top=30, bottom=34)


def series_figure(
    series: Sequence[Standing], now: date, steps: Steps, breaks: Sequence[Break], words: Words, colours: Palette
) -> go.Figure:
    """Steps of people, the need that moves with the headcount, the path dotted on to the deadline.

    A month that is not shown is a gap in the line of people; one whose figures were carried holds it level, without
    a dot. Labels stand at the lines; the month looked at (`now`) is the one that is written out.
    """
    latest = next((row for row in series if row.snapshot == now), series[-1])
    span = _span(series)
    inside = [each for each in breaks if series[0].snapshot < each.snapshot <= series[-1].snapshot]
    layout = base_layout(colours, 400, _MARGINS)
    layout["xaxis"] = _months(span, series[0].snapshot, words, colours)
    layout["yaxis"] = _heads(series, words, colours)
    layout["shapes"] = break_lines(inside, colours)
    layout["annotations"] = [
        _axis_words(series[0], words, colours),
        *break_words(inside, span, words, colours),
        *label_words(latest, series, words, colours),
    ]
    # Made at one stroke: each part that is added to a figure has Plotly check all of it again.
    return go.Figure({"data": _traces(series, steps, words, colours), "layout": layout})


def _traces(series: Sequence[Standing], steps: Steps, words: Words, colours: Palette) -> list[dict[str, Any]]:
    # hv: a figure holds from its own date until the next; it is not on its way there.
    need = {"shape": "hv", "color": colours.ink, "width": 1.6}
    path = {"shape": "hv", "color": colours.quiet, "width": 1.4, "dash": "dot"}
    need_ahead, path_ahead = ahead(series[-1], steps)
    return [
        _line("need", ((row.snapshot, row.need) for row in series), need),
        _line("path", ((row.snapshot, row.expected_need) for row in series), path),
        _line("need_ahead", need_ahead, {"color": colours.ink, "width": 1}),
        _line("path_ahead", path_ahead, {**path, "shape": "hv" if steps else "linear"}),
        _people(series, words, colours),
        _measured(series, colours),
    ]


def _line(name: str, points: Iterable[tuple[date, float | None]], style: dict[str, Any]) -> dict[str, Any]:
    at = list(points)
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [day for day, _ in at],
        "y": [value for _, value in at],
        "line": style,
        "hoverinfo": "skip",
    }


def _people(series: Sequence[Standing], words: Words, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "people",
        "mode": "lines",
        "x": [row.snapshot for row in series],
        "y": [row.members if row.shown else None for row in series],
        "line": {"shape": "hv", "color": colours.accent, "width": 3},
        "text": [_hover(row, words) for row in series],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _measured(series: Sequence[Standing], colours: Palette) -> dict[str, Any]:
    """A dot where a figure is new; a carried one only holds the line level."""
    rows = [row for row in series if row.shown and row.carried is None]
    return {
        "type": "scatter",
        "name": "measured",
        "mode": "markers",
        "x": [row.snapshot for row in rows],
        "y": [row.members for row in rows],
        "marker": {"size": 6, "color": colours.accent},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _span(series: Sequence[Standing]) -> Span:
    first, last = series[0].snapshot, max(series[-1].snapshot, series[-1].deadline)
    # One month alone still needs a width to be drawn on.
    room = max((last - first) * 0.02, timedelta(days=20))
    return first - room, last + room


def _heads(series: Sequence[Standing], words: Words, colours: Palette) -> dict[str, Any]:
    values = [value for row in series for value in (row.members, row.need, row.expected_need) if value is not None]
    tallest = max(values or [1])
    # Up to three lines of words stand above the highest line.
    highest = max(tallest * 1.24, tallest + 1)
    at = ticks(highest, head_steps(highest))
    return {
        **AXIS,
        "range": [0, highest],
        "tickvals": at,
        "ticktext": [words.number(value) for value in at],
        "showgrid": True,
        "gridcolor": colours.line,
        "tickfont": {"color": colours.quiet},
        "ticklabelstandoff": 6,
    }


def _months(span: Span, first: date, words: Words, colours: Palette) -> dict[str, Any]:
    years = [
        date(year, 1, 1) for year in range(span[0].year, span[1].year + 1) if span[0] <= date(year, 1, 1) <= span[1]
    ]
    return {
        **AXIS,
        "type": "date",
        "range": list(span),
        "tickvals": years or [first],
        "ticktext": [str(day.year) for day in years] or [words.month(first)],
        "tickfont": {"color": colours.quiet},
        "showline": True,
        "linecolor": colours.line,
        "ticks": "outside",
        "tickcolor": colours.line,
    }


def _axis_words(row: Standing, words: Words, colours: Palette) -> dict[str, Any]:
    return {
        "text": words(f"{noun_of(row)}_axis"),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -40,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "font": {"color": colours.quiet},
    }


def _hover(row: Standing, words: Words) -> str:
    if not row.shown or row.members is None or row.base is None:
        return ""
    noun = noun_of(row)
    of = words("of", members=words.number(row.members, noun), base=words.number(row.base, noun))
    return ", ".join(part for part in (f"{words.month(row.snapshot)}: {of}", as_of_words(row.carried, words)) if part)
