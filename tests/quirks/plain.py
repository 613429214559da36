"""Plain counts of the files themselves: the csv module and openpyxl, nothing of the pipeline."""

import csv
import io
import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl

MONTHS = dict(zip(month_name[1:], range(1, 13), strict=True))


def rows_of(path: Path) -> list[list[str]]:
    """The heading and the rows that are not wholly empty, every cell as text."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
        cells = book["Data sheet"].iter_rows(values_only=True)
        rows = [["" if cell is None else str(cell) for cell in row] for row in cells]
    else:
        rows = list(csv.reader(io.StringIO(_text(path.read_bytes()), newline="")))
    return [row for row in rows if any(cell.strip() for cell in row)]


def records_of(path: Path) -> list[dict[str, str]]:
    """The rows by heading; line breaks and outer blanks of headings are left out."""
    heading, *rows = rows_of(path)
    return [dict(zip((flat(each) for each in heading), row, strict=True)) for row in rows]


def flat(text: str) -> str:
    return " ".join(text.split())


def number(text: str) -> Decimal:
    """`3,644` and `49.96`; nothing, a hard blank and `No data` are nought."""
    bare = text.strip().replace(",", "")
    return Decimal(0) if bare.casefold() in ("", "no data") else Decimal(bare)


def year_in(name: str) -> int:
    return int(re.findall(r"20\d\d", name)[0])


def cells(cube: Iterable[dict], *names: str, attribute: str = "everyone") -> Counter:
    """Heads of a cube, added up over everything but these columns."""
    heads: Counter = Counter()
    for cell in cube:
        if cell["attribute"] == attribute:
            heads[tuple(cell[name] for name in names)] += cell["headcount"]
    return heads


def fte(cube: Iterable[dict], *names: str) -> dict[tuple, float]:
    """As `cells`, for fte."""
    sums: dict[tuple, float] = {}
    for cell in cube:
        if cell["attribute"] == "everyone":
            key = tuple(cell[name] for name in names)
            sums[key] = sums.get(key, 0) + cell["fte"]
    return sums


def without_noughts(counts: Counter) -> dict:
    return {key: count for key, count in counts.items() if count}


def published(table: Iterable[dict], **where: object) -> Iterator[dict]:
    """The rows of a published table that have these values."""
    return (row for row in table if all(row[name] == value for name, value in where.items()))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")
