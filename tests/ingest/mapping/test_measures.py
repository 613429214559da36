"""Cells that hold a measure: one person's fte, heads, sums of fte; and in which unit a column speaks."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.mapping.counts import read_count, read_fte
from pipeline.snapshot import MICRO, NOT_AVAILABLE
from tests.ingest.mapping.exports import source

HR = source("unit", "scale", "fte", decimal="auto")


def fte(texts: list[str], of=HR, **facts: str) -> list[object]:
    """Per cell its fte in millionths, or the code of the reason there is none."""
    counted = Counter(texts)
    read = read_fte(list(counted), list(counted.values()), of, facts)
    return [value if reason is None else reason.code for value, reason in map(read, texts)]


def count(text: str, measure: str = "headcount", of=HR, **facts: str) -> object:
    value, reason = read_count([text], measure, of, facts)(text)
    return value if reason is None else reason.code


WHOLE, HALF = MICRO, MICRO // 2


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["1,0", "0,5", "0"], [WHOLE, HALF, 0]),
        ([".5", "1"], [HALF, WHOLE]),
        (["100", "50", "0"], [WHOLE, HALF, 0]),
        (["100"] * 5, [WHOLE] * 5),  # everybody full time, in percentages
        (["1"] * 5, [WHOLE] * 5),
        (["0"] * 3, [0] * 3),
        (["100,00", "80,00"], [WHOLE, 800_000]),
        (["38"] * 4 + ["19", "30,4"], [WHOLE] * 4 + [HALF, 800_000]),  # hours of a week of 38
        (["38", "38", "38", "57"], [WHOLE] * 3 + [1_500_000]),
        (["38", "38", "38", "60"], [380_000] * 3 + [600_000]),  # more than one may work: percentages
        (["38", "50", "50"], [380_000, HALF, HALF]),  # the full week is not the commonest: percentages
        (["1,0", "0,8", "3,5"], [WHOLE, 800_000, "fte_out_of_range"]),  # one slip does not make percentages
        (["1,0", "-1"], [WHOLE, "fte_out_of_range"]),
        (["1,5", "1,500001", "0,3"], [1_500_000, "fte_out_of_range", 300_000]),
        (["100", "151", "50"], [WHOLE, "fte_out_of_range", HALF]),
        (["1,0", "", "  ", "n.v.t.", "=1"], [WHOLE, "empty", "empty", "not_a_number", "not_a_number"]),
        (["0,3333333333333333333333333333333333"], [333_333]),
        (["1", "9" * 400, "0." + "9" * 400], [WHOLE, "fte_out_of_range", WHOLE]),
    ],
)
def test_the_unit_of_an_fte_column_is_told_by_the_whole_column(texts: list[str], found: list[object]) -> None:
    assert fte(texts) == found


def test_a_declared_unit_is_not_second_guessed() -> None:
    for unit, text in (("fraction", "1"), ("percent", "100"), ("hours", "36")):
        declared = source("fte", fte_unit=unit, full_week_hours=36.0)
        assert fte([text], declared) == [WHOLE]
    assert fte(["1", "0,5"], source("fte", fte_unit="percent")) == [10_000, 5_000]
    assert fte(["100"], source("fte", fte_unit="fraction")) == ["fte_out_of_range"]


def test_most_people_decide_not_most_spellings() -> None:
    assert fte(["100"] * 10 + ["0,1", "0,2", "0,3"], source("fte", decimal=","))[0] == WHOLE
    assert fte(["1"] * 10 + ["20", "30", "40"]) == [WHOLE] * 10 + ["fte_out_of_range"] * 3


def test_the_delimiter_settles_what_a_column_leaves_open() -> None:
    assert fte(["1.000", "1.000"], delimiter=",") == [WHOLE] * 2
    assert count("3,644", "fte", delimiter=";") == 3_644_000
    assert count("3,644", "fte", delimiter=",") == count("3,644", "fte") == 3_644_000_000
    assert count("3.644", "fte", of=source("count", decimal=","), delimiter=",") == 3_644_000_000


@given(st.lists(st.integers(0, 1000), min_size=1), st.sampled_from([",", "."]))
def test_fractions_and_percentages_of_the_same_people_are_the_same_fte(thousandths: list[int], mark: str) -> None:
    fractions = [f"{each / 1000:.3f}".replace(".", mark) for each in thousandths]
    percentages = [f"{each / 10:.1f}".replace(".", mark) for each in thousandths]
    of = source("fte", decimal=mark, full_week_hours=1000.0)  # else a staff of 38% looks like one of 38 hours
    exact = [each * 1000 for each in thousandths]
    assert fte(fractions, of) == exact
    assert fte(percentages, source("fte", decimal=mark, fte_unit="percent")) == exact
    if sum(each > 15 for each in thousandths) * 2 > sum(each > 0 for each in thousandths):
        assert fte(percentages, of) == exact


@pytest.mark.parametrize(
    ("text", "heads", "sum_of_fte"),
    [
        ("12", 12, 12 * MICRO),
        ("1.234", 1234, 1234 * MICRO),
        ("0", 0, 0),
        ("12,0", 12, 12 * MICRO),
        ("12,5", "not_whole", 12_500_000),
        ("-1", "negative", "negative"),
        ("1-", "negative", "negative"),
        ("n.b.", NOT_AVAILABLE, NOT_AVAILABLE),
        (" N.B. ", NOT_AVAILABLE, NOT_AVAILABLE),
        ("..", "not_a_number", "not_a_number"),
        ("", "empty", "empty"),
        ("100000000", 100_000_000, 100_000_000 * MICRO),
        ("100000001", "too_large", "too_large"),
        ("9" * 5000, "too_large", "too_large"),
    ],
)
def test_counts(text: str, heads: object, sum_of_fte: object) -> None:
    of = source("count", not_available=frozenset({"n.b."}))
    assert count(text, "headcount", of) == heads
    assert count(text, "fte", of) == sum_of_fte


@pytest.mark.parametrize(("meaning", "value"), [("fault", "empty"), ("zero", 0), ("not_available", NOT_AVAILABLE)])
def test_what_an_empty_count_means_is_the_sources_choice(meaning: str, value: object) -> None:
    assert count("", of=source("count", empty_counts=meaning)) == value
    assert count(" \u00a0", of=source("count", empty_counts=meaning)) == value


@given(st.decimals(min_value=0, max_value=10**8, places=6))
def test_a_sum_of_fte_is_exact_to_the_millionth(amount: Decimal) -> None:
    assert count(f"{amount:f}".replace(".", ","), "fte", source("count")) == int(amount * MICRO)
