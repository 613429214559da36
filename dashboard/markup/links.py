"""Links to pages of ours, as HTML."""

from html import escape


def link(href: str, text: str, current: str | None = None, spoken: str = "") -> str:
    """A link that stays in this tab. `current` says to a screen reader what it is the current one of.

    `spoken` is its name where it is read without what stands beside it; it holds the text.
    """
    here = f' aria-current="{current}"' if current else ""
    here += f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="{escape(href)}" target="_self"{here}>{escape(text)}</a>'
