"""The workbook and the CSV of a picture that is made of published rows of `representation`."""

import csv
import io
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from openpyxl import load_workbook

from dashboard.downloads.columns import CODES
from dashboard.downloads.package import as_csv
from dashboard.downloads.rows import name_notes, row_notes, told_of
from dashboard.downloads.workbook import Cover, as_rows_workbook
from dashboard.wording.words import Words
from pipeline.published import REASONS, REPRESENTATION, schema

NL, EN = Words("nl"), Words("en")
DAY = date(2025, 12, 31)
COVER = Cover("Vrouwen, Schaal 15 en hoger", "Voorbeelduniversiteit", "Techniek", DAY, "3f9a1c07d2", "https://x")
KEY = {"snapshot": DAY, "band": "15+", "group": "women", "scale_basis": "function", "counted": "person"}
SHOWN = {
    **KEY, "unit": "ENG", "as_of": date(2025, 9, 30), "headcount": 40, "fte": 36.5, "members": 9, "members_fte": 8.0,
    "unknown": 1, "unknown_fte": 0.5, "share": 9 / 39, "share_low": 9 / 40, "share_high": 10 / 40, "share_fte": 8 / 36,
    "margin_low": 0.126, "margin_high": 0.383, "shown": True,
}  # fmt: skip
HIDDEN = {**KEY, "unit": "-BEH", "headcount": 12, "shown": False, "reason": "too_few_people"}
TABLE = pa.Table.from_pylist([SHOWN, HIDDEN], schema=schema("representation"))
NAMES = {
    "unit": {"ENG": "Techniek", "-BEH": "=Gedrag"},
    "band": {"15+": "Schaal 15 en hoger"},
    "group": {"women": "Vrouwen"},
}
FIGURES = {column.name for column in REPRESENTATION} - {*KEY, "unit", "headcount", "shown", "reason"}


def opened(words=NL, table=TABLE, cover=COVER):
    return load_workbook(io.BytesIO(as_rows_workbook(table, cover, words, NAMES)))


def line(sheet, row):
    return {name: sheet.cell(row, at + 1) for at, name in enumerate(TABLE.column_names)}


def test_every_published_figure_stands_in_its_own_column_as_it_was_published():
    found = line(opened()["Cijfers"], 2)
    for name in FIGURES - {"as_of", "counted"}:
        assert found[name].value == pytest.approx(SHOWN[name]), name
    assert found["as_of"].value.date() == date(2025, 9, 30)
    assert (found["unit"].value, found["band"].value, found["group"].value) == ("ENG", "15+", "women")
    assert (found["counted"].value, found["scale_basis"].value, found["shown"].value) == (
        *("persoon", "functieschaal", "ja"),
    )
    shares = {"share", "share_low", "share_high", "share_fte", "margin_low", "margin_high"}
    assert {name for name, cell in found.items() if cell.number_format == "0.0%"} == shares
    forms = {name: found[name].number_format for name in ("headcount", "members", "fte", "members_fte", "snapshot")}
    assert forms == {
        "headcount": "#,##0", "members": "#,##0", "fte": "#,##0.0", "members_fte": "#,##0", "snapshot": "yyyy-mm-dd",
    }  # fmt: skip


def test_a_hidden_row_has_its_headcount_and_its_reason_and_empty_cells():
    found = line(opened(EN)["Figures"], 3)
    assert {found[name].value for name in FIGURES} == {None}
    assert (found["headcount"].value, found["shown"].value, found["reason"].value) == (12, "no", "to protect people")
    assert (found["unit"].value, found["unit"].data_type) == ("-BEH", "s")


@pytest.mark.parametrize("words", [NL, EN])
def test_the_notes_tell_every_column_as_the_data_dictionary_does_then_reasons_and_names(words):
    columns = row_notes(told_of(TABLE.column_names), words)
    described = [(note.code, note.means, note.empty) for note in columns[: len(REPRESENTATION)]]
    assert described == [
        (each.name, each.meaning_nl, each.null_nl) if words is NL else (each.name, each.meaning_en, each.null_en)
        for each in REPRESENTATION
    ]
    assert [note.code for note in columns[len(REPRESENTATION) :]] == list(REASONS)
    assert all(note.word and note.unit for note in columns)
    heads = [note.word for note in columns[: len(REPRESENTATION)]]
    assert len(set(heads)) == len(heads)
    named = [(note.code, note.word) for note in name_notes(TABLE, NAMES, words)]
    assert named == [
        *(("ENG", "Techniek"), ("-BEH", "=Gedrag"), ("15+", "Schaal 15 en hoger"), ("women", "Vrouwen")),
    ]
    assert {"person", "appointment", "function", "personal"} <= set(CODES)


def test_it_has_the_sheets_of_every_download_and_runs_nothing():
    book = opened(cover=replace(COVER, confidential="dean"))
    assert book.sheetnames == ["Voorblad", "Toelichting", "Cijfers"]
    cover = dict(book["Voorblad"].iter_rows(min_row=2, values_only=True))
    assert (cover["Eenheid"], cover["Publicatie"]) == ("Techniek", "3f9a1c07d2")
    assert "dean" in cover["Vertrouwelijk"]
    assert book["Cijfers"].tables["figures"].ref == "A1:U3"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert "=Gedrag" in [cell.value for cell in cells]


def test_equal_rows_give_equal_bytes_in_each_language():
    assert as_rows_workbook(TABLE, COVER, NL, NAMES) == as_rows_workbook(TABLE, COVER, NL, NAMES)
    assert as_rows_workbook(TABLE, COVER, NL, NAMES) != as_rows_workbook(TABLE, COVER, EN, NAMES)


def test_a_table_of_something_else_is_refused():
    with pytest.raises(KeyError, match="position"):
        told_of(["snapshot", "position"])


def test_the_csv_is_the_published_rows():
    shown, not_shown = csv.DictReader(io.StringIO(as_csv(TABLE).decode()))
    assert (shown["unit"], shown["members"], shown["fte"], shown["shown"]) == ("ENG", "9", "36.5", "true")
    assert {not_shown[name] for name in FIGURES - {"counted"}} == {""}
