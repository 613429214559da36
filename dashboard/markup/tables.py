"""The numbers behind a picture as a table of HTML: read by screen readers, copied into a spreadsheet."""

from collections.abc import Sequence
from html import escape

from dashboard.standing import Standing
from dashboard.wording.rows import noun_of, row_words
from dashboard.wording.words import Words

_FIGURES = ("members", "base", "unknown", "share", "margin", "need", "expected", "gap")


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], wordy: Sequence[int] = ()) -> str:
    """A table of texts; the first cell of a row names it. `wordy`: the columns of words, which read from the left."""
    head = "".join(f'<th scope="col"{_wordy(place, wordy)}>{escape(text)}</th>' for place, text in enumerate(heads))
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{_wordy(place, wordy)}>{escape(text)}</td>" for place, text in enumerate(row[1:], start=1))
        + "</tr>"
        for row in rows
    )
    return _boxed(caption, head, body)


def standings_table(rows: Sequence[tuple[str, str | None, Standing]], first: str, caption: str, words: Words) -> str:
    """A table with a row per (label, address or None, standing); `first` is the code of the first heading.

    An empty cell is a figure that is not shown or does not apply; the last column says which.
    """
    heads = [words(first), *(words(f"col_{name}") for name in _FIGURES), words("col_state")]
    head = "".join(f'<th scope="col"{_wordy(i, [len(heads) - 1])}>{escape(text)}</th>' for i, text in enumerate(heads))
    body = "".join(_row(label, href, standing, words) for label, href, standing in rows)
    return _boxed(caption, head, body)


def _wordy(place: int, wordy: Sequence[int]) -> str:
    return ' class="sc-words"' if place in wordy else ""


def _boxed(caption: str, head: str, body: str) -> str:
    # The box scrolls sideways on a phone, so it must be reachable by keyboard and carry a name.
    return (
        f'<div class="sc-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="sc-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(label: str, href: str | None, standing: Standing, words: Words) -> str:
    name = f'<a href="{escape(href)}" target="_self">{escape(label)}</a>' if href else escape(label)
    cells = "".join(f"<td>{escape(text)}</td>" for text in cell_texts(standing, words))
    said = row_words(standing, words)
    state = "; ".join(part for part in (said.lead, said.beside) if part)
    return f'<tr><th scope="row">{name}</th>{cells}<td class="sc-words">{escape(state)}</td></tr>'


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
