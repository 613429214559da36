"""What it would take: the check values of the field, values by hand, and slow plain twins."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.discussion.outlook import LEAVING, Outlook, chance_of, outlook, share_needed
from dashboard.discussion.saying import outlook_words
from dashboard.wording.words import Words
from tests.dashboard.standings import hidden, standing

BELOW = standing(verdict="below")


@pytest.mark.parametrize(
    ("now", "target", "years", "leaving", "asked"),
    [(0.21, 0.25, 5, 0.06, 0.36), (0.21, 0.30, 5, 0.06, 0.55), (0.03, 0.05, 2, 0.08, 0.16)],
)
def test_the_share_of_appointments_needed_is_as_in_the_field(now, target, years, leaving, asked):
    assert round(share_needed(target, now, years, leaving), 2) == asked


@pytest.mark.parametrize(("share", "chance"), [(0.40, 0.62), (0.55, 0.90)])
def test_the_chance_of_four_in_ten_is_as_in_the_field(share, chance):
    assert round(chance_of(10, share, 4), 2) == chance


@given(
    now=st.floats(0, 1),
    target=st.floats(0, 1),
    years=st.integers(1, 12),
    leaving=st.floats(0.01, 0.5),
    growth=st.floats(0, 0.2),
)
def test_appointing_that_share_year_after_year_ends_at_the_target(now, target, years, leaving, growth):
    share = share_needed(target, now, years, leaving, growth)
    people, members = 1.0, now
    for _ in range(years):
        stay = 1 - leaving
        grown = people * (1 + growth)
        members, people = members * stay + share * (grown - people * stay), grown
    assert members / people == pytest.approx(target, abs=1e-6)


@given(places=st.integers(0, 9), share=st.floats(0, 1), wanted=st.integers(-1, 11))
def test_the_chance_is_that_of_every_way_it_can_come_out_counted(places, share, wanted):
    ways = [hits for hits in product((0, 1), repeat=places) if sum(hits) >= wanted]
    plain = sum(share ** sum(hits) * (1 - share) ** (places - sum(hits)) for hits in ways)
    assert chance_of(places, share, wanted) == pytest.approx(plain, abs=1e-9)


def test_an_outlook_by_hand():
    """40 people, 6 members, need 12; 4 years at a tenth: 16 places; s = 0.9^4 = 0.6561.

    h* = (0.3 - 0.15 x 0.6561) / 0.3439 = 0.5862, of 16 places 9.38, so 10.
    """
    row = standing(
        verdict="below", base=40.0, members=6.0, need=12.0, gap=6.0, deadline=date(2029, 12, 31), target_share=0.3
    )
    found = outlook(row, 0.1)
    assert (found.places, found.wanted, found.possible) == (16, 10, True)
    assert found.chance == pytest.approx(chance_of(16, 0.15, 10))


def test_the_years_run_from_the_day_of_the_figures():
    assert outlook(BELOW).places == round(346 / 15 * 3)
    assert outlook(standing(verdict="below", as_of=date(2024, 12, 31))).places == round(346 / 15 * 4)


@pytest.mark.parametrize(
    "row",
    [
        hidden(),
        standing(verdict="below", counts="fte"),
        standing(verdict="met", gap=0.0),
        standing(verdict="below", deadline=date(2025, 12, 31)),
        standing(verdict="below", deadline=date(2020, 12, 31)),
        standing(verdict="below", base=4.0, members=0.0, need=1.0, gap=1.0, deadline=date(2026, 6, 30)),
        replace(BELOW, shown=False),
    ],
)
def test_where_nothing_can_be_reckoned_nothing_is(row):
    assert outlook(row) is None


@pytest.mark.parametrize("leaving", [0, 1, -0.1, 2])
def test_a_rate_that_is_none_is_refused(leaving):
    with pytest.raises(ValueError, match="between 0 and 1"):
        outlook(BELOW, leaving)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.04, "the chance of that is small, less than one in twenty."),
        (0.06, "the chance of that is about 1 in ten."),
        (0.62, "the chance of that is about 6 in ten."),
        (0.96, "the chance of that is large, more than nineteen in twenty."),
    ],
)
def test_a_chance_is_said_in_tens(chance, said):
    assert outlook_words(Outlook(LEAVING, 10, 4, chance), Words("en")).endswith(said)


def test_too_few_places_are_said_to_be_too_few():
    assert "too few to get there by appointments alone (6 needed)" in outlook_words(
        Outlook(LEAVING, 3, 6, 0.0), Words("en")
    )
