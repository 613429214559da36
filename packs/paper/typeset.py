"""Content as data in, a tagged PDF out, with every character that can be shown and the others named."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from packs.paper.compiler import compiled
from packs.paper.data import as_json
from packs.paper.letters import printable

_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")


def typeset(template: str, data: Mapping[str, Any], day: date) -> bytes:
    """The PDF (PDF/UA-1) of this data. The same data gives the same bytes; `day` stands in it as the day it was made."""
    return compiled(template, as_json(printable(data)), "pdf", day)


def fitted(template: str, data: Mapping[str, Any], day: date, pages: int, sizes: Sequence[float]) -> bytes:
    """The PDF in the largest of these letters (points, falling) that takes so many pages at most; else the smallest.

    Most fit in the largest, which is tried first; then the rest is halved, for each try costs as much as a pack.
    """
    made = {0: typeset(template, {**data, "size": sizes[0]}, day)}
    fits, low = (0 if pages_of(made[0]) <= pages else len(sizes)), 1
    while low < fits:
        middle = (low + fits) // 2
        if middle not in made:
            made[middle] = typeset(template, {**data, "size": sizes[middle]}, day)
        fits, low = (middle, low) if pages_of(made[middle]) <= pages else (fits, middle + 1)
    return made[min(fits, len(sizes) - 1)]


def pages_of(pdf: bytes) -> int:
    """How many pages the compiler made."""
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0
