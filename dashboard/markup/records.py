"""What people wrote down, as HTML: always text, never markup, with the lines and the direction they gave it."""

from collections.abc import Sequence
from html import escape

from dashboard.markup.links import link

_LONG = 1500  # characters, or lines, from which a text gets a box of its own that scrolls
_LONG_LINES = 18


def typed(text: str) -> str:
    """A text somebody typed: its lines are kept, and it reads from the side its first letter says."""
    return f'<span class="sc-typed" dir="auto">{escape(text)}</span>'


def typed_block(text: str, name: str) -> str:
    """The same for a text of any length; a long one scrolls in a box that the keyboard can reach, called `name`."""
    if len(text) < _LONG and text.count("\n") < _LONG_LINES:
        return f'<div class="sc-typed" dir="auto">{escape(text)}</div>'
    told = f'tabindex="0" role="region" aria-label="{escape(name)}"'
    return f'<div class="sc-typed sc-long" dir="auto" {told}>{escape(text)}</div>'


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Names with their values, which are HTML already; what has no value is left out."""
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return f'<dl class="sc-facts">{items}</dl>' if items else ""


def act(href: str, text: str, about: str = "") -> str:
    """A link to a form, drawn as a button. `about`: what it is about, for who hears it without what stands beside it."""
    drawn = link(href, text, spoken=f"{text}: {about}" if about else "")
    return f'<span class="sc-act">{drawn}</span>'


def record(name: str, heading: str, body: str, acts: str = "") -> str:
    """One record in a list; `name` is where an address can point at, `heading` is escaped here, the rest is HTML."""
    below = f'<p class="sc-acts">{acts}</p>' if acts else ""
    return f'<li id="{escape(name)}"><h3 class="sc-h3" dir="auto">{escape(heading)}</h3>{body}{below}</li>'


def records(items: Sequence[str]) -> str:
    """Records under each other."""
    return f'<ul class="sc-records">{"".join(items)}</ul>' if items else ""
