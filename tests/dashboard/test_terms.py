"""Words that have a definition lead to it, from the headings of tables and from the key; others stay words."""

import re

import pytest

from dashboard.discussion.comparison import COLUMNS
from dashboard.frame import _key
from dashboard.markup.tables import standings_table, table
from dashboard.markup.terms import term, term_address
from dashboard.method.links import WORDS, link_of
from dashboard.method.page import definitions_html
from dashboard.wording.words import Words
from tests.dashboard.standings import standing

METHOD = "method?lang=nl&unit=A"
HEADS = ("members", "base", "unknown", "share", "margin", "need", "expected", "gap", "state")


def linked(text: str) -> list[tuple[str, str]]:
    return re.findall(
        r'<a class="sc-term-link" href="method\?lang=nl&amp;unit=A#([a-z-]+)" target="_self">([^<]+)</a>', text
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("first", ["col_unit", "col_snapshot"])
def test_every_heading_of_a_table_leads_to_its_definition(language, first):
    words = Words(language)
    text = standings_table([("A", None, standing())], first, "Alles", words, METHOD)
    codes = [first, *(f"col_{name}" for name in HEADS)]
    assert linked(text) == [(link_of(code), words(code)) for code in codes]
    page = definitions_html(words)
    assert all(f'id="{anchor}"' in page for anchor, _ in linked(text))


def test_headings_of_the_talk_lead_there_as_far_as_they_are_explained():
    addresses = [term_address(code, METHOD) for code in COLUMNS]
    assert [bool(address) for address in addresses] == [code in WORDS for code in COLUMNS]
    assert any(addresses)
    heads = [f"<{code}>" for code in COLUMNS]
    text = table("Alles", heads, [heads], (), addresses)
    assert text.count("sc-term-link") == sum(map(bool, addresses))
    assert "<col" not in text


def test_without_a_method_page_words_stay_words():
    assert "<a " not in standings_table([("A", None, standing())], "col_unit", "Alles", Words("nl"))
    assert term_address("col_share", "") == ""
    assert term_address("product", METHOD) == ""
    assert term("a < b", "") == "a &lt; b"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_of_the_key_leads_to_its_definition_by_the_words_before_its_colon(language):
    words = Words(language)
    text = _key(words, METHOD)
    assert len(linked(text)) == text.count("<li>")
    for anchor, said in linked(text):
        assert f"#{anchor}" in text
        assert 0 < len(said) < 40
        assert f"{said}</a>:" in text


def test_a_row_is_a_card_that_says_its_columns_on_a_narrow_screen():
    text = standings_table([("A", None, standing())], "col_unit", "Alles", Words("nl"))
    for code in HEADS:
        assert f'data-head="{Words("nl")(f"col_{code}")}"' in text
    # A browser forgets what a table is when its rows are drawn as blocks.
    for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        assert f'role="{role}"' in text
