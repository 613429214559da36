"""Quirks of yearly person files: layouts of headings, look-alikes, a new grade system, the year in the name only."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import FileRefused
from tests.quirks.plain import cells, published, records_of, without_noughts, year_in
from tests.quirks.running import Run, run

QUIRKS = Path(__file__).parents[1] / "data" / "real_quirks" / "people"
EXPORTS = sorted((QUIRKS / "exports").iterdir())
AGAIN = "staff_2020_again_with_empty_column.csv"
CODES = {
    "Harbour Department": "HAV",
    "Department of Wine Control": "WIJ",
    "Beverage Services": "DRA",
    "Office of Animal Care": "DIE",
}


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Run:
    return run(QUIRKS / "organisation", EXPORTS, tmp_path_factory.mktemp("town"))


def people_of(path: Path) -> Counter:
    """Unit, grade and gender of every row, whichever of the headings they stand under."""
    found = Counter()
    for row in records_of(path):
        unit = CODES[row.get("Department Name") or row["Department_Name"]]
        found[unit, "none" if row["Grade"] in ("0", "", "NULL") else row["Grade"], row["Gender"].lower()] += 1
    return found


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_the_cube_is_a_plain_count(town, path):
    assert without_noughts(
        cells(town.cube(path.name), "unit", "function_scale", "category", attribute="gender")
    ) == people_of(path)
    tally = town.facts(path.name).tally
    assert (tally.read, tally.quarantined, tally.totals) == (tally.accepted, 0, 0)


def test_counts_worked_out_by_hand(town):
    rows = town.table("representation")
    everyone = {row["snapshot"].year: row for row in published(rows, unit="WD", band="all")}
    # Without pseudonyms nobody knows who came and went: three heads more could be three people, so 2019 stands.
    assert {year: (row["headcount"], row["members"], row["as_of"].year) for year, row in everyone.items()} == {
        2019: (79, 38, 2019),
        2020: (79, 38, 2019),
        2021: (94, 48, 2021),
    }
    assert {(row["snapshot"].month, row["snapshot"].day) for row in rows} == {(12, 31)}


def test_rows_that_are_the_same_are_different_people(town):
    alike = Counter(tuple(row.values()) for row in records_of(QUIRKS / "exports" / "staff_2019.csv"))
    assert max(alike.values()) > 5
    assert town.facts("staff_2019.csv").heads == sum(alike.values()) == 79


def test_people_without_a_grade_are_in_all_and_in_no_band(town):
    here = {row["band"]: row["headcount"] for row in published(town.table("representation"), unit="DRA")}
    true = {(row["unit"], row["band"]): row["headcount"] for row in town.true_rows("staff_2021.csv")}
    assert true["DRA", "all"] - true["DRA", "to-28"] - true["DRA", "29+"] == 2
    assert set(here) == {"all", "to-28", "29+"}


def test_a_second_delivery_with_an_empty_column_changes_nothing(town, tmp_path):
    (replaced,) = town.report.replaced
    assert (replaced.former_file, replaced.file, replaced.units_changed) == ("staff_2020.csv", AGAIN, ())
    without = run(QUIRKS / "organisation", [path for path in EXPORTS if path.name != AGAIN], tmp_path)
    assert without.table("representation") == town.table("representation")


def test_a_renamed_department_and_a_new_one(town):
    units = {(row["snapshot"].year, row["unit"]) for row in town.table("units")}
    assert {unit for year, unit in units if year == 2019} == {"WD", "HAV", "WIJ"}
    assert {unit for year, unit in units if year == 2020} == {"WD", "HAV", "DRA"}
    assert {unit for year, unit in units if year == 2021} == {"WD", "HAV", "DRA", "DIE"}
    assert not [fault for _, fault in town.report.warnings if fault.facts.get("unit") in ("WIJ", "DIE")]


def test_the_new_grades_are_a_break(town):
    assert {(row["snapshot"].year, row["band"]) for row in town.table("breaks")} == {(2021, "to-28"), (2021, "29+")}


def test_no_pay_and_no_division_on_disk(town):
    assert town.headings_kept() == {"Department Name", "Department_Name", "Grade", "Gender"}


def test_a_new_grade_in_an_old_year_is_set_aside_and_over_the_limit_refused(tmp_path):
    text = (QUIRKS / "exports" / "staff_2019.csv").read_text("utf-8").replace(",30\n", ",N30\n")
    (tmp_path / "staff_2019.csv").write_text(text, "utf-8")
    with pytest.raises(FileRefused) as refused:
        run(QUIRKS / "organisation", [tmp_path / "staff_2019.csv"], tmp_path / "run")
    bad = next(fault for fault in refused.value.faults if fault.code == "scale_not_valid")
    assert (bad.where.column, len(bad.where.rows)) == ("Grade", text.count(",N30\n")) == ("Grade", 13)
    assert year_in("staff_2019.csv") == 2019


def test_a_year_that_comes_late_takes_nothing_back(tmp_path):
    """What was published stays as it was; of the late year nothing can be given that would tell of the others."""
    late = run(QUIRKS / "organisation", EXPORTS[1:], tmp_path)
    before = late.table("representation")
    assert {row["snapshot"].year for row in before if row["shown"]} == {2020, 2021}
    (tmp_path / "raw" / EXPORTS[0].name).symlink_to(EXPORTS[0])
    report = late.again()
    assert (len(report.taken), report.skipped) == (1, 3)
    after = late.table("representation")
    assert [row for row in after if row["snapshot"].year > 2019] == before
    counts = {(row["unit"], row["band"]): row for row in late.true_rows("staff_2019.csv")}
    for row in (row for row in after if row["snapshot"].year == 2019):
        true = counts[row["unit"], row["band"]]
        assert row["headcount"] == true["headcount"]
        assert row["members"] == (true["members"] if row["shown"] else None)
