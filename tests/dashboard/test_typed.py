"""What somebody typed, as a day or as lines."""

from datetime import date

import pytest

from dashboard.typed import NoDay, day_of, lines_of, written_day

DAY = date(2027, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        *("5-3-2027", "05-03-2027", "5/3/2027", "5.3.2027", "5 3 2027", "2027-03-05", "2027-3-5", " 5 - 3 - 2027 "),
        *("5 maart 2027", "5 mrt 2027", "5 mrt. 2027", "5 March 2027", "5 Mar 2027", "5 MAART 2027"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str):
    assert day_of(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        *("soon", "31-2-2027", "5-13-2027", "0-1-2027", "2027", "maart 2027", "5-3-27", "5-3-0227", "5-3-20277"),
        *("5 foo 2027", "1-1-9999", "5-3-2027 x", "-5-3-2027", "5\u20113\u20112027"),
    ],
)
def test_what_is_no_day_is_refused(typed: str):
    with pytest.raises(NoDay):
        day_of(typed)


def test_nothing_typed_is_no_day_and_a_day_reads_back():
    assert day_of("  ") is None
    assert written_day(None) == ""
    assert day_of(written_day(DAY)) == DAY


def test_every_month_is_known_in_both_languages():
    for month in range(1, 13):
        for names in (
            "januari februari maart april mei juni juli augustus september oktober november december",
            "January February March April May June July August September October November December",
        ):
            assert day_of(f"2 {names.split()[month - 1]} 2027") == date(2027, month, 2)


def test_lines_are_trimmed_and_each_is_kept_once():
    assert lines_of(" dean \n\n ambassador\r\ndean\n") == ("dean", "ambassador")
    assert lines_of("\n \n") == ()
