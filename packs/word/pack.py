"""The pack of one unit as a document to adapt: the same content as on paper, in the same order."""

import io
from datetime import date

from docx.document import Document
from docx.shared import Mm

from dashboard.wording.words import Words
from packs.content import Pack, StandingPart
from packs.word.document import bold_first, finished, listing, meanings, new_document, quiet
from packs.word.marking import set_alt
from packs.word.picture import WIDTH_MM, chart_png

ROOM = 6  # empty lines for new agreements; whoever adapts it adds more


def pack_docx(pack: Pack, day: date) -> bytes:
    """The pack as a DOCX. The same pack gives the same bytes."""
    words = Words(pack.language)
    document = new_document(pack, day, also=pack.talk)
    _agreements(document, pack, words)
    if not pack.standings:
        document.add_paragraph(pack.headline)
    else:
        _standings(document, pack, words)
        _changes(document, pack, words)
        _hidden(document, pack, words)
        _beside(document, pack, words)
    _questions(document, pack, words)
    document.add_heading(words("pack_room"), 1)
    document.add_paragraph(words("pack_room_lead"))
    heads = [words(f"pack_col_{name}") for name in ("what", "who", "when", "for")]
    listing(document, heads, [[""] * len(heads)] * ROOM, (2.6, 1.3, 1, 1.6))
    meanings(document, words("sheet_definitions"), pack.definitions)
    return finished(document)


def _agreements(document: Document, pack: Pack, words: Words) -> None:
    document.add_heading(words("pack_agreements"), 1)
    if pack.agreements:
        heads = [words(f"pack_col_{name}") for name in ("what", "who", "when", "for", "became")]
        rows = [(each.what, each.who, each.when, each.target, each.became) for each in pack.agreements]
        under = [each.since for each in pack.agreements]
        listing(document, heads, rows, (2.4, 1.5, 1.3, 1.5, 2.1), under)
    if pack.agreements_note:
        document.add_paragraph(pack.agreements_note)
    if pack.agreements_aside:
        quiet(document, pack.agreements_aside)


def _standings(document: Document, pack: Pack, words: Words) -> None:
    document.add_heading(words("sheet_standings"), 1)
    document.add_paragraph(pack.headline)
    for each in pack.standings:
        document.add_heading(each.target, 2)
        _standing(document, each, words)
    if pack.key:
        quiet(document, pack.key)


def _standing(document: Document, each: StandingPart, words: Words) -> None:
    mark = f"{words(f'pack_mark_{each.state}')}: " if each.shown and each.state != "not_shown" else ""
    paragraph = document.add_paragraph()
    paragraph.add_run(mark).bold = True
    paragraph.add_run(" ".join(part for part in (each.said, each.aside) if part))
    if each.chart is not None:
        picture = document.add_picture(io.BytesIO(chart_png(each.chart)), width=Mm(WIDTH_MM))
        set_alt(picture, each.chart.alt)


def _changes(document: Document, pack: Pack, words: Words) -> None:
    document.add_heading(words("pack_changes"), 1)
    document.add_paragraph(words("pack_changes_lead" if pack.changes else "pack_changes_none"))
    if pack.changes:
        heads = [words(code) for code in ("col_target", "pack_col_change", "pack_col_why")]
        rows = [(each.target, each.change, each.why or words("pack_why_nothing")) for each in pack.changes]
        listing(document, heads, rows, (1.5, 1.5, 2))


def _hidden(document: Document, pack: Pack, words: Words) -> None:
    document.add_heading(words("pack_hidden"), 1)
    document.add_paragraph(pack.hidden_lead)
    for part in pack.hidden:
        document.add_paragraph(part.why)
        for name, said in part.instead:
            bold_first(document, f"{name}:", said, "List Bullet")


def _beside(document: Document, pack: Pack, words: Words) -> None:
    if not pack.beside.rows:
        return
    document.add_heading(words("pack_beside"), 1)
    document.add_paragraph(words("pack_beside_lead"))
    listing(document, pack.beside.heads, pack.beside.rows, (1.6, *(1.0 for _ in pack.beside.heads[1:])))


def _questions(document: Document, pack: Pack, words: Words) -> None:
    if not pack.questions:
        return
    document.add_heading(words("sheet_questions"), 1)
    for each in pack.questions:
        bold_first(document, f"{each.about}.", each.text, "List Number")
        for text in each.beside:
            quiet(document, text)
        document.add_paragraph().add_run(f"→ {each.step}").italic = True
