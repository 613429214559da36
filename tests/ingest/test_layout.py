"""Which source describes a file, and which column is which field."""

import re

import pytest

from pipeline.errors import FileRefused
from pipeline.ingest.layout import choose, known_headings, lay
from pipeline.organisation.model import ReferenceDate, WideColumn
from tests.ingest.mapping.exports import of, sheet, source

HEADINGS = ["Eenheid", "Functieschaal", "Geslacht"]
ROW = [["A", "11", "f"]]


@pytest.mark.parametrize(
    "heading",
    ["Eenheid", "EENHEID", " eenheid ", "[Eenheid]", "[ Eenheid ]", "Een\u00a0heid".replace("\u00a0", ""), "Afdeling"],
)
def test_a_heading_is_found_however_it_is_written(heading: str) -> None:
    assert lay(source("unit"), sheet([heading], [["A"]])).columns == {"unit": 0}


def test_blanks_inside_a_heading() -> None:
    wanted = source("unit", columns={"unit": ("Organisatorische eenheid",)})
    for written in ("Organisatorische  eenheid", "Organisatorische\u00a0Eenheid", "\ufeffOrganisatorische\neenheid"):
        assert lay(wanted, sheet([written], [["A"]])).fits


def test_two_columns_of_one_field_and_a_missing_one_are_told_together() -> None:
    hr = source("unit", "scale", "gender")
    with pytest.raises(FileRefused) as stopped:
        choose([sheet(["Eenheid", "afdeling", "Functieschaal"], [["A", "A", "1"]])], "hr.csv", of(hr))
    assert [(fault.code, fault.where.column, dict(fault.facts)) for fault in stopped.value.faults] == [
        ("missing_column", "Geslacht", {"expected": "Geslacht"}),
        ("double_column", "Eenheid", {"count": 2, "field": "unit", "headings": "Eenheid, afdeling"}),
    ]


def test_the_same_heading_twice_is_doubled_too() -> None:
    layout = lay(source("unit"), sheet(["Eenheid", "Eenheid"], [["A", "B"]]))
    assert (layout.doubled, layout.columns, layout.fits) == ((("unit", ("Eenheid", "Eenheid")),), {}, False)


def test_an_optional_column_may_be_absent() -> None:
    layout = lay(source("unit", "gender", optional=frozenset({"gender"})), sheet(["Eenheid"], [["A"]]))
    assert (layout.absent, layout.missing, layout.fits) == (("gender",), (), True)


def test_the_name_of_the_file_chooses_among_sources_that_fit() -> None:
    first, second = source("unit"), source("unit", code="other", files=("ander*.csv",))
    rich = source("unit", "scale", "gender", code="rich", files=("rijk*.csv",))
    everything = of(first, second, rich)
    drawn = [sheet(HEADINGS, ROW)]
    assert choose(drawn, "hr_2025.csv", everything).source.code == "hr"
    assert choose(drawn, "Ander_2025.CSV", everything).source.code == "other"
    # A name no source knows: the source that has most of the columns.
    assert choose(drawn, "export.csv", everything).source.code == "rich"


def test_a_named_file_is_held_to_its_own_source() -> None:
    named, fitting = source("unit", "fte"), source("unit", code="fits", files=("*.xlsx",))
    with pytest.raises(FileRefused) as stopped:
        choose([sheet(HEADINGS, ROW)], "hr.csv", of(named, fitting))
    assert [(fault.code, fault.where.column) for fault in stopped.value.faults] == [("missing_column", "Fte")]


def test_a_visible_sheet_goes_before_a_hidden_one() -> None:
    hidden = sheet(HEADINGS, ROW, name="oud", hidden=True)
    shown = sheet(HEADINGS[:2], [["A", "11"]], name="nieuw")
    hr = source("unit", "scale", "gender", optional=frozenset({"gender"}))
    assert choose([hidden, shown], "hr.csv", of(hr)).sheet.name == "nieuw"
    assert choose([hidden], "hr.csv", of(hr)).sheet.name == "oud"


def test_the_sheet_a_source_names() -> None:
    hr = source("unit", sheet=re.compile("^Data"))
    sheets = [sheet(HEADINGS, ROW, name="Toelichting"), sheet(HEADINGS[:1], [["A"]], name="Data 2025")]
    assert choose(sheets, "hr.csv", of(hr)).sheet.name == "Data 2025"
    with pytest.raises(FileRefused) as stopped:
        choose(sheets[:1], "hr.csv", of(hr))
    assert [(fault.code, fault.facts["nearest"]) for fault in stopped.value.faults] == [("no_source", "-")]


def test_an_unknown_layout_names_the_nearest_source() -> None:
    hr = source("unit", "scale", "gender", "fte", "origin")
    with pytest.raises(FileRefused) as stopped:
        choose([sheet(["Eenheid", "Kleur"], [["A", "rood"]])], "kleuren.csv", of(hr))
    (fault,) = stopped.value.faults
    assert fault.facts == {"nearest": "hr", "missing": "Functieschaal, Geslacht, Fte, Herkomst"}
    assert "streefcijfer describe" in fault.text("nl")


def test_an_organisation_without_sources() -> None:
    with pytest.raises(FileRefused) as stopped:
        choose([sheet(HEADINGS, ROW)], "hr.csv", of())
    assert stopped.value.faults[0].code == "no_source"


def test_reference_and_wide_columns_are_wanted_too() -> None:
    years = ReferenceDate(columns_year_month=(("Jaar",), ("Maand",)))
    wide = source("unit", kind="wide", reference=years, wide=(WideColumn(("M",), "headcount"),))
    layout = lay(wide, sheet(["Maand", "m", "Eenheid"], [["1", "2", "A"]]))
    assert layout.columns == {"unit": 2, "reference month": 0, "wide 0": 1}
    assert layout.missing == (("reference year", ("Jaar",)),)
    assert known_headings(of(wide)) == {"eenheid", "afdeling", "jaar", "maand", "m"}


def test_a_stated_total_may_be_missing_because_it_only_checks() -> None:
    columns = (WideColumn(("M",), "headcount"), WideColumn(("Totaal",), "headcount", total=True))
    layout = lay(source("unit", kind="wide", wide=columns), sheet(["Eenheid", "M"], [["A", "1"]]))
    assert layout.fits
    assert layout.columns == {"unit": 0, "wide 0": 1}
    assert layout.absent == ()
