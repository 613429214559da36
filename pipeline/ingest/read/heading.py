"""Which rows are the heading? Pure: rows of text in, a place and the joined headings out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.organisation.model import fold

SEARCHED_ROWS = 40
SAMPLE_ROWS = 60  # rows after the heading that show how wide the table is
MOST_LEVELS = 4

Row = Sequence[str]

_YEAR = re.compile(r"\s*(19|20)\d\d([/-]\d{2,4})?\s*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Merge:
    """A merged range, 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Heading:
    """Where the heading stands (0-based, both included) and what it says, one text per column."""

    first: int
    last: int
    texts: tuple[str, ...]


def find_heading(rows: Sequence[Row], known: frozenset[str], merges: Sequence[Merge] = ()) -> Heading | None:
    """The heading among the first rows: the one with most known headings (folded), else the likeliest.

    At least two known headings are needed, or all when there is only one. None when no row looks like a heading.
    """
    guessed = _guess(rows, merges)
    if not known:
        return guessed
    best = _most_known([_block(rows, at, at, ()) for at in range(min(SEARCHED_ROWS, len(rows)))], known)
    if guessed and _hits(guessed, known) > (_hits(best, known) if best else 0):
        best = guessed
    if (best is None or _hits(best, known) < min(2, len(known))) and any("; " in heading for heading in known):
        best = _most_known(_joined_blocks(rows, merges), known)
    return best if best and _hits(best, known) >= min(2, len(known)) else guessed


def join_levels(rows: Sequence[Row], merges: Sequence[Merge] = ()) -> tuple[str, ...]:
    """One text per column out of several heading rows: `Payroll staff; AO; Headcount`.

    Merged cells say the same in every column they cover; without merge marks a blank cell takes the
    text to its left, as long as no group of a higher level starts in between.
    """
    width = max((len(row) for row in rows), default=0)
    raw = [[*row, *[""] * (width - len(row))] for row in rows]
    if len(raw) == 1:
        return tuple(raw[0])
    filled = [_fill_right(raw, level, merges) for level in range(len(raw))]
    joined: list[str] = []
    for column in range(width):
        parts = dict.fromkeys(text for level in filled if (text := level[column].strip()))
        joined.append("; ".join(parts))
    return tuple(joined)


def _fill_right(raw: list[list[str]], level: int, merges: Sequence[Merge]) -> list[str]:
    row = list(raw[level])
    for merge in merges:
        if merge.top == level:
            for column in range(merge.left + 1, min(merge.right + 1, len(row))):
                row[column] = row[merge.left]
    if level == len(raw) - 1:
        return row
    for column in range(1, len(row)):
        below = any(lower[column].strip() for lower in raw[level + 1 :])
        starts_group = any(higher[column].strip() for higher in raw[:level])
        if not row[column].strip() and below and not starts_group:
            row[column] = row[column - 1]
    return row


def _block(rows: Sequence[Row], first: int, last: int, merges: Sequence[Merge]) -> Heading:
    inside = [
        Merge(max(merge.top - first, 0), merge.left, merge.bottom - first, merge.right)
        for merge in merges
        if merge.top >= first and merge.top <= last
    ]
    return Heading(first, last, join_levels(rows[first : last + 1], inside))


def _joined_blocks(rows: Sequence[Row], merges: Sequence[Merge]) -> list[Heading]:
    # Joined headings only: a single row was tried before, and trying all joins is slow.
    searched = range(min(SEARCHED_ROWS, len(rows)))
    return [
        _block(rows, last - levels, last, merges)
        for levels in range(1, MOST_LEVELS)
        for last in searched
        if last >= levels
    ]


def _hits(heading: Heading, known: frozenset[str]) -> int:
    return len(known.intersection(fold(text) for text in heading.texts))


def _most_known(headings: Sequence[Heading], known: frozenset[str]) -> Heading | None:
    scored = [(_hits(heading, known), heading) for heading in headings]
    most = max((hits for hits, _ in scored), default=0)
    return next((heading for hits, heading in scored if hits == most), None) if most else None


def _filled(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if cell and not cell.isspace()]


def looks_like_data(cell: str) -> bool:
    """A number, date or amount: has digits but no letters, and is not a year (years head columns)."""
    return any(char.isdigit() for char in cell) and not _LETTER.search(cell) and not _YEAR.fullmatch(cell)


def label_share(row: Row) -> float:
    """How much of the filled cells reads as labels, 0-1; 0 for an empty row."""
    cells = [row[column] for column in _filled(row)]
    return sum(not looks_like_data(cell) for cell in cells) / len(cells) if cells else 0.0


def _guess(rows: Sequence[Row], merges: Sequence[Merge]) -> Heading | None:
    sample = rows[: SEARCHED_ROWS + SAMPLE_ROWS]
    filled = [_filled(row) for row in sample]
    wide = sorted(len(columns) for columns in filled if len(columns) > 1)
    usual = wide[len(wide) // 2] if wide else 1
    for at, columns in enumerate(filled[:SEARCHED_ROWS]):
        if len(columns) < max(2 if wide else 1, (usual + 1) // 2):
            continue
        if label_share(sample[at]) > 0.7:
            return _extended(sample, at, merges)
        # A full row of numbers means that this table has no heading, and a later row of text must not
        # be mistaken for one; a short one is a title line such as "Peildatum | 31-12-2025".
        if len(columns) >= usual:
            return None
    return None


def _extended(rows: Sequence[Row], at: int, merges: Sequence[Merge]) -> Heading:
    first = last = at
    while first > 0 and last - first + 1 < MOST_LEVELS and _is_level_above(rows, first, last, merges):
        first -= 1
    while last - first + 1 < MOST_LEVELS and _is_level_below(rows, first, last, merges):
        last += 1
    return _block(rows, first, last, merges)


def _is_level_above(rows: Sequence[Row], first: int, last: int, merges: Sequence[Merge]) -> bool:
    above = rows[first - 1]
    columns = _filled(above)
    if len(columns) < 2 or label_share(above) < 1:
        return False
    texts = join_levels(rows[first : last + 1])
    below = {column for column, text in enumerate(texts) if text.strip()}
    labels = [text.strip() for text in texts if text.strip()]
    spans = any(merge.top == first - 1 and merge.right > merge.left for merge in merges)
    fills_a_gap = any(column not in below for column in columns)
    return spans or fills_a_gap or len(set(labels)) < len(labels)


def _is_level_below(rows: Sequence[Row], first: int, last: int, merges: Sequence[Merge]) -> bool:
    if any(merge.top >= first and merge.top <= last < merge.bottom for merge in merges):
        return last + 1 < len(rows)
    if last + 1 >= len(rows):
        return False
    columns = _filled(rows[last + 1])
    heads = {column for row in rows[first : last + 1] for column in _filled(row)}
    if not columns or columns[0] == 0 or label_share(rows[last + 1]) < 1:
        return False
    # A row of data that lacks its first cell looks the same, so the rows below must show that theirs is there.
    below = [_filled(row) for row in rows[last + 2 : last + 2 + MOST_LEVELS]]
    return 0 in heads and any(column not in heads for column in columns) and any(0 in filled for filled in below)
