"""Nine years of salary bands by four groups that overlap: the refresh beside a plain count."""

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import FileRefused
from tests.quirks.plain import cells, published, records_of, year_in
from tests.quirks.running import Run, run

pytestmark = pytest.mark.real

ORGANISATION = Path(__file__).parent / "canada_bands"
GROUPS = ("black", "vm", "indigenous", "pwd")
EVERYONE = {
    2017: 185_484,
    2018: 192_467,
    2019: 203_268,
    2020: 214_120,
    2021: 228_345,
    2022: 236_133,
    2023: 253_411,
    2024: 266_433,
    2025: 266_935,
}


@pytest.fixture(scope="module")
def exports(real_data) -> list[Path]:
    return sorted((real_data / "canada_bands").glob("salary_data_*.csv"))


@pytest.fixture(scope="module")
def service(exports, tmp_path_factory) -> Run:
    return run(ORGANISATION, exports, tmp_path_factory.mktemp("service"))


def bands(path: Path) -> list[dict[str, str]]:
    """The rows above the Total row; in 2022 a band that spans two of them stands below it."""
    rows = records_of(path)
    return rows[: [row["salary_range"] for row in rows].index("Total")]


def code(written: str) -> str:
    limits = re.findall(r"(\d+),\d{3}", written)
    if written.startswith("Under"):
        return f"U{limits[0]}"
    return f"{limits[0]}+" if written.endswith("over") else f"{limits[0]}-{limits[1]}"


def wider(written: str) -> str:
    lowest = int(re.findall(r"(\d+),", written)[0])
    if written.startswith("Under") or lowest < 50:
        return "to-50"
    return "50-99" if lowest < 100 else "100-up"


def amount(text: str) -> int | None:
    return None if text == "NA" else int(text)


def added(texts: list[str]) -> int | None:
    """A sum with something not available in it is not available."""
    amounts = [amount(text) for text in texts]
    return None if None in amounts else sum(amounts)


def test_every_row_is_accounted_for(service, exports):
    for path in exports:
        tally = service.facts(path.name).tally
        assert (tally.read, tally.accepted) == (len(records_of(path)), len(bands(path)))
        assert tally.totals == (2 if year_in(path.name) == 2022 else 1)
        assert tally.people == EVERYONE[year_in(path.name)]


def test_the_cubes_are_the_files(service, exports):
    for path in exports:
        cube = service.cube(path.name)
        assert cells(cube, "function_scale") == {
            (code(row["salary_range"]),): int(row["count_all"]) for row in bands(path)
        }
        found = {(cell["attribute"], cell["function_scale"], cell["category"]): cell["headcount"] for cell in cube}
        for row in bands(path):
            for group in GROUPS:
                members = amount(row[f"count_{group}"])
                at = code(row["salary_range"])
                assert found[group, at, "yes"] == members
                assert found[group, at, "no"] == (None if members is None else int(row["count_all"]) - members)


def test_the_total_row_is_left_out_and_agrees(service, exports):
    for path in exports:
        total = next(row for row in records_of(path) if row["salary_range"] == "Total")
        assert service.facts(path.name).heads == int(total["count_all"]) == EVERYONE[year_in(path.name)]


def test_one_series_per_group_never_added_up(service, exports):
    series = service.table("representation")
    assert {row["snapshot"] for row in series} == {date(year, 3, 31) for year in EVERYONE}
    for path in exports:
        rows = bands(path)
        for row in published(series, snapshot=date(year_in(path.name), 3, 31)):
            here = [each for each in rows if row["band"] in ("all", wider(each["salary_range"]))]
            heads = sum(int(each["count_all"]) for each in here)
            members = added([each[f"count_{row['group']}"] for each in here])
            assert row["headcount"] == heads
            if members is None:
                assert (row["members"], row["reason"]) == (None, "not_available")
            else:
                assert (row["members"], row["reason"]) == (members, None)
                assert row["share"] == pytest.approx(members / heads, abs=1e-6)
    black, minority = (
        {row["snapshot"]: row["members"] for row in published(series, band="50-99", group=group)}
        for group in ("black", "vm")
    )
    assert all(black[day] < minority[day] for day in black), "the one is part of the other"


def test_what_is_not_available_is_never_zero(service):
    series = service.table("representation")
    lacking = {(row["snapshot"].year, row["band"], row["group"]) for row in series if row["reason"] == "not_available"}
    assert lacking == {
        *((2021, band, group) for band in ("all", "to-50", "100-up") for group in ("black", "vm")),
        *((2022, band, group) for band in ("all", "to-50") for group in GROUPS),
        *((2022, "100-up", group) for group in ("black", "vm")),
    }


@pytest.mark.parametrize("name", ["di.csv", "ee_dv_salarybins.csv"])
def test_the_other_tables_of_the_folder_are_refused(real_data, tmp_path, name):
    with pytest.raises(FileRefused) as refused:
        run(ORGANISATION, [real_data / "canada_bands" / name], tmp_path)
    assert [fault.code for fault in refused.value.faults] == ["no_source"]


def test_a_second_run_changes_nothing(service):
    again = service.again()
    assert (again.changed, again.publication, again.skipped) == (False, service.report.publication, 9)
