"""The numbers behind a picture as a table of HTML: read by screen readers, copied into a spreadsheet."""

from collections.abc import Sequence
from html import escape

from dashboard.markup.links import link
from dashboard.markup.marked import written
from dashboard.markup.terms import term, term_address
from dashboard.standing import Standing
from dashboard.wording.rows import noun_of, row_words
from dashboard.wording.words import Words

Terms = Sequence[str]
_FIGURES = ("members", "base", "unknown", "share", "margin", "need", "expected", "gap")


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], wordy: Sequence[int] = (), terms: Terms = ()
) -> str:
    """A table of texts, or of what is `Marked`; the first cell of a row names it.

    `wordy`: the columns of words, which read from the left. `terms`: per column where its heading is explained, empty where nowhere.
    """
    cells = _cells(heads, wordy)
    body = "".join(_tr(written(row[0]), row[1:], cells) for row in rows)
    return _boxed(caption, _heads(heads, wordy, terms), body)


def standings_table(
    rows: Sequence[tuple[str, str | None, Standing]], first: str, caption: str, words: Words, method: str = ""
) -> str:
    """A table with a row per (label, address or None, standing); `first` is the code of the first heading.

    An empty cell is a figure that is not shown or does not apply; the last column says which. `method` is the address
    of the page that explains the headings.
    """
    codes = [first, *(f"col_{name}" for name in _FIGURES), "col_state"]
    heads, wordy = [words(code) for code in codes], [len(codes) - 1]
    terms = [term_address(code, method) for code in codes]
    cells = _cells(heads, wordy)
    body = "".join(_row(row, cells, words) for row in rows)
    return _boxed(caption, _heads(heads, wordy, terms), body)


def _heads(heads: Sequence[str], wordy: Sequence[int], terms: Terms) -> str:
    terms = terms or [""] * len(heads)
    return "".join(
        f'<th role="columnheader" scope="col"{_wordy(place, wordy)}>{term(text, address)}</th>'
        for place, (text, address) in enumerate(zip(heads, terms, strict=True))
    )


def _cells(heads: Sequence[str], wordy: Sequence[int]) -> list[str]:
    """How a cell of every column but the first begins: the same in each row, so it is written once."""
    # On a narrow screen a row is a card, and each cell says itself which column it was.
    return [
        f'<td role="cell" data-head="{escape(head)}"{_wordy(place, wordy)}>'
        for place, head in enumerate(heads[1:], start=1)
    ]


def _tr(name: str, texts: Sequence[str], begun: Sequence[str]) -> str:
    cells = "".join(f"{begun[place]}{written(text)}</td>" for place, text in enumerate(texts))
    return f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{cells}</tr>'


def _wordy(place: int, wordy: Sequence[int]) -> str:
    return ' class="sc-words"' if place in wordy else ""


def _boxed(caption: str, head: str, body: str) -> str:
    # The box scrolls sideways when it must, so it must be reachable by keyboard and carry a name. The roles are those
    # of a table already; a browser forgets them where rows are drawn as cards.
    return (
        f'<div class="sc-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="sc-table sc-rows" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _row(row: tuple[str, str | None, Standing], begun: Sequence[str], words: Words) -> str:
    label, href, standing = row
    said = row_words(standing, words)
    state = "; ".join(part for part in (said.lead, said.beside) if part)
    name = link(href, label) if href else escape(label)
    return _tr(name, [*cell_texts(standing, words), state], begun)


def cell_texts(row: Standing, words: Words) -> list[str]:
    """The figures of one standing as written in the table; empty where there is nothing to write."""
    noun = noun_of(row)
    margin = ""
    if row.margin_low is not None and row.margin_high is not None:
        low, high = (words.share(value, row.base) for value in (row.margin_low, row.margin_high))
        margin = words("to", low=low, high=high)
    heads = {name: _number(getattr(row, name), noun, words) for name in ("members", "base", "need", "gap")}
    return [
        heads["members"],
        heads["base"],
        _number(row.unknown, "person", words) if row.shown else "",
        "" if row.share is None else words.share(row.share, row.base),
        margin,
        heads["need"],
        _number(row.expected_need, noun, words),
        heads["gap"],
    ]


def _number(value: float | None, noun: str, words: Words) -> str:
    return "" if value is None else words.number(value, noun)
