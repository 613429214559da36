"""The reference date of a file: one, from where the source says, and within the organisation's window."""

import re
from datetime import date

import pytest

from pipeline.month import Month
from pipeline.organisation.model import ReferenceDate
from tests.ingest.mapping.exports import checked, refused, sheet, source

COLUMN = ReferenceDate(column=("Peildatum",))
YEAR_MONTH = ReferenceDate(columns_year_month=(("Jaar",), ("Maand",)))
FILENAME = ReferenceDate(filename=re.compile(r"_(\d{4})-?(\d{2})?"))


def in_column(*dates: str, reference: ReferenceDate = COLUMN, unit: str = "A"):
    hr = source("unit", reference=reference)
    return hr, sheet(["Eenheid", "Peildatum"], [[unit, each] for each in dates], title=())


def by_year_and_month(*pairs: tuple[str, str]):
    hr = source("unit", reference=YEAR_MONTH)
    return hr, sheet(["Eenheid", "Jaar", "Maand"], [["A", *pair] for pair in pairs], title=())


def faults(found) -> list[tuple]:
    return [(fault.code, fault.where.column, fault.where.rows) for fault in found]


def test_from_a_column() -> None:
    found = checked(*in_column("31-12-2025", "31-12-2025"))
    assert (found.month, found.snapshot, found.notices) == (Month(2025, 12), date(2025, 12, 31), ())


def test_two_dates_in_one_file_are_refused_by_name() -> None:
    (fault,) = refused(*in_column("31-12-2025", "30-11-2025", "31-12-2025"))
    assert (fault.code, fault.facts["count"], fault.facts["dates"]) == (
        "two_reference_dates",
        2,
        "2025-11-30, 2025-12-31",
    )


def test_the_same_day_spelt_twice_is_one_date() -> None:
    assert checked(*in_column("31-12-2025", "20251231")).tally.accepted == 2


def test_unreadable_dates_are_told_by_row_and_never_by_value() -> None:
    found = refused(*in_column("31-12-2025", "geheim", "", "31-12-25"))
    assert faults(found) == [("unreadable_date", "Peildatum", (3, 4, 5))]
    assert "geheim" not in found[0].text("nl") + found[0].text("en")


def test_a_totals_row_needs_no_date() -> None:
    hr = source("unit", reference=COLUMN)
    rows = [["A", "31-12-2025"], ["Totaal", ""], ["Subtotaal A", "n.v.t."]]
    found = checked(hr, sheet(["Eenheid", "Peildatum"], rows, title=()))
    assert (found.tally.accepted, found.tally.totals) == (1, 2)


def test_a_file_of_totals_alone_is_refused() -> None:
    assert faults(refused(*in_column("31-12-2025", unit="Totaal"))) == [("all_totals", None, ())]


@pytest.mark.parametrize("pair", [("2025", "12"), ("2025", "december"), ("2025.0", "12.0"), ("2025", "Déc.")])
def test_from_a_year_and_a_month_column(pair: tuple[str, str]) -> None:
    assert checked(*by_year_and_month(pair, pair)).month == Month(2025, 12)


def test_year_and_month_faults_are_all_told_at_once() -> None:
    rows = [("2025", "12"), ("25", "12"), ("2025", "13"), ("9999", "1"), ("2025", "²"), ("0000", "1" * 5000)]
    assert faults(refused(*by_year_and_month(*rows))) == [("unreadable_date", "Jaar", (3, 4, 5, 6, 7))]


def test_two_months_in_year_and_month_columns() -> None:
    assert refused(*by_year_and_month(("2025", "11"), ("2025", "12")))[0].code == "two_reference_dates"


@pytest.mark.parametrize(
    ("pattern", "line", "month"),
    [
        (r"Peildatum: (.+)", "Peildatum: 31-12-2025", Month(2025, 12)),
        (r"(\d+) (\w+) (\d{4})", "Stand per 31 december 2025", Month(2025, 12)),
        (r"\d\d-\d\d-\d{4}", "op 31-12-2025 gemaakt", Month(2025, 12)),
        (r"(\w+ \d{4})", "Overzicht december 2025", Month(2025, 12)),
    ],
)
def test_from_a_title_line(pattern: str, line: str, month: Month) -> None:
    hr = source("unit", reference=ReferenceDate(title=re.compile(pattern)))
    assert checked(hr, sheet(["Eenheid"], [["A"]], title=("Personeel", line))).month == month


@pytest.mark.parametrize("title", [(), ("Personeel",), ("Peildatum: binnenkort",), ("Peildatum: 31-02-2025",)])
def test_no_date_in_the_title(title: tuple[str, ...]) -> None:
    (fault,) = refused(source("unit"), sheet(["Eenheid"], [["A"]], title=title))
    assert (fault.code, fault.facts) == ("no_reference_date", {"source": "hr"})
    assert "above the heading" in fault.text("en")


def test_two_title_lines_that_contradict_each_other() -> None:
    lines = ("Peildatum: 31-12-2025", "Peildatum: 30-11-2025")
    assert refused(source("unit"), sheet(["Eenheid"], [["A"]], title=lines))[0].code == "two_reference_dates"


def test_from_the_name_of_the_file() -> None:
    hr = source("unit", reference=FILENAME)
    drawn = sheet(["Eenheid"], [["A"]], title=())
    assert checked(hr, drawn, "hr_2025-12.csv").month == Month(2025, 12)
    assert checked(hr, drawn, "hr_202511.csv").month == Month(2025, 11)
    assert "file's name" in refused(hr, drawn, "hr_2025.csv")[0].text("en")
    assert refused(hr, drawn, "hr_2025-13.csv")[0].code == "no_reference_date"


@pytest.mark.parametrize(
    ("month_day", "day"), [((12, 31), date(2025, 12, 31)), ((3, 31), date(2025, 3, 31)), ((2, 29), date(2025, 2, 28))]
)
def test_a_bare_year_gets_the_day_the_source_names(month_day: tuple[int, int], day: date) -> None:
    reference = ReferenceDate(filename=re.compile(r"\d{4}"), month_day=month_day)
    hr = source("unit", reference=reference)
    found = checked(hr, sheet(["Eenheid"], [["A"]], title=()), "hr2025.csv")
    assert (found.snapshot, found.notices) == (day, ())
    assert refused(hr, sheet(["Eenheid"], [["A"]], title=()), "hr0000.csv")[0].code == "no_reference_date"


@pytest.mark.parametrize(
    ("reference_day", "snapshot"), [("last", date(2025, 12, 31)), ("1", date(2025, 12, 1)), ("31", date(2025, 12, 31))]
)
def test_the_organisations_own_reference_day(reference_day: str, snapshot: date) -> None:
    found = checked(*in_column("15-12-2025"), reference_day=reference_day)
    assert (found.snapshot, [notice.code for notice in found.notices]) == (snapshot, ["reference_day"])


def test_day_31_in_a_short_month_is_its_last() -> None:
    assert checked(*in_column("28-02-2025"), reference_day="31").snapshot == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("31-12-2019", "date_outside_window"),
        ("31-01-2020", None),
        ("28-02-2026", None),  # the month of today
        ("31-03-2026", "date_outside_window"),
        ("31-12-2999", "date_outside_window"),
    ],
)
def test_the_window(day: str, code: str | None) -> None:
    if code is None:
        assert checked(*in_column(day)).tally.accepted == 1
    else:
        assert [fault.code for fault in refused(*in_column(day))] == [code]


def test_a_closed_month() -> None:
    closed = Month(2025, 11)
    assert checked(*in_column("31-12-2025"), closed_through=closed).month == Month(2025, 12)
    (fault,) = refused(*in_column("30-11-2025"), closed_through=closed)
    assert (fault.code, fault.facts) == ("month_closed", {"month": closed, "closed": closed})
