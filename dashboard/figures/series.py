"""One unit against one target through time: how many there are, how many are needed, the agreed path."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import plotly.graph_objects as go

from dashboard.edition import Break
from dashboard.figures.ahead import ahead
from dashboard.figures.lettering import LINE_PX, Run, drawn, lines_of, width_px
from dashboard.figures.palette import Palette
from dashboard.figures.sheet import Margins, head_steps, sheet, ticks
from dashboard.standing import Standing
from dashboard.wording.rows import as_of_words, noun_of
from dashboard.wording.words import Words

# On a phone the words of the need reach back over at most a year of months.
_BESIDE = 12
# The most px of the words of the need, and of those of a break, on one line: what a phone has beside them.
_NEED_PX, _BREAK_PX = 300, 140
_EARLY = 0.35  # of the axis: up to here a whole line of words has room at the right of a month, on a phone too

Side = Literal["left", "center", "right"]

Steps = Sequence[tuple[date, float]]


def series_figure(
    series: Sequence[Standing], now: date, steps: Steps, breaks: Sequence[Break], words: Words, colours: Palette
) -> go.Figure:
    """Steps of people, the need that moves with the headcount, the path dotted on to the deadline.

    A month that is not shown is a gap in the line of people; one whose figures were carried holds it level, without
    a dot. Labels stand at the lines; the month looked at (`now`) is the one that is written out.
    """
    figure = sheet(colours, 400, Margins(left=44, right=14, top=30, bottom=34))
    latest = next((row for row in series if row.snapshot == now), series[-1])
    days = [row.snapshot for row in series]
    # hv: a figure holds from its own date until the next; it is not on its way there.
    steps_line = {"shape": "hv"}
    figure.add_scatter(
        name="need",
        x=days,
        y=[row.need for row in series],
        mode="lines",
        hoverinfo="skip",
        line={**steps_line, "color": colours.ink, "width": 1.6},
    )
    figure.add_scatter(
        name="path",
        x=days,
        y=[row.expected_need for row in series],
        mode="lines",
        hoverinfo="skip",
        line={**steps_line, "color": colours.quiet, "width": 1.4, "dash": "dot"},
    )
    _draw_ahead(figure, series[-1], steps, colours)
    figure.add_scatter(
        name="people",
        x=days,
        y=[row.members if row.shown else None for row in series],
        mode="lines",
        line={**steps_line, "color": colours.accent, "width": 3},
        text=[_hover(row, words) for row in series],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )
    _draw_measured(figure, [row for row in series if row.shown and row.carried is None], colours)
    span = _axes(figure, series, words, colours)
    _draw_breaks(figure, [each for each in breaks if days[0] < each.snapshot <= days[-1]], span, words, colours)
    _write_labels(figure, latest, series, words, colours)
    return figure


def _draw_measured(figure: go.Figure, rows: Sequence[Standing], colours: Palette) -> None:
    """A dot where a figure is new; a carried one only holds the line level."""
    figure.add_scatter(
        name="measured",
        x=[row.snapshot for row in rows],
        y=[row.members for row in rows],
        mode="markers",
        marker={"size": 6, "color": colours.accent},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _draw_ahead(figure: go.Figure, last: Standing, steps: Steps, colours: Palette) -> None:
    need, path = ahead(last, steps)
    figure.add_scatter(
        name="need_ahead",
        x=[day for day, _ in need],
        y=[value for _, value in need],
        mode="lines",
        hoverinfo="skip",
        line={"color": colours.ink, "width": 1},
    )
    figure.add_scatter(
        name="path_ahead",
        x=[day for day, _ in path],
        y=[value for _, value in path],
        mode="lines",
        hoverinfo="skip",
        line={"color": colours.quiet, "width": 1.4, "dash": "dot", "shape": "hv" if steps else "linear"},
    )


def _axes(figure: go.Figure, series: Sequence[Standing], words: Words, colours: Palette) -> tuple[date, date]:
    first, last = series[0].snapshot, max(series[-1].snapshot, series[-1].deadline)
    # One month alone still needs a width to be drawn on.
    room = max((last - first) * 0.02, timedelta(days=20))
    span = (first - room, last + room)
    tallest = max(
        [value for row in series for value in (row.members, row.need, row.expected_need) if value is not None] or [1]
    )
    # Up to three lines of words stand above the highest line.
    highest = max(tallest * 1.24, tallest + 1)
    at = ticks(highest, head_steps(highest))
    figure.update_yaxes(
        range=[0, highest],
        tickvals=at,
        ticktext=[words.number(value) for value in at],
        showgrid=True,
        gridcolor=colours.line,
        tickfont={"color": colours.quiet},
        ticklabelstandoff=6,
    )
    years = [
        date(year, 1, 1) for year in range(span[0].year, span[1].year + 1) if span[0] <= date(year, 1, 1) <= span[1]
    ]
    shown = years or [series[0].snapshot]
    texts = [str(day.year) for day in shown] if years else [words.month(shown[0])]
    figure.update_xaxes(
        type="date",
        range=list(span),
        tickvals=shown,
        ticktext=texts,
        tickfont={"color": colours.quiet},
        showline=True,
        linecolor=colours.line,
        ticks="outside",
        tickcolor=colours.line,
    )
    figure.add_annotation(
        x=0,
        xref="paper",
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left",
        yshift=8,
        xshift=-40,
        text=words(f"{noun_of(series[0])}_axis"),
        showarrow=False,
        font={"color": colours.quiet},
    )
    return span


def _write_labels(figure: go.Figure, now: Standing, series: Sequence[Standing], words: Words, colours: Palette) -> None:
    noun, last = noun_of(now), series[-1]
    over = now.members is not None and last.need is not None and now.members > last.need
    if last.need is not None and last.base is not None:
        facts = {"need": words.number(last.need, noun), "base": words.number(last.base, noun)}
        text = words("needed", share=words.share(last.target_share), **facts)
        of_when = as_of_words(last.carried, words)
        whole = f"{text}, {of_when}" if of_when else text
        text = whole if width_px(whole) <= _NEED_PX else f"{text},<br>{of_when}"
        if last.expected_need is not None and last.expected_need < last.need:
            text += f"<br><span style='color:{colours.quiet}'>{words('path')}</span>"
        # Below the need lies its path: words that stand below stand clear of as much of it as they are wide.
        lowest = min(value for row in series[-_BESIDE:] for value in (row.need, row.expected_need) if value is not None)
        at = (max(last.deadline, last.snapshot), lowest if over else last.need, text)
        _label(figure, at, colours.ink, colours.paper, above=not over, side="right")
    if now.shown and now.members is not None:
        part = _part_of_span(now, series)
        above = over or _room_above(now, last)
        at = (now.snapshot, now.members, _people_words(now, part > _EARLY, words))
        _label(figure, at, colours.accent, colours.paper, above=above, side=_side(part))


def _people_words(now: Standing, in_two: bool, words: Words) -> str:
    amount, of_when = words.amount(now.members or 0, noun_of(now)), as_of_words(now.carried, words)
    if not of_when:
        return f"<b>{words('now', amount=amount)}</b>"
    return f"<b>{words('then', amount=amount, as_of=f'<br>{of_when}' if in_two else of_when)}</b>"


def _part_of_span(now: Standing, series: Sequence[Standing]) -> float:
    """How far along the axis a month lies, from 0 to 1."""
    first, end = series[0].snapshot, max(series[-1].snapshot, series[-1].deadline)
    return (now.snapshot - first) / (end - first) if end > first else 1.0


def _side(part: float) -> Side:
    """Which side of words stands at a month, so that a phone does not cut them off.

    What is still to come lies at its right, where only the need and the path are drawn; near the end there is no room.
    """
    return "left" if part <= 0.5 else "center" if part <= 0.72 else "right"


def _room_above(now: Standing, last: Standing) -> bool:
    """Whether the words of the people stand clear above their line: the path runs on below it, the need well above."""
    if now.members is None or last.need is None or last.expected_need is None:
        return False
    return now.members > last.expected_need + last.need * 0.03 and last.need - now.members > last.need * 0.11


def _label(figure: go.Figure, at: tuple[date, float, str], colour: str, paper: str, above: bool, side: Side) -> None:
    figure.add_annotation(
        x=at[0],
        y=at[1],
        text=at[2],
        showarrow=False,
        align=side,
        bgcolor=paper,
        borderpad=1,
        xanchor=side,
        xshift=4 if side == "left" else 0,
        yanchor="bottom" if above else "top",
        yshift=5 if above else -5,
        font={"color": colour},
    )


def _draw_breaks(
    figure: go.Figure, breaks: Sequence[Break], span: tuple[date, date], words: Words, colours: Palette
) -> None:
    """Dashed lines with their words at the foot; the words of the next stand above those of the one before."""
    stacked = 0
    for each in breaks:
        lines = lines_of([Run(words.name(each.reason))], _BREAK_PX)
        # The break lies between two snapshots; drawn half a month before the first one after it, no figure is on it.
        at = each.snapshot - timedelta(days=15)
        figure.add_vline(at, name="break", line={"color": colours.quiet, "width": 1.2, "dash": "dash"}, layer="below")
        right = (at - span[0]) < (span[1] - span[0]) * 0.5
        anchor = "left" if right else "right"
        figure.add_annotation(
            x=at,
            y=0,
            yref="paper",
            yanchor="bottom",
            yshift=6 + stacked * LINE_PX,
            xshift=6 if right else -6,
            xanchor=anchor,
            align=anchor,
            showarrow=False,
            text=drawn(lines),
            font={"color": colours.quiet},
            bgcolor=colours.paper,
        )
        stacked += len(lines)


def _hover(row: Standing, words: Words) -> str:
    if not row.shown or row.members is None or row.base is None:
        return ""
    noun = noun_of(row)
    of = words("of", members=words.number(row.members, noun), base=words.number(row.base, noun))
    return ", ".join(part for part in (f"{words.month(row.snapshot)}: {of}", as_of_words(row.carried, words)) if part)
