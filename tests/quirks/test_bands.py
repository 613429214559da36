"""Quirks of yearly tables of salary bands: overlapping groups, NA cells, a Total row with a band under it."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import FileRefused, HeldBack
from tests.quirks.plain import published
from tests.quirks.running import Run, run

QUIRKS = Path(__file__).parents[1] / "data" / "real_quirks" / "bands"
EXPORTS = sorted((QUIRKS / "exports").iterdir())
HEADING = "salary_range,count_all,count_islander,count_coastal,count_pwd\n"

# year, band: everyone, then the members of each group; None: not available at the source
SERIES = {
    (2020, "all"): (3910, 216, 855, 211),
    (2020, "to-50"): (1200, 84, 310, 66),
    (2020, "50-up"): (2710, 132, 545, 145),
    (2021, "all"): (4076, None, None, None),
    (2021, "to-50"): (1240, None, None, None),
    (2021, "50-up"): (2836, None, None, 157),
    (2022, "all"): (4771, 295, 1120, 287),
    (2022, "to-50"): (1400, 101, 390, 80),
    (2022, "50-up"): (3371, 194, 730, 207),
}
GROUPS = ("islander", "coastal", "pwd")


@pytest.fixture(scope="module")
def islands(tmp_path_factory) -> Run:
    return run(QUIRKS / "organisation", EXPORTS, tmp_path_factory.mktemp("islands"))


def written(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text(HEADING + "\n".join(rows) + "\n", "utf-8")
    return path


def test_the_series_worked_out_by_hand(islands):
    table = islands.table("representation")
    found = {}
    for row in table:
        key = row["snapshot"].year, row["band"]
        found.setdefault(key, {})[row["group"]] = row["members"]
        assert row["headcount"] == SERIES[key][0]
    assert found == {key: dict(zip(GROUPS, members, strict=True)) for key, (_, *members) in SERIES.items()}


def test_what_is_not_available_has_its_reason(islands):
    for row in islands.table("representation"):
        missing = row["members"] is None
        assert (row["shown"], row["reason"]) == ((False, "not_available") if missing else (True, None))


def test_groups_that_overlap_are_never_added_up(islands):
    """Each attribute splits everyone in two, whatever the others do."""
    cube = islands.cube("bands_2022.csv")
    for attribute in GROUPS:
        assert sum(cell["headcount"] for cell in cube if cell["attribute"] == attribute) == 4771


def test_total_rows_and_the_band_under_them_are_left_out(islands):
    tallies = {facts.file: facts.tally for facts in islands.report.taken}
    assert {name: (tally.read, tally.accepted, tally.totals) for name, tally in tallies.items()} == {
        "bands_2020.csv": (4, 3, 1),
        "bands_2021.csv": (7, 5, 2),
        "bands_2022.csv": (5, 4, 1),
    }


def test_a_remainder_of_nobody_is_a_real_zero(islands):
    (cell,) = (
        cell
        for cell in islands.cube("bands_2021.csv")
        if (cell["function_scale"], cell["attribute"], cell["category"]) == ("150+", "pwd", "yes")
    )
    assert cell["headcount"] == 0


def test_limits_of_bands_hold_in_their_years(tmp_path):
    export = written(tmp_path, "bands_2022.csv", '"100,000 and over",300,20,60,30')
    with pytest.raises(FileRefused) as refused:
        run(QUIRKS / "organisation", [export], tmp_path / "run")
    assert "scale_not_valid" in [fault.code for fault in refused.value.faults]


def test_a_new_layout_is_compared_with_the_old_one(islands, tmp_path):
    """2021 has a source of its own; its neighbours are compared with it all the same."""
    assert not islands.report.warnings or all(
        fault.code == "headcount_jump" and fault.facts["month"] != "2020-03" for _, fault in islands.report.warnings
    )
    jump = [fault.facts for month, fault in islands.report.warnings if str(month) == "2022-03"]
    assert [(each["unit"], each["before"], each["after"], str(each["month"])) for each in jump] == [
        ("EIL", 4076, 4771, "2021-03")
    ]
    short = written(tmp_path, "bands_2021.csv", '"Under 25,000",90,NA,NA,NA', '"50,000 to 99,999",2500,131,540,139')
    with pytest.raises(HeldBack) as held:
        run(QUIRKS / "organisation", [QUIRKS / "exports" / "bands_2020.csv", short], tmp_path / "run")
    (fault,) = held.value.faults
    assert (fault.code, fault.facts["before"], fault.facts["after"]) == ("short_file", 3910, 2590)


def test_a_year_delivered_again_in_another_layout_is_reported(tmp_path):
    """The second source reads a file of the same month: the ledger replaces, so the report must say so."""
    folder = tmp_path / "organisation"
    for path in (QUIRKS / "organisation").rglob("*.*"):
        target = folder / path.relative_to(QUIRKS / "organisation")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b'"bands_2021.csv"', b'"bands_2021*.csv"'))
    source = folder / "sources" / "again.toml"
    other = (folder / "sources" / "yearly.toml").read_text("utf-8").replace('code = "yearly"', 'code = "again"')
    source.write_text(other.replace('files = ["bands_2020.csv", "bands_2022.csv"]', 'files = ["again_*.csv"]'), "utf-8")
    again = written(tmp_path, "again_2020.csv", '"Under 50,000",1210,84,310,66', '"50,000 to 99,999",2700,132,545,145')
    both = run(folder, [again, QUIRKS / "exports" / "bands_2020.csv"], tmp_path / "run")
    (replaced,) = both.report.replaced
    assert (replaced.former_file, replaced.file) == ("again_2020.csv", "bands_2020.csv")
    rows = published(both.table("representation"), snapshot=date(2020, 3, 31), band="to-50", group="pwd")
    assert [row["headcount"] for row in rows] == [1200]
