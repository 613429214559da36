"""What python-docx has no call for: the language, header rows, alt texts, the number of a page; and a zip without a clock."""

import io
import zipfile
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def set_language(document: Document, language: str) -> None:
    """The language of all text that says no other, for who has it read aloud and for the spelling checker."""
    defaults: Any = document.styles.element.find(qn("w:docDefaults"))
    # The template of python-docx says English here.
    found = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        found.set(qn(name), _LANGUAGES.get(language, language))
    document.core_properties.language = _LANGUAGES.get(language, language)


def set_header_row(row: Any) -> None:  # noqa: ANN401 - python-docx types its parts loosely
    """Mark a row of a table as its heads, repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def set_alt(picture: Any, text: str) -> None:  # noqa: ANN401
    """What is read aloud instead of a picture."""
    picture._inline.docPr.set("descr", text)


def add_page_number(paragraph: Any) -> None:  # noqa: ANN401
    """The number of the page, as a field."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def without_clock(content: bytes) -> bytes:
    """The same zip with every part of the same moment, so that equal content is equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _NO_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return made.getvalue()
