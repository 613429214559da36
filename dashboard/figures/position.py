"""Where one unit stands, in heads: a dot per person while they can be counted at a glance, a strip beyond."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.lettering import LINE_PX, width_px
from dashboard.figures.palette import MARKS, Palette
from dashboard.figures.sheet import AXIS, Margins, base_layout, head_steps, ticks
from dashboard.standing import Standing
from dashboard.wording.rows import as_of_words, noun_of
from dashboard.wording.states import state_of
from dashboard.wording.words import Words

DOTS_UP_TO = 30
# On a phone more px of words beside a line in the middle would be cut off; the button that saves stands above them.
_WORDS_PX, _TOOLS_PX = 240, 28
# Two dots across a whole page would look like a hole: they stand as close together as this many would.
_FEWEST_PLACES = 24


@dataclass(frozen=True)
class _Post:
    """A line across the strip with its words: the need above it, the path below."""

    x: float
    text: str
    is_target: bool

    @property
    def second_lines(self) -> int:
        """How many lines more than one its words take."""
        return self.text.count("<br>")

    def colour(self, colours: Palette) -> str:
        """The colour of its line and words."""
        return colours.ink if self.is_target else colours.quiet


def position_figure(row: Standing, words: Words, colours: Palette) -> go.Figure | None:
    """The picture of one standing, or None when the need is not known or less than a person.

    A hidden standing draws the need alone: that many hollow dots, whatever the members are.
    """
    if row.need is None or row.base is None or row.verdict == "less_than_one_person":
        return None
    members = row.members if row.shown else None
    if row.counts == "persons" and max(row.need, members or 0) <= DOTS_UP_TO:
        return _dots(row, row.need, members, words, colours)
    return None if members is None else _strip(row, row.need, members, words, colours)


def _dots(row: Standing, need: float, members: float | None, words: Words, colours: Palette) -> go.Figure:
    posts = _posts(row, members is not None, words)
    here, size = int(members or 0), 9 if max(need, members or 0) <= _FEWEST_PLACES else 8
    data = [
        _marks(name, list(places), {"size": size, "color": fill, "line": {"width": 2, "color": edge}})
        for name, places, fill, edge in (
            ("here", range(1, here + 1), colours.accent, colours.accent),
            ("missing", range(here + 1, int(need) + 1), colours.paper, colours.quiet),
        )
    ]
    end = max(need, here, _FEWEST_PLACES) + 0.7
    # Between two dots: the line stands behind the last one that is asked for.
    layout = _layout(posts, 0.5, end, colours, Margins(left=8, right=8, top=_TOOLS_PX, bottom=4))
    layout["xaxis"] = {**AXIS, "visible": False, "range": [0.7, end]}
    return go.Figure({"data": data, "layout": layout})


def _strip(row: Standing, need: float, members: float, words: Words, colours: Palette) -> go.Figure:
    # The margin is one of a share among the known, so that is what it is a part of in heads.
    known = (row.base or 0) - (row.unknown or 0)
    low, high = ((row.margin_low or 0) * known, (row.margin_high or 0) * known)
    state = state_of(row.verdict, row.shown)
    shape = MARKS.get(state, "diamond-open")
    fill = colours.paper if shape.endswith("-open") else colours.of(state)
    edge = {"width": 2, "color": colours.of(state)}
    marker = {"symbol": shape.removesuffix("-open"), "size": 14, "color": fill, "line": edge}
    highest = max(need * 1.12, members * 1.08, high * 1.02)
    margins = Margins(left=10, right=14, top=_TOOLS_PX, bottom=28)
    layout = _layout(_posts(row, True, words), 0, highest, colours, margins)
    layout["xaxis"] = _heads(highest, words, colours)
    return go.Figure({"data": [_margin(low, high, colours), _marks(state, [members], marker)], "layout": layout})


def _marks(name: str, places: Sequence[float], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "x": places,
        "y": [0] * len(places),
        "marker": marker,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _margin(low: float, high: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": "margin",
        "orientation": "h",
        "base": [low],
        "x": [high - low],
        "y": [0],
        "width": 0.5,
        "marker": {"color": colours.margin, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _heads(highest: float, words: Words, colours: Palette) -> dict[str, Any]:
    at = ticks(highest, head_steps(highest))
    return {
        **AXIS,
        "range": [0, highest],
        "tickvals": at,
        "ticktext": [words.number(value) for value in at],
        "tickfont": {"color": colours.quiet},
        "showline": True,
        "linecolor": colours.line,
        "ticks": "outside",
        "tickcolor": colours.line,
    }


def _layout(posts: Sequence[_Post], shift: float, end: float, colours: Palette, margins: Margins) -> dict[str, Any]:
    """All but the axis of heads."""
    more = max(post.second_lines for post in posts) * LINE_PX
    return {
        **base_layout(colours, 100 + more + margins.top + margins.bottom, margins),
        # 100 px are 3.6 high; a second line of words needs as much more as it is high.
        "yaxis": {**AXIS, "visible": False, "range": [-1.8, 1.8 + more * 0.036]},
        "shapes": [_post_line(post, shift, colours) for post in posts],
        "annotations": [_post_words(post, shift, end, colours) for post in posts],
    }


def _posts(row: Standing, with_path: bool, words: Words) -> list[_Post]:
    noun, need, path = noun_of(row), row.need or 0, row.expected_need
    facts = {"need": words.number(need, noun), "base": words.number(row.base or 0, noun)}
    needed = (words("needed", share=words.share(row.target_share), **facts), as_of_words(row.carried, words))
    said = ", ".join(part for part in needed if part)
    posts = [_Post(need, said if width_px(said) <= _WORDS_PX else ",<br>".join(needed), True)]
    if with_path and path is not None and path < need:
        posts.append(_Post(path, words("path_now", expected=words.number(path, noun)), False))
    return posts


def _post_line(post: _Post, shift: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "line",
        "name": "target" if post.is_target else "path",
        "x0": post.x + shift,
        "x1": post.x + shift,
        "y0": -0.7,
        "y1": 0.7,
        "line": {"color": post.colour(colours), "width": 1.6, "dash": "solid" if post.is_target else "dot"},
        "layer": "below",
    }


def _post_words(post: _Post, shift: float, end: float, colours: Palette) -> dict[str, Any]:
    x = post.x + shift
    # Centred near an edge it would be cut off; it turns inwards instead.
    anchor = "left" if x < end * 0.35 else "right" if x > end * 0.65 else "center"
    return {
        "text": post.text,
        "x": x,
        "xanchor": anchor,
        "y": 0.8 if post.is_target else -0.8,
        "yanchor": "bottom" if post.is_target else "top",
        "align": anchor,
        "showarrow": False,
        "font": {"color": post.colour(colours)},
    }
