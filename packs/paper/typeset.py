"""Data in, a tagged PDF out: one compiler for many packs, its own fonts only, nothing fetched."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from packs.paper.data import as_json
from packs.paper.letters import printable

_TEMPLATES = Path(__file__).parent
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")


@cache
def compiler() -> typst.Compiler:
    """The compiler of this process. It knows the fonts it brings and no other, so every machine makes the same."""
    return typst.Compiler(root=str(_TEMPLATES), font_paths=typst.Fonts(include_system_fonts=False))


def typeset(template: str, data: Mapping[str, Any], day: date) -> bytes:
    """The PDF (PDF/UA-1) of this data. The same data gives the same bytes; `day` stands in it as the day it was made.

    Raises typst.TypstError when the template cannot be set, which is a fault of ours.
    """
    made = compiler().compile(
        str(_TEMPLATES / f"{template}.typ"),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": as_json(printable(data))},
        timestamp=int(datetime.combine(day, time(12), UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def pages_of(pdf: bytes) -> int:
    """How many pages the compiler made."""
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0
