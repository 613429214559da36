"""The pack of the board as a document to adapt."""

from datetime import date

from dashboard.wording.words import Words
from packs.overview import Cell, Overview
from packs.word.document import bold_first, finished, listing, meanings, new_document


def overview_docx(overview: Overview, day: date) -> bytes:
    """The overview as a DOCX. The same overview gives the same bytes."""
    words = Words(overview.language)
    document = new_document(overview, day, lying=True)
    document.add_paragraph(overview.lead)
    if overview.lines:
        document.add_heading(words("pack_board_targets"), 1)
        for line in overview.lines:
            bold_first(document, f"{line.target}.", line.said, "List Bullet")
    if overview.rows:
        document.add_heading(words("pack_board_units"), 1)
        rows = [(unit, *(_told(cell, words) for cell in cells)) for unit, cells in overview.rows]
        listing(document, (words("col_unit"), *overview.columns), rows, (1.2, *(1.0 for _ in overview.columns)))
    if overview.own:
        document.add_heading(words("pack_board_own"), 1)
        heads = (words("col_unit"), words("col_target"), words("col_state"))
        listing(
            document, heads, [(each.unit, each.target, _told(each.cell, words)) for each in overview.own], (1, 1.6, 1.8)
        )
    meanings(document, words("sheet_definitions"), overview.definitions)
    return finished(document)


def _told(cell: Cell, words: Words) -> str:
    return " · ".join(part for part in (cell.lead, cell.rest) if part) or words("pack_not_there")
