"""The pack of the board as a PDF: on two pages at most, as long as that can be read."""

from datetime import date

from packs.overview import Overview
from packs.paper.data import data_of
from packs.paper.typeset import fitted, pages_of

PAGES = 2
ONE_PAGE_SIZES = (10.0, 9.5, 9.0)
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)


def overview_pdf(overview: Overview, snapshot: date) -> bytes:
    """The overview as a PDF, lying: of one page where that can be read, else of two, of more where it must."""
    data = data_of(overview)
    made = fitted("overview", data, snapshot, 1, ONE_PAGE_SIZES)
    return made if pages_of(made) == 1 else fitted("overview", data, snapshot, PAGES, SIZES)
