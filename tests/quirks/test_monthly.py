"""Quirks of wide monthly returns: headings over lines, forms half filled in, merged bodies, totals that do not add up."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.quirks.plain import cells, fte, published
from tests.quirks.running import Run, run

QUIRKS = Path(__file__).parents[1] / "data" / "real_quirks" / "monthly"
EXPORTS = sorted((QUIRKS / "exports").iterdir())

# Heads per body and grade, as they stand in the files; nothing else is in them.
COUNTS = {
    "return_a.csv": {
        ("KERN", "AO"): 310,
        ("KERN", "SEO"): 1244,
        ("VUUR", "AO"): 420,
        ("VUUR", "SEO"): 2101,
        ("VUUR", "OTH"): 12,
        ("LOOD", "AO"): 355,
        ("LOOD", "SEO"): 788,
        ("DUIN", "AO"): 1,
        ("DUIN", "SEO"): 61,
    },
    "return_c.csv": {
        ("KERN", "AO"): 300,
        ("KERN", "SEO"): 1230,
        ("VUUR", "AO"): 425,
        ("VUUR", "SEO"): 2120,
        ("VUUR", "OTH"): 12,
        ("LOOD", "AO"): 354,
        ("LOOD", "SEO"): 791,
        ("ZAND", "SEO"): 64,
    },
}
# Rows read, accepted, left out: forms leave rows with noughts in their formulas under the last body.
TALLIES = {
    "return_a.csv": (8, 4, 4),
    "return_b.csv": (6, 4, 2),
    "return_c.csv": (4, 4, 0),
    "return_d.csv": (4, 4, 0),
    "return_e.csv": (3, 3, 0),
}
EVERYONE = {
    date(2021, 11, 30): 5292,
    date(2022, 1, 31): 5295,
    date(2022, 2, 28): 5296,
    date(2022, 3, 31): 5302,
    date(2022, 4, 30): 5421,
}


@pytest.fixture(scope="module")
def coast(tmp_path_factory) -> Run:
    return run(QUIRKS / "organisation", EXPORTS, tmp_path_factory.mktemp("coast"))


def test_the_files_are_as_awkward_as_the_real_ones():
    content = {path.name: path.read_bytes() for path in EXPORTS}
    assert content["return_c.csv"].startswith(b"\xef\xbb\xbf")
    assert b"\xa31,204,558.90" in content["return_a.csv"], "a pound sign in Windows-1252"
    assert b"\xa0,\xa0" in content["return_a.csv"], "hard blanks for nobody"
    assert b'"Payroll staff;\nAO/AA;\nHeadcount"' in content["return_a.csv"]


@pytest.mark.parametrize("name", TALLIES)
def test_every_row_is_accounted_for(coast, name):
    tally = coast.facts(name).tally
    assert (tally.read, tally.accepted, tally.totals, tally.quarantined) == (*TALLIES[name], 0)


@pytest.mark.parametrize("name", COUNTS)
def test_the_cube_holds_what_the_file_holds(coast, name):
    found = cells(coast.cube(name), "unit", "function_scale")
    assert {key: count for key, count in found.items() if count} == COUNTS[name]


def test_fte_is_added_up_exactly(coast):
    sums = fte(coast.cube("return_a.csv"), "unit")
    assert sums == pytest.approx({("KERN",): 1500.15, ("VUUR",): 2388.41, ("LOOD",): 1131.27, ("DUIN",): 59.91})


def test_the_published_series_of_heads(coast):
    series = list(published(coast.table("representation"), unit="KZ", band="all"))
    assert {row["snapshot"]: row["headcount"] for row in series} == EVERYONE
    assert {(row["reason"], row["members"]) for row in series} == {("not_available", None)}


def test_a_missing_month_is_named(coast):
    assert [(str(month), fault.code, fault.facts) for month, fault in coast.report.warnings] == [
        ("2022-01", "month_missing", {"months": "2021-12"})
    ]


def test_a_stated_total_that_is_off_is_noticed_but_rounding_is_not(coast):
    """Totals of fte stand in whole persons in most files: that is no difference."""
    said = {facts.file: [(each.code, each.facts) for each in facts.notices] for facts in coast.report.taken}
    assert said.pop("return_d.csv") == [("stated_total", {"count": 1})]
    assert not any(said.values())


def test_a_merger_breaks_the_series_and_needs_no_warning(coast):
    breaks = {(row["snapshot"], row["unit"]) for row in coast.table("breaks")}
    assert (date(2022, 4, 30), "VUUR") in breaks
    assert not {unit for _, unit in breaks} & {"ZAND", "DUIN", "KERN"}
    units = {(row["snapshot"], row["unit"]) for row in coast.table("units")}
    assert (date(2022, 3, 31), "LOOD") in units
    assert (date(2022, 4, 30), "LOOD") not in units
    heads = [coast.facts(name).heads_by_unit["VUUR"] for name in ("return_d.csv", "return_e.csv")]
    assert heads == [2562, 3830]


def test_the_same_month_as_a_workbook_replaces_it(tmp_path):
    """With sheets beside it that are no data, as the form has them."""
    rows = list(
        csv.reader(io.StringIO((QUIRKS / "exports" / "return_b.csv").read_bytes().decode("cp1252"), newline=""))
    )
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data sheet"
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
    fields = book.create_sheet("Data fields")
    fields.append(["Field", "Information required"])
    fields.append(["Organisation name", "Select from the list."])
    path = tmp_path / "return_b_again.xlsx"
    book.save(path)
    again = run(QUIRKS / "organisation", [QUIRKS / "exports" / "return_b.csv", path], tmp_path / "run")
    (replaced,) = again.report.replaced
    assert (replaced.former_file, replaced.file, replaced.units_changed) == ("return_b.csv", path.name, ())
    assert again.cube(path.name) == again.cube("return_b.csv")


def _typed(cell: str) -> float | int | str | None:
    try:
        return float(cell.replace(",", "")) if cell else None
    except ValueError:
        return cell


def test_an_organisation_without_groups_has_no_rows_to_publish_but_all_its_counts(tmp_path):
    folder = tmp_path / "organisation"
    for path in (QUIRKS / "organisation").rglob("*.*"):
        target = folder / path.relative_to(QUIRKS / "organisation")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"" if path.name == "groups.toml" else path.read_bytes())
    bare = run(folder, EXPORTS, tmp_path / "run")
    assert bare.table("representation") == []
    assert len(bare.table("units")) == 24
    assert {facts.snapshot: facts.heads for facts in bare.report.taken} == EVERYONE
