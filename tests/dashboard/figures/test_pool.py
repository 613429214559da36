from datetime import date

import pytest

from dashboard.edition import Break
from dashboard.figures.lettering import Run, clean, drawn, lines_of, width_px
from dashboard.figures.palette import LIGHT
from dashboard.figures.panel_words import BandHead, Cell, Line
from dashboard.figures.pool import BandCount, PoolBand, band_count, pool_alt, pool_figure, pool_sentence
from dashboard.figures.saving import config
from dashboard.figures.series import series_figure
from dashboard.figures.spoken import overview_alt, position_alt, series_alt
from dashboard.wording.rows import row_words
from dashboard.wording.words import Words
from tests.dashboard.standings import hidden, standing

EN, NL = Words("en"), Words("nl")
NOW = date(2025, 12, 31)


def count(members, headcount, **changes):
    facts = {
        "headcount": headcount,
        "members": members,
        "unknown": 0,
        "share": members / headcount,
        "margin_low": 0.05,
        "margin_high": 0.2,
        "shown": True,
        "reason": None,
        "as_of": NOW,
        "snapshot": NOW,
    }
    return BandCount(**{**facts, **changes})


GONE = BandCount(67, None, None, None, None, None, False, "too_few_people", None, NOW)
BANDS = [PoolBand("1-10", count(90, 600)), PoolBand("11-14", count(46, 520)), PoolBand("15+", GONE, 0.05)]


def test_a_band_is_a_row_and_a_hidden_one_words_alone():
    shown_last = PoolBand("H", count(10, 100), 0.05)
    figure = pool_figure([*BANDS, shown_last], EN, LIGHT)
    found = {trace.name: trace for trace in figure.data}
    rows = list(found["words"].y)
    assert rows == sorted(rows, reverse=True)
    assert list(found["share"].x) == [90 / 600, 46 / 520, 0.1]
    # A bar stands under the words of its row and above those of the next.
    assert rows[0] > found["share"].y[0] > rows[1] > found["share"].y[1] > rows[2] > rows[3] > found["share"].y[2]
    assert list(found["margin"].y) == list(found["share"].y)
    quiet = f"<span style='color:{LIGHT.quiet}'>"
    assert found["words"].text[1] == f"11-14 {quiet}· 46 of 520 · 8.8%</span>"
    assert found["words"].text[2].startswith(f"<b>15+</b> {quiet}· not shown to protect people")
    assert found["words"].text[2].endswith("target 5%</span>")
    # The target is a line where there is a bar, and words where there is none.
    assert list(found["target"].x) == [0.05, 0.05, None]
    assert found["target"].y[0] < found["share"].y[2] < found["target"].y[1]
    assert figure.layout.xaxis.range[0] == 0
    assert -figure.layout.yaxis.range[0] == figure.layout.height - figure.layout.margin.t - figure.layout.margin.b


def test_the_step_below_suggests_a_target_as_a_question():
    assert pool_sentence(BANDS, EN) == (
        "One step below, in 11-14: 46 of 520, 8.8%. "
        # By hand: 46 / 520 of 67 is 5.93: six people.
        "The target here is 5%; that share would mean 6 of 67: would it be a fitting target?"
    )
    assert pool_sentence(BANDS, NL).endswith("is dat een passend streefcijfer?")


def test_a_share_stands_beside_those_who_are_known():
    # 46 of 500 known is 9.2%; of all 520 it would be 8.8%.
    some = [BANDS[0], PoolBand("11-14", count(46, 520, unknown=20, share=46 / 500)), BANDS[2]]
    assert pool_sentence(some, EN).startswith("One step below, in 11-14: 46 of 500 known, 9.2%. ")
    assert "46 of 500 known · 9.2%" in pool_alt(some, EN)
    assert "46 van de 500 bekenden · 9,2%" in pool_alt(some, NL)
    fte = row_words(standing(counts="fte", base=39.2, members=13.0, share=13 / 38.4, unknown=1), EN)
    assert fte.rest == "13 of 39.2 fte · 34% of those known"


def test_without_a_step_below_nothing_is_suggested():
    assert pool_sentence(BANDS[2:], EN) == ""
    assert pool_sentence(BANDS[:2], EN) == ""
    above = PoolBand("H", None, 0.1)
    assert pool_sentence([BANDS[2], above], EN) == "One step below, in 15+: not shown to protect people."
    assert pool_sentence([BANDS[1], above], EN).endswith("Would that share be a fitting target?")


def test_the_pool_tells_of_when_it_is_and_why_it_is_not():
    old = PoolBand("11-14", count(46, 520, as_of=date(2025, 3, 31)))
    assert pool_alt([old, PoolBand("x", None)], EN) == (
        "Share per band of scales, from low to high. 11-14: 46 of 520 · 8.8%, as of March 2025. x: not shown."
    )


def test_a_count_is_a_published_row(edition):
    row = edition.tables["representation"].to_pylist()[0]
    found = band_count(row)
    assert (found.headcount, found.shown, found.as_of) == (row["headcount"], row["shown"], row["as_of"])


def test_a_band_too_long_for_one_line_has_its_numbers_under_it():
    figure = pool_figure(
        [PoolBand("A band with a name that is long enough to wrap", count(1, 10, share=None))], EN, LIGHT
    )
    words = next(trace for trace in figure.data if trace.name == "words")
    assert words.text[0].split("<br>")[-1] == f"<span style='color:{LIGHT.quiet}'>1 of 10</span>"


def test_a_path_that_has_arrived_is_not_explained():
    figure = series_figure([standing(expected_need=28.0)], NOW, (), [], EN, LIGHT)
    assert not any("dotted" in label.text for label in figure.layout.annotations)


def test_the_words_of_the_people_stand_where_nothing_runs():
    def above(**changes):
        figure = series_figure([standing(snapshot=day, **changes) for day in MONTHS], MONTHS[-1], (), [], EN, LIGHT)
        return next(label.yanchor for label in figure.layout.annotations if "<b>" in label.text) == "bottom"

    # The path runs on under the people and the need lies well above: above. Else below, unless they are over the need.
    assert above(members=22.0, expected_need=20.0, need=28.0)
    assert not above(members=22.0, expected_need=22.0, need=28.0)
    assert not above(members=27.0, expected_need=20.0, need=28.0)
    assert above(members=30.0, expected_need=20.0, need=28.0)
    assert not above(members=22.0, expected_need=None, need=None)


def test_names_in_the_pool_are_text():
    figure = pool_figure([PoolBand("<i>x</i>", count(1, 10))], EN, LIGHT)
    words = next(trace for trace in figure.data if trace.name == "words")
    assert words.text[0].startswith("&lt;i&gt;x&lt;/i&gt; ")


def line(label, each, whole=False):
    return Line(label, "unit", whole, (Cell(each, row_words(each, EN)),))


def test_the_overview_is_told_with_its_numbers():
    head = BandHead("Scales 11-14", "target 8% by 2028")
    lines = [
        line("U", standing(verdict="below"), whole=True),
        line("A", standing(share=0.04)),
        line("B", standing(share=0.1)),
        line("C", hidden()),
    ]
    assert overview_alt([head], lines, EN) == (
        "Share per unit, with chance margin, target and agreed path, in the order of the organisation. "
        "U, Scales 11-14 (target 8% by 2028): 5 people short (23 of 346, 6.6%). "
        "Scales 11-14 (target 8% by 2028): 2 of 3 units with a target shown, from 4.0% to 10.0%."
    )
    assert "none of the 1 units" in overview_alt([head], lines[3:], EN)
    without = Line("A", "unit", False, (Cell(None, None),))
    assert overview_alt([BandHead("B")], [without], EN).endswith("in the order of the organisation.")


MONTHS = [date(2025, month, 28) for month in range(1, 13)]


def test_the_series_is_told_from_its_first_figure_to_its_last():
    series = [
        hidden(snapshot=MONTHS[0]),
        *(standing(snapshot=day, members=18.0 + n) for n, day in enumerate(MONTHS[1:])),
    ]
    breaks = [Break(MONTHS[3], {"en": "merged"}), Break(date(2020, 1, 1), {"en": "before"})]
    assert series_alt(series, "U", "T", breaks, EN) == (
        "U, T: 18 people in February 2025, 28 people in December 2025; 28 people needed. "
        "Not shown in 1 of 12 months. Breaks: April 2025, merged."
    )
    assert series_alt([standing()], "U", "T", [], EN) == (
        "U, T: 23 people in December 2025, 23 people in December 2025; 28 people needed."
    )
    assert series_alt([hidden()], "U", "T", [], EN) == "U, T: not shown in any month."
    assert position_alt(standing(), "U", "T", EN) == "U, T: 5 people short, within chance (23 of 346, 6.6%)."


def test_breaks_close_together_are_written_above_each_other():
    series = [standing(snapshot=day) for day in MONTHS]
    breaks = [Break(MONTHS[4], {"en": "one two three four five six seven"}), Break(MONTHS[5], {"en": "<b>"})]
    figure = series_figure(series, MONTHS[-1], (), breaks, EN, LIGHT)
    first, second = (label for label in figure.layout.annotations if label.yref == "paper" and label.y == 0)
    assert second.yshift >= first.yshift + 18 * (first.text.count("<br>") + 1)
    assert second.text == "&lt;b&gt;"


def test_words_at_the_end_of_the_axis_turn_inwards():
    late = [standing(snapshot=day, deadline=date(2026, 1, 31)) for day in MONTHS]
    early = [standing(snapshot=day, deadline=date(2035, 1, 31)) for day in MONTHS]
    sides = [
        next(
            label.xanchor
            for label in series_figure(each, MONTHS[-1], (), [], EN, LIGHT).layout.annotations
            if "now" in label.text
        )
        for each in (late, early)
    ]
    assert sides == ["right", "left"]


def test_the_button_has_a_name_in_the_language_of_the_reader():
    found = config(NL, "stand", "svg")
    assert found["locales"]["nl"]["dictionary"]["Download plot"] == "Bewaar deze figuur als SVG"
    assert found["toImageButtonOptions"] == {"format": "svg", "filename": "stand", "scale": 1}
    assert found["modeBarButtons"] == [["toImage"]]
    assert config(EN, "x")["locales"]["en"]["dictionary"]["Download plot as a PNG"] == "Save this picture as PNG"


@pytest.mark.parametrize("text", ["a " * 50, "A" * 90, "👩‍🔬" * 30, "كلية الهندسة " * 6, "", "x\u202ey"])
def test_no_line_is_wider_than_its_room(text):
    lines = lines_of([Run(text, strong=True), Run("· and more", "#123456")], 120)
    assert all(width_px(" ".join(run.text for run in line)) <= 120 for line in lines)
    letters = "".join(run.text for line in lines for run in line).replace("-", "")
    assert letters == (clean(text) + "· and more").replace(" ", "")


def test_colours_and_weights_are_the_only_markup():
    lines = lines_of([Run("<b>a</b>", strong=True), Run("b & c", "#123456")], 400)
    assert drawn(lines) == "<b>&lt;b&gt;a&lt;/b&gt;</b> <span style='color:#123456'>b &amp; c</span>"
