"""Reference dates in every form exports write them."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.mapping.dates import Found, parse_day, parse_month_number, parse_year
from pipeline.month import Month

LAST = Found(Month(2025, 12), date(2025, 12, 31))
NAMES = {
    1: "januari january jan janvier",
    2: "februari february feb février fevrier",
    3: "maart march mrt mar mars",
    4: "april apr avril",
    5: "mei may mai",
    6: "juni june jun juin",
    7: "juli july jul juillet",
    8: "augustus august aug août aout",
    9: "september sep sept septembre",
    10: "oktober october okt oct octobre",
    11: "november nov novembre",
    12: "december dec décembre decembre",
}


@pytest.mark.parametrize(
    "text",
    [
        "31-12-2025",
        "31.12.2025",
        "31/12/2025",
        "20251231",
        "2025-12-31",
        "2025/12/31",
        "2025-12-31 00:00:00",
        "2025-12-31T00:00:00.000",
        "31-12-2025 0:00",
        " 31-12-2025 ",
        "31 december 2025",
        "31 December 2025",
        "31-dec-2025",
        "31 dec. 2025",
        "31 décembre 2025",
        "31 DÉCEMBRE 2025",
        "31 DECEMBRE 2025",
        "31\u00a0december  2025",
        unicodedata.normalize("NFD", "31 décembre 2025"),
    ],
)
def test_every_form_of_a_day(text: str) -> None:
    assert parse_day(text) == LAST


def test_one_digit_days_and_months() -> None:
    assert parse_day("6-8-1968") == Found(Month(1968, 8), date(1968, 8, 6))


@pytest.mark.parametrize("text", ["2025-12", "202512", "2025_12", "2025.12", "2025/12", "december 2025", "Dec-2025"])
def test_every_form_of_a_month(text: str) -> None:
    assert parse_day(text) == Found(Month(2025, 12), None)


@pytest.mark.parametrize(
    "text",
    [
        "31-02-2025",
        "29-02-2025",
        "2025-13-01",
        "2025-13",
        "20251301",
        "00-01-2025",
        "45 december 2025",
        "12/31/2025",  # days stand first
        "31-12-25",
        "31-12-25 00:00",
        "dec 25",
        "31 dec 25",
        "25-12",
        "311225",
        "31-12-0025",
        "31-12-9999",
        "2025",
        "46022",
        "",
        "onbekend",
        "31 brumaire 2025",
        "31-12-2025 t/m 31-01-2026",
        "²-12-2025",
        "٣١-١٢-٢٠٢٥",
        "1" * 5000,
    ],
)
def test_what_is_no_day_and_no_month(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(("month", "name"), [(month, name) for month, names in NAMES.items() for name in names.split()])
def test_month_names_in_three_languages(month: int, name: str) -> None:
    for spelt in (name, name.upper(), name.capitalize(), f"{name}.", unicodedata.normalize("NFD", name)):
        assert parse_month_number(spelt) == month
    assert parse_day(f"1 {name} 2024") == Found(Month(2024, month), date(2024, month, 1))


@pytest.mark.parametrize(
    ("text", "month"),
    [("1", 1), ("01", 1), ("12", 12), ("3.0", 3), (" 7 ", 7)]
    + [(text, None) for text in ("0", "13", "00", "²", "٣", "1" * 5000, "", "1,5", "q1", "-1")],
)
def test_months_by_number(text: str, month: int | None) -> None:
    assert parse_month_number(text) == month


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025", 2025), ("2025.0", 2025), ("1900", 1900), ("2999", 2999)]
    + [(text, None) for text in ("25", "1899", "3000", "0000", "9999", "2025.5", "", "٢٠٢٥", "MMXXV")],
)
def test_years(text: str, year: int | None) -> None:
    assert parse_year(text) == year


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_reads_the_same_in_every_form(day: date) -> None:
    forms = ("%d-%m-%Y", "%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d 00:00:00")
    names = {month: listed.split()[0] for month, listed in NAMES.items()}
    found = {parse_day(day.strftime(form)) for form in forms} | {parse_day(f"{day.day} {names[day.month]} {day.year}")}
    assert found == {Found(Month.of(day), day)}


@given(st.text(max_size=30))
def test_nothing_crashes(text: str) -> None:
    for read in (parse_day(text), parse_day(f"{text}-2025"), parse_month_number(text), parse_year(text)):
        assert read is None or isinstance(read, (Found, int))


@given(st.dates(date(1900, 1, 1), date(2999, 12, 30)))
def test_two_days_are_told_apart(day: date) -> None:
    assert parse_day(day.isoformat()) != parse_day((day + timedelta(days=1)).isoformat())
