"""The workbook, read back by two readers that know nothing of how it was written, and by its XML."""

import io
import re
import time
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from dashboard.downloads.columns import CODES, COLUMNS
from dashboard.downloads.notes import notes
from dashboard.downloads.workbook import Cover, as_workbook
from dashboard.wording.words import Words
from pipeline.published import REASONS, STATEMENTS, VERDICTS
from tests.dashboard.standings import hidden, standing

NL, EN = Words("nl"), Words("en")
COVER = Cover(
    title="8% in schaal 11-14",
    organisation="Voorbeelduniversiteit",
    unit="Techniek",
    snapshot=date(2025, 12, 31),
    publication="3f9a1c07d2",
    address="https://example.org/unit?lang=nl&unit=ENG",
)
ROWS = [("Techniek", standing(unit="ENG")), ('=HYPERLINK("x")', hidden(unit="-BEH"))]
HEADS = {column.name: at for at, column in enumerate(COLUMNS)}


def opened(words: Words = NL, rows=ROWS, cover: Cover = COVER):
    return load_workbook(io.BytesIO(as_workbook(rows, cover, words)))


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_real_dates_numbers_and_percentages():
    sheet = opened()["Cijfers"]
    row = {name: sheet.cell(2, at + 1) for name, at in HEADS.items()}
    assert row["snapshot"].value.date() == date(2025, 12, 31)
    assert row["snapshot"].number_format == row["deadline"].number_format == "yyyy-mm-dd"
    assert row["share"].value == pytest.approx(23 / 346)
    assert {row[name].number_format for name in ("share", "target_share", "margin_low", "margin_high")} == {"0.0%"}
    assert (row["base"].value, row["members"].value, row["need"].value) == (346, 23, 28)
    assert (row["verdict"].value, row["counts"].value, row["shown"].value) == (
        "eronder, binnen toeval",
        "personen",
        "ja",
    )
    assert row["reason"].value is None


def test_a_figure_that_is_not_shown_is_an_empty_cell_with_its_reason():
    for words, sheet, said, why in (
        (NL, "Cijfers", "nee", "ter bescherming"),
        (EN, "Figures", "no", "to protect people"),
    ):
        figures = opened(words)[sheet]
        row = {name: figures.cell(3, at + 1).value for name, at in HEADS.items()}
        assert [row[name] for name in ("members", "share", "gap", "margin_low", "unknown", "as_of")] == [None] * 6
        assert row["need"] == 28  # follows from the headcount
        assert (row["shown"], row["reason"]) == (said, why)


def test_a_name_that_would_be_a_formula_stays_text():
    sheet = opened()["Cijfers"]
    name, unit = sheet.cell(3, HEADS["name"] + 1), sheet.cell(3, HEADS["unit"] + 1)
    assert (name.value, name.data_type) == ('=HYPERLINK("x")', "s")
    assert (unit.value, unit.data_type) == ("-BEH", "s")
    evil = Cover("=1+1", "@x", "+y", date(2025, 1, 31), "-p", "http://x", ("=2",), "=3")
    content = as_workbook([("=1+1", standing())], evil, NL)
    assert not any("<f>" in part for name, part in parts(content).items() if "worksheets" in name)
    assert not any("hyperlink" in part for name, part in parts(content).items() if "worksheets" in name)


def test_heads_are_whole_and_fte_have_tenths():
    sheet = opened(rows=[("x", standing(counts="fte", base=304.6, members=23.0, gap=2.5))])["Cijfers"]
    forms = {name: sheet.cell(2, HEADS[name] + 1).number_format for name in ("base", "members", "gap", "version")}
    assert forms == {"base": "#,##0.0", "members": "#,##0", "gap": "#,##0.0", "version": "#,##0"}


def test_calamine_reads_the_same():
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(ROWS, COVER, EN)))
    assert book.sheet_names == ["Cover", "Notes", "Figures"]
    read = book.get_sheet_by_name("Figures").to_python()
    assert len(read) == 3
    assert read[1][HEADS["snapshot"]] == date(2025, 12, 31)
    assert read[1][HEADS["members"]] == 23
    assert read[2][HEADS["members"]] == ""


def test_the_cover_says_what_it_is_and_how_to_read_it():
    rows = dict(opened()["Voorblad"].iter_rows(min_row=2, values_only=True))
    assert opened()["Voorblad"]["A1"].value == "8% in schaal 11-14"
    assert rows["Organisatie"] == "Voorbeelduniversiteit"
    assert rows["Eenheid"] == "Techniek"
    assert rows["Peildatum"] == "31 december 2025"
    assert rows["Publicatie"] == "3f9a1c07d2"
    assert rows["Adres van het beeld"] == COVER.address
    assert rows["Niet getoond"].startswith("Een lege cel is geen nul.")
    assert "Vertrouwelijk" not in rows
    told = dict(
        opened(EN, cover=Cover(**{**vars(COVER), "remarks": ("It grew.",), "confidential": "Dean"}))["Cover"].iter_rows(
            min_row=2, values_only=True
        )
    )
    assert told["Remark"] == "It grew."
    assert told["Confidential"].startswith("For this audience only: Dean.")


def test_the_notes_explain_every_column_and_every_word():
    for words in (NL, EN):
        found = notes(words)
        assert [note.code for note in found[: len(COLUMNS)]] == [column.name for column in COLUMNS]
        assert [note.code for note in found[len(COLUMNS) :]] == [*VERDICTS, *STATEMENTS, *REASONS]
        assert all(note.word and note.means and note.unit and note.empty for note in found)
    gap = next(note for note in notes(NL) if note.code == "gap")
    assert gap.means == "hoeveel er ontbreken als mensen vervangen worden en de omvang gelijk blijft"
    of_rows = {"person", "appointment", "function", "personal"}
    assert {"persons", "fte", "true", "false", *VERDICTS, *STATEMENTS, *REASONS} | of_rows == set(CODES)


@pytest.mark.parametrize(("words", "language"), [(NL, "nl-NL"), (EN, "en-GB")])
def test_accessible_a_heading_row_no_merges_no_holes_a_table_and_a_language(words, language):
    content = as_workbook(ROWS, COVER, words)
    book = load_workbook(io.BytesIO(content))
    assert book.properties.language == language
    assert book.properties.title == COVER.title
    assert book.properties.created.isoformat() == "2025-12-31T00:00:00"
    for sheet in book:
        assert sheet.merged_cells.ranges == set()
        assert all(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True))
    cover, notes_sheet, data = book.worksheets
    assert (cover.tables, list(notes_sheet.tables), list(data.tables)) == ({}, ["notes"], ["figures"])
    table = data.tables["figures"]
    assert (table.ref, table.autoFilter.ref, table.headerRowCount) == ("A1:Y3", "A1:Y3", 1)
    assert data.freeze_panes == notes_sheet.freeze_panes == "A2"
    heads = [cell.value for cell in data[1]]
    assert len(set(heads)) == len(heads) == len(COLUMNS)


@pytest.mark.slow
def test_equal_input_gives_equal_bytes():
    first = as_workbook(ROWS, COVER, NL)
    # ZIP counts in steps of two seconds: a time of today in it would show.
    time.sleep(2.1)
    assert as_workbook(ROWS, COVER, NL) == first
    assert as_workbook(ROWS, COVER, EN) != first


def test_no_rows_is_a_row_of_headings():
    sheet = opened(rows=[])["Cijfers"]
    assert sheet.max_row == 1
    assert len(sheet.tables) == 0


def test_a_code_of_a_later_version_is_left_as_it_is():
    sheet = opened(rows=[("x", standing(verdict="a_later_word"))])["Cijfers"]
    assert sheet.cell(2, HEADS["verdict"] + 1).value == "a_later_word"


def test_ten_years_of_months_take_a_tenth_of_a_second():
    """At most; the fastest of three, as others work on this machine too. An endless loop is what this finds."""
    rows = [("Techniek", standing(snapshot=date(2016 + n // 12, n % 12 + 1, 28))) for n in range(120)]
    as_workbook(rows, COVER, NL)
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        as_workbook(rows, COVER, NL)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.3, took
    assert not re.search(rb"1970-01-01", as_workbook(rows, COVER, NL))
