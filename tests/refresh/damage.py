"""Files that cannot be taken in, made as they come about in practice."""

import io
import zipfile

import openpyxl

from tests.refresh.university import HEADINGS, Row


def workbook(rows: list[Row]) -> bytes:
    """The rows as XLSX: a title, a blank row, headings in row 3."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Peildatum: 31-12-2025"])
    sheet.append([])
    sheet.append(list(HEADINGS))
    for row in rows:
        sheet.append(list(row.cells()))
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def bomb(rows: list[Row]) -> bytes:
    """A workbook whose one sheet unpacks to a thousand times its size."""
    packed = io.BytesIO(workbook(rows))
    sink = io.BytesIO()
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as out:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content += b" " * 60_000_000
            out.writestr(name, content)
    return sink.getvalue()


def citizen_numbers(count: int) -> list[str]:
    """Numbers that pass the eleven test of a BSN; invented by counting up."""
    found: list[str] = []
    number = 123_456_782
    while len(found) < count:
        digits = [int(digit) for digit in str(number)]
        if (sum((9 - place) * digits[place] for place in range(8)) - digits[8]) % 11 == 0:
            found.append(str(number))
        number += 1
    return found
