"""Where the people of a band come from: the share of one target group in every band of a unit, from low to high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from math import ceil
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.lettering import LINE_PX, Line, Run, drawn, lines_of
from dashboard.figures.palette import Palette
from dashboard.figures.shares import STEPS
from dashboard.figures.sheet import Margins, base_layout, ticks
from dashboard.wording.rows import as_of_words, out_of_words
from dashboard.wording.words import Words
from pipeline.published import REASONS

_WORDS_PX = 310  # of a line of words: what a phone has
_BAR_PX, _PAD_PX = 24, 5


@dataclass(frozen=True)
class BandCount:
    """One unit and group in one band, as published: heads. Null where it is hidden."""

    headcount: int | None
    members: int | None
    unknown: int | None
    share: float | None
    margin_low: float | None
    margin_high: float | None
    shown: bool
    reason: str | None
    as_of: date | None
    snapshot: date | None = None


@dataclass(frozen=True)
class PoolBand:
    """A row of the picture. `count` is None when nothing is published; `target` is the share asked for in this band."""

    name: str
    count: BandCount | None
    target: float | None = None


_OF_REPRESENTATION = (
    *("headcount", "members", "unknown", "share", "margin_low", "margin_high", "shown", "reason", "as_of", "snapshot"),
)


def band_count(row: Mapping[str, Any]) -> BandCount:
    """The count of a row of representation."""
    return BandCount(**{name: row[name] for name in _OF_REPRESENTATION})


def pool_sentence(bands: Sequence[PoolBand], words: Words) -> str:
    """The band one step below the highest one with a target, and the target it suggests: a question, not an order.

    Empty when no band has a target or nothing lies below it. The suggested target is the share one step below, on
    absolute numbers; its need is the smallest whole number of heads that reaches it.
    """
    at = max((place for place, band in enumerate(bands) if band.target is not None), default=0)
    if at == 0:
        return ""
    here, below = bands[at], bands[at - 1]
    count = below.count
    if count is None or not count.shown or count.share is None or count.members is None:
        return words("pool_step_hidden", band=below.name, reason=_why(count, words))
    base = count.headcount or 0
    of = out_of_words(count.members, base, count.unknown, "person", words)
    told = words("pool_step", band=below.name, share=words.share(count.share, base), of=of)
    heads = here.count.headcount if here.count is not None else None
    if not heads:
        return f"{told} {words('pool_ask_short')}"
    need = words.number(ceil(count.share * heads - 1e-9))
    return f"{told} {words('pool_ask', target=words.share(here.target or 0), need=need, heads=words.number(heads))}"


def pool_figure(bands: Sequence[PoolBand], words: Words, colours: Palette) -> go.Figure:
    """A compact row per band in the order given: its name and heads, under them the share with its chance margin.

    The target stands where a band has one; a hidden band is words alone. The words stand above the bars and not
    beside them, so that one picture fits a laptop and a phone.
    """
    said = [_lines(band, words, colours) for band in bands]
    rows = _rows(said, [band.count is not None and band.count.shown for band in bands])
    highest = _highest(bands)
    at = ticks(highest, STEPS, 5)
    margins = Margins(left=12, right=28, top=30, bottom=30)
    layout = base_layout(colours, -rows[-1].end + margins.top + margins.bottom, margins)
    layout["xaxis"] = {
        "fixedrange": True,
        "automargin": False,
        "zeroline": False,
        "range": [0, highest],
        "tickmode": "array",
        "tickvals": at,
        "ticktext": [words.share(value) for value in at],
        "tickfont": {"color": colours.quiet},
        "showgrid": False,
        "ticks": "outside",
        "tickcolor": colours.line,
    }
    layout["yaxis"] = {"visible": False, "fixedrange": True, "range": [rows[-1].end, 0]}
    return go.Figure({"data": _traces(bands, rows, said, highest, colours), "layout": layout})


def pool_alt(bands: Sequence[PoolBand], words: Words) -> str:
    """What the picture shows, band after band."""
    parts = [
        words("alt_band", band=band.name, words=", ".join(text for text in _texts(band, words) if text))
        for band in bands
    ]
    return words("pool_alt", parts=" ".join(parts))


@dataclass(frozen=True)
class _Row:
    """A row in px, from 0 down: its words, then its bar, which a hidden one does not have."""

    top: int
    end: int

    @property
    def bar(self) -> int:
        return self.end + _PAD_PX + _BAR_PX // 2


def _rows(said: Sequence[Sequence[Line]], shown: Sequence[bool]) -> list[_Row]:
    tall = [
        LINE_PX * len(lines) + _PAD_PX * 2 + (_BAR_PX if with_bar else 0)
        for lines, with_bar in zip(said, shown, strict=True)
    ]
    return [_Row(top, end) for top, end in pairwise(accumulate((-each for each in tall), initial=0))]


def _traces(
    bands: Sequence[PoolBand], rows: Sequence[_Row], said: Sequence[Sequence[Line]], highest: float, colours: Palette
) -> list[dict[str, Any]]:
    counts = [(band.count, row.bar) for band, row in zip(bands, rows, strict=True)]
    shown = [(count, at) for count, at in counts if count is not None and count.shown and count.share is not None]
    known = _margins(shown)
    asked = [
        ((band.target, band.target), (row.bar - 12, row.bar + 12))
        for band, row in zip(bands, rows, strict=True)
        if band.target is not None and band.count is not None and band.count.shown
    ]
    return [
        _segments("track", [((0, highest), (at, at)) for _, at in shown], {"color": colours.line, "width": 1}),
        {
            "type": "bar",
            "name": "margin",
            "orientation": "h",
            "base": [low for low, _, _ in known],
            "x": [high - low for low, high, _ in known],
            "y": [at for _, _, at in known],
            "width": 9,
            "marker": {"color": colours.margin, "line": {"width": 0}},
            "hoverinfo": "skip",
        },
        _segments("target", asked, {"color": colours.ink, "width": 1.6}),
        {
            "type": "scatter",
            "name": "share",
            "mode": "markers",
            "x": [count.share for count, _ in shown],
            "y": [at for _, at in shown],
            "marker": {"size": 12, "color": colours.accent},
            "hoverinfo": "skip",
            "cliponaxis": False,
        },
        _words_trace(rows, said, colours),
    ]


def _segments(
    name: str, ends: Sequence[tuple[tuple[float, float], tuple[float, float]]], line: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [value for (begin, end), _ in ends for value in (begin, end, None)],
        "y": [value for _, (begin, end) in ends for value in (begin, end, None)],
        "line": line,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _margins(shown: Sequence[tuple[BandCount, float]]) -> list[tuple[float, float, float]]:
    return [
        (count.margin_low, count.margin_high, at)
        for count, at in shown
        if count.margin_low is not None and count.margin_high is not None
    ]


def _words_trace(rows: Sequence[_Row], said: Sequence[Sequence[Line]], colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "words",
        "mode": "text",
        "x": [0] * len(rows),
        "y": [row.top - 2 for row in rows],
        "text": [drawn(each) for each in said],
        "textposition": "bottom right",
        "textfont": {"color": colours.ink, "size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _highest(bands: Sequence[PoolBand]) -> float:
    counts = [band.count for band in bands if band.count is not None and band.count.shown]
    shown = [value for each in counts for value in (each.share, each.margin_high) if value is not None]
    asked = [band.target for band in bands if band.target is not None]
    return min(1.0, max([0.05, *(value * 1.06 for value in shown), *(value * 1.2 for value in asked)]))


def _lines(band: PoolBand, words: Words, colours: Palette) -> list[Line]:
    first, *under = _texts(band, words)
    name, numbers = Run(band.name, strong=band.target is not None), Run(first, colours.quiet)
    lines = lines_of([name, Run(f"· {first}", colours.quiet)], _WORDS_PX)
    if len(lines) > 1:
        lines = lines_of([name], _WORDS_PX) + lines_of([numbers], _WORDS_PX)
    rest = " · ".join(text for text in under if text)
    return lines + lines_of([Run(rest, colours.quiet)], _WORDS_PX)


def _texts(band: PoolBand, words: Words) -> tuple[str, ...]:
    """The numbers or why there are none; the target; of when it is."""
    count = band.count
    target = "" if band.target is None else words("pool_target", share=words.share(band.target))
    if count is None or not count.shown or count.members is None or count.headcount is None:
        return _why(count, words), target
    of = out_of_words(count.members, count.headcount, count.unknown, "person", words)
    numbers = of if count.share is None else f"{of} · {words.share(count.share, count.headcount)}"
    old = count.as_of is not None and count.snapshot is not None and count.as_of != count.snapshot
    return numbers, target, as_of_words(count.as_of, words) if old else ""


def _why(count: BandCount | None, words: Words) -> str:
    return words(count.reason if count is not None and count.reason in REASONS else "not_shown")
