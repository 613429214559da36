"""The same people counted the other way: against a slow twin in fractions, by hand, and over random rows."""

from dataclasses import fields
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.recount import UNJUDGED, in_count, recounted
from dashboard.standing import Recount
from tests.dashboard.standings import hidden, standing

FTE = Recount("fte", 31.5, 6.4, 6.4 / 31.5)
PERSONS = Recount("persons", 35, 7, 0.2)


def test_by_hand_seven_of_35_persons_with_6_4_of_31_5_fte_at_30_percent():
    # 30% of 31.5 fte is 9.45: 9.5 in tenths, rounded up; 9.5 - 6.4 = 3.1. The path of 25%: 7.875, so 7.9.
    row = recounted(standing(base=35.0, members=7.0, target_share=0.3, expected_share=0.25, need=11.0, other=FTE))
    assert (row.counts, row.base, row.members, row.share) == ("fte", 31.5, 6.4, 6.4 / 31.5)
    assert (row.need, row.expected_need) == (9.5, 7.9)
    assert row.gap == pytest.approx(3.1)
    # The other way round: 30% of 35 heads is 10.5: 11 heads, 4 short; the path of 25% is 8.75: 9 heads.
    back = recounted(
        standing(counts="fte", base=31.5, members=6.4, target_share=0.3, expected_share=0.25, other=PERSONS)
    )
    assert (back.counts, back.base, back.members, back.need, back.gap, back.expected_need) == (
        *("persons", 35, 7, 11.0, 4.0, 9.0),
    )


def test_a_whole_product_is_not_one_more_for_the_sake_of_floating_point():
    # 0.08 * 25 is 2.0000000000000004 on some machines' way of counting; 0.1 * 3 is over 0.3 on all of them.
    assert recounted(standing(counts="fte", target_share=0.08, other=Recount("persons", 25, 2, 0.08))).need == 2.0
    assert recounted(standing(target_share=0.1, other=Recount("fte", 3.0, 0.1, 0.03))).need == 0.3


def test_who_has_more_than_is_needed_is_no_negative_gap():
    assert recounted(standing(target_share=0.05, other=FTE)).gap == 0.0


def test_without_the_other_count_it_is_not_shown_and_holds_no_figure():
    for row in (hidden(), standing(other=None)):
        other = recounted(row)
        assert other.shown is False
        assert [other.base, other.members, other.share, other.need, other.expected_need, other.gap] == [None] * 6
        assert other.verdict == UNJUDGED


def test_without_a_path_there_is_none_in_the_other_count():
    assert recounted(standing(expected_share=None, other=FTE)).expected_need is None


def test_margins_bounds_and_stand_ins_are_those_of_the_other_count_and_left_out():
    row = recounted(standing(other=FTE, share_low=0.05, share_high=0.09))
    assert [row.margin_low, row.margin_high, row.share_low, row.share_high, row.one_head] == [None] * 5
    assert (row.stand_in, row.other) == (None, None)


def test_a_series_is_recounted_only_where_it_counts_otherwise():
    persons, fte = standing(other=FTE), standing(counts="fte", other=PERSONS)
    assert in_count([persons, fte], "persons") == (persons, recounted(fte))
    assert in_count([persons, fte], "fte") == (recounted(persons), fte)
    assert in_count([], "fte") == ()


def twin(share: Fraction, base: Fraction, counts: str) -> Fraction:
    """What is needed, by adding the smallest step until it is enough."""
    step, need = (Fraction(1, 10) if counts == "fte" else Fraction(1)), Fraction(0)
    while need < share * base:
        need += step
    return need


SHARES = st.fractions(0, 1, max_denominator=200)
TENTHS = st.integers(0, 4000).map(lambda n: Fraction(n, 10))


@given(SHARES, st.none() | SHARES, st.sampled_from(["persons", "fte"]), TENTHS, TENTHS)
def test_over_random_rows_it_is_what_the_twin_finds(target, path, counts, base, members):
    to = "persons" if counts == "fte" else "fte"
    base, members = (Fraction(ceil(base)), Fraction(ceil(members))) if to == "persons" else (base, members)
    members = min(members, base)
    share = float(members / base) if base else None
    row = standing(
        counts=counts, target_share=float(target), expected_share=None if path is None else float(path),
        other=Recount(to, float(base), float(members), share),
    )  # fmt: skip
    found = recounted(row)
    need = twin(target, base, to)
    assert found.need == pytest.approx(float(need), abs=1e-9)
    assert found.gap == pytest.approx(float(max(Fraction(0), need - members)), abs=1e-9)
    assert found.expected_need == (None if path is None else pytest.approx(float(twin(path, base, to)), abs=1e-9))
    assert (found.share, found.counts, found.shown, found.verdict) == (share, to, True, UNJUDGED)
    # What is not about figures is the same row.
    kept = ("snapshot", "target", "version", "unit", "target_share", "expected_share", "deadline", "as_of", "statement")
    assert all(getattr(found, name) == getattr(row, name) for name in kept)
    assert {each.name for each in fields(found)} > set(kept)
