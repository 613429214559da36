"""Five years of one county, a row per person: every figure of the refresh beside a plain count of the files."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.quirks.plain import cells, published, records_of, without_noughts, year_in
from tests.quirks.running import Run, run

pytestmark = pytest.mark.real

ORGANISATION = Path(__file__).parent / "montgomery"
AGAIN = "Employee_Salaries_-_2020_with_empty_Race.csv"
ROWS = {2019: 10_105, 2020: 9_958, 2021: 9_907, 2022: 10_052, 2023: 10_291}
WOMEN = {2019: 4_148, 2020: 4_091, 2021: 4_101, 2022: 4_200, 2023: 4_362}
NO_GRADE = ("0", "", "NULL")


@pytest.fixture(scope="module")
def exports(real_data) -> list[Path]:
    return sorted((real_data / "montgomery").glob("*.csv"))


@pytest.fixture(scope="module")
def county(exports, tmp_path_factory) -> Run:
    return run(ORGANISATION, exports, tmp_path_factory.mktemp("county"))


def grade(written: str) -> str:
    return "none" if written in NO_GRADE else written


def band(written: str) -> str | None:
    """Worked out from the grade itself, not from the organisation's folder."""
    letters, digits = re.fullmatch(r"([A-Z]*)(\d*)P?|NULL", written).groups()
    if letters is None or written in NO_GRADE or letters == "S":
        return None
    if letters in ("M", "MD", "EX"):
        return "management"
    if letters == "T":
        return "15-20"
    if letters in ("", "N"):
        return next(
            code for last, code in ((14, "5-14"), (20, "15-20"), (25, "21-25"), (99, "26+")) if int(digits) <= last
        )
    return "lettered"


def test_every_row_is_accounted_for(county, exports):
    for path in exports:
        tally = county.facts(path.name).tally
        assert tally.read == len(records_of(path)) == ROWS[year_in(path.name)]
        assert (tally.accepted, tally.quarantined, tally.totals) == (tally.read, 0, 0)


def test_the_cube_is_a_plain_count(county, exports):
    for path in exports:
        people, cube = records_of(path), county.cube(path.name)
        assert cells(cube, "unit") == Counter((row["Department"],) for row in people)
        assert cells(cube, "function_scale") == Counter((grade(row["Grade"]),) for row in people)
        assert without_noughts(cells(cube, "unit", "function_scale", "category", attribute="gender")) == Counter(
            (row["Department"], grade(row["Grade"]), row["Gender"].lower()) for row in people
        )
        assert cells(cube, "category", attribute="gender")["f",] == WOMEN[year_in(path.name)]


def test_people_who_look_the_same_are_all_counted(county, exports):
    for path in exports:
        alike = Counter(tuple(row.items()) for row in records_of(path))
        assert sum(count - 1 for count in alike.values()) > 600
        assert sum(alike.values()) == county.facts(path.name).heads


def counted(path: Path) -> tuple[Counter, Counter]:
    """Heads and women per department and for the whole county, per band and for all bands."""
    heads, women = Counter(), Counter()
    for row in records_of(path):
        for unit in ("MCG", row["Department"]):
            for code in {"all", band(row["Grade"])} - {None}:
                heads[unit, code] += 1
                women[unit, code] += row["Gender"] == "F"
    return heads, women


def test_women_per_department_and_band_before_anything_is_hidden(county, exports):
    for path in exports:
        heads, women = counted(path)
        true = county.true_rows(path.name)
        assert set(heads) <= {(row["unit"], row["band"]) for row in true}
        for row in true:
            key = row["unit"], row["band"]
            assert (row["headcount"], row["members"], row["unknown"]) == (heads[key], women[key], 0), (path.name, key)


def test_one_published_series_of_all_years(county, exports):
    series = county.table("representation")
    assert {row["snapshot"] for row in series} == {date(year, 12, 31) for year in ROWS}
    for path in exports:
        heads, women = counted(path)
        for row in published(series, snapshot=date(year_in(path.name), 12, 31)):
            key = row["unit"], row["band"]
            if row["as_of"] not in (None, row["snapshot"]):
                # Carried: its figures, the headcount too, are those of an earlier file.
                assert row["as_of"] < row["snapshot"]
                continue
            assert row["headcount"] == heads[key]
            assert row["shown"] or row["unit"] != "MCG"
            if row["shown"]:
                assert row["members"] == women[key]
                assert row["share"] == pytest.approx(women[key] / heads[key], abs=1e-6)
            else:
                assert row["members"] is None
                assert (row["reason"] == "nobody_here") == (heads[key] == 0)


def test_renamed_departments_have_no_gap_and_the_new_grades_have_a_break(county):
    units = {(row["snapshot"].year, row["unit"]) for row in county.table("units")}
    assert {year for year, unit in units if unit in ("DLC", "ABS")} == set(ROWS)
    assert {(2019, "DLC"), (2020, "ABS"), (2020, "DTS"), (2021, "TBS"), (2022, "OGM"), (2023, "OFR")} <= units
    assert not {(2020, "DLC"), (2019, "ABS"), (2021, "DTS"), (2021, "OGM"), (2022, "OFR")} & units
    breaks = county.table("breaks")
    assert {row["snapshot"] for row in breaks} == {date(2022, 12, 31)}
    assert {row["band"] for row in breaks} == {"5-14", "15-20", "21-25", "26+", "management"}


def test_the_second_2020_replaces_the_first_and_changes_no_figure(county, exports, tmp_path):
    (replaced,) = county.report.replaced
    assert (replaced.file, replaced.heads_before, replaced.heads_after) == (AGAIN, 9_958, 9_958)
    assert replaced.units_changed == ()
    assert county.cube(AGAIN) == county.cube("Employee_Salaries_-_2020.csv")
    without = run(ORGANISATION, [path for path in exports if path.name != AGAIN], tmp_path)
    assert without.table("representation") == county.table("representation")


def test_only_what_is_mapped_reaches_the_disk(county):
    assert county.headings_kept() == {"Department", "Grade", "Gender"}


def test_a_second_run_changes_nothing(county):
    again = county.again()
    assert (again.changed, again.publication, again.skipped) == (False, county.report.publication, 6)
