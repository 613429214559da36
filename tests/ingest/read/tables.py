"""What tests say of a sheet, in plain lists; and small files made on the spot."""

import io

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from pipeline.errors import FileRefused
from pipeline.ingest.read import read_sheets
from pipeline.organisation.model import fold

KNOWN = frozenset(map(fold, ["Eenheid", "Schaal", "Geslacht", "Fte"]))


def cells(sheet):
    return [list(row) for row in zip(*(column.to_pylist() for column in sheet.table.columns), strict=True)]


def read_one(content, known=KNOWN, encoding=None, name="export.csv"):
    content = content.encode() if isinstance(content, str) else content
    (sheet,) = read_sheets(content, name, known, encoding)
    return sheet


def refusal(content, known=KNOWN, encoding=None, name="export.csv"):
    content = content.encode() if isinstance(content, str) else content
    with pytest.raises(FileRefused) as stopped:
        read_sheets(content, name, known, encoding)
    (fault,) = stopped.value.faults
    assert fault.text("nl") != fault.text("en")
    return fault


def xlsx(*rows, merges=(), change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad1"
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    if change:
        change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def xls(*rows, merges=(), errors=()):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad1")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    for top, bottom, left, right, text in merges:
        sheet.write_merge(top, bottom, left, right, text)
    for at, column, code in errors:
        sheet.row(at).set_cell_error(column, code)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def ods(*rows, hidden=False):
    """Cells are text or numbers; a pair (text, columns) is a merged cell."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Blad1")
    for row in rows:
        line = TableRow()
        for value in row:
            for cell in _ods_cells(value):
                line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _ods_cells(value):
    if isinstance(value, tuple):
        cell = TableCell(valuetype="string", numbercolumnsspanned=value[1])
        cell.addElement(P(text=value[0]))
        return [cell, *[CoveredTableCell() for _ in range(value[1] - 1)]]
    if isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=value)
    elif value:
        cell = TableCell(valuetype="string")
    else:
        return [TableCell()]
    cell.addElement(P(text=str(value)))
    return [cell]
