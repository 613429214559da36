"""One published row as a count, and as a line under a question."""

import re

import pytest

from dashboard.discussion.counts import Cell, count_of
from dashboard.discussion.rests import bases, count_words
from dashboard.discussion.rules import RULES
from dashboard.wording.texts import LANGUAGES, TEXTS
from dashboard.wording.words import Words
from tests.dashboard.discussion.situations import BREAK, DAY, YEAR_AGO, before, count, hidden_count, situation
from tests.dashboard.standings import hidden, standing

EN = Words("en")
CELL = Cell(DAY, "BEH", "11-14", "world", "function")
ROW = {
    "counted": "appointment", "headcount": 346, "fte": 304.6, "members": 23, "members_fte": 19.5, "unknown": 4,
    "share": 0.067, "share_fte": 0.064, "margin_high": 0.098, "as_of": YEAR_AGO, "shown": True, "reason": None,
}  # fmt: skip


def test_a_row_in_persons_and_in_fte():
    heads, fte = count_of(CELL, ROW, "persons"), count_of(CELL, ROW, "fte")
    assert (heads.noun, heads.members, heads.base, heads.share) == ("appointment", 23, 346, 0.067)
    assert (fte.noun, fte.members, fte.base, fte.share) == ("fte", 19.5, 304.6, 0.064)
    assert (fte.share_persons, fte.share_fte, fte.headcount) == (0.067, 0.064, 346)
    assert heads.carried == YEAR_AGO


def test_a_hidden_row_keeps_its_headcount_even_if_it_leaks():
    leaky = {**ROW, "shown": False, "reason": "too_few_people"}
    heads, fte = count_of(CELL, leaky, "persons"), count_of(CELL, leaky, "fte")
    for each in (heads, fte):
        figures = (each.members, each.share, each.share_persons, each.share_fte, each.margin_high, each.unknown)
        assert figures == (None,) * 6
        assert (each.as_of, each.carried, each.headcount) == (None, None, 346)
    assert (heads.base, fte.base) == (346, None)


def test_a_count_in_words():
    assert count_words(count(120, 14, as_of=YEAR_AGO), EN) == "14 of 120, 11.7%, as of December 2024"
    assert count_words(count(120, 14, share=None), EN) == "14 of 120"
    # 85 of the 1,094 that are known is 7.8%; of all 1,220 it would be 7.0%.
    assert count_words(count(1220, 85, unknown=126, share=85 / 1094), EN) == "85 of 1,094 known, 7.8%"
    assert count_words(count(50, 6.5, unknown=9, share=0.13, noun="fte"), EN) == "6.5 of 50 fte, 13%"
    assert count_words(hidden_count(120), EN) == "not shown to protect people"
    assert count_words(hidden_count(120, reason=None), EN) == "not shown"


def test_what_a_question_rests_on_has_its_place_its_day_and_its_page():
    seen = situation(
        pool=count(120, 14), everyone=count(400, 50), organisation=count(4000, 300), before=before(21.0), break_=BREAK,
        here=hidden_count(44), size_before=hidden_count(40, cell=Cell(YEAR_AGO, "OLD", "11-14", "world", "function")),
    )  # fmt: skip
    found = bases(seen, ("pool", "everyone", "organisation", "before", "here", "size_before", "wider"), EN)
    assert [each.text for each in found] == [
        "Behaviour, Scales 1-10: 14 of 120, 11.7%",
        "Behaviour, all scales: 50 of 400, 12.5%",
        "University, Scales 11-14: 300 of 4,000, 7.5%",
        "Behaviour, Scales 11-14, December 2024: 5 people short, within chance (21 of 346, 6.6%)",
        "Behaviour, Scales 11-14: 44 people in December 2025",
        "Behaviour, Scales 11-14: 40 people in December 2024",
    ]
    assert (found[-1].link.unit, found[-1].link.snapshot) == ("OLD", YEAR_AGO)
    assert {each.link.target for each in found} == {"t"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code in TEXTS if code.startswith("ask_") and "_share}" in TEXTS[code]["nl"]])
def test_a_share_in_a_question_never_stands_beside_everybody(code, language):
    """A share is one among the known; what it is a share of is said by one fact, and no text puts it together."""
    assert not re.search(r"\{(\w*)members\}[^.;]*\{\1base\}[^.;]*\{\1share\}", TEXTS[code][language])


def test_a_question_says_of_how_many_known():
    seen = situation(
        standing(members=23.0, unknown=46, share=23 / 300, verdict="below_within_chance"),
        here=count(346, 23, margin_high=0.1), pool=count(1220, 185, unknown=126, share=185 / 1094),
    )  # fmt: skip
    (rule,) = [each for each in RULES if each.code == "pool_richer"]
    facts = rule.finds(seen)
    assert facts is not None
    said = EN(rule.asks, **{name: fact.said(EN) for name, fact in facts.items()})
    assert "in scales 1-10, 185 of 1,094 known (16.9%); in scales 11-14 23 of 300 known (7.7%)" in said.lower()


def test_what_is_not_there_is_not_rested_on():
    assert bases(situation(hidden()), ("pool", "wider", "size_before"), EN) == ()
    assert bases(situation(hidden()), ("here",), EN)[0].text.startswith("Behaviour, Scales 11-14: not shown")
