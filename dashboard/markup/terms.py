"""Words that are explained on the method page, as quiet links to their definition."""

from html import escape

from dashboard.method.links import WORDS, link_of


def term_address(code: str, method: str) -> str:
    """Where a word, named by its code, is explained; empty when nothing explains it or there is no method page.

    `method` is the address of the method page as this reader has it.
    """
    return f"{method}#{link_of(code)}" if method and code in WORDS else ""


def term(text: str, address: str) -> str:
    """The text, as a link where it has an address."""
    if not address:
        return escape(text)
    return f'<a class="sc-term-link" href="{escape(address)}" target="_self">{escape(text)}</a>'
