import pytest

from pipeline.ingest.read.heading import Merge, find_heading, join_levels, looks_like_data
from pipeline.organisation.model import fold


def table(text):
    return [[cell.strip() for cell in line.strip().split("|")] for line in text.strip("\n").splitlines()]


THREE_LEVELS = table("""
    Naam |     | Personeel |     |         |     | Totaal |
         |     | Laag      |     | Hoog    |     |        |
         |     | Aantal    | Fte | Aantal  | Fte | Aantal | Fte
    A    | x   | 1         | 2,0 | 3       | 4,0 | 5      | 6,0
    B    | y   | 1         | 2,0 | 3       | 4,0 | 5      | 6,0
""")
JOINED = (
    "Naam", "", "Personeel; Laag; Aantal", "Personeel; Laag; Fte", "Personeel; Hoog; Aantal", "Personeel; Hoog; Fte",
    "Totaal; Aantal", "Totaal; Fte",
)  # fmt: skip


def test_levels_are_joined_with_blank_cells_taken_from_the_left():
    found = find_heading(THREE_LEVELS, frozenset())
    assert (found.first, found.last, found.texts) == (0, 2, JOINED)


def test_known_joined_headings_choose_the_whole_block():
    known = frozenset(map(fold, ["Naam", "Personeel; Laag; Aantal", "Totaal; Fte"]))
    assert find_heading(THREE_LEVELS, known).texts == JOINED


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("Eenheid|Schaal|Fte\nA|11|1,0\nB|12|1,0", (0, 0)),
        ("Titel||\n||\nEenheid|Schaal|Fte\nA|11|1,0\nB|12|1,0", (2, 2)),
        ("Peildatum|31-12-2025|\nEenheid|Schaal|Fte\nA|11|1,0\nB|12|1,0", (1, 1)),
        ("Band|2019|2020|2021\nA|11|1,0|1\nB|12|1,0|1", (0, 0)),
        ("Eenheid|Schaal|Jonger|\n|||Ouder\nA|11|1|2\nB|12|1|2", (0, 1)),
        ("Eenheid|Geslacht\nA|M\nB|V", (0, 0)),
        ("Eenheid\nA\nB", (0, 0)),
        ("||\nEenheid|Schaal|Fte", (1, 1)),
    ],
)
def test_the_likeliest_heading(rows, place):
    found = find_heading(table(rows), frozenset())
    assert (found.first, found.last) == place


@pytest.mark.parametrize("rows", ["1|2|3\n4|5|6", "", "||\n||", "31-12-2025|11|1,0\n31-12-2025|12|1,0"])
def test_no_heading(rows):
    assert find_heading(table(rows), frozenset()) is None


@pytest.mark.parametrize("merges", [(), (Merge(0, 1, 0, 2), Merge(0, 3, 0, 4))])
def test_a_row_of_groups_above_the_heading(merges):
    rows = table("|Vast||Tijdelijk|\nEenheid|Aantal|Fte|Aantal|Fte\nA|1|1,0|1|1,0\nB|1|1,0|1|1,0")
    rows[1:1] = [] if merges else [["Toelichting", "per jaar", "", "", ""]]
    found = find_heading(rows, frozenset(), merges)
    assert found.texts[1:3] == ("Vast; Aantal", "Vast; Fte") if merges else found.texts[0] == "Toelichting; Eenheid"


def test_joined_headings_are_tried_when_the_guess_finds_none():
    rows = table("1|2|3\nGroep|Groep|x\nAantal|Fte|y\n1|2|3")
    found = find_heading(rows, frozenset({"groep; aantal", "groep; fte"}))
    assert (found.first, found.last) == (1, 2)


def test_known_headings_win_over_the_guess_and_case_brackets_and_blanks_do_not_matter():
    rows = table("Groep|a|b|c\nvan alles|x|y|z\n[EENHEID]|schaal |Fte|x\nA|11|1,0|2")
    assert find_heading(rows, frozenset({"eenheid", "schaal", "fte"})).first == 2


def test_one_known_heading_is_not_enough_when_more_are_known():
    rows = table("Fte|tekst|nog\nEenheid|Schaal|Fte\nA|11|1,0")
    assert find_heading(rows, frozenset({"eenheid", "schaal", "fte"})).first == 1
    assert find_heading(rows, frozenset({"fte", "elders"})).first == 0
    assert find_heading(table("x|y\nuren|z\n1|2"), frozenset({"uren"})).first == 1


def test_the_first_of_two_equal_rows_is_the_heading():
    rows = table("Eenheid|Schaal\nA|11\nEenheid|Schaal\nB|12")
    assert find_heading(rows, frozenset({"eenheid", "schaal"})).first == 0


def test_a_heading_below_the_searched_rows_is_not_found():
    rows = [["tekst"]] * 45 + table("Eenheid|Schaal\nA|11")
    found = find_heading(rows, frozenset({"eenheid", "schaal"}))
    assert found is None or found.texts != ("Eenheid", "Schaal")


def test_merged_cells_say_the_same_in_each_column():
    rows = table("Naam|Groep||Anders\n|een|twee|")
    merges = (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 1, 3))
    assert join_levels(rows, merges) == ("Naam", "Groep; een", "Groep; twee", "Anders")
    assert find_heading([*rows, ["A", "x", "y", "z"]], frozenset(), merges).last == 1


def test_a_merged_title_is_no_level():
    rows = table("Overzicht|||\nEenheid|Schaal|Fte|Uren\nA|11|1,0|38")
    found = find_heading(rows, frozenset(), (Merge(0, 0, 0, 3),))
    assert (found.first, found.texts) == (1, ("Eenheid", "Schaal", "Fte", "Uren"))


@pytest.mark.parametrize(
    ("cell", "data"),
    [("11", True), ("1.234,50-", True), ("31-12-2025", True), ("£ 5", True), ("2024", False), ("2010/11", False),
     ("10A", False), ("Schaal", False), ("", False), ("#", False)],
)  # fmt: skip
def test_what_looks_like_data(cell, data):
    assert looks_like_data(cell) is data
