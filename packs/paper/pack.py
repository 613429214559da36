"""The pack of one unit on two pages: as large as fits, with room to write on what is left."""

from datetime import date

from packs.content import Pack
from packs.paper.data import data_of
from packs.paper.typeset import fitted, pages_of, typeset

PAGES = 2
# Points, the largest first. Under the last nobody reads with pleasure: then a page more is better.
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)


def pack_pdf(pack: Pack, snapshot: date) -> bytes:
    """The pack as a PDF of two pages; of more only where the smallest letters do not fit."""
    data = {**data_of(pack), "break_before_questions": False}
    made = fitted("pack", data, snapshot, PAGES, SIZES)
    if pages_of(made) < PAGES:
        # So little is known that it would be one page: what is asked and agreed gets the second.
        return typeset("pack", {**data, "break_before_questions": True, "size": SIZES[0]}, snapshot)
    return made
