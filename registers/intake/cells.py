"""Which lines of cells stand in a file: CSV, the first sheet of an XLSX, or a table in plain text?

Plain text is a table as it comes out of a document that was made public: cells between tabs, marked up with a few
tags, cut into pieces by the pages. Its tags are taken off; its words stay.
"""

import csv
import html
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from registers.errors import TableRefused
from registers.messages import TOO_LARGE, UNKNOWN_FORM, UNREADABLE

_TAG = re.compile(r"</?(?:a|b|br|em|i|li|p|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MOST_BYTES = 200 << 20  # of a workbook, unpacked: far beyond any register, and a stop to one that never ends
# How a table begins that we wrote ourselves as CSV: texts that a spreadsheet would run have an apostrophe before them.
SHIELDED = "Streefcijfer, '= '+ '- '@"
_SHIELD = re.compile(r"\A'('*[=+\-@\t\r\n])")
_LINK = re.compile(r"""<a\s[^<>]*href=["']([^"'<>]*)["'][^<>]*>(.*?)</a>""", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of a table and its number in the file, from 1. `marked_up`: it comes from plain text."""

    number: int
    cells: tuple[str, ...]
    marked_up: bool = False

    @property
    def blank(self) -> bool:
        """Nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


def lines_of(content: bytes, name: str) -> list[Line]:
    """The lines of a file; its name says which form it has. Raises TableRefused."""
    form = Path(name).suffix.lower()
    if form == ".xlsx":
        return _xlsx(content, name)
    if form == ".csv":
        return _csv(_decoded(content), name)
    if form == ".txt":
        return _text(_decoded(content))
    raise TableRefused(UNKNOWN_FORM.in_file(name))


def _decoded(content: bytes) -> str:
    """UTF-8, else what Windows wrote; any byte is some character there."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv(text: str, name: str) -> list[Line]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Line] = []
    broken = False
    try:
        for cells in reader:
            found.append(Line(reader.line_num, tuple(cells)))
    except csv.Error:
        broken = True
    if broken:
        raise TableRefused(UNREADABLE.in_file(name, reader.line_num, form="CSV"))
    if found and found[0].cells and found[0].cells[0].startswith(SHIELDED):
        found = [Line(line.number, tuple(_SHIELD.sub(r"\1", cell) for cell in line.cells)) for line in found[1:]]
    width = max((len(line.cells) for line in found), default=0)
    return [Line(line.number, line.cells + ("",) * (width - len(line.cells))) for line in found]


def _xlsx(content: bytes, name: str) -> list[Line]:
    rows: list[list[object]] | None = None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_BYTES:
                raise TableRefused(TOO_LARGE.in_file(name, most=_MOST_BYTES >> 20))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    except (CalamineError, OSError, IndexError, zipfile.BadZipFile):
        pass
    if rows is None:
        raise TableRefused(UNREADABLE.in_file(name, form="XLSX"))
    return [Line(number, tuple(_written(cell) for cell in row)) for number, row in enumerate(rows, 1)]


def _written(cell: object) -> str:
    """A cell as somebody would type it: a date as 2026-03-01, a whole number without decimals."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _text(text: str) -> list[Line]:
    return [
        Line(number, tuple(_unmarked(cell) for cell in line.rstrip("\r").split("\t")), marked_up=True)
        for number, line in enumerate(text.split("\n"), 1)
    ]


def _unmarked(cell: str) -> str:
    return html.unescape(_TAG.sub("", _LINK.sub(_link, cell))).strip()


def _link(link: re.Match[str]) -> str:
    """The words of a link; its address behind them when they do not say it."""
    address, words = link[1], link[2]
    return words if words.strip() and words.strip() in address else f"{words} ({address})"
