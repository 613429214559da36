"""What to bring: the same content as Markdown and as a page, and no figure that is hidden."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pyarrow as pa
import pytest

from dashboard.discussion.agreed import AgreedPart, AgreedTexts, agreed_part
from dashboard.discussion.markdown import markdown
from dashboard.discussion.printed import printed
from dashboard.discussion.sheet import sheet
from dashboard.followed.record import followed
from dashboard.wording.words import Words
from tests.dashboard.discussion.situations import DAY
from tests.dashboard.followed.written import TODAY, agreement, talk

EN, NL = Words("en"), Words("nl")
VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """The text of a page, and whether every element that opens is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.found = [], [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)


def page_of(text):
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
@pytest.mark.parametrize("unit", ["EXU", "EXU-BEH", "EXU-SER-LIB"])
def test_both_forms_hold_all_that_is_on_the_sheet(invented, unit, words):
    made = sheet(invented, unit, DAY, words)
    page = page_of(printed(made))
    text = " ".join(page.texts)
    bare = re.sub(r"\\(.)", r"\1", markdown(made))
    parts = [made.title, made.of_when, made.headline, *made.definitions]
    parts += [text for each in made.lines for text in (each.target, each.standing, each.change)]
    parts += [text for each in made.questions for text in (each.title, each.text, each.assumed, each.step)]
    parts += [text for table in made.tables for row in table.rows for text in row.texts]
    for part in parts:
        assert part in text
        assert part in bare
    assert invented.id in made.of_when
    assert made.questions
    assert ("html", {"lang": words.language}) in page.found
    assert [attrs["scope"] for tag, attrs in page.found if tag == "th"].count("rowgroup") == len(made.tables)


def test_a_sheet_reads_as_it_should(invented):
    made = sheet(invented, "EXU-BEH", DAY, EN)
    assert made.title == "Behavioural Sciences: to bring to the talk"
    assert made.of_when == "Example University · snapshot of 31 December 2025 · publication 3f9a1c07d2"
    (first, *_) = made.lines
    assert first.standing == "23 of 349, 5 people short; that difference cannot be told from chance."
    assert first.change == "As many as in September 2025."


def test_nothing_is_fetched_and_nothing_runs(invented):
    made = printed(sheet(invented, "EXU", DAY, NL))
    assert not re.search(r"https?:|<script|url\(|@import|src=", made)


def test_names_cannot_become_marks(invented):
    name = "<b>R&D</b> | *x* [y](z) `q`\n# h"
    rows = [{**row, "name_en": name} for row in invented.tables["units"].to_pylist()]
    units = pa.Table.from_pylist(rows, schema=invented.tables["units"].schema)
    edition = replace(invented, tables={**invented.tables, "units": units})
    made = sheet(edition, "EXU-BEH", DAY, EN)
    page = page_of(printed(made))
    assert not [tag for tag, _ in page.found if tag == "b"]
    told = markdown(made)
    assert "\n# h" not in told
    assert r"\<b\>R&D\</b\> \| \*x\* \[y\](z) \`q\` \# h" in told
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in told.splitlines() if line.startswith("| ")}
    assert widths == {7}


def test_a_notice_stands_at_the_top_of_both(invented):
    made = sheet(invented, "EXU", DAY, EN, notice="Confidential: for the dean")
    assert markdown(made).splitlines()[4] == "**Confidential: for the dean**"
    assert '<p class="notice">Confidential: for the dean</p>' in printed(made)


def test_a_unit_without_targets_still_has_a_sheet(invented):
    bare = replace(invented, tables={**invented.tables, "progress": invented.tables["progress"].slice(0, 0)})
    made = sheet(bare, "EXU", DAY, NL)
    assert made.headline == "Voor Voorbeelduniversiteit geldt op deze peildatum geen streefcijfer."
    assert (made.lines, made.questions, made.tables) == ((), (), ())
    assert page_of(printed(made)).texts
    assert markdown(made).endswith("\n")


def test_rounded_counts_are_said_to_be_rounded(invented):
    made = sheet(replace(invented, rounded=True), "EXU", DAY, NL)
    assert any("afgerond" in text for text in made.definitions)


def test_an_unknown_unit_is_an_error(invented):
    with pytest.raises(KeyError):
        sheet(invented, "NO-SUCH", DAY, NL)


HOSTILE = (
    "</p><script>alert(1)</script> **bold** [click](http://a.example) ![x](x) www.b.example c@d.example &lt;b&gt; $a$ "
    "| cell\n\n# heading\n- item `code` ~~gone~~ \u202eturned"
)


def agreed_on(invented, words, **changes):
    kept = (agreement(**{"aim": HOSTILE, "responsible": HOSTILE, "outcome": HOSTILE, **changes}),)
    found = followed(invented, "EXU-BEH", DAY, kept, (talk(),), TODAY)
    return replace(sheet(invented, "EXU-BEH", DAY, words), agreed=agreed_part(found, 0, words))


def test_what_was_agreed_stands_as_text_on_the_printed_sheet(invented):
    made = printed(agreed_on(invented, EN))
    page = page_of(made)
    assert "script" not in {tag for tag, _ in page.found}
    assert not re.search(r"<script|src=|href=", made)
    assert "\u202e" not in made
    # Three times in whole: what was agreed, by whom, what came of it.
    shown = " ".join(HOSTILE.replace("\u202e", "").split())
    assert " ".join(" ".join(page.texts).split()).count(shown) == 3


def test_what_was_agreed_is_no_mark_no_address_and_no_picture_in_markdown(invented):
    text = markdown(agreed_on(invented, EN))
    begin, end = text.index(EN("brought_heading")), text.index(EN("followed_aside"))
    part = text[begin:end]
    # Every mark that somebody typed has a backslash before it; the bold of the name is ours.
    assert re.findall(r"(?<!\\)(?:\\\\)*([`_\[\]<>|#~@&$!])", part) == []
    assert part.count("**") == 2
    assert not re.search(r"https?://|www\.", part)
    assert "\u202e" not in part
    assert [
        line for line in part.split("\n") if line and not line.startswith(("- **", "  ", EN("brought_heading")))
    ] == []
    back = re.sub(r"\\(.)", r"\1", part)
    assert back.count(" ".join(HOSTILE.replace("\u202e", "").split())) == 3


def test_a_text_without_end_is_cut_and_what_was_not_written_is_left_out(invented):
    (told,) = agreed_on(invented, EN, aim="x" * 5_000, responsible=" ", outcome="").agreed.rows
    assert (len(told.what), told.what[-1], told.outcome, len(told.about)) == (1_001, "…", "", 2)


def test_a_sheet_says_nothing_of_agreements_to_whoever_may_not_read_them(invented):
    made = sheet(invented, "EXU-BEH", DAY, NL)
    assert made.agreed is None
    for text in (printed(made), markdown(made)):
        assert NL("brought_heading") not in text
    told = replace(made, agreed=AgreedPart((AgreedTexts("a", ("b",), "c", "", "d"),), more=2))
    for text in (printed(told), markdown(told)):
        assert NL("brought_more", n=2) in text
        assert NL("field_outcome") not in text
        assert text.index(NL("brought_heading")) < text.index(NL("sheet_standings"))
