"""One chart as a picture for a document that draws none itself: the same drawing as on paper."""

from dataclasses import asdict

from packs.chart import Chart
from packs.paper.compiler import compiled
from packs.paper.data import as_json

WIDTH_MM = 64  # as drawing.typ makes it, its edge included


def chart_png(chart: Chart) -> bytes:
    """The chart as a PNG, sharp enough to print."""
    return compiled("drawing", as_json(asdict(chart)), "png")
