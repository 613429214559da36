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
    """The PDF in the largest of these letters (points, falling) that takes so many pages at most; else the smallest."""
    made = b""
    for size in sizes:
        made = typeset(template, {**data, "size": size}, day)
        if pages_of(made) <= pages:
            break
    return made


def pages_of(pdf: bytes) -> int:
    """How many pages the compiler made."""
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0
