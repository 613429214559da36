"""The small picture of a standing: which one, and where its marks stand, worked out by hand."""

import pytest

from dashboard.wording.words import Words
from packs.chart import chart_of
from tests.dashboard.standings import hidden, standing

EN, NL = Words("en"), Words("nl")


def test_up_to_thirty_people_are_dots():
    chart = chart_of(standing(), EN)
    assert chart is not None
    assert (chart.kind, chart.members, chart.need, chart.path) == ("dots", 23, 28, 24)
    assert (chart.low, chart.high, chart.ticks) == (None, None, ())
    assert (chart.need_text, chart.path_text) == ("28 needed", "path now 24")
    assert chart.alt == "Drawing: 23 of 346, 28 needed. The agreed path asks 24 now."


@pytest.mark.parametrize(
    ("need", "members", "kind"), [(30, 5, "dots"), (31, 5, "strip"), (5, 30, "dots"), (5, 31, "strip")]
)
def test_the_thirtieth_is_the_last_dot(need, members, kind):
    chart = chart_of(standing(need=float(need), members=float(members)), EN)
    assert chart is not None
    assert chart.kind == kind


def test_beyond_it_is_a_strip_with_its_margin_in_people():
    """60 of 1000, of whom 100 unknown: the margin 5% to 8% of the 900 known is 45 to 72 people."""
    row = standing(
        base=1000.0, members=60.0, need=80.0, expected_need=70.0, unknown=100, margin_low=0.05, margin_high=0.08
    )
    chart = chart_of(row, EN)
    assert chart is not None
    assert (chart.kind, chart.low, chart.high) == ("strip", pytest.approx(45), pytest.approx(72))
    assert chart.end == pytest.approx(80 * 1.08)
    assert chart.ticks == ((0, "0"), (20, "20"), (40, "40"), (60, "60"), (80, "80"))
    assert chart.alt.endswith("Chance margin from 45 to 72.")


def test_fte_are_a_strip_without_a_margin():
    row = standing(
        counts="fte", base=39.2, members=13.0, need=15.7, expected_need=13.0, margin_low=None, margin_high=None
    )
    chart = chart_of(row, NL)
    assert chart is not None
    assert (chart.kind, chart.low) == ("strip", None)
    assert chart.need_text == "nodig 15,7"


def test_a_hidden_standing_shows_the_need_alone():
    chart = chart_of(hidden(need=3.0, members=77.0), EN)
    assert chart is not None
    assert (chart.kind, chart.members, chart.path, chart.need) == ("dots", None, None, 3)
    assert "77" not in chart.alt
    assert chart_of(hidden(need=31.0), EN) is None


def test_a_path_that_asks_all_is_not_drawn_twice():
    chart = chart_of(standing(expected_need=28.0), EN)
    assert chart is not None
    assert (chart.path, chart.path_text) == (None, "")


@pytest.mark.parametrize(
    "row",
    [
        standing(need=None),
        standing(base=0.0),
        standing(base=None),
        standing(verdict="less_than_one_person"),
    ],
)
def test_nothing_to_count_is_no_picture(row):
    assert chart_of(row, EN) is None


def test_the_state_is_that_of_the_verdict():
    states = {verdict: chart_of(standing(verdict=verdict), EN) for verdict in ("met", "on_course", "one_away", "below")}
    assert [chart.state for chart in states.values() if chart] == ["met", "on_course", "unsure", "below"]
