"""What a reader of a PDF gets: its text, its tags, its fonts; and of a DOCX its text in order."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text in the order of the file, on one line; hyphens of broken words taken out."""
    pages = " ".join(page.extract_text() for page in opened(pdf).pages)
    return " ".join(pages.replace("\u00ad\n", "").replace("\u00ad", "").split())


def squeezed(text: str) -> str:
    """Without spaces and line ends: where a line was broken does not matter."""
    return "".join(text.replace("\u00ad", "").split())


def tags_of(pdf: bytes) -> list[DictionaryObject]:
    """Every element of the structure, in reading order."""
    return list(_walk(opened(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"]))


def _walk(element: Any) -> Iterator[DictionaryObject]:
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for each in element:
            yield from _walk(each)
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from _walk(element["/K"])


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Name -> whether it is embedded."""
    found = {}
    for page in opened(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            one = font.get_object()
            inner = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            described = inner["/FontDescriptor"].get_object()
            found[str(one["/BaseFont"])] = any(name.startswith("/FontFile") for name in described)
    return found


def word_of(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def word_text(content: bytes) -> str:
    """All text of a DOCX: paragraphs and tables as they follow each other, then head and foot of the page."""
    document = word_of(content)
    texts = [each.text for each in document.iter_inner_content() if hasattr(each, "text")]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    return " ".join([*texts, *(each.text for part in (section.header, section.footer) for each in part.paragraphs)])
