"""Every rule, with a case in which it fires and a near miss in which it does not."""

import string
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.discussion.facts import facts_of
from dashboard.discussion.questions import raised
from dashboard.discussion.rules import RULES
from dashboard.discussion.saying import say
from dashboard.wording.texts import TEXTS
from dashboard.wording.words import Words
from tests.dashboard.discussion.situations import (
    BREAK,
    DAY,
    OTHER,
    ROOT,
    TARGET,
    YEAR_AGO,
    before,
    count,
    hidden_count,
    situation,
)
from tests.dashboard.standings import STAND_IN, hidden, standing

BY_CODE = {rule.code: rule for rule in RULES}
SOON = date(2026, 12, 31)
FTE = {"counts": "fte", "base": 304.6, "one_head": None}
WIDER = standing(unit="EXU", members=85.0, base=1220.0, need=98.0, gap=13.0)
MET = standing(verdict="met", members=31.0, gap=0.0, share=31 / 346)
ON_COURSE = standing(verdict="on_course")
SMALL = hidden(base=12.0, need=1.0, verdict="less_than_one_person", one_head=8.3)
DEPENDS = standing(verdict="depends_on_unknowns", unknown=40)
FEW = standing(verdict="depends_on_unknowns", unknown=34)
TINY = standing(base=39.0, members=12.0, need=15.0, gap=3.0, one_head=2.56)
EMPTY = standing(members=0.0, share=0.0, base=40.0, need=4.0, gap=4.0, one_head=2.5)
BY_2026 = replace(TARGET, steps=((date(2026, 7, 1), 0.07),))
FORMER = replace(TARGET, share=0.10)
DECIDED = replace(TARGET, version=2, decided_on=date(2023, 12, 1))
HERS = {"owner": OTHER, "standing": WIDER}

# code -> what makes it fire, and what only nearly does
CASES = {
    "beyond_chance": (situation(standing(verdict="below")), situation(standing())),
    "depends": (situation(DEPENDS, here=count(400)), situation(DEPENDS, here=count(401))),
    "depends_on_few": (situation(FEW, here=count(346)), situation(FEW, here=count(340))),
    "low_response": (situation(hidden(reason="low_response")), situation(hidden(reason="not_available"))),
    "one_away": (
        situation(standing(verdict="one_away", gap=1.0)),
        situation(standing(verdict="below_within_chance", gap=2.0)),
    ),
    "about_one_away": (
        situation(standing(verdict="one_away", gap=0.8, **FTE)),
        situation(standing(verdict="one_away", gap=1.0)),
    ),
    "within_chance_small": (situation(TINY), situation(replace(TINY, one_head=1.0))),
    "within_chance": (situation(replace(TINY, one_head=1.0)), situation(TINY)),
    "deadline_near": (
        situation(standing(deadline=SOON)),
        situation(standing(deadline=date(2027, 1, 31))),
    ),
    "deadline_past": (
        situation(standing(deadline=date(2025, 11, 30))),
        situation(standing(deadline=date(2025, 12, 31))),
    ),
    "many_unknown": (
        situation(standing(unknown=35), here=count(346)),
        situation(standing(unknown=34), here=count(346)),
    ),
    # 5 to go in 36 months is 1.67 a year: one more in a year is too slow, two are not.
    "quicken": (situation(ON_COURSE, before=before(22.0)), situation(ON_COURSE, before=before(21.0))),
    # 7% of 346 is 24.2, so 25: there are 23, or 25.
    "step_ahead": (
        situation(standing(), target=BY_2026),
        situation(standing(members=25.0), target=BY_2026),
    ),
    "on_course": (situation(ON_COURSE), situation(standing())),
    "met_thin": (situation(MET, pool=count(1000, 89)), situation(MET, pool=count(1000, 90))),
    "met": (situation(MET), situation(standing(verdict="on_course"))),
    "top_empty": (situation(EMPTY, pool=count(100, 5)), situation(EMPTY, pool=count(100, 0))),
    # The margin here reaches 9.6%.
    "pool_richer": (
        situation(here=count(346, 23), pool=count(1000, 97)),
        situation(here=count(346, 23), pool=count(1000, 96)),
    ),
    "pool_thinner": (situation(pool=count(1000, 79)), situation(pool=count(1000, 80))),
    "pool_shown": (situation(hidden(), pool=count(120, 14)), situation(hidden(), pool=hidden_count(120))),
    "everyone_shown": (
        situation(hidden(), everyone=count(400, 50)),
        situation(hidden(), everyone=hidden_count(400)),
    ),
    "fewer": (situation(before=before(25.0)), situation(before=before(24.0))),
    "more": (situation(before=before(21.0)), situation(before=before(22.0))),
    "stale": (
        situation(standing(as_of=date(2024, 11, 30))),
        situation(standing(as_of=date(2024, 12, 31))),
    ),
    "broken": (
        situation(before=before(), break_=BREAK),
        situation(before=before(), break_=replace(BREAK, snapshot=YEAR_AGO)),
    ),
    # A tenth of 40 is 4.
    "grew": (
        situation(here=hidden_count(44), size_before=hidden_count(40)),
        situation(here=hidden_count(43), size_before=hidden_count(40)),
    ),
    "shrank": (
        situation(here=hidden_count(7), size_before=hidden_count(10)),
        situation(here=hidden_count(8), size_before=hidden_count(10)),
    ),
    "outside_below": (situation(outside="below", organisation=count(4000, 500)), situation(outside="below")),
    "outside_above": (
        situation(outside="above", organisation=count(4000, 100)),
        situation(organisation=count(4000, 100)),
    ),
    "hours": (
        situation(here=count(100, 30, share_fte=0.27)),
        situation(here=count(100, 30, share_fte=0.271)),
    ),
    "decided_anew": (
        situation(target=DECIDED, former=FORMER),
        situation(target=replace(DECIDED, decided_on=date(2023, 11, 30)), former=FORMER),
    ),
    "hidden": (situation(hidden()), situation(hidden(base=None, need=None))),
    "hidden_instead": (situation(hidden(stand_in=STAND_IN)), situation(hidden())),
    "hidden_unsaid": (situation(hidden(reason="not_available")), situation(hidden())),
    "small_wider": (situation(SMALL, wider=WIDER, wider_name=ROOT.name), situation(SMALL)),
    "small": (situation(SMALL), situation(hidden(base=13.0, need=2.0))),
    "voices": (situation(SMALL), situation(standing())),
    "target_above": (situation(**HERS, wider=WIDER), situation(**HERS)),
    "target_above_all": (
        situation(**HERS, wider=WIDER, everyone=count(100, 12)),
        situation(**HERS, wider=WIDER, everyone=hidden_count(100)),
    ),
    "target_above_unseen": (
        situation(owner=OTHER, standing=hidden(), wider=hidden(), everyone=count(100, 12)),
        situation(owner=OTHER, standing=hidden(), everyone=count(100, 12)),
    ),
    "target_below": (
        situation(**HERS, unit=ROOT, here=count(1000, 70)),
        situation(**HERS, here=count(1000, 70)),
    ),
    "target_beside": (
        situation(**HERS, here=count(13, 3)),
        situation(**HERS, here=count(12, 3)),
    ),
    "target_beside_unseen": (
        situation(**HERS, here=hidden_count(13)),
        situation(owner=replace(OTHER, kind="service"), standing=WIDER, here=hidden_count(13)),
    ),
}


def test_every_rule_has_a_case():
    assert set(CASES) == set(BY_CODE)
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("code", CASES)
def test_a_rule_fires_in_its_case_and_not_in_the_near_miss(code):
    fires, misses = CASES[code]
    assert BY_CODE[code].finds(fires) is not None
    assert BY_CODE[code].finds(misses) is None


@pytest.mark.parametrize("code", CASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_question_can_be_said_with_figures_and_a_next_step(code, language):
    (question,) = [each for each in raised([CASES[code][0]]) if each.rule.code == code]
    said = say(question, Words(language))
    assert said.text.endswith("?")
    assert said.step.endswith(
        {"nl": "Wie pakt dit op, en wanneer is het klaar?", "en": "Who takes this up, and by when?"}[language]
    )
    assert said.why
    assert all(basis.text and basis.link.target == "t" for basis in said.why)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_gives_what_its_question_says_and_nothing_more(rule):
    for language in ("nl", "en"):
        named = {name for _, name, _, _ in string.Formatter().parse(TEXTS[rule.asks][language]) if name}
        assert named == set(rule.gives)
        assert TEXTS[rule.step][language].count("{owner}") == 1


def test_precedence_is_written_down_in_order():
    orders = [rule.order for rule in RULES]
    assert orders == sorted(set(orders))
    document = (Path(__file__).parents[3] / "docs" / "questions.md").read_text(encoding="utf-8")
    told = [line.split("|")[1:4] for line in document.splitlines() if line.startswith("| ") and "`" in line]
    told = [(cells[0].strip(), cells[1].strip(" `"), cells[2].strip()) for cells in told]
    assert told == [(str(rule.order), rule.code, rule.topic) for rule in RULES]


@pytest.mark.parametrize("name", ["members", "amount", "share", "unknown", "points", "as_of", "expected"])
def test_a_hidden_row_has_no_facts_but_those_of_its_headcount(name):
    # Even where a publication of another make carried figures in a hidden row.
    leaky = standing(shown=False, reason="too_few_people", verdict="not_shown", unknown=7, one_head=5.0)
    facts = facts_of(situation(leaky, here=hidden_count(), pool=hidden_count(), everyone=hidden_count()))
    assert name not in facts
    assert {"base", "need", "need_amount"} <= set(facts)
    assert {each for each in facts if each.startswith(("here_", "pool_", "all_"))} == {
        "here_heads",
        "pool_heads",
        "all_heads",
        "pool_band",
    }


def test_a_change_is_not_told_across_a_break_nor_between_persons_and_fte():
    assert situation(before=before(21.0)).change == 2
    assert situation(before=before(21.0), break_=BREAK).change is None
    assert situation(before=before(21.0, counts="fte")).change is None
    assert situation(before=before(21.0), break_=replace(BREAK, snapshot=DAY)).change is None


def test_a_question_reads_as_it_should():
    asked = {each.rule.code: say(each, Words("en")) for each in raised([CASES["beyond_chance"][0]])}
    assert asked["beyond_chance"].text == (
        "23 of 346 in scales 11-14; 28 needed by December 2028. Still 5 people to go, and that is more than chance "
        "explains. Which vacancies are coming up, and what will be done differently in filling them?"
    )
    assert [each.text for each in asked["beyond_chance"].why] == [
        "Behaviour, Scales 11-14: 5 people short (23 of 346, 6.6%)"
    ]
    # 346 / 15 x 3 years is 69 places; h* = (28/346 - 23/346 x s) / (1 - s) with s = (14/15)^3 is 14.37%: 9.9, so 10.
    assert "about one in 15 a year" in asked["beyond_chance"].assumed
    assert "about 69 places are to be filled before the deadline, 10 of them" in asked["beyond_chance"].assumed
