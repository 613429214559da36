from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.panel_words import BandHead, Cell, Line, band_breaks, band_note, target_words
from dashboard.figures.panels import panels_figure
from dashboard.figures.shares import highest_share
from dashboard.markup.cards import unit_cards
from dashboard.wording.rows import row_words
from dashboard.wording.words import Words
from tests.dashboard.standings import STAND_IN, hidden, standing

EN, NL = Words("en"), Words("nl")
NONE = Cell(None, None)
LOW, HIGH = BandHead("Scales 11-14", "target 8% by 2028"), BandHead("Scale 15 and up")


def cell(each, broken=""):
    return Cell(each, row_words(each, EN), broken)


def line(label, *cells, whole=False):
    return Line(label, f"unit?unit={label}", whole, cells)


def traces(figure, axis="x"):
    """Trace name -> trace, of one panel."""
    return {each.name: each for each in figure.data if (each.xaxis or "x") == axis}


def segments(trace):
    """(share, top, end) of every segment of a line."""
    return [(trace.x[at], trace.y[at], trace.y[at + 1]) for at in range(0, len(trace.x), 3)]


LINES = [
    line("U", cell(standing(verdict="below")), cell(standing(target_share=0.05, expected_share=0.05)), whole=True),
    line("A", cell(standing(verdict="met", share=0.09)), NONE),
    line("B", cell(hidden()), cell(standing(target_share=0.36, expected_share=0.3, verdict="on_course", share=0.31))),
    line("C", cell(standing(verdict="one_away")), cell(hidden(target_share=0.36, expected_share=0.3))),
]


def test_every_row_stands_in_its_own_place_in_every_panel_from_top_to_bottom():
    figure = panels_figure([LOW, HIGH], LINES, EN, LIGHT)
    centres = list(figure.layout.yaxis.tickvals)
    assert centres == sorted(centres, reverse=True)
    assert [
        text.split(">")[-2 if "<b>" not in text else -3].split("<")[0] for text in figure.layout.yaxis.ticktext
    ] == list("UABC")
    first, second = traces(figure), traces(figure, "x2")
    assert list(first["marks"].y) == [centres[0], centres[1], centres[3]]
    assert list(first["marks"].x) == [23 / 346, 0.09, 23 / 346]
    assert list(second["marks"].y) == [centres[0], centres[2]]
    assert list(first["words"].y) == list(second["words"].y) == centres


def test_a_state_is_a_shape_and_a_colour():
    marks = traces(panels_figure([LOW, HIGH], LINES, EN, LIGHT))["marks"].marker
    assert list(marks.symbol) == ["triangle-left", "circle", "diamond"]
    assert list(marks.color) == [LIGHT.below, LIGHT.met, LIGHT.paper]
    assert list(marks.line.color) == [LIGHT.below, LIGHT.met, LIGHT.unsure]


def test_rows_that_share_a_target_share_a_line_and_others_have_their_own():
    figure = panels_figure([LOW, HIGH], LINES, EN, LIGHT)
    top, end = 0, figure.layout.yaxis.range[0]
    assert segments(traces(figure)["target"]) == [(0.08, top - 3, end + 3)]
    assert segments(traces(figure)["path"]) == [(0.069, top - 3, end + 3)]
    own = segments(traces(figure, "x2")["target"])
    assert [share for share, _, _ in own] == [0.05, 0.36]
    # The row without a target has no line: the first ends above it, the second begins below it.
    assert own[0][2] > figure.layout.yaxis.tickvals[1] > own[1][1]
    # At the deadline the path is the target and is not drawn a second time.
    assert [share for share, _, _ in segments(traces(figure, "x2")["path"])] == [0.3]
    assert traces(figure)["path"].line.dash == "dot"
    assert traces(figure)["target"].line.dash is None


def test_what_is_hidden_is_words_alone():
    figure = panels_figure([LOW, HIGH], LINES, EN, LIGHT)
    place = figure.layout.yaxis.tickvals[2]
    first = traces(figure)
    assert place not in first["margin"].y
    assert place not in first["marks"].y
    assert "not shown to protect people" in first["words"].text[2]
    assert "8% of 346 means 28 people" in first["words"].text[2]


def test_nothing_that_is_drawn_depends_on_what_is_hidden():
    # What a wrong publication might still carry on a hidden row.
    leaking = hidden(share=0.9, margin_low=0.8, margin_high=0.95, members=311.0)
    told = row_words(hidden(), EN)
    one, other = (panels_figure([LOW], [line("A", Cell(each, told))], EN, LIGHT) for each in (hidden(), leaking))
    assert one.to_json() == other.to_json()


def test_all_hidden_and_targets_of_nothing_and_of_everything_have_an_axis():
    assert highest_share([hidden(target_share=0.0, expected_share=0.0)]) == 0.05
    assert highest_share([standing(target_share=1.0)]) == 1.0
    for target in (0.0, 1.0):
        figure = panels_figure([LOW], [line("A", cell(hidden(target_share=target)))], EN, DARK)
        assert figure.layout.xaxis.range[0] == 0
        assert figure.layout.xaxis.range[1] >= target


def test_an_fte_target_has_no_margin():
    fte = standing(counts="fte", margin_low=None, margin_high=None)
    found = traces(panels_figure([LOW], [line("A", cell(fte))], EN, LIGHT))
    assert (len(found["margin"].x), len(found["marks"].x)) == (0, 1)


def test_the_margin_is_a_bar_from_its_low_to_its_high_end():
    bar = traces(panels_figure([LOW], [line("A", cell(standing()))], EN, LIGHT))["margin"]
    assert list(bar.base) == [0.0447]
    assert list(bar.x) == pytest.approx([0.0977 - 0.0447])


def test_a_row_without_a_target_says_so_quietly():
    found = traces(panels_figure([LOW, HIGH], LINES, EN, LIGHT), "x2")["words"]
    assert found.text[1] == "no target"
    assert found.textfont.color[1] == LIGHT.quiet
    assert found.textfont.color[0] == LIGHT.ink


def test_where_rows_differ_each_says_its_own_target():
    figure = panels_figure([LOW, HIGH], LINES, EN, LIGHT)
    assert "target 36% by 2028" in traces(figure, "x2")["words"].text[2]
    assert "target" not in traces(figure)["words"].text[0]


def test_three_panels_wrap_and_the_labels_come_back():
    lines = [line(name, cell(standing()), cell(standing()), cell(standing())) for name in "AB"]
    figure = panels_figure([LOW, HIGH, BandHead("Third")], lines, EN, LIGHT)
    layout = figure.layout
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
    assert layout.xaxis3.domain == layout.xaxis.domain
    assert (layout.xaxis3.anchor, layout.xaxis.anchor, layout.xaxis2.anchor) == ("y2", "y", "y")
    assert layout.yaxis.domain[0] > layout.yaxis2.domain[1]
    assert layout.yaxis2.ticktext == layout.yaxis.ticktext
    # A px is a px: the axis of rows is as long as its part of the plot is high.
    inner = layout.height - layout.margin.t - layout.margin.b
    for axis in (layout.yaxis, layout.yaxis2):
        assert (axis.domain[1] - axis.domain[0]) * inner == pytest.approx(-axis.range[0])
    assert layout.xaxis.range == layout.xaxis2.range == layout.xaxis3.range


def test_one_column_puts_every_panel_under_the_other():
    figure = panels_figure([LOW, HIGH], LINES, EN, LIGHT, columns=1)
    assert figure.layout.xaxis.domain == figure.layout.xaxis2.domain == (0, 1)
    assert figure.layout.xaxis2.anchor == "y2"


@pytest.mark.parametrize("bands", [1, 2, 3, 12])
@pytest.mark.parametrize("units", [1, 40])
def test_pictures_of_every_size_keep_their_parts_apart(bands, units):
    lines = [line(f"Unit {n}", *[cell(standing() if n % 3 else hidden())] * bands) for n in range(units)]
    layout = panels_figure([BandHead(f"Band {n}") for n in range(bands)], lines, EN, LIGHT).layout
    blocks = sorted(layout[name].domain for name in layout if name.startswith("yaxis"))
    assert blocks[0][0] >= 0
    assert blocks[-1][1] <= 1
    assert all(low[1] < high[0] for low, high in pairwise(blocks))
    assert len(layout.annotations) == bands


def test_a_row_is_as_high_as_its_longest_words():
    short = panels_figure([LOW], [line("A", cell(standing()))], EN, LIGHT).layout.height
    named = replace(STAND_IN, unit_name={"en": "A faculty with a name that is long " * 3})
    long = panels_figure([LOW], [line("A", cell(hidden(stand_in=named)))], EN, LIGHT).layout.height
    assert long > short + 3 * 16


HOSTILE = ["<b>x</b>", '"><script>alert(1)</script>', "a\u202eb", "&lt;i&gt;", "line\nbreak", "$x^2$", "%{x}"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_never_markup(name):
    figure = panels_figure([BandHead(name, name)], [line(name, cell(standing(), name))], EN, LIGHT)
    said = [figure.layout.yaxis.ticktext[0], figure.layout.annotations[0].text, *traces(figure)["words"].text]
    said += traces(figure)["marks"].text
    for text in said:
        assert "<script" not in text
        assert "<b>x" not in text
        assert "\u202e" not in text
        assert "\n" not in text
    assert "&amp;lt;i&amp;gt;" in said[0] or name != "&lt;i&gt;"
    assert "<script" not in unit_cards([BandHead(name)], [line(name, cell(standing(), name))], EN)


def test_an_address_cannot_leave_its_attribute():
    figure = panels_figure([LOW], [Line("A", 'unit?a="x', False, (cell(standing()),))], EN, LIGHT)
    assert 'href="unit?a=%22x"' in figure.layout.yaxis.ticktext[0]


def test_a_break_is_marked_on_its_row_and_said():
    lines = [line("A", cell(standing(), "units merged")), line("B", cell(standing()))]
    figure = panels_figure([LOW], lines, EN, LIGHT)
    found = traces(figure)
    assert list(found["break"].y) == [figure.layout.yaxis.tickvals[0]]
    assert "// Break: units merged" in found["words"].text[0]
    assert "//" not in found["words"].text[1]
    assert "//" not in figure.layout.annotations[0].text


def test_a_break_of_every_row_is_said_once_at_the_heading():
    lines = [line(name, cell(standing(), "new classification"), NONE) for name in "AB"]
    assert band_breaks([LOW, HIGH], lines) == ("new classification", "")
    figure = panels_figure([LOW, HIGH], lines, EN, LIGHT)
    assert "// Break: new classification" in figure.layout.annotations[0].text
    assert not any("//" in text for text in traces(figure)["words"].text)
    assert len(traces(figure)["break"].y) == 2


def test_the_note_of_a_band_is_there_when_all_rows_ask_for_the_same():
    assert band_note([standing(), standing(unit="B")], EN) == "target 8% by 2028, path now 6.9%"
    assert band_note([standing(expected_share=0.08)], NL) == "streefcijfer 8% in 2028"
    assert band_note([standing(), standing(deadline=date(2027, 12, 31))], EN) == ""
    assert band_note([standing(), None], EN) == ""
    assert band_note([None], EN) == ""
    assert band_note([], EN) == ""
    assert target_words(standing(counts="fte", target_share=0.4), EN) == "target 40% of fte by 2028"


def test_cards_have_the_same_order_and_the_same_words():
    text = unit_cards([LOW, HIGH], LINES, EN)
    assert [text.index(f">{name}</a>") for name in "UABC"] == sorted(text.index(f">{name}</a>") for name in "UABC")
    assert text.count("<dt") == 8
    assert text.count("no target") == 1
    assert "<strong>5 people short</strong>" in text
    assert "23 of 346 · 6.6%" in text
    assert text.count("target 36% by 2028") == 2
    # Shown: three in the first band, two in the second. A hidden one has no strip.
    assert text.count("sc-strip") == 5
    assert text.count('class="sc-whole"') == 1


def test_cards_tell_a_break_of_every_row_once():
    lines = [line(name, cell(standing(), "merged")) for name in "AB"]
    assert unit_cards([LOW], lines, EN).count("Break: merged") == 1


def test_a_long_heading_has_its_note_on_a_line_of_its_own():
    head = BandHead("Scale 15 and up, with professors and everybody else", "target 8% by 2028")
    figure = panels_figure([head, LOW], [line("A", cell(standing()), cell(standing()))], EN, LIGHT)
    assert figure.layout.annotations[0].text.endswith("<br>target 8% by 2028")


def test_a_card_without_a_margin_has_its_mark_all_the_same():
    text = unit_cards([LOW], [line("A", cell(standing(margin_low=None, margin_high=None)))], EN)
    assert "sc-at" in text
    assert "sc-margin" not in text
