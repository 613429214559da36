"""Where one unit stands, in heads: a dot per person while they can be counted at a glance, a strip beyond."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.lettering import LINE_PX, width_px
from dashboard.figures.palette import MARKS, Palette
from dashboard.figures.sheet import Margins, head_steps, sheet, ticks
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
    figure = _sheet(row, members is not None, words, colours, Margins(left=8, right=8, top=_TOOLS_PX, bottom=4))
    here, size = int(members or 0), 9 if max(need, members or 0) <= _FEWEST_PLACES else 8
    for name, places, fill, edge in (
        ("here", range(1, here + 1), colours.accent, colours.accent),
        ("missing", range(here + 1, int(need) + 1), colours.paper, colours.quiet),
    ):
        marker = {"size": size, "color": fill, "line": {"width": 2, "color": edge}}
        figure.add_scatter(
            name=name,
            mode="markers",
            x=list(places),
            y=[0] * len(places),
            cliponaxis=False,
            marker=marker,
            hoverinfo="skip",
        )
    end = max(need, here, _FEWEST_PLACES) + 0.7
    # Between two dots: the line stands behind the last one that is asked for.
    _draw_posts(figure, _posts(row, members is not None, words), 0.5, end, colours)
    figure.update_xaxes(visible=False, range=[0.7, end])
    return figure


def _strip(row: Standing, need: float, members: float, words: Words, colours: Palette) -> go.Figure:
    figure = _sheet(row, True, words, colours, Margins(left=10, right=14, top=_TOOLS_PX, bottom=28))
    # The margin is one of a share among the known, so that is what it is a part of in heads.
    known = (row.base or 0) - (row.unknown or 0)
    low, high = ((row.margin_low or 0) * known, (row.margin_high or 0) * known)
    bar = {"color": colours.margin, "line": {"width": 0}}
    figure.add_bar(
        name="margin", orientation="h", base=[low], x=[high - low], y=[0], width=0.5, marker=bar, hoverinfo="skip"
    )
    state = state_of(row.verdict, row.shown)
    shape = MARKS.get(state, "diamond-open")
    fill = colours.paper if shape.endswith("-open") else colours.of(state)
    edge = {"width": 2, "color": colours.of(state)}
    marker = {"symbol": shape.removesuffix("-open"), "size": 14, "color": fill, "line": edge}
    figure.add_scatter(
        name=state, mode="markers", x=[members], y=[0], cliponaxis=False, marker=marker, hoverinfo="skip"
    )
    highest = max(need * 1.12, members * 1.08, high * 1.02)
    _draw_posts(figure, _posts(row, True, words), 0, highest, colours)
    at = ticks(highest, head_steps(highest))
    texts = [words.number(value) for value in at]
    figure.update_xaxes(range=[0, highest], tickvals=at, ticktext=texts, tickfont={"color": colours.quiet})
    figure.update_xaxes(showline=True, linecolor=colours.line, ticks="outside", tickcolor=colours.line)
    return figure


def _sheet(row: Standing, with_path: bool, words: Words, colours: Palette, margins: Margins) -> go.Figure:
    more = max(post.second_lines for post in _posts(row, with_path, words))
    return sheet(colours, 100 + LINE_PX * more + margins.top + margins.bottom, margins)


def _posts(row: Standing, with_path: bool, words: Words) -> list[_Post]:
    noun, need, path = noun_of(row), row.need or 0, row.expected_need
    facts = {"need": words.number(need, noun), "base": words.number(row.base or 0, noun)}
    needed = (words("needed", share=words.share(row.target_share), **facts), as_of_words(row.carried, words))
    said = ", ".join(part for part in needed if part)
    posts = [_Post(need, said if width_px(said) <= _WORDS_PX else ",<br>".join(needed), True)]
    if with_path and path is not None and path < need:
        posts.append(_Post(path, words("path_now", expected=words.number(path, noun)), False))
    return posts


def _draw_posts(figure: go.Figure, posts: list[_Post], shift: float, end: float, colours: Palette) -> None:
    for post in posts:
        x, colour = post.x + shift, colours.ink if post.is_target else colours.quiet
        line = {"color": colour, "width": 1.6, "dash": "solid" if post.is_target else "dot"}
        anchor = "left" if x < end * 0.35 else "right" if x > end * 0.65 else "center"
        name = "target" if post.is_target else "path"
        figure.add_shape(name=name, type="line", x0=x, x1=x, y0=-0.7, y1=0.7, line=line, layer="below")
        figure.add_annotation(
            x=x,
            y=0.8 if post.is_target else -0.8,
            yanchor="bottom" if post.is_target else "top",
            # Centred near an edge it would be cut off; it turns inwards instead.
            xanchor=anchor,
            align=anchor,
            text=post.text,
            showarrow=False,
            font={"color": colour},
        )
    # 100 px are 3.6 high; a second line of words needs as much more as it is high.
    more = max(post.second_lines for post in posts) * LINE_PX * 0.036
    figure.update_yaxes(visible=False, range=[-1.8, 1.8 + more])
