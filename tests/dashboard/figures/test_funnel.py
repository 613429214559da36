from fractions import Fraction
from math import comb

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.funnel import Point, funnel_figure, funnel_sentence, outside_of, point_of
from dashboard.figures.limits import TAIL_95, TAIL_999, limits, outside
from dashboard.figures.naming import Spot, named
from dashboard.figures.palette import LIGHT
from dashboard.figures.spoken import funnel_alt
from dashboard.wording.words import Words
from tests.dashboard.standings import hidden, standing

EN, NL = Words("en"), Words("nl")


def twin(n, share, tail):
    """The same limits in fractions, count by count."""
    chance = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    low = next(k for k in range(n + 1) if sum(chance[: k + 1]) >= tail)
    high = next(k for k in range(n, -1, -1) if sum(chance[k:]) >= tail)
    return low, high


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.integers(0, 100), st.sampled_from([(TAIL_95, 25), (TAIL_999, 0.5)]))
def test_limits_are_those_of_the_sum_in_fractions(n, percent, level):
    tail, per_mille = level
    low, high = limits([n], percent / 100, tail)
    assert (low[0], high[0]) == twin(n, Fraction(percent, 100), Fraction(per_mille) / 1000)


def test_limits_by_hand():
    # Ten coins: 11 of 1024 throws have at most one head (1.07%), 56 at most two (5.47%). So 2 to 8 at 95%.
    assert [each.tolist() for each in limits([10], 0.5, TAIL_95)] == [[2.0], [8.0]]
    # One of 1024 has no head at all (0.098%), which is over 0.05%: everything is within 99.9%.
    assert [each.tolist() for each in limits([10], 0.5, TAIL_999)] == [[0.0], [10.0]]
    # Two people at 10%: both are members with chance 1%, at least one with 19%. So 0 to 1 at 95%, 0 to 2 at 99.9%.
    assert [each.tolist() for each in limits([2], 0.1, TAIL_95)] == [[0.0], [1.0]]
    assert [each.tolist() for each in limits([2], 0.1, TAIL_999)] == [[0.0], [2.0]]
    # Nobody of 36 at 8%: 0.92^36 = 4.97%, within; of 45: 2.35%, outside (domain: 36 is where 5% one-sided begins).
    assert limits([36, 44, 45], 0.08, TAIL_95)[0].tolist() == [0, 0, 1]
    # A tail of exactly 2.5% is within: one person at 2.5%.
    assert limits([1], 0.025, TAIL_95)[1].tolist() == [1]


def test_at_a_share_of_nothing_or_everything_only_that_is_within():
    assert [each.tolist() for each in limits([7], 0.0, TAIL_95)] == [[0.0], [0.0]]
    assert [each.tolist() for each in limits([7], 1.0, TAIL_999)] == [[7.0], [7.0]]


def test_a_unit_is_within_or_outside_by_its_count():
    assert [outside(k, 10, 0.5) for k in (0, 1, 2, 8, 9, 10)] == [
        "outside_95",
        "outside_95",
        "within",
        "within",
        "outside_95",
        "outside_95",
    ]
    # 20 coins, no head: one in a million.
    assert outside(0, 20, 0.5) == "outside_999"
    assert outside(20, 20, 0.5) == "outside_999"


POINTS = [
    Point("A", 5, 10, "unsure", "5 of 10"),
    Point("B", 0, 20, "below", "0 of 20"),
    Point("<b>C</b>", 9, 10, "met", "9 of 10"),
    Point("H", None, None, "not_shown", "not shown"),
]


def test_the_sentence_counts_and_does_not_rank():
    assert outside_of(POINTS, 0.5) == (2, 1)
    assert funnel_sentence(POINTS, 0.5, EN) == (
        "3 units of unlike size, beside the share of the whole organisation (50.0%). 2 of them lie outside the 95% "
        "limits of chance; with equal chances everywhere that holds for at most 1 in 20. Of these also outside the "
        "99.9% limits: 1. Not drawn, because the figure is not shown: 1."
    )
    assert "2 ervan liggen buiten de 95%-grenzen" in funnel_sentence(POINTS, 0.5, NL)
    assert "No share differs from it" in funnel_sentence(POINTS[:1], 0.5, EN)
    assert funnel_sentence(POINTS[3:], 0.5, EN) == (
        "For none of these units a share can be shown. Not drawn, because the figure is not shown: 1."
    )
    assert funnel_alt(POINTS, 0.5, EN) == funnel_sentence(POINTS, 0.5, EN)


def test_the_picture_holds_what_is_shown_and_nothing_else():
    figure = funnel_figure(POINTS, 0.5, 0.4, EN, LIGHT)
    found = {trace.name: trace for trace in figure.data}
    assert list(found["units"].x) == [10, 20, 10]
    assert list(found["units"].y) == [0.5, 0.0, 0.9]
    assert list(found["units"].marker.symbol) == ["diamond", "triangle-left", "circle"]
    assert list(found["95 low"].x) == list(range(1, 21))
    # By hand: 2 of 10 and 8 of 10.
    assert (found["95 low"].y[9], found["95 high"].y[9]) == (0.2, 0.8)
    assert (found["99.9 low"].y[9], found["99.9 high"].y[9]) == (0.0, 1.0)
    assert list(found["organisation"].y) == [0.5, 0.5]
    assert list(found["target"].y) == [0.4, 0.4]
    assert figure.layout.yaxis.range[0] == 0
    without = [*POINTS[:3]]
    assert funnel_figure(without, 0.5, 0.4, EN, LIGHT).to_json() == figure.to_json()


def test_without_a_shown_unit_or_a_target_nothing_of_it_is_drawn():
    assert funnel_figure(POINTS[3:], 0.5, 0.4, EN, LIGHT) is None
    assert "target" not in [trace.name for trace in funnel_figure(POINTS, 0.5, None, EN, LIGHT).data]


def test_names_in_the_funnel_are_text():
    figure = funnel_figure(POINTS, 0.5, 0.4, EN, LIGHT)
    texts = [label.text for label in figure.layout.annotations]
    assert "&lt;b&gt;C&lt;/b&gt;" in texts
    assert not any("<b>C" in text for text in [*texts, *next(t for t in figure.data if t.name == "units").text])


def test_a_large_unit_has_curves_of_few_points():
    figure = funnel_figure([Point("A", 800, 10000, "met", "")], 0.08, None, EN, LIGHT)
    curve = next(trace for trace in figure.data if trace.name == "95 low")
    assert len(curve.x) <= 800
    assert curve.x[-1] == 10000


def test_a_point_is_of_the_known_people_and_in_heads():
    found = point_of("A", standing(unknown=46, members=23.0, base=346.0), "words")
    assert (found.members, found.known, found.state) == (23, 300, "unsure")
    assert not point_of("A", hidden(), "words").drawn
    assert not point_of("A", standing(counts="fte"), "words").drawn


def test_names_never_overlap_and_those_outside_come_first():
    spots = [Spot("A long name here", 100, 100, False), Spot("Another name here", 104, 104, True)]
    first, second = named(spots, (400, 300), everyone=True)
    assert second is not None
    assert (second.anchor, second.up) == ("left", 0) or second.up
    crowd = [Spot("A name", 50 + place, 50, False) for place in range(30)]
    assert sum(name is not None for name in named(crowd, (400, 300), everyone=True)) < 8
    assert named(crowd, (400, 300), everyone=False) == [None] * 30
    assert named([Spot("n" * 60, 200, 50, True)], (600, 300), everyone=False)[0].text.endswith("…")
    assert first is None or (first.anchor, first.up) != (second.anchor, second.up)
