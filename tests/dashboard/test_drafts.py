"""What a page tells the script that keeps drafts, and texts of anybody where Streamlit reads Markdown."""

import re

import pytest

from dashboard.form import Form
from dashboard.markup.drafts import done_mark, open_mark, owner
from dashboard.markup.records import act, facts, record, typed, typed_block
from dashboard.markup.script import keep_drafts
from dashboard.markup.unmarked import unmarked
from dashboard.wording.words import Words
from registers import new_key, rhythm_key

FORM = Form("conversation", "a.b-1_c", 3)
EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def attribute(html: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', html)
    assert found is not None, name
    return found[1]


def test_an_open_form_says_which_it_is_and_whose_without_saying_who():
    html = open_mark(FORM, "subject-of-somebody", Words("en"))
    assert attribute(html, "data-draft") == FORM.code
    # As Streamlit names the box of a field.
    assert attribute(html, "data-draft-fields") == "st-key-conversation-a-b-1_c-"
    assert "subject-of-somebody" not in html
    assert attribute(html, "data-draft-of") != attribute(open_mark(FORM, "another", Words("en")), "data-draft-of")
    assert attribute(html, "data-draft-of") == attribute(done_mark([], "subject-of-somebody", "1", ""), "data-draft-of")


def test_what_was_left_is_named_and_said_as_text():
    html = done_mark([FORM.code, "agreement:x:1"], "somebody", "once", EVIL)
    assert attribute(html, "data-draft-done") == f"{FORM.code} agreement:x:1"
    assert "<img" not in html
    assert "<script" not in html


def test_the_script_stands_on_its_own_and_sends_nothing():
    script = keep_drafts(owner("somebody"))
    assert script.startswith("<script>")
    assert script.count("</script>") == 1
    for way in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "localStorage", "innerHTML", "eval(", "cookie"):
        assert way not in script


@pytest.mark.parametrize("make", [typed, lambda text: typed_block(text, text), lambda text: typed_block(text * 90, text),
                                  lambda text: record("a", text, ""), lambda text: facts([(text, "x")]),
                                  lambda text: act("talk?x", text, text)])  # fmt: skip
def test_words_of_anybody_are_never_markup(make):
    html = make(EVIL)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img" in html
    assert 'onerror="' not in html


def test_a_long_text_scrolls_where_the_keyboard_can_reach_it():
    assert "tabindex" not in typed_block("short\n" * 5, "Notes")
    assert 'tabindex="0" role="region" aria-label="Notes"' in typed_block("long\n" * 40, "Notes")
    assert 'tabindex="0"' in typed_block("x" * 2000, "Notes")


@pytest.mark.parametrize(
    "text",
    ["**b** _i_ `c`", "[a](http://x.example) ![b](c.png)", "1. one", "- two", "+ three", "# four", "> five", "$x$",
     ":red[six] :smile: :material/home:", "~~seven~~", "<b>eight</b>", "&lt; &amp;", "a | b", "back\\slash", "plain"],
)  # fmt: skip
def test_markdown_shows_a_text_as_it_is(text: str):
    escaped = unmarked(text)
    # Every sign that Markdown gives a meaning stands behind a stroke, and without strokes it is the text again.
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>$:~!#|&]", escaped)
    assert not re.match(r"\s*(?:\d+[.)]|[-+])\s", escaped)


def test_only_a_key_that_was_drawn_by_chance_opens_a_new_form():
    assert all(Form("agreement", new_key(), 0).is_new for _ in range(50))
    for key in ("example", rhythm_key("EXU"), "a" * 32, new_key().upper(), f"{new_key()}0", ""):
        assert not Form("agreement", key, 0).is_new
    assert not Form("agreement", new_key(), 1).is_new
