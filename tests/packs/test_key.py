"""What the drawings mean is told of those that are drawn: each word has its drawing, and each drawing its words."""

from dataclasses import replace

import pytest

from dashboard.wording.words import Words
from packs.chart import chart_of
from packs.filling import pack_of
from packs.key import key_of
from packs.paper.pack import pack_pdf
from packs.word.pack import pack_docx
from tests.dashboard.standings import hidden, standing
from tests.packs.publications import DAY, TWELVE, everything_hidden, written
from tests.packs.reading import squeezed, text_of, word_text

EN, NL = Words("en"), Words("nl")
CODES = ("filled", "open", "dotted", "strip", "margin", "need", "path")
SOME = standing(expected_need=28.0)
LARGE = standing(base=1000.0, members=60.0, need=80.0, expected_need=80.0)


def charts(*rows):
    return [chart for row in rows if (chart := chart_of(row, EN))]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((), ()),
        ((SOME,), ("filled", "open", "need")),
        ((standing(),), ("filled", "open", "need", "path")),
        ((replace(SOME, members=28.0),), ("filled", "need")),
        ((replace(SOME, members=0.0),), ("open", "need")),
        ((hidden(need=3.0),), ("dotted", "need")),
        ((LARGE,), ("strip", "margin", "need")),
        ((replace(LARGE, margin_low=None, margin_high=None),), ("strip", "need")),
        ((replace(LARGE, expected_need=70.0), hidden(need=3.0)), ("dotted", "strip", "margin", "need", "path")),
    ],
)
def test_what_is_drawn_is_told_and_nothing_else(rows, told):
    key = key_of(charts(*rows), EN)
    assert tuple(code for code in CODES if EN(f"pack_key_{code}") in key) == told


def test_a_pack_without_a_strip_says_nothing_of_one(tmp_path):
    for edition, drawn in (
        (written(tmp_path / "one", targets=TWELVE[:1]), True),
        (everything_hidden(tmp_path / "none"), False),
    ):
        pack = pack_of(edition, "EXU-BEH", DAY, NL)
        assert any(part.chart and part.chart.members is not None for part in pack.standings) == drawn
        assert all(part.chart is None or part.chart.kind == "dots" for part in pack.standings)
        for text in (text_of(pack_pdf(pack, DAY)), word_text(pack_docx(pack, DAY))):
            assert squeezed(pack.key) in squeezed(text)
            assert "strook" not in text
            assert (squeezed(NL("pack_key_filled")) in squeezed(text)) == drawn
            assert (squeezed(NL("pack_key_dotted")) in squeezed(text)) != drawn


def test_a_pack_with_a_strip_tells_what_is_in_it(invented):
    pack = pack_of(invented, "EXU", DAY, NL)
    assert any(part.chart and part.chart.low is not None for part in pack.standings)
    for text in (text_of(pack_pdf(pack, DAY)), word_text(pack_docx(pack, DAY))):
        assert squeezed(NL("pack_key_strip") + NL("pack_key_margin")) in squeezed(text)


def test_marks_are_told_where_nothing_is_drawn_and_only_where_there_is_one(invented, tmp_path):
    pack = pack_of(invented, "EXU-BEH", DAY, NL)
    bare = replace(pack, standings=tuple(replace(part, chart=None) for part in pack.standings), key="")
    assert squeezed(NL("pack_key_marks")) in squeezed(text_of(pack_pdf(bare, DAY)))
    none = pack_of(everything_hidden(tmp_path), "EXU-BEH", DAY, NL)
    assert squeezed(NL("pack_key_marks")) not in squeezed(text_of(pack_pdf(none, DAY)))
