"""Links to pages of ours, as HTML."""

from html import escape


def link(href: str, text: str, current: str | None = None) -> str:
    """A link that stays in this tab. `current` says to a screen reader what it is the current one of."""
    here = f' aria-current="{current}"' if current else ""
    return f'<a href="{escape(href)}" target="_self"{here}>{escape(text)}</a>'
