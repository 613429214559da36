"""The citizen service numbers: against python-stdnum, against chance, and as columns."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import bis, nn
from stdnum.nl import bsn

from pipeline.ingest.screen import screen
from pipeline.ingest.screen.chance import more_than_chance, tail
from pipeline.ingest.screen.numbers import BSN_CHANCE, is_bsn, is_national_number
from tests.ingest.screen.sheets import sheet


def _kinds(columns, pseudonyms=frozenset(), **more):
    faults = screen(sheet(columns, **more), "staff_2025-12.csv", frozenset(pseudonyms))
    return [fault.code.removeprefix("identifier_") for fault in faults]


def _bsns(count, seed=1):
    source = random.Random(seed)
    found = set()
    while len(found) < count:
        candidate = f"{source.randrange(10**9):09d}"
        if bsn.is_valid(candidate):
            found.add(candidate)
    return sorted(found)


def _national_number(source):
    year, month, day, serial = (
        source.randrange(1940, 2008),
        source.randrange(1, 13),
        source.randrange(1, 29),
        source.randrange(1, 998),
    )
    nine = f"{year % 100:02d}{month:02d}{day:02d}{serial:03d}"
    return nine + f"{97 - int(('2' if year >= 2000 else '') + nine) % 97:02d}"


@given(st.integers(0, 10**9 - 1))
def test_the_eleven_test_agrees_with_stdnum(number):
    digits = f"{number:09d}"
    assert is_bsn(digits) == bsn.is_valid(digits)


def test_the_eleven_test_agrees_with_stdnum_on_thousands():
    source = random.Random(7)
    drawn = [f"{source.randrange(10**9):09d}" for _ in range(5000)]
    assert [is_bsn(each) for each in drawn] == [bsn.is_valid(each) for each in drawn]
    assert 300 < sum(map(is_bsn, drawn)) < 600


def test_the_national_number_agrees_with_stdnum_on_thousands():
    source = random.Random(11)
    real = [_national_number(source) for _ in range(3000)]
    broken = [each[:-2] + f"{(int(each[-2:]) + source.randrange(1, 96)) % 100:02d}" for each in real]
    shifted = [each[:2] + f"{int(each[2:4]) + source.choice((20, 40)):02d}" + each[4:] for each in real]
    anything = [f"{source.randrange(10**11):011d}" for _ in range(5000)]
    drawn = real + broken + shifted + anything
    assert [each for each in drawn if is_national_number(each) != _by_stdnum(each)] == []
    assert all(map(is_national_number, real))
    assert sum(map(is_national_number, broken)) < 100


def _by_stdnum(digits):
    """stdnum asks the clock whether somebody can have been born after 2000; ours takes both centuries."""
    if nn.is_valid(digits) or bis.is_valid(digits):
        return True
    later = int(digits[:2]) + 2000 > datetime.now(tz=UTC).year and 97 - int("2" + digits[:9]) % 97 == int(digits[9:])
    return later and int(digits[2:4]) < 60 and int(digits[2:4]) % 20 <= 12


@pytest.mark.parametrize("digits", ["", "0", "000000000", "12345678a", "1234567890", "\u0661" * 9])
def test_what_is_no_number_is_no_bsn(digits):
    assert not is_bsn(digits)


@pytest.mark.parametrize("count", [3, 4, 10, 500])
@pytest.mark.parametrize("form", ["{0}", "{0}.0", " {0} ", "{0[0]}{0[1]}{0[2]}{0[3]}.{0[4]}{0[5]}.{0[6]}{0[7]}{0[8]}"])
def test_a_column_of_bsns_is_refused_whatever_its_heading(count, form):
    numbers = [form.format(each) for each in _bsns(count)]
    assert _kinds({"Geslacht": ["M", "V"], "Kostenplaats": numbers}) == ["bsn"]


def test_the_message_names_column_and_reason_and_never_a_value():
    numbers = _bsns(5)
    faults = screen(sheet({"Opmerking": numbers}), "staff.csv", frozenset())
    assert [fault.text("en") for fault in faults] == [
        "staff.csv, column Opmerking: holds citizen service numbers (BSN); remove the column from the export and deliver it again"
    ]
    assert "burgerservicenummers" in faults[0].text("nl")
    assert not any(
        number in fault.text(language) for number in numbers for fault in faults for language in ("nl", "en")
    )


def test_leading_zeros_lost_do_not_hide_bsns():
    numbers = [each.lstrip("0") for each in _bsns(4000) if each.startswith("0") and not each.startswith("00")]
    assert len(numbers) > 100
    assert _kinds({"Code": numbers[:100]}) == ["bsn"]


def test_bsns_among_a_great_many_other_values_are_seen():
    assert _kinds({"Code": [f"K{i}" for i in range(20000)] + _bsns(40)}) == ["bsn"]


def test_a_declared_pseudonym_is_still_refused_when_it_is_a_bsn():
    assert _kinds({"Pseudoniem": _bsns(50)}, {0}) == ["bsn"]


def test_random_nine_digit_columns_raise_no_alarm():
    source = random.Random(20260101)
    for _ in range(1000):
        count = source.choice((4, 5, 6, 8, 12, 30, 100))
        assert not _kinds({"Volgnummer": [f"{source.randrange(10**8, 10**9)}" for _ in range(count)]})


def test_a_running_number_and_dates_run_together_raise_no_alarm():
    assert not _kinds({"Volgnummer": [str(i) for i in range(123456700, 123457700)]})
    assert not _kinds({"Datum in dienst": ["20251231", "20240131", "20230131", "20220131"]})
    assert not _kinds({"Bruto jaarsalaris": ["123456.78", "98765,43", "110000.00"]})


def test_one_or_two_passing_numbers_are_chance():
    assert not _kinds({"Kostenplaats": ["123456782", "111222333", "999999999"]})


@pytest.mark.parametrize(
    ("passed", "tried", "refused"),
    [
        (2, 2, False),
        (3, 3, True),
        (3, 4, False),
        (4, 6, False),
        (5, 6, True),
        (9, 100, False),
        (20, 100, False),
        (25, 100, True),
        (91, 1000, False),
        (130, 1000, True),
    ],
)
def test_more_than_chance_as_a_table(passed, tried, refused):
    assert more_than_chance(passed, tried, BSN_CHANCE) is refused


def test_the_binomial_tail_by_hand():
    assert tail(3, 3, BSN_CHANCE) == pytest.approx(1 / 1331)
    assert tail(0, 5, 0.5) == pytest.approx(1)
    assert tail(4, 5, 0.5) == pytest.approx(6 / 32)


@pytest.mark.parametrize(
    "text",
    ["BSN 123456782", "bsn:123456782", "heeft sofi-nr 1234.56.782 doorgegeven", "zie burgerservicenummer 123456782."],
)
def test_a_single_bsn_in_a_remark_is_caught_by_the_word_beside_it(text):
    assert _kinds({"Opmerking": ["geen", "verlof tot mei", text, "zie dossier"]}) == ["bsn"]


@pytest.mark.parametrize("text", ["BSN onbekend", "bsn 123456789", "order 123456782", "BSN volgt, dossier van 2025"])
def test_remarks_without_a_real_bsn_pass(text):
    assert not _kinds({"Opmerking": ["geen", "verlof", text]})


def test_national_numbers_with_and_without_marks():
    source = random.Random(3)
    plain = [_national_number(source) for _ in range(5)]
    marked = [f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:9]}.{n[9:]}" for n in plain]
    assert _kinds({"Code": plain}) == ["national_number"]
    assert _kinds({"Code": [*marked[:1], "x", "y"]}) == ["national_number"]
    assert _kinds({"Opmerking": [f"rijksregister {marked[0]}", "geen"]}) == ["national_number"]
    assert _kinds({"Rijksregisternr.": ["85073003328"]}) == ["national_number"]
    assert not _kinds({"Code": [f"{source.randrange(10**10, 10**11)}" for _ in range(500)]})
