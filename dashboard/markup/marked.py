"""A text that is markup already, told apart from words, which are escaped where they are put on a page."""

from html import escape


class Marked(str):
    """Markup of ours: made by the rooms of `markup`, never from words somebody typed."""

    __slots__ = ()


def written(text: str) -> str:
    """As it goes on the page: words escaped, what is `Marked` as it is."""
    return text if isinstance(text, Marked) else escape(text)
