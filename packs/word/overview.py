"""The pack of the board as a document to adapt."""

from datetime import date

from docx.document import Document

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
    if overview.agreed:
        _agreed(document, overview, words)
    meanings(document, words("sheet_definitions"), overview.definitions)
    return finished(document)


def _agreed(document: Document, overview: Overview, words: Words) -> None:
    document.add_heading(words("pack_board_agreed"), 1)
    document.add_paragraph(words("pack_board_agreed_lead"))
    heads = (words("col_unit"), *(words(f"pack_col_{name}") for name in ("open", "past_due", "talk")))
    rows = [(each.unit, each.open, each.past_due, each.talk) for each in overview.agreed]
    listing(document, heads, rows, (1.6, 0.8, 0.8, 2))
    if overview.agreed_note:
        document.add_paragraph(overview.agreed_note)


def _told(cell: Cell, words: Words) -> str:
    return " · ".join(part for part in (cell.lead, cell.rest) if part) or words("pack_not_there")
