"""Four years of monthly returns, a row per body, a column per grade: the refresh beside a plain count."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.quirks.plain import MONTHS, cells, fte, number, published, records_of, without_noughts
from tests.quirks.running import Run, run

pytestmark = [
    pytest.mark.real,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
]

ORGANISATION = Path(__file__).parent / "uk_monthly"
GRADES = {
    "AO": "AO/AA",
    "EO": "EO",
    "HEO": "SEO/HEO",
    "G6": "Grade 6/7",
    "SCS": "SCS",
    "OTH": "Other, unknown, unspecified",
}
CODES = {
    "Department of Health (excl agencies)": "CORE",
    "Department of Health and Social Care (excl agencies)": "CORE",
    "Care Quality Commission": "CQC",
    "Health & Social Care Information Centre": "HSCIC",
    "NHS Digital": "NHSD",
    "Health Education England": "HEE",
    "Health Research Authority": "HRA",
    "Human Fertilisation & Embryology Authority": "HFEA",
    "Human Tissue Authority": "HTA",
    "Medicines & Healthcare products Regulatory Agency": "MHRA",
    "Monitor": "MON",
    "National Institute for Health and Care Excellence": "NICE",
    "NHS Blood & Transplant": "NHSBT",
    "NHS Business Services Authority": "NHSBSA",
    "NHS England": "NHSE",
    "NHS Litigation Authority": "NHSLA",
    "NHS Resolution": "NHSR",
    "NHS Trust Development Authority": "TDA",
    "Public Health England": "PHE",
    "UK Health Security Agency": "UKHSA",
}
MISSING = {(2021, 12), (2022, 8), (2023, 1)}
EXCEPTIONS = {"757.csv": 2, "1153.csv": 1}  # rows of which the grades do not add up to the stated total


@pytest.fixture(scope="module")
def exports(real_data) -> list[Path]:
    return sorted((real_data / "uk_monthly").iterdir())


@pytest.fixture(scope="module")
def returns(exports, tmp_path_factory) -> Run:
    return run(ORGANISATION, exports, tmp_path_factory.mktemp("returns"))


def bodies(path: Path) -> list[dict[str, str]]:
    """The rows with a body in them; forms that were not filled in leave rows of noughts."""
    return [row for row in records_of(path) if row["Organisation name"].strip()]


def month(path: Path) -> tuple[int, int]:
    ((year, name),) = {(row["Year"], row["Month"]) for row in bodies(path)}
    return int(year), MONTHS[name]


def staff(row: dict[str, str], what: str) -> dict[str, Decimal]:
    return {code: number(row[f"Payroll staff; {name}; {what}"]) for code, name in GRADES.items()}


def test_every_row_is_accounted_for(returns, exports):
    for path in exports:
        tally = returns.facts(path.name).tally
        assert (tally.read, tally.accepted) == (len(records_of(path)), len(bodies(path)))
        assert tally.read == tally.accepted + tally.totals
        assert tally.quarantined == 0
    assert returns.report.read == 796


def test_the_cubes_are_plain_counts(returns, exports):
    for path in exports:
        heads, time = Counter(), Counter()
        for row in bodies(path):
            unit = CODES[row["Organisation name"].strip()]
            for grade, count in staff(row, "Headcount").items():
                heads[unit, grade] += int(count)
            for grade, amount in staff(row, "Full-time equivalent").items():
                time[unit, grade] += amount
        cube = returns.cube(path.name)
        assert without_noughts(cells(cube, "unit", "function_scale")) == without_noughts(heads)
        sums = fte(cube, "unit", "function_scale")
        assert set(sums) == set(time)
        assert all(sums[key] == pytest.approx(float(time[key]), abs=1e-6) for key in time)
        assert returns.facts(path.name).heads == sum(heads.values())


def test_the_stated_totals_differ_in_three_rows_and_the_report_says_so(returns, exports):
    found: Counter = Counter()
    for path in exports:
        for row in bodies(path):
            stated = number(row["Payroll staff; Total; Headcount"])
            if sum(staff(row, "Headcount").values()) != stated:
                found[path.name] += 1
    assert found == EXCEPTIONS
    said = {
        facts.file: notice.facts["count"]
        for facts in returns.report.taken
        for notice in facts.notices
        if notice.code == "stated_total"
    }
    assert said == EXCEPTIONS


def test_no_data_always_stands_where_the_other_grades_make_the_total(exports):
    """Why the source may read it as nobody."""
    rows = [row for path in exports for row in bodies(path)]
    lacking = [row for row in rows if "no data" in " ".join(list(row.values())[:19]).casefold()]
    assert len(lacking) == 14
    for row in lacking:
        assert sum(staff(row, "Headcount").values()) == number(row["Payroll staff; Total; Headcount"])


def test_one_monthly_series_with_its_gaps_named(returns, exports):
    months = {month(path) for path in exports}
    assert len(exports) == len(months) + 1 == 46
    assert [(each.year, each.number) for each in returns.report.months] == sorted(months)
    expected = {(2021 + step // 12, step % 12 + 1) for step in range(2, 50)}
    assert expected - months == MISSING
    gaps = [fault.facts["months"] for _, fault in returns.report.warnings if fault.code == "month_missing"]
    assert sorted(gaps) == ["2021-12", "2022-08", "2023-01"]


def test_published_headcounts_are_those_of_the_files(returns, exports):
    series = returns.table("representation")
    published_months = {row["snapshot"] for row in series}
    assert len(published_months) == 45
    for path in exports:
        year, number_ = month(path)
        (snapshot,) = (day for day in published_months if (day.year, day.month) == (year, number_))
        heads: Counter = Counter()
        for row in bodies(path):
            for grade, count in staff(row, "Headcount").items():
                for unit in ("HSC", CODES[row["Organisation name"].strip()]):
                    heads[unit, "all"] += int(count)
                    heads[unit, grade.lower()] += int(count)
        for row in published(series, snapshot=snapshot):
            assert row["headcount"] == heads[row["unit"], row["band"]], (path.name, row["unit"], row["band"])
            assert (row["shown"], row["members"]) == (False, None)
            assert row["reason"] in ("not_available", "nobody_here")


def test_breaks_stand_where_bodies_merged_or_split_and_nowhere_else(returns):
    found = {(row["snapshot"], row["unit"]) for row in returns.table("breaks")}
    assert {unit for day, unit in found if day == date(2022, 7, 31)} >= {"NHSE"}
    assert {unit for day, unit in found if day == date(2023, 4, 30)} >= {"NHSE"}
    assert {unit for day, unit in found if day == date(2021, 10, 31)} >= {"UKHSA", "CORE"}
    assert not {unit for _, unit in found} & {"NHSD", "NHSR", "CQC"}, "renamed or unchanged bodies go on"


def test_a_month_delivered_as_workbook_too_replaces_the_text_file(returns):
    (replaced,) = returns.report.replaced
    assert (replaced.former_file, replaced.file, replaced.units_changed) == ("1620.csv", "1621.xlsx", ())
    heads = [cells(returns.cube(name), "unit", "function_scale") for name in ("1620.csv", "1621.xlsx")]
    assert heads[0] == heads[1]


def test_what_looks_odd_is_warned_about(returns):
    warned = {(str(month), fault.code, fault.facts.get("unit")) for month, fault in returns.report.warnings}
    assert ("2023-08", "unit_gone", "UKHSA") in warned  # the body stated noughts that month
    assert ("2023-08", "headcount_jump", "HSC") in warned
    assert ("2021-04", "headcount_jump", "MON") in warned  # its first return was that of another body
    assert not any(unit == "NHSE" for _, _, unit in warned), "its mergers stand in units.csv"


def test_only_payroll_staff_reaches_the_disk(returns):
    kept = {" ".join(heading.split()) for heading in returns.headings_kept()}
    assert kept == {"Year", "Month", "Organisation name"} | {
        f"Payroll staff; {name}; {what}"
        for name in (*GRADES.values(), "Total")
        for what in ("Headcount", "Full-time equivalent")
    }


def test_a_second_run_changes_nothing(returns):
    again = returns.again()
    assert (again.changed, again.publication, again.skipped) == (False, returns.report.publication, 46)
