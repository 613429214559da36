"""Months: written, read, ordered and counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.month import Month

MONTHS = st.builds(Month, st.integers(1900, 2999), st.integers(1, 12))


@given(MONTHS)
def test_written_and_read_back(month: Month) -> None:
    assert Month.parse(str(month)) == Month.parse(f" {month} ") == month
    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    if month != Month(2999, 12):
        assert Month.of(month.last_day + timedelta(days=1)) == month.plus(1)


@given(MONTHS, st.integers(-500, 500))
def test_steps_and_distances_undo_each_other(month: Month, steps: int) -> None:
    if 1900 <= (month.year * 12 + month.number - 1 + steps) // 12 <= 2999:
        later = month.plus(steps)
        assert (month.months_until(later), later.plus(-steps)) == (steps, month)
        assert (later > month) == (steps > 0)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "2025-1", "25-01", "2025/01", "", "1899-12", "3000-01", "2025-012"]
)
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"month"):
        Month.parse(text)


@pytest.mark.parametrize(
    ("month", "last"), [("2024-02", date(2024, 2, 29)), ("2025-02", date(2025, 2, 28)), ("2025-12", date(2025, 12, 31))]
)
def test_last_days(month: str, last: date) -> None:
    assert Month.parse(month).last_day == last
