"""The definitions against figures worked out elsewhere or by hand."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compute import formulas

WILSON = [
    # members, people, lower and upper end in percent
    (0, 8, 0.0, 32.4),
    (1, 12, 1.5, 35.4),
    (2, 25, 2.2, 25.0),
    (5, 60, 3.6, 18.1),
    (20, 250, 5.2, 12.0),
]


@pytest.mark.parametrize(("members", "people", "low", "high"), WILSON)
def test_chance_margin(members, people, low, high):
    found = formulas.wilson(members, people)
    assert [round(100 * end, 1) for end in found] == [low, high]


@given(st.integers(1, 500), st.data())
def test_chance_margin_holds_the_share_and_mirrors(people, data):
    members = data.draw(st.integers(0, people))
    low, high = formulas.wilson(members, people)
    assert 0 <= low <= members / people + 1e-12
    assert members / people - 1e-12 <= high <= 1
    mirrored = formulas.wilson(people - members, people)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_nothing_can_be_said_of_an_empty_cell():
    assert formulas.wilson(0, 0) is None
    assert formulas.share(0, 0, 0) is None
    assert formulas.share(0, 4, 4) is None
    assert formulas.bounds(0, 0, 0) is None
    assert formulas.one_head(0) is None


def test_share_and_bounds():
    # 40 people, 8 women, 8 unknown: a quarter of the 32 known, between 8 and 16 of 40.
    assert formulas.share(8, 40, 8) == 0.25
    assert formulas.bounds(8, 40, 8) == (0.2, 0.4)


@pytest.mark.parametrize(
    ("target", "people", "need"),
    [
        (0.08, 25, 2),
        (0.08, 26, 3),
        (0.05, 20, 1),
        (0.05, 21, 2),
        (0.3, 10, 3),
        (0.08, 0, 0),
        (1.0, 7, 7),
        (0.07, 100, 7),
    ],
)
def test_need_in_heads(target, people, need):
    assert formulas.need(target, people) == need


@given(st.integers(1, 100), st.integers(0, 3000))
def test_need_is_the_smallest_number_that_reaches_the_target(percent, people):
    need = formulas.need(percent / 100, people)
    assert Fraction(need) >= Fraction(percent, 100) * people
    assert need == 0 or Fraction(need - 1) < Fraction(percent, 100) * people


@pytest.mark.parametrize(
    ("target", "fte", "need"), [(0.3, 41.37, 12.5), (0.3, 40.0, 12.0), (0.4, 0.0, 0.0), (0.5, 0.3, 0.2)]
)
def test_need_in_fte(target, fte, need):
    assert formulas.need_fte(target, fte) == need


@pytest.mark.parametrize(
    ("target", "members", "people", "replacing", "adding"),
    [
        (0.3, 6, 30, 3, 5),  # (6 + 5) / (30 + 5) = 31.4%, while 10 / 34 = 29.4%
        (0.5, 10, 30, 5, 10),
        (0.08, 2, 25, 0, 0),
        (1.0, 5, 7, 2, None),
    ],
)
def test_replacing_and_adding_are_two_questions(target, members, people, replacing, adding):
    assert formulas.gap(members, formulas.need(target, people)) == replacing
    assert formulas.gap_adding(target, members, people) == adding


@given(st.integers(1, 99), st.integers(0, 300), st.data())
def test_adding_is_the_smallest_number_that_does(percent, people, data):
    members = data.draw(st.integers(0, people))
    adding = formulas.gap_adding(percent / 100, members, people)
    target = Fraction(percent, 100)
    assert members + adding >= target * (people + adding)
    assert adding == 0 or members + adding - 1 < target * (people + adding - 1)


def test_adding_in_fte():
    assert formulas.gap_adding_fte(0.5, 10.0, 30.0) == 10.0
    assert formulas.gap_adding_fte(1.0, 10.0, 30.0) is None


@pytest.mark.parametrize(("target", "last"), [(0.05, 19), (0.08, 12), (0.2, 4), (0.5, 1)])
def test_less_than_one_person(target, last):
    assert formulas.less_than_one_person(target, last)
    assert not formulas.less_than_one_person(target, last + 1)


@pytest.mark.parametrize(("target", "size"), [(0.05, 59), (0.08, 36), (0.2, 14), (0.3, 9)])
def test_zero_is_evidence_from(target, size):
    assert formulas.zero_is_evidence_from(target) == size
    assert comb(size, 0) * (1 - target) ** size <= 0.05 < (1 - target) ** (size - 1)


@pytest.mark.parametrize("target", [0, 1, -0.1])
def test_zero_is_evidence_needs_a_target(target):
    with pytest.raises(ValueError, match="between 0 and 1"):
        formulas.zero_is_evidence_from(target)


def test_one_head_is_in_percentage_points():
    assert formulas.one_head(12) == pytest.approx(8.333333)


@pytest.mark.parametrize(
    ("people", "unknown", "low"), [(10, 4, False), (10, 5, True), (5, 5, True), (5, 0, False), (100, 40, False)]
)
def test_low_response_at_sixty_percent(people, unknown, low):
    assert formulas.response_is_low(people, unknown, 0.6) is low


def test_nobody_known_is_low_response_whatever_the_minimum():
    assert formulas.response_is_low(5, 5, 0.0)
