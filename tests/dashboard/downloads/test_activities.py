"""Activities go out as a table and come in again word for word, and no cell of it is run by a spreadsheet."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.downloads.activities import COLUMNS, LONGEST_CELL, as_csv, as_workbook, empty_csv, fits_a_workbook
from dashboard.wording.words import Words
from registers import (
    LINKS,
    WORDS,
    Activity,
    Author,
    activities,
    add,
    bring_in_activities,
    change,
    new_key,
    open_registers,
    read_activities,
    split_codes,
)
from tests.registers.drawn import NOON, ODD_TEXTS, later
from tests.registers.invented import TEXT

NL, EN = Words("nl"), Words("en")
ADVISOR = Author("s", "advisor")
ODD = (
    *ODD_TEXTS,
    "=1+1",
    "'=1",
    "''-x",
    "'s avonds",
    "@a",
    "+31",
    "\tx",
    "2026-01-01",
    "1e5",
    "TRUE",
    "_x000D_",
    "\n",
    "",
)
MAKE = {"a.csv": as_csv, "a.xlsx": as_workbook}
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12) | st.sampled_from(ODD)


def rows_of(content, name):
    return [tuple(row.words[each] for each in COLUMNS) for row in read_activities(content, name).rows]


def linked(code):
    """A link of every kind to a code, if it can be one."""
    return {kind: (code,) if code.strip() else () for kind in LINKS}


def links_of(content, name):
    return [tuple(split_codes(row.words[kind]) for kind in LINKS) for row in read_activities(content, name).rows]


def expected(there):
    named = sorted(there, key=lambda each: bool(each.what.strip()))
    return [tuple(getattr(each, name) for name in COLUMNS) for each in named]


@pytest.mark.parametrize("words", [NL, EN])
@pytest.mark.parametrize("name", MAKE)
@given(st.lists(st.tuples(*[texts] * len(COLUMNS)), max_size=5))
@example([ODD[at : at + 8] for at in range(len(ODD) - 7)])
def test_there_and_back_word_for_word(name, words, rows):
    there = [Activity("u", **dict(zip(COLUMNS, row, strict=True))) for row in rows]
    # What has no words at all is no activity and is never kept.
    there = [each for each in there if any(str(getattr(each, column)).strip() for column in WORDS)]
    if name == "a.xlsx" and not fits_a_workbook(there):
        return
    assert rows_of(MAKE[name](there, words), name) == expected(there)


def test_no_cell_of_a_csv_is_run():
    there = [Activity("u", what=odd or "x", meaning=odd, **linked(odd)) for odd in ODD]
    cells = [cell for row in csv.reader(io.StringIO(as_csv(there, NL).decode("utf-8-sig"), newline="")) for cell in row]
    assert len(cells) == 12 * (len(ODD) + 2)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    there = [Activity("u", what=odd or "x", **linked(odd)) for odd in ODD]
    with zipfile.ZipFile(io.BytesIO(as_workbook(there, NL))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


def test_the_same_activities_give_the_same_bytes():
    there = [Activity("u", what="a")]
    assert as_csv(there, NL) == as_csv(there, NL)
    assert as_workbook(there, NL) == as_workbook(there, NL)


@pytest.mark.parametrize("text", ["x" * (LONGEST_CELL + 1), "a\ufffe", "a\uffff"])
def test_a_text_that_no_cell_holds_is_not_cut(text):
    there = [Activity("u", what="a", aim=text)]
    assert not fits_a_workbook(there)
    with pytest.raises(ValueError, match="cell"):
        as_workbook(there, NL)
    assert rows_of(as_csv(there, NL), "a.csv") == expected(there)


@pytest.mark.parametrize("name", MAKE)
def test_a_register_that_was_worked_on_goes_out_and_comes_in_without_doubles(tmp_path, name):
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    bring_in_activities(registers, (TEXT.encode(), "a.txt"), ("u", {}), ADVISOR, NOON)
    add(registers, new_key(), Activity("u", meaning="zonder naam"), ADVISOR, NOON)
    first = activities(registers, None)[3]
    change(registers, first.key, 1, Activity(**{**vars(first.value), "who": "HR"}), ADVISOR, later(hours=1))
    there = activities(registers, None)
    table = (MAKE[name]([each.value for each in there], EN), name)
    again = bring_in_activities(registers, table, ("u", {}), ADVISOR, later(hours=2))
    assert (again.added, again.already) == (0, 12)
    assert activities(registers, None) == there
    # Into other registers all of it comes, twins apart.
    other = open_registers(tmp_path / "b.sqlite", make=True)
    assert bring_in_activities(other, table, ("u", {}), ADVISOR, NOON).added == 12
    said = [tuple(getattr(each.value, column) for column in COLUMNS) for each in activities(other, None)]
    assert sorted(said) == sorted(expected([each.value for each in there]))
    for each in (registers, other):
        each.close()


@pytest.mark.parametrize("words", [NL, EN])
@pytest.mark.parametrize("name", MAKE)
@given(st.lists(st.tuples(*[st.lists(texts.filter(str.strip), max_size=3, unique=True)] * 3), max_size=4))
@example([([odd], [odd, "women"], []) for odd in ODD if odd.strip()])
@example([([f"c{n}" for n in range(20)], ["11-14", "15+"], ["a, b", "c;d", '"e"', "f\ng"])])
def test_links_go_there_and_come_back_code_for_code(name, words, rows):
    there = [Activity("u", "a", **dict(zip(LINKS, map(tuple, row), strict=True))) for row in rows]
    if name == "a.xlsx" and not fits_a_workbook(there):
        return
    content = MAKE[name](there, words)
    assert links_of(content, name) == [tuple(map(tuple, row)) for row in rows]
    assert rows_of(content, name) == expected(there)


@pytest.mark.parametrize("words", [NL, EN])
@pytest.mark.parametrize("name", MAKE)
def test_a_register_with_links_comes_in_untouched_and_with_the_link_that_was_changed(tmp_path, name, words):
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    bring_in_activities(registers, (TEXT.encode(), "a.txt"), ("u", {}), ADVISOR, NOON)
    # The first of two that say the same, and one of several codes.
    twin = next(kept for kept in activities(registers, None) if kept.value.what == "Open dag")
    lunch = next(kept for kept in activities(registers, None) if kept.value.what == "Proeflunch")
    for kept, given_links in ((twin, {"groups": ("women",)}), (lunch, {"bands": ("15+", "11-14"), "targets": ("t",)})):
        change(registers, kept.key, 1, replace(kept.value, **given_links), ADVISOR, later(hours=1))
    there = activities(registers, None)
    table = (MAKE[name]([each.value for each in there], words), name)
    found = bring_in_activities(registers, table, ("u", {}), ADVISOR, later(hours=2))
    assert (found.added, found.already) == (0, 11)
    assert activities(registers, None) == there
    # Into other registers the links come along.
    other = open_registers(tmp_path / "b.sqlite", make=True)
    assert bring_in_activities(other, table, ("u", {}), ADVISOR, NOON).added == 11
    said = [
        (each.value.what, each.value.groups, each.value.bands, each.value.targets) for each in activities(other, None)
    ]
    assert [each for each in said if any(each[1:])] == [
        ("Proeflunch", (), ("15+", "11-14"), ("t",)),
        ("Open dag", ("women",), (), ()),
    ]
    # Somebody changed one link in the file: that row comes in with it, beside the one that is there.
    changed = [replace(each.value, targets=("u",)) if each.value.bands else each.value for each in there]
    found = bring_in_activities(registers, (MAKE[name](changed, words), name), ("u", {}), ADVISOR, later(hours=3))
    assert (found.added, found.already) == (1, 10)
    (added,) = [each.value for each in activities(registers, None) if each not in there]
    assert (added.what, added.bands, added.targets) == ("Proeflunch", ("15+", "11-14"), ("u",))
    for each in (registers, other):
        each.close()


@pytest.mark.parametrize("words", [NL, EN])
@pytest.mark.parametrize("name", MAKE)
def test_a_register_over_several_units_comes_in_without_a_choice_and_without_doubles(tmp_path, name, words):
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    for unit in ("=law", "bmt", "bmt", "whole"):
        add(registers, new_key(), Activity(unit, "Lunch", place="Economie en Recht"), ADVISOR, NOON)
    there = activities(registers, None)
    table = (MAKE[name]([each.value for each in there], words), name)
    assert [row.code for row in read_activities(*table).rows] == [each.value.unit for each in there]
    found = bring_in_activities(registers, table, ("whole", {}), ADVISOR, later(hours=1))
    assert (found.added, found.already) == (0, 4)
    assert activities(registers, None) == there


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_empty_table_holds_the_headings_and_nothing_else(name):
    content = empty_csv(NL) if name == "a.csv" else as_workbook((), NL)
    found = read_activities(content, name)
    assert (found.rows, found.loose, found.lines) == ((), (), 1)
