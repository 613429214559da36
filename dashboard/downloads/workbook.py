"""The figures behind a picture as a workbook: a cover, notes, and one table.

Accessible: one heading row a sheet, no merged cells, no empty rows, a table with a name, and the language it is in.
Equal input, equal bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.downloads.columns import COLUMNS, Kind, Told, called
from dashboard.downloads.notes import Note, notes
from dashboard.downloads.rows import Names, name_notes, row_notes, told_of
from dashboard.standing import Standing
from dashboard.wording.words import Words

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_FORMS = {"day": "yyyy-mm-dd", "share": "0.0%", "points": "0.0", "whole": "#,##0", "tenths": "#,##0.0"}
_WIDTHS: dict[Kind, int] = {"day": 12, "share": 12, "points": 12, "whole": 9, "number": 12, "text": 26, "code": 26}
_TABLE_STYLE = "Table Style Light 1"  # lines in grey, no colour that could mean something
_Formats = dict[str, Any]
_Value = str | bool | date | float


@dataclass(frozen=True)
class Cover:
    """What the file is about, in the reader's language. No figures."""

    title: str
    organisation: str
    unit: str
    snapshot: date
    publication: str  # its id
    address: str  # of the picture, so that it can be opened again
    remarks: tuple[str, ...] = ()  # what a reader of these figures must know
    confidential: str = ""  # the closed audience it is for; empty when it is for everybody in the organisation


@dataclass(frozen=True)
class _Filled:
    """What stands in one workbook: its columns, a row of values for each line of the table, and its notes."""

    columns: Sequence[Told]
    rows: Sequence[Sequence[_Value | None]]
    notes: Sequence[Note]


def as_workbook(rows: Sequence[tuple[str, Standing]], cover: Cover, words: Words) -> bytes:
    """XLSX of (name of the row, standing). Figures that are not shown are empty cells; the last column says why."""
    values = [[name if told.name == "name" else getattr(row, told.name) for told in COLUMNS] for name, row in rows]
    return _written(_Filled(COLUMNS, values, notes(words)), cover, words)


def as_rows_workbook(table: pa.Table, cover: Cover, words: Words, names: Names) -> bytes:
    """XLSX of published rows of `representation`, under the columns they were published with.

    `names`: for unit, band and group, what each code in the table is called in the reader's language.
    """
    columns = told_of(table.column_names)
    values = [[row[told.name] for told in columns] for row in table.to_pylist()]
    return _written(
        _Filled(columns, values, (*row_notes(columns, words), *name_notes(table, names, words))), cover, words
    )


def _written(filled: _Filled, cover: Cover, words: Words) -> bytes:
    written = io.BytesIO()
    book = Workbook(written, _OPTIONS)
    _properties(book, cover)
    formats = {name: book.add_format({"num_format": form}) for name, form in _FORMS.items()}
    formats |= {"head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"})}
    formats |= {"title": book.add_format({"bold": True, "font_size": 16})}
    formats |= {"told": book.add_format({"text_wrap": True, "valign": "top"})}
    _cover_sheet(book.add_worksheet(words("download_cover")), cover, words, formats)
    _notes_sheet(book.add_worksheet(words("download_notes")), filled.notes, words, formats)
    _data_sheet(book.add_worksheet(words("download_data")), filled, words, formats)
    book.close()
    return _in_language(written.getvalue(), _LANGUAGES[words.language])


def _properties(book: Workbook, cover: Cover) -> None:
    facts = {"title": cover.title, "subject": cover.unit, "author": "Streefcijfer", "company": cover.organisation}
    book.set_properties({**facts, "created": _midnight(cover.snapshot)})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _cover_sheet(sheet: Worksheet, cover: Cover, words: Words, formats: _Formats) -> None:
    lines = [
        (words("download_what"), words("download_what_is")),
        (words("download_organisation"), cover.organisation),
        (words("download_about_unit"), cover.unit),
        (words("download_date"), words.day(cover.snapshot)),
        (words("download_publication"), cover.publication),
        (words("download_address"), cover.address),
        (words("download_hidden"), words("download_hidden_is")),
        (words("download_carried"), words("download_carried_is")),
        (words("download_sheets"), words("download_sheets_are")),
        *((words("download_remark"), remark) for remark in cover.remarks),
    ]
    if cover.confidential:
        lines.insert(
            0, (words("download_confidential"), words("download_confidential_is", audience=cover.confidential))
        )
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, cover.title, formats["title"])
    for at, (label, text) in enumerate(lines, start=1):
        sheet.write_string(at, 0, label, formats["head"])
        sheet.write_string(at, 1, text, formats["told"])
    sheet.activate()


def _notes_sheet(sheet: Worksheet, told: Sequence[Note], words: Words, formats: _Formats) -> None:
    heads = ("kind", "word", "code", "means", "unit", "empty")
    for column, width in enumerate((14, 30, 22, 80, 22, 44)):
        sheet.set_column(column, column, width)
    for at, note in enumerate(told, start=1):
        for column, head in enumerate(heads):
            sheet.write_string(at, column, getattr(note, head), formats["told"])
    titles = ("download_kind", "download_word", "download_code", "download_means", "download_in", "download_empty")
    _table(sheet, "notes", [words(title) for title in titles], len(told), formats)


def _data_sheet(sheet: Worksheet, filled: _Filled, words: Words, formats: _Formats) -> None:
    for at, told in enumerate(filled.columns):
        sheet.set_column(at, at, _WIDTHS[told.kind])
    for line, values in enumerate(filled.rows, start=1):
        for column, (told, value) in enumerate(zip(filled.columns, values, strict=True)):
            if value is not None:
                _write(sheet, (line, column), value, told, (words, formats))
    sheet.set_row(0, 48)
    _table(sheet, "figures", [words(told.heading) for told in filled.columns], len(filled.rows), formats)


def _write(sheet: Worksheet, place: tuple[int, int], value: _Value, told: Told, how: tuple[Words, _Formats]) -> None:
    words, formats = how
    if isinstance(value, bool):
        sheet.write_string(*place, called("true" if value else "false", words))
    elif isinstance(value, str):
        # As text: a name may begin with =, and would be run.
        sheet.write_string(*place, called(value, words) if told.kind == "code" else value)
    elif isinstance(value, date):
        sheet.write_datetime(*place, _midnight(value), formats["day"])
    elif told.kind == "number":
        sheet.write_number(*place, value, formats["whole" if float(value).is_integer() else "tenths"])
    else:
        sheet.write_number(*place, value, formats[told.kind])


def _table(sheet: Worksheet, name: str, heads: Sequence[str], rows: int, formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    if not rows:  # a table of Excel has at least one row: what has none is a row of headings
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, formats["head"])
        return
    columns = [{"header": head, "header_format": formats["head"]} for head in heads]
    facts = {"name": name, "columns": columns, "style": _TABLE_STYLE, "autofilter": True}
    sheet.add_table(0, 0, rows, len(heads) - 1, facts)


def _in_language(content: bytes, language: str) -> bytes:
    """The same workbook that says which language it is in: what it is written with has no word for that."""
    told = f"<dc:language>{language}</dc:language></cp:coreProperties>".encode()
    written = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as former, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for entry in former.infolist():
            part = former.read(entry)
            if entry.filename == "docProps/core.xml":
                part = part.replace(b"</cp:coreProperties>", told)
            archive.writestr(entry, part, ZIP_DEFLATED)
    return written.getvalue()
