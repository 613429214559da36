import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from dashboard.downloads.comma_separated import as_csv
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.panel_words import BandHead, Cell, Line
from dashboard.markup.cards import unit_cards
from dashboard.markup.links import link
from dashboard.markup.marked import Marked
from dashboard.markup.marks import mark
from dashboard.markup.style import style
from dashboard.markup.tables import cell_texts, standings_table, table
from dashboard.wording.rows import row_words
from dashboard.wording.states import STATES
from dashboard.wording.words import Words
from tests.dashboard.standings import STAND_IN, hidden, standing

NL = Words("nl")


def card(each, label="Eenheid <A>"):
    line = Line(label, "unit?unit=A&date=x", False, (Cell(each, row_words(each, NL)),))
    return unit_cards([BandHead("Schalen 11-14", "streefcijfer 8% in 2028")], [line], NL)


def test_a_card_has_the_words_of_the_row_and_a_strip_on_the_same_axis():
    text = card(standing(verdict="below"))
    assert "<strong>nog 5 mensen nodig</strong>" in text
    assert "23 van 346 · 6,6%" in text
    assert f"left:{0.08 / 0.128:.2%}" in text
    assert "Eenheid &lt;A&gt;" in text
    assert "unit?unit=A&amp;date=x" in text


def test_a_hidden_card_has_no_strip():
    assert "sc-strip" not in card(hidden())
    assert "niet getoond ter bescherming" in card(hidden())


def test_a_table_writes_what_is_published_and_leaves_the_rest_empty():
    assert cell_texts(standing(unknown=4), NL) == ["23", "346", "4", "6,6%", "4,5% tot 9,8%", "28", "24", "5"]
    assert cell_texts(hidden(), NL) == ["", "346", "", "", "", "28", "24", ""]
    fte = standing(counts="fte", members=2.44, base=60.0, need=4.8, expected_need=4.1, gap=2.4, margin_low=None)
    assert cell_texts(fte, NL) == ["2,4", "60", "0", "7%", "", "4,8", "4,1", "2,4"]


def test_tables_and_cards_say_of_when_a_figure_is_and_what_stands_in():
    old, gone = standing(as_of=date(2025, 3, 31)), hidden(stand_in=replace(STAND_IN, unit_name={"nl": "Faculteit"}))
    text = standings_table([("A", None, old), ("B", None, gone)], "col_unit", "Alles", NL)
    assert "binnen toeval; cijfer van maart 2025, 9 maanden oud</td>" in text
    assert "niet getoond ter bescherming; Faculteit: 40 van 500 · 8,0%</td>" in text
    assert "23 van 346 · 6,6%<br>cijfer van maart 2025, 9 maanden oud" in card(old)
    assert "Faculteit: 40 van 500 · 8,0%" in card(gone)


def test_a_table_has_heads_for_every_row_and_column():
    text = standings_table([("<A>", "unit?a&b", standing())], "col_unit", "Alles", NL)
    assert text.count('scope="col"') == 10
    assert text.count('scope="row"') == 1
    assert '<a href="unit?a&amp;b" target="_self">&lt;A&gt;</a>' in text
    assert 'tabindex="0" role="region" aria-label="Alles"' in text


def test_a_table_puts_markup_of_ours_as_it_is_and_every_other_word_escaped():
    typed = "<b>a</b>"
    made = table("c", ["h", "i"], [[Marked(link("x?a=1&b=2", typed)), typed], [typed, Marked("<i></i>")]])
    assert '<a href="x?a=1&amp;b=2" target="_self">&lt;b&gt;a&lt;/b&gt;</a>' in made
    assert made.count("&lt;b&gt;a&lt;/b&gt;") == 3
    assert "<i></i></td>" in made
    assert typed not in made


def test_a_download_holds_the_published_figures_and_runs_nothing():
    data = as_csv([("=cmd()", standing(share=0.0665)), ("B", hidden())])
    assert data.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert first["name"] == "'=cmd()"
    assert (first["members"], first["share"], first["shown"], first["snapshot"]) == (
        "23",
        "0.0665",
        "true",
        "2025-12-31",
    )
    assert (second["members"], second["share"], second["shown"], second["reason"]) == (
        "",
        "",
        "false",
        "too_few_people",
    )
    assert second["base"] == "346"
    assert (first["as_of"], second["as_of"], second["statement"]) == ("2025-12-31", "", "heads")


def test_every_state_has_its_own_mark_and_the_style_draws_it():
    marks = {mark(state) for state in STATES}
    assert len(marks) == len(STATES)
    assert all(f".sc-{state.replace('_', '-')} {{" in style(LIGHT) for state in STATES)
    assert LIGHT.met in style(LIGHT)
    assert DARK.met in style(DARK)


def brightness(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_and_marks_stand_out_from_the_paper(colours):
    for name in ("ink", "quiet", "accent"):
        assert contrast(getattr(colours, name), colours.paper) >= 4.5
    for name in ("met", "unsure", "below"):
        assert contrast(getattr(colours, name), colours.paper) >= 3
        assert contrast(getattr(colours, name), colours.margin) >= 3


def test_dates_in_a_download_are_iso():
    assert b"2025-12-31" in as_csv([("A", standing(snapshot=date(2025, 12, 31)))])
