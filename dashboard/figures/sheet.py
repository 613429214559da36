"""The empty sheet every picture is drawn on: type, margins, axes that begin at zero."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from dashboard.figures.palette import Palette

FONT = '"Source Sans", "Source Sans 3", "Segoe UI", Helvetica, Arial, sans-serif'
SIZE = 14  # px; nothing on a picture is smaller
# An axis without a grid, on which nothing can be moved and nothing makes room for itself.
AXIS: Mapping[str, Any] = {"showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False}


@dataclass(frozen=True)
class Margins:
    """Room around the plot, in px."""

    left: int = 8
    right: int = 8
    top: int = 8
    bottom: int = 8


def base_layout(colours: Palette, height: int, margins: Margins) -> dict[str, Any]:
    """The layout of an empty sheet, without legend or tools; its axes are the figure's own."""
    return {
        "height": height,
        "margin": {"l": margins.left, "r": margins.right, "t": margins.top, "b": margins.bottom, "pad": 0},
        "font": {"family": FONT, "size": SIZE, "color": colours.ink},
        "paper_bgcolor": colours.paper,
        "plot_bgcolor": colours.paper,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FONT, "size": SIZE}},
        "dragmode": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.quiet, "activecolor": colours.accent},
    }


def ticks(highest: float, steps: Sequence[float], at_most: int = 6) -> list[float]:
    """Round places from 0 up to `highest`, with the smallest step that gives at most so many."""
    step = next((step for step in steps if highest / step < at_most), steps[-1])
    return [round(step * index, 6) for index in range(int(highest / step + 1e-9) + 1)]


def head_steps(highest: float) -> list[float]:
    """Steps for an axis of heads: 1, 2, 5, 10, 20, 50 and so on; never part of a head."""
    return [base * 10**power for power in range(len(str(ceil(highest)))) for base in (1, 2, 5)] or [1]


def wrapped(text: str, width: int) -> str:
    """Text in lines of at most so many characters, as Plotly breaks them. Expects escaped text."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False)) or text


def plain(text: str) -> str:
    """Names from the organisation's files as Plotly must show them: never as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
