"""The few rules of style the pages add to Streamlit's own, in the colours of the theme on screen."""

from functools import cache
from pathlib import Path

from dashboard.figures.palette import Palette

_RULES = Path(__file__).with_name("style.css")


@cache
def style(colours: Palette) -> str:
    """A style element: the palette as variables, then the rules."""
    names = ("paper", "ink", "quiet", "line", "margin", "accent", "met", "unsure", "below")
    values = "".join(f"--sc-{name}:{getattr(colours, name)};" for name in names)
    return f"<style>:root{{{values}}}\n{_RULES.read_text(encoding='utf-8')}</style>"
