"""The pack of one unit on two pages: as large as fits, with room to write on what is left."""

from datetime import date
from typing import Any

from packs.content import Pack
from packs.paper.data import pack_data
from packs.paper.typeset import pages_of, typeset

PAGES = 2
# Points, the largest first. Under the last nobody reads with pleasure: then a page more is better.
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)


def pack_pdf(pack: Pack, snapshot: date) -> bytes:
    """The pack as a PDF of two pages; of more only where the smallest letters do not fit."""
    data = pack_data(pack)
    made = b""
    for size in SIZES:
        made = _set(data, size, snapshot)
        if pages_of(made) <= PAGES:
            break
    if pages_of(made) < PAGES:
        # So little is known that it would be one page: what is asked and agreed gets the second.
        made = _set({**data, "break_before_questions": True}, SIZES[0], snapshot)
    return made


def _set(data: dict[str, Any], size: float, snapshot: date) -> bytes:
    return typeset("pack", {"break_before_questions": False, **data, "size": size}, snapshot)
