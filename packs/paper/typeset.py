"""Content as data in, a tagged PDF out, with every character that can be shown and the others named."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil, floor
from typing import Any

from packs.paper.compiler import compiled, compiled_and_reached
from packs.paper.data import as_json
from packs.paper.letters import printable

_PLACES = ("questions", "room", "words")
# Twice the letter takes this power of two more paper: less than four times, for drawings and lines to write on stay.
_GROWS = 1.3
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")


def typeset(template: str, data: Mapping[str, Any], day: date) -> bytes:
    """The PDF (PDF/UA-1) of this data. The same data gives the same bytes; `day` stands in it as the day it was made."""
    return compiled(template, as_json(printable(data)), "pdf", day)


def fitted(template: str, data: Mapping[str, Any], day: date, pages: int, sizes: Sequence[float]) -> bytes:
    """The PDF in the largest of these letters (points, falling) that takes so many pages at most; else the smallest.

    Most fit in the largest, which is tried first. How far that one runs over tells where to go on, and from there it
    is a step at a time: each try costs as much as a pack.
    """
    made, reached = compiled_and_reached(template, _told(data, sizes[0]), day)
    if pages_of(made) <= pages or len(sizes) == 1:
        return made
    tried = dict[int, bytes]()
    fits, low, at = len(sizes), 1, likely(reached, pages, sizes)
    while low < fits:
        tried[at] = compiled(template, _told(data, sizes[at]), "pdf", day)
        fits, low = (at, low) if pages_of(tried[at]) <= pages else (fits, at + 1)
        at = fits - 1 if fits < len(sizes) else low
    return tried[min(fits, len(sizes) - 1)]


def likely(reached: Sequence[float], pages: int, sizes: Sequence[float]) -> int:
    """Which size after the first is likely to fit, by what the first one reached: only where to begin, never the answer.

    `reached`: pages full at the end of the questions, after the lines for new agreements, and before what the words
    mean; of a template that does not say, the middle one is tried.
    """
    if len(reached) < len(_PLACES):
        return (1 + len(sizes)) // 2
    asked, room, words = reached[-len(_PLACES) :]
    # The lines may have gone overleaf as a whole: what stayed white above them is not needed.
    lines = room - asked if floor(room) == floor(asked) else room % 1
    most = sizes[0] * (pages / (asked + lines + ceil(words) - words)) ** (1 / _GROWS)
    return next((n for n, size in enumerate(sizes) if n and size <= most), len(sizes) - 1)


def _told(data: Mapping[str, Any], size: float) -> str:
    return as_json(printable({**data, "size": size}))


def pages_of(pdf: bytes) -> int:
    """How many pages the compiler made."""
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0
