"""The page is real HTML: headings in order, ids once, tables with captions and scopes; the dictionary is that of the columns."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dashboard.method.columns import dictionary
from dashboard.method.definitions import CHAPTERS, DEFINITIONS
from dashboard.method.page import (
    SECTIONS,
    contents_html,
    decisions_html,
    definitions_html,
    dictionary_html,
    privacy_html,
)
from dashboard.method.privacy import privacy
from dashboard.wording.words import Words
from pipeline.published import TABLES

VOID = {"br", "img", "hr", "meta"}
LANGUAGES = [Words("nl"), Words("en")]
WHOLE = pytest.mark.parametrize("words", LANGUAGES, ids=["nl", "en"])


class Read(HTMLParser):
    """Which elements were opened and with what, and whether each was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(words: Words) -> str:
    return "".join(
        (
            contents_html(words),
            definitions_html(words),
            decisions_html((), words),
            privacy_html(privacy({"groups": []}, words), words),
            dictionary_html(dictionary(words), words),
        )
    )


@WHOLE
def test_every_element_is_closed_every_id_stands_once_and_every_link_arrives(words):
    read = Read()
    read.feed(page(words))
    assert read.open == []
    ids = [facts["id"] for _, facts in read.seen if "id" in facts]
    assert len(ids) == len(set(ids))
    links = [str(facts["href"]) for tag, facts in read.seen if tag == "a"]
    assert len(links) == len(SECTIONS) + len(CHAPTERS)
    assert {link.removeprefix("#") for link in links} <= set(ids)


@WHOLE
def test_no_level_of_heading_is_skipped(words):
    levels = [int(level) for level in re.findall(r"<h(\d)", page(words))]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(4) == len(DEFINITIONS)


@WHOLE
def test_tables_have_captions_and_scopes_and_a_row_for_every_column(words):
    written = dictionary_html(dictionary(words), words)
    assert written.count("<caption>") == len(TABLES)
    columns = sum(len(columns) for columns in TABLES.values())
    assert written.count('<th scope="row">') == columns
    assert written.count('<th scope="col"') == 5 * len(TABLES)
    assert written.count('tabindex="0" role="region" aria-label=') == len(TABLES)
    assert "`" not in written


def test_the_dictionary_says_what_the_columns_say():
    table = next(each for each in dictionary(Words("nl")) if each.code == "progress")
    gap = next(column for column in table.columns if column.name == "gap")
    assert (gap.kind, gap.unit, gap.empty) == ("getal", "hoofden of fte", "niet getoond, zie reason")
    assert gap.meaning == "hoeveel er ontbreken als mensen vervangen worden en de omvang gelijk blijft"
    english = next(each for each in dictionary(Words("en")) if each.code == "representation").columns
    assert (english[0].kind, english[0].unit, english[0].empty) == ("date", "day", "never null")


@WHOLE
def test_every_unit_and_type_has_a_word(words):
    columns = [column for columns in TABLES.values() for column in columns]
    told = [column for table in dictionary(words) for column in table.columns]
    if words.language == "nl":
        same = {one.unit for one, other in zip(columns, told, strict=True) if one.unit == other.unit}
        assert same <= {"", "fte", "code", "codes"}
    assert all(each.kind for each in told)


def test_contents_lead_to_pages_of_their_own_when_there_are_such():
    addresses = {section: f"method?show={section}&lang=en" for section in SECTIONS}
    written = contents_html(Words("en"), addresses, "privacy")
    assert 'href="method?show=privacy&amp;lang=en" target="_self" aria-current="page"' in written
    assert written.count("aria-current") == 1
    assert "#chapter-" not in written
    assert "#chapter-counting" in contents_html(Words("en"), addresses, "definitions")
