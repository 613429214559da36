"""What an XLSX says beside its values: error cells and how far each sheet reaches."""

import posixpath
import re
import xml.etree.ElementTree as ET

from pipeline.faults import Where
from pipeline.ingest.read.messages import DAMAGED
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.read.sheet_extras import MOST_CELLS, Extras
from pipeline.ingest.read.zip_guard import unpacked

_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s([^>]*\bt=["']e["'][^>]*)>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]{1,40})</")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_COLUMNS = re.compile(rb"""\sr=["']([A-Z]{1,3})[0-9]""")
_ROWS = re.compile(rb"""\sr=["'][A-Z]{0,3}([0-9]{1,7})["']""")
_FAR_ROWS = re.compile(rb"""\sr=["'][A-Z]{0,3}([0-9]{6,7})["']""")
_NEAR = 99_999
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def xlsx_extras(content: bytes, where: Where) -> dict[str, Extras]:
    """Per sheet name. Raises FileRefused when the package is damaged or a bomb."""
    parts = unpacked(content, where)
    return {name: _extras(parts[part], where) for name, part in _sheet_parts(parts, where).items() if part in parts}


def _sheet_parts(parts: dict[str, bytes], where: Where) -> dict[str, str]:
    book = next((name for name in parts if name.lower().endswith("xl/workbook.xml")), None)
    if book is None:
        raise refused("damaged", DAMAGED, where, kind="XLSX")
    folder, name = posixpath.split(book)
    relations = parts.get(f"{folder}/_rels/{name}.rels", b"<none/>")
    targets = {each.get("Id", ""): each.get("Target", "") for each in _parsed(relations, where)}
    found: dict[str, str] = {}
    for sheet in _parsed(parts[book], where).iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return found


def _parsed(part: bytes, where: Where) -> ET.Element:
    # A workbook's parts never carry a document type; one that does is there to blow up an XML reader.
    if b"<!DOCTYPE" in part:
        raise refused("damaged", DAMAGED, where, kind="XLSX")
    try:
        return ET.fromstring(part)
    except (ET.ParseError, ValueError, LookupError) as broken:
        raise refused("damaged", DAMAGED, where, kind="XLSX") from broken


def _extras(part: bytes, where: Where) -> Extras:
    columns = max((_column(letters) for letters in set(_COLUMNS.findall(part))), default=0)
    # In a sheet of usual width no row before 100,000 can be too far, so only far ones are looked for: a tenth of the work.
    searched, least = (_FAR_ROWS, _NEAR) if columns * _NEAR <= MOST_CELLS else (_ROWS, 0)
    rows = max((int(row) for row in set(searched.findall(part))), default=least)
    errors: dict[tuple[int, int], str] = {}
    if b't="e"' in part or b"t='e'" in part:
        errors = _errors(part, where)
    return Extras(errors, (), rows, columns)


def _errors(part: bytes, where: Where) -> dict[tuple[int, int], str]:
    errors: dict[tuple[int, int], str] = {}
    for attributes, inside in _ERROR_CELL.findall(part):
        place = _PLACE.search(attributes)
        value = _VALUE.search(inside)
        if place is None:
            raise refused("damaged", DAMAGED, where, kind="XLSX")
        errors[int(place[2]) - 1, _column(place[1]) - 1] = value[1].decode("ascii", "replace") if value else "#N/A"
    return errors


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
