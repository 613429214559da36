"""One file of one pack: what it is called, what it is made from, and its bytes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from dashboard.downloads.file_name import file_name
from dashboard.edition import Edition
from dashboard.wording.words import Words
from packs.agreements import AgreementLine
from packs.content import Pack
from packs.filling import pack_of
from packs.overview import Overview, overview_of
from packs.paper.data import as_json, data_of
from packs.paper.overview import overview_pdf
from packs.paper.pack import pack_pdf
from packs.talk import TalkDays, talk_line
from packs.tallies import Tallies
from packs.word.overview import overview_docx
from packs.word.pack import pack_docx

Form = Literal["pdf", "docx"]
FORMS: tuple[Form, ...] = ("pdf", "docx")
BOARD = ""  # the unit of the overview
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Order:
    """One file that is asked for. `unit` is BOARD for the overview."""

    unit: str
    snapshot: date
    language: str
    form: Form
    agreements: tuple[AgreementLine, ...] | None = ()  # None: the registers were not asked
    confidential: bool = False
    talk: TalkDays | None = None  # of the unit; None: no registers were asked, or there are none
    tallies: Tallies | None = None  # of the overview; None: no registers were asked, or there are none


@dataclass(frozen=True)
class Made:
    """The file of an order. `content` is None where it stands already, made from the same source."""

    name: str
    source: str
    content: bytes | None


def made(edition: Edition, order: Order, stands: Callable[[str, str], bool] = lambda _name, _source: False) -> Made:
    """Make the file of an order, unless one of that name and source stands.

    Raises KeyError for a unit that does not exist at that snapshot, typst.TypstError when it cannot be set.
    """
    content = _content(edition, order)
    name, source = name_of(order), _source(content, order)
    return Made(name, source, None if stands(name, source) else _bytes(content, order))


def name_of(order: Order) -> str:
    """What the file is called: the unit's code, what it is, the language, the day; never a figure."""
    words = Words(order.language)
    about = (words("pack_board_file"),) if order.unit == BOARD else (order.unit, words("pack_file"))
    marked = (words("download_confidential"),) if order.confidential else ()
    return file_name((*about, order.language, *marked), order.snapshot, order.form)


def _content(edition: Edition, order: Order) -> Pack | Overview:
    words = Words(order.language)
    if order.unit == BOARD:
        return overview_of(edition, order.snapshot, words, order.tallies, confidential=order.confidential)
    pack = pack_of(edition, order.unit, order.snapshot, words, order.agreements, confidential=order.confidential)
    return replace(pack, talk=talk_line(order.talk, words)) if order.talk else pack


def _bytes(content: Pack | Overview, order: Order) -> bytes:
    if isinstance(content, Overview):
        make = overview_pdf if order.form == "pdf" else overview_docx
        return make(content, order.snapshot)
    return (pack_pdf if order.form == "pdf" else pack_docx)(content, order.snapshot)


def _source(content: Pack | Overview, order: Order) -> str:
    """A name for all that decides the bytes: every text and number, and how they are set."""
    told = f"{order.form} {order.snapshot} {_setting()} {as_json(data_of(content))}"
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _setting() -> str:
    parts = [version("typst"), version("python-docx"), version("lxml")]
    files = sorted(path for path in _HERE.rglob("*") if path.suffix in (".typ", ".py"))
    parts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def form_of(text: str) -> Form:
    """A form by its name. Raises ValueError for another."""
    if text not in FORMS:
        raise ValueError(f"not a form: {text}")
    return text
