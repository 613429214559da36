"""Units of unlike size against one target: how far chance reaches at every size, and which lie beyond it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.lettering import escaped
from dashboard.figures.limits import TAIL_95, TAIL_999, Counts, limits, outside
from dashboard.figures.naming import Spot, named
from dashboard.figures.palette import MARKS, Palette
from dashboard.figures.shares import STEPS
from dashboard.figures.sheet import Margins, base_layout, head_steps, ticks
from dashboard.standing import Standing
from dashboard.wording.states import State, state_of
from dashboard.wording.words import Words

_FEW = 12  # so many units can all be named
_POINTS = 800  # places at which a curve is drawn, at most
_HEIGHT = 440
_MARGINS = Margins(left=52, right=24, top=52, bottom=52)


@dataclass(frozen=True)
class Point:
    """One unit: members among those known (null when hidden), its state (null without a target), the words of its row."""

    label: str
    members: int | None
    known: int | None
    state: State | None
    said: str

    @property
    def drawn(self) -> bool:
        """Whether it has a place in the picture."""
        return self.members is not None and bool(self.known)


def point_of(label: str, row: Standing, said: str) -> Point:
    """The point of a standing. One in fte has no place here: chance is about heads."""
    if not row.shown or row.counts == "fte" or row.members is None or row.base is None:
        return Point(label, None, None, "not_shown", said)
    return Point(
        label, round(row.members), round(row.base) - (row.unknown or 0), state_of(row.verdict, row.shown), said
    )


def outside_of(points: Sequence[Point], share: float) -> tuple[int, int]:
    """How many of the drawn units lie outside the limits of 95%, and how many of those outside 99.9%."""
    places = [outside(each.members or 0, each.known or 0, share) for each in points if each.drawn]
    return sum(place != "within" for place in places), sum(place == "outside_999" for place in places)


def funnel_sentence(points: Sequence[Point], share: float, words: Words) -> str:
    """What the picture shows: how many lie further from the organisation's share than chance alone explains."""
    count, far = outside_of(points, share)
    shown = sum(each.drawn for each in points)
    code = "funnel_none" if not shown else "funnel_one" if shown == 1 else "funnel_many"
    told = [words(code, n=words.number(shown), share=words.share(share, 1000))]
    if shown:
        code = "funnel_within" if not count else "funnel_outside_one" if count == 1 else "funnel_outside_many"
        told.append(words(code, n=words.number(count)))
    if far:
        told.append(words("funnel_far", n=words.number(far)))
    if len(points) > shown:
        told.append(words("funnel_hidden", n=words.number(len(points) - shown)))
    return " ".join(told)


def outside_words(points: Sequence[Point], share: float, words: Words) -> str:
    """Which units lie outside the 95% limits, below and above, each with its share; in the order they are given.

    Empty when none does.
    """
    found: dict[str, list[str]] = {"funnel_below": [], "funnel_above": []}
    for each in points:
        if each.drawn and outside(each.members or 0, each.known or 0, share) != "within":
            own = _share(each)
            found["funnel_below" if own < share else "funnel_above"].append(
                words("funnel_unit", unit=each.label, share=words.share(own, each.known))
            )
    return " ".join(words(code, units=", ".join(units)) for code, units in found.items() if units)


def funnel_figure(
    points: Sequence[Point], share: float, target: float | None, words: Words, colours: Palette, width: int = 900
) -> go.Figure | None:
    """The picture, or None when no unit is shown. `share` is the organisation's own, among those known.

    Names stand beside marks outside the limits of 95%, and beside all where they are few, as far as there is room
    at `width` px; hidden units are not drawn, and nothing that is drawn depends on them.
    """
    drawn = [each for each in points if each.drawn]
    if not drawn:
        return None
    largest = max(each.known or 0 for each in drawn)
    sizes = _sizes(largest)
    right = max(largest * 1.04, largest + 1)
    highest = _highest(drawn, share, target)
    data = [
        *_curves(sizes, share, TAIL_999, colours),
        *_curves(sizes, share, TAIL_95, colours),
        _level("organisation", share, right, {"color": colours.accent, "width": 2}),
        *([] if target is None else [_level("target", target, right, {"color": colours.ink, "width": 1.6})]),
        _marks(drawn, colours),
    ]
    layout = base_layout(colours, _HEIGHT, _MARGINS)
    layout |= _axes(right, highest, words, colours)
    layout["annotations"] = _texts(share, target, words, colours) + _names(
        drawn, share, (right, highest), width, colours
    )
    return go.Figure({"data": data, "layout": layout})


def _sizes(largest: int) -> Counts:
    if largest <= _POINTS:
        return np.arange(1, largest + 1, dtype=np.float64)
    return np.unique(np.geomspace(1, largest, _POINTS).round())


def _highest(drawn: Sequence[Point], share: float, target: float | None) -> float:
    # The limits of the smallest units reach 100%; the axis ends where the units do.
    shares = [_share(each) for each in drawn]
    return min(1.0, max(0.05, share * 2, (target or 0) * 1.25, max(shares) * 1.2))


def _share(point: Point) -> float:
    return (point.members or 0) / (point.known or 1)


def _curves(sizes: Counts, share: float, tail: float, colours: Palette) -> list[dict[str, Any]]:
    lowest, highest = limits(sizes, share, tail)
    inner = tail == TAIL_95
    line = {"color": colours.quiet, "width": 1.2, "shape": "hv", **({} if inner else {"dash": "dash"})}
    name = "95" if inner else "99.9"
    return [
        {
            "type": "scatter",
            "name": f"{name} {side}",
            "mode": "lines",
            "x": sizes.tolist(),
            "y": (counts / sizes).tolist(),
            "line": line,
            "hoverinfo": "skip",
        }
        for side, counts in (("low", lowest), ("high", highest))
    ]


def _level(name: str, share: float, right: float, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [0, right],
        "y": [share, share],
        "line": line,
        "hoverinfo": "skip",
    }


def _marks(drawn: Sequence[Point], colours: Palette) -> dict[str, Any]:
    # Where nothing is asked there is nothing to be judged by: a plain dot.
    shapes = ["circle" if each.state is None else MARKS.get(each.state, "diamond-open") for each in drawn]
    edges = [colours.accent if each.state is None else colours.of(each.state) for each in drawn]
    fills = [colours.paper if shape.endswith("-open") else edge for shape, edge in zip(shapes, edges, strict=True)]
    return {
        "type": "scatter",
        "name": "units",
        "mode": "markers",
        "x": [each.known for each in drawn],
        "y": [_share(each) for each in drawn],
        "marker": {
            "symbol": [shape.removesuffix("-open") for shape in shapes],
            "size": 12,
            "color": fills,
            "line": {"width": 2, "color": edges},
        },
        "text": [f"{escaped(each.label)}: {escaped(each.said)}" for each in drawn],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _axes(right: float, highest: float, words: Words, colours: Palette) -> dict[str, Any]:
    across, up = ticks(right, head_steps(right)), ticks(highest, STEPS)
    plain = {"fixedrange": True, "automargin": False, "zeroline": False, "tickfont": {"color": colours.quiet}}
    return {
        "xaxis": {
            **plain,
            "range": [0, right],
            "showgrid": False,
            "showline": True,
            "linecolor": colours.line,
            "tickmode": "array",
            "tickvals": across,
            "ticktext": [words.number(value) for value in across],
            "title": {"text": words("funnel_size"), "font": {"color": colours.quiet, "size": 14}, "standoff": 8},
        },
        "yaxis": {
            **plain,
            "range": [0, highest],
            "showgrid": True,
            "gridcolor": colours.line,
            "tickmode": "array",
            "tickvals": up,
            "ticktext": [words.share(value) for value in up],
            "ticklabelstandoff": 6,
        },
    }


def _texts(share: float, target: float | None, words: Words, colours: Palette) -> list[dict[str, Any]]:
    """What the lines are, above the plot: on the lines themselves the units stand."""
    line = f"<span style='color:{colours.accent}'>━ {words('funnel_share', share=words.share(share, 1000))}</span>"
    parts = [line] + ([] if target is None else [f"━ {words('target_line', share=words.share(target))}"])
    rest = f"<span style='color:{colours.quiet}'>─ {words('funnel_limit')}   ╌ {words('funnel_limit_far')}</span>"
    return [
        {
            "text": "   ".join(parts) + "<br>" + rest,
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 6,
            "xshift": -44,
            "align": "left",
            "showarrow": False,
        }
    ]


def _names(
    drawn: Sequence[Point], share: float, ends: tuple[float, float], width: int, colours: Palette
) -> list[dict[str, Any]]:
    room = (width - _MARGINS.left - _MARGINS.right, _HEIGHT - _MARGINS.top - _MARGINS.bottom)
    spots = [
        Spot(
            each.label,
            (each.known or 0) / ends[0] * room[0],
            (1 - _share(each) / ends[1]) * room[1],
            outside(each.members or 0, each.known or 0, share) != "within",
        )
        for each in drawn
    ]
    placed = named(spots, room, everyone=len(drawn) <= _FEW)
    return [
        {
            "text": escaped(found.text),
            "x": each.known,
            "y": _share(each),
            "xanchor": found.anchor,
            "xshift": {"left": 9, "right": -9}.get(found.anchor, 0),
            "yshift": found.up,
            # The width of a text is taken before its font has come: without this it would be centred in what it had.
            "align": found.anchor,
            "bgcolor": colours.paper,
            "borderpad": 0,
            "showarrow": False,
            "font": {"color": colours.ink},
        }
        for each, found in zip(drawn, placed, strict=True)
        if found is not None
    ]
