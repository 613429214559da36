"""What an ODS says beside its values: error cells, merged cells, and how far each sheet reaches."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from pipeline.faults import Where
from pipeline.ingest.read.heading import Merge
from pipeline.ingest.read.messages import DAMAGED, PASSWORD
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.read.sheet_extras import MOST_CELLS, Extras
from pipeline.ingest.read.zip_guard import unpacked

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MOST_ERRORS = 1_000_000


def ods_extras(content: bytes, where: Where) -> dict[str, Extras]:
    """Per sheet name. Raises FileRefused when the package is damaged, encrypted or a bomb."""
    parts = unpacked(content, where)
    if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise refused("password", PASSWORD, where)
    part = parts.get("content.xml", b"")
    if b"<!DOCTYPE" in part:
        raise refused("damaged", DAMAGED, where, kind="ODS")
    found: dict[str, Extras] = {}
    try:
        for _, element in ET.iterparse(io.BytesIO(part), events=("end",)):
            if element.tag == f"{_TABLE}table":
                found[element.get(f"{_TABLE}name", "")] = _extras(element)
                element.clear()
    except (ET.ParseError, ValueError, LookupError) as broken:
        raise refused("damaged", DAMAGED, where, kind="ODS") from broken
    return found


def _extras(table: ET.Element) -> Extras:
    errors: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    at = rows = columns = 0
    for row in table.iter(f"{_TABLE}table-row"):
        repeats = _count(row, "number-rows-repeated")
        reach = 0
        for left, times, cell in _cells(row):
            if not _says_something(cell):
                continue
            reach = left + times
            _note_merge(cell, at, left, merges)
            # Beyond these bounds the sheet is refused as a whole, so its errors need not be written out.
            if cell.get(f"{_CALC}value-type") == "error" and repeats * times + len(errors) < _MOST_ERRORS:
                text = "".join(cell.itertext()).strip() or "#N/A"
                errors.update({(at + down, left + right): text for down in range(repeats) for right in range(times)})
        at += repeats
        if reach:
            rows, columns = at, max(columns, reach)
    return Extras(errors, tuple(merges), rows, min(columns, MOST_CELLS))


def _cells(row: ET.Element) -> Iterator[tuple[int, int, ET.Element]]:
    """Each cell with its column (0-based) and how many times it stands there."""
    column = 0
    for cell in row:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            times = _count(cell, "number-columns-repeated")
            yield column, times, cell
            column += times


def _count(element: ET.Element, name: str) -> int:
    return max(1, int(element.get(_TABLE + name, "1")))


def _says_something(cell: ET.Element) -> bool:
    return cell.get(f"{_OFFICE}value-type") is not None or any(text.strip() for text in cell.itertext())


def _note_merge(cell: ET.Element, row: int, column: int, merges: list[Merge]) -> None:
    across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
    if across > 1 or down > 1:
        merges.append(Merge(row, column, row + down - 1, column + across - 1))
