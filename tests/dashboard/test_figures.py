from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.edition import Break
from dashboard.figures.ahead import ahead
from dashboard.figures.palette import DARK, LIGHT, palette
from dashboard.figures.panel_words import BandHead, Cell, Line
from dashboard.figures.panels import panels_figure
from dashboard.figures.position import position_figure
from dashboard.figures.series import series_figure
from dashboard.figures.shares import highest_share
from dashboard.figures.sheet import head_steps, ticks
from dashboard.wording.rows import row_words
from dashboard.wording.words import Words
from tests.dashboard.standings import hidden, standing

WORDS = Words("en")


def row(label, each, whole=False):
    return Line(label, f"unit?unit={label}", whole, (Cell(each, row_words(each, WORDS)),))


def panels(rows, colours=LIGHT):
    return panels_figure([BandHead("Scales 11-14")], rows, WORDS, colours)


def drawn(figure):
    """Trace name -> how many points it has."""
    return {trace.name: len(trace.x) for trace in figure.data if trace.name not in ("target", "path")}


def said(figure):
    return [label.text for label in figure.layout.annotations]


def lines(figure):
    return {shape.name: shape for shape in figure.layout.shapes}


ROWS = [
    row("U", standing(verdict="below", unit="U"), whole=True),
    row("A", standing(verdict="met", share=0.09)),
    row("B", standing(verdict="on_course")),
    row("C", standing(verdict="one_away")),
    row("D", standing(verdict="depends_on_unknowns")),
    row("E", hidden()),
    row("F", hidden(verdict="less_than_one_person", base=9.0)),
]


def test_each_state_is_its_own_shape_and_colour():
    marks = next(trace for trace in panels(ROWS).data if trace.name == "marks").marker
    assert list(zip(marks.symbol, marks.color, marks.line.color, strict=True)) == [
        ("triangle-left", LIGHT.below, LIGHT.below),
        ("circle", LIGHT.met, LIGHT.met),
        ("circle", LIGHT.paper, LIGHT.met),
        ("diamond", LIGHT.paper, LIGHT.unsure),
        ("diamond", LIGHT.paper, LIGHT.unsure),
    ]


def test_hidden_rows_have_neither_mark_nor_margin_and_a_row_too_small_has_words():
    found = {trace.name: trace for trace in panels(ROWS).data}
    assert (len(found["marks"].x), len(found["margin"].x)) == (5, 5)
    assert "not shown to protect people" in found["words"].text[5]
    assert "the target is less than one person" in found["words"].text[6]


def test_words_beside_a_row_make_it_higher():
    high = panels([row("A", standing(as_of=date(2025, 3, 31))), *ROWS[1:]])
    assert high.layout.height > panels([row("A", standing()), *ROWS[1:]]).layout.height
    words = next(trace for trace in high.data if trace.name == "words")
    assert "figure of March 2025, 9 months old" in words.text[0]


@pytest.mark.parametrize("name", ["light", "dark", None])
def test_type_is_never_smaller_than_14(name):
    figures = [
        panels(ROWS, palette(name)),
        position_figure(standing(), WORDS, palette(name)),
        series_figure([standing()], date(2025, 12, 31), (), [], WORDS, palette(name)),
    ]
    for figure in figures:
        assert figure.layout.font.size >= 14
        assert all(label.font.size is None for label in figure.layout.annotations)
        assert figure.layout.showlegend is False


def test_up_to_thirty_people_stand_as_dots():
    figure = position_figure(standing(), WORDS, LIGHT)
    assert drawn(figure) == {"here": 23, "missing": 5}
    assert (lines(figure)["target"].x0, lines(figure)["path"].x0) == (28.5, 24.5)
    assert said(figure) == ["28 needed (8% of 346)", "path now: 24"]


def test_a_hidden_position_is_as_many_hollow_dots_as_are_needed():
    figure = position_figure(hidden(base=37.0, need=2.0, target_share=0.05), WORDS, LIGHT)
    assert drawn(figure) == {"here": 0, "missing": 2}
    assert said(figure) == ["2 needed (5% of 37)"]


def test_more_people_and_fte_stand_on_a_strip():
    many = position_figure(standing(base=1900.0, members=126.0, need=152.0, verdict="below"), WORDS, LIGHT)
    assert drawn(many) == {"margin": 1, "below": 1}
    fte = standing(counts="fte", members=2.4, need=4.8, base=60.0, margin_low=None, margin_high=None, verdict="below")
    figure = position_figure(fte, WORDS, LIGHT)
    assert (figure.data[1].x[0], figure.layout.xaxis.range[0]) == (2.4, 0)


def test_without_a_need_there_is_no_position():
    assert position_figure(hidden(base=None, need=None), WORDS, LIGHT) is None
    assert position_figure(hidden(base=1900.0, need=152.0), WORDS, LIGHT) is None
    assert position_figure(hidden(base=9.0, need=1.0, verdict="less_than_one_person"), WORDS, LIGHT) is None


MONTHS = [date(2025, month, 28) for month in range(1, 13)]
SERIES = [standing(snapshot=day, members=18.0 + place // 2, need=27.0 + place % 2) for place, day in enumerate(MONTHS)]


def test_people_and_need_are_steps_and_the_path_goes_on_to_the_deadline():
    figure = series_figure(SERIES, MONTHS[-1], (), [], WORDS, LIGHT)
    traces = {trace.name: trace for trace in figure.data}
    assert [traces[name].line.shape for name in ("people", "need", "path")] == ["hv"] * 3
    assert list(traces["people"].y) == [each.members for each in SERIES]
    assert list(traces["need"].y) == [each.need for each in SERIES]
    assert list(traces["path_ahead"].x) == [MONTHS[-1], date(2028, 12, 31)]
    assert traces["path_ahead"].line.dash == "dot"
    assert figure.layout.yaxis.range[0] == 0


def test_labels_stand_at_the_lines():
    figure = series_figure(SERIES, MONTHS[-1], (), [], WORDS, LIGHT)
    assert "<b>now 23 people</b>" in said(figure)
    assert any(text.startswith("28 needed (8% of 346)") and "agreed path" in text for text in said(figure))


def test_a_month_that_is_not_shown_is_a_gap_and_not_a_number():
    series = [*SERIES[:4], hidden(snapshot=MONTHS[4]), *SERIES[5:]]
    figure = series_figure(series, MONTHS[-1], (), [], WORDS, LIGHT)
    people = next(trace for trace in figure.data if trace.name == "people")
    assert people.y[4] is None
    assert people.connectgaps is None
    assert people.text[4] == ""


CARRIED = [
    standing(snapshot=day, as_of=MONTHS[place - place % 3], members=18.0 + place // 3)
    for place, day in enumerate(MONTHS)
]


def test_a_carried_month_holds_the_line_level_and_has_no_dot():
    figure = series_figure(CARRIED, MONTHS[-1], (), [], WORDS, LIGHT)
    traces = {trace.name: trace for trace in figure.data}
    assert (traces["people"].mode, traces["people"].line.shape) == ("lines", "hv")
    assert list(traces["people"].y) == [18, 18, 18, 19, 19, 19, 20, 20, 20, 21, 21, 21]
    assert list(traces["measured"].x) == MONTHS[::3]
    assert list(traces["measured"].y) == [18, 19, 20, 21]
    assert traces["people"].text[3] == "April 2025: 19 of 346"
    assert traces["people"].text[4] == "May 2025: 19 of 346, as of April 2025"
    assert "<b>21 people, as of October 2025</b>" in said(figure)
    assert any(text.startswith("28 needed (8% of 346), as of October 2025") for text in said(figure))


def test_a_carried_position_says_of_when_it_is():
    figure = position_figure(standing(as_of=date(2025, 3, 31)), WORDS, LIGHT)
    assert said(figure) == ["28 needed (8% of 346),<br>as of March 2025", "path now: 24"]


def test_a_break_is_a_dashed_line_with_its_words():
    inside = Break(MONTHS[5], {"en": "two units <merged>", "nl": "twee eenheden"})
    outside = Break(MONTHS[0], {"en": "before", "nl": "ervoor"})
    figure = series_figure(SERIES, MONTHS[-1], (), [inside, outside], WORDS, LIGHT)
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dash"]
    assert "two units &lt;merged&gt;" in said(figure)


@pytest.mark.parametrize("deadline", [date(2028, 12, 31), date(2025, 12, 31), date(2020, 12, 31)])
@pytest.mark.parametrize("make", [standing, hidden])
def test_one_month_alone_can_be_drawn(deadline, make):
    figure = series_figure([make(deadline=deadline)], date(2025, 12, 31), (), [], WORDS, DARK)
    begin, end = figure.layout.xaxis.range
    assert begin < date(2025, 12, 31) < end or deadline < date(2025, 12, 31)


def test_the_path_ahead_is_straight_or_goes_by_its_own_steps():
    last = standing()
    assert ahead(last, ())[1] == [(last.snapshot, 24.0), (last.deadline, 28.0)]
    stepped = ahead(last, [(date(2024, 1, 1), 0.05), (date(2027, 1, 1), 0.075)])[1]
    assert stepped == [(last.snapshot, 24.0), (date(2027, 1, 1), 26.0), (last.deadline, 28.0)]
    assert ahead(standing(deadline=last.snapshot), ()) == ([], [])
    assert ahead(hidden(need=None, base=None, expected_need=None), ()) == ([], [])


@given(st.floats(0.5, 1e6))
def test_ticks_are_few_round_and_within_the_axis(highest):
    at = ticks(highest, head_steps(highest))
    assert at[0] == 0
    assert at[-1] <= highest + 1e-6
    assert len(at) <= 6
    assert all(value == int(value) for value in at)


def test_the_axis_of_shares_holds_everything_that_is_shown_and_nothing_that_is_hidden():
    assert highest_share([standing(margin_high=0.5)]) == pytest.approx(0.53)
    assert highest_share([standing(margin_high=0.99)]) == 1.0
    assert highest_share([hidden()]) == pytest.approx(0.128)
