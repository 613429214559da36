"""A document to adapt: A4, real headings, tables with head rows, the language, and what stands on every page."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import zip_longest
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table

from packs.content import Pack
from packs.overview import Overview
from packs.word.marking import add_page_number, set_header_row, set_language, without_clock

_INK, _QUIET, _ACCENT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x5B, 0x65, 0x70), RGBColor(0x0B, 0x5D, 0x8A)
_FONT = "Calibri"


def new_document(content: Pack | Overview, day: date, *, also: str = "", lying: bool = False) -> Document:
    """An empty document with its title, its look, and on every page whose it is and whether it is confidential.

    `also` stands under the line that says of which day it is.
    """
    document = docx.Document()
    _size(document, lying=lying)
    _styles(document)
    set_language(document, content.language)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = content.title, content.organisation, ""
    properties.created = properties.modified = datetime.combine(day, time(12), UTC).replace(tzinfo=None)
    properties.last_modified_by = content.organisation
    section = document.sections[0]
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{content.foot} · ")
    add_page_number(footer)
    if content.notice:
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        section.header.paragraphs[0].add_run(content.notice).bold = True
    document.add_heading(content.title, 0)
    for under in filter(None, (content.of_when, also)):
        quiet(document, under)
    if content.notice:
        document.add_paragraph().add_run(content.notice).bold = True
        document.paragraphs[-1].add_run(f" {content.notice_why}")
    return document


def finished(document: Document) -> bytes:
    """The document as a file: the same content gives the same bytes."""
    made = io.BytesIO()
    document.save(made)
    return without_clock(made.getvalue())


def quiet(document: Any, text: str) -> None:  # noqa: ANN401 - a document or a cell
    """A paragraph that stays in the background."""
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), _QUIET


def bold_first(document: Document, first: str, rest: str, style: str | None = None) -> None:
    """A paragraph that begins with what it is about."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(first).bold = True
    paragraph.add_run(f" {rest}")


def listing(
    document: Document,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    under: Sequence[str] = (),
) -> None:
    """A table with a head row; `widths` are parts of the width of the page. An empty row is room to write.

    `under`: per row what is said of it across the table, below it; empty where there is nothing.
    """
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    set_header_row(table.rows[0])
    for texts, below in zip_longest(rows, under, fillvalue=""):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
        if below:
            _across(table, below)
    section = document.sections[0]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    for column, width in zip(table.columns, widths, strict=True):
        for cell in column.cells:
            # A cell across the table stands in every column, and is as wide as all of them.
            cell.width = Emu(room if cell.grid_span > 1 else int(room * width / sum(widths)))
    document.add_paragraph()


def _across(table: Table, text: str) -> None:
    cells = table.add_row().cells
    run = cells[0].merge(cells[-1]).paragraphs[0].add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), _QUIET


def meanings(document: Document, heading: str, definitions: Sequence[str]) -> None:
    """What the words mean, at the foot."""
    document.add_heading(heading, 1)
    for each in definitions:
        quiet(document, each)


def _size(document: Document, *, lying: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if lying else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)


def _styles(document: Document) -> None:
    for name, size, colour in (
        ("Normal", 10, _INK),
        ("Title", 20, _INK),
        ("Heading 1", 13, _ACCENT),
        ("Heading 2", 10.5, _INK),
    ):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), colour
        style.paragraph_format.space_after = Pt(4)
        # The theme's own letters would otherwise stand before the name.
        fonts = style.element.rPr.rFonts
        for theme in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[theme]
