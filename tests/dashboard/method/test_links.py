"""Every word that the dashboard links leads to a definition that is on the method page."""

import re
from pathlib import Path

import pytest

import dashboard
from dashboard.figures.palette import MARKS
from dashboard.method.definitions import DEFINITIONS, anchor_of
from dashboard.method.links import WORDS, definition_of, link_of
from dashboard.method.page import definitions_html
from dashboard.wording.states import STATES, TALLIES
from dashboard.wording.texts import TEXTS
from dashboard.wording.words import Words
from pipeline.published import REASONS, STATEMENTS, TABLES, VERDICTS

ROOT = Path(dashboard.__file__).parent
ANCHORS = {anchor_of(each.code) for each in DEFINITIONS}
COLUMNS = {column.name for columns in TABLES.values() for column in columns}


def test_the_words_of_a_dean_lead_where_they_should():
    assert link_of("short") == "term-gap"
    assert link_of("below_within_chance") == "term-within-chance"
    assert link_of("col_margin") == "term-margin"
    assert link_of("as_of") == "term-as-of"
    with pytest.raises(KeyError):
        link_of("a word that nobody explained")


@pytest.mark.parametrize("word", [*VERDICTS, *STATEMENTS, *REASONS, *STATES])
def test_every_published_word_and_every_mark_is_explained(word):
    assert link_of("cannot_be_told" if word == "unsure" else word) in ANCHORS
    assert set(MARKS) <= set(STATES)


def test_what_is_linked_exists():
    """A word that is linked is one that is said, published or a definition itself."""
    known = {*TEXTS, *VERDICTS, *STATEMENTS, *REASONS, *STATES, *TALLIES, *COLUMNS, *(e.code for e in DEFINITIONS)}
    assert {word for word in WORDS if word not in known} == {"short"}
    assert all(link_of(word) in ANCHORS for word in WORDS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_anchor_that_sources_and_words_name_is_on_the_page(language):
    page = definitions_html(Words(language))
    assert set(re.findall(r'id="(term-[a-z-]+)"', page)) == ANCHORS
    texts = [path.read_text(encoding="utf-8") for end in ("py", "po") for path in sorted(ROOT.rglob(f"*.{end}"))]
    written = "\n".join(texts)
    assert set(re.findall(r"#(term-[a-z][a-z-]+)", written)) <= ANCHORS
    assert all(definition_of(word) for word in re.findall(r"(?:link_of|definition_of)\(\"([a-z_]+)\"\)", written))
    assert all(anchor_of(code) for code in re.findall(r"anchor_of\(\"([a-z_]+)\"\)", written))
