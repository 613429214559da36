"""The privacy page says what holds here, read from the policy in force, and keeps every open point of docs/privacy.md."""

import re
from pathlib import Path

import pytest

from dashboard.method.page import privacy_html
from dashboard.method.policy import audience_sentences, policy_sentences
from dashboard.method.privacy import privacy
from dashboard.wording.words import Words

NL, EN = Words("nl"), Words("en")
LONG = Path(__file__).parents[3] / "docs" / "privacy.md"
SHIELD = {"protected": True, "k": 5, "n_min": 10, "all_or_none": True}
DECISION = {
    "decided_on": "2024-03-01",
    "signed_by": "Bestuur",
    "reason": {"nl": "Openbaar ambt.", "en": "Public office"},
}
POLICY = {
    "mode": "suppress", "readers": "inside", "default": SHIELD, "groups": {"women": SHIELD, "world": SHIELD}, "rhythm": {},
    "movers": 5, "block_months": 12, "block_start": 1, "carry_months": 24, "decisions": [], "audiences": [],
}  # fmt: skip
GROUPS = {"women": {"nl": "Vrouwen", "en": "Women"}, "world": {"nl": "Wereld", "en": "World"}}


def about(**policy: object) -> dict:
    return {"policy": POLICY | policy, "groups": [{"code": code, "name": name} for code, name in GROUPS.items()]}


def said(words: Words = EN, **policy: object) -> str:
    return "\n".join(policy_sentences(POLICY | policy, GROUPS, words))


def test_the_defaults_in_words():
    assert policy_sentences(POLICY, GROUPS, NL) == (
        "Te kleine aantallen worden niet getoond.",
        "De cijfers zijn bedoeld voor lezers binnen de organisatie.",
        "Te klein is een aantal van 1 tot en met 4, van de doelgroep en van de anderen. Onder het niveau van de organisatie is "
        "ook “niemand” of “iedereen” een geheim. Bij minder dan 10 mensen wordt nooit getoond hoeveel er bij een doelgroep "
        "horen.",
        "Een nieuw cijfer komt er alleen als er niemand of ten minste 5 mensen kwamen of gingen.",
        "Wat niet getoond wordt, blijft 12 maanden weg, telkens vanaf januari.",
        "Een cijfer dat niet vernieuwd mag worden, blijft ten hoogste 24 maanden staan.",
        "Hoe vaak er nieuwe cijfers komen, volgt per soort eenheid uit haar omvang.",
        "Er is geen besluit om minder te beschermen dan gewoonlijk.",
    )


def test_other_thresholds_groups_rhythms_and_decisions():
    other = SHIELD | {"k": 10, "n_min": 25, "all_or_none": False}
    found = said(
        mode="round", readers="outside", default=other, groups={"women": SHIELD | {"protected": False}, "world": other},
        rhythm={"faculty": 1, "team": 6}, block_start=9, decisions=[DECISION],
    )  # fmt: skip
    assert "Counts that are too small are rounded" in found
    assert "outside the organisation too" in found
    assert "a count of 1 to 9" in found
    assert "fewer than 25 people" in found
    assert "“Nobody” and “everybody” may be shown" in found
    assert "Women: These counts are no secret here." in found
    assert "World:" not in found  # as the default
    assert "“faculty”: every month." in found
    assert "“team”: every 6 months." in found
    assert "from September each time" in found
    assert "Decided by: Bestuur, 1 March 2024. Reason: Public office." in found
    assert "no decision to protect less" not in found


def test_a_group_that_is_protected_otherwise_says_how():
    assert "World: Too small is a count of 1 to 2," in said(groups={"world": SHIELD | {"k": 3}})


def test_a_publication_without_a_policy_says_that():
    assert policy_sentences({}, GROUPS, EN) == ("This publication does not say how it is protected.",)


def test_closed_audiences_are_named_with_their_decision():
    assert audience_sentences(POLICY, NL) == ("Er zijn hier geen besloten kringen.",)
    assert audience_sentences({}, NL) == ("Deze publicatie zegt niet hoe zij beschermd is.",)
    one = {"code": "a", "name": {"nl": "Decaan", "en": "Dean"}, "decision": DECISION}
    assert audience_sentences(POLICY | {"audiences": [one]}, NL)[1] == (
        "Decaan. Besloten door: Bestuur, 1 maart 2024. Reden: Openbaar ambt."
    )


# A word of each open point of the long form, and the word that says it here.
OPEN_POINTS = {
    "Somebody who knows some people's categories": "already knows whether some people belong",
    "Secrets that wore off": "later falls below the threshold",
    "Between release dates": "in between later figures may tell",
    "New rules": "After new rules",
    "That something is held back": "something is held back",
    "A number that is not shown is not always a small one": "is not always a small one",
    "Several attributes together": "Attributes are protected one by one",
    "Fte as a fingerprint": "part-time factor",
    "Unknowns": "did not answer is no secret",
}


def test_every_open_point_of_the_long_form_is_kept():
    open_points = LONG.read_text(encoding="utf-8").split("## What is not promised")[1].split("\n## ")[0]
    headings = [
        re.sub(r"\s+", " ", found).strip(".") for found in re.findall(r"- \*\*(.+?)\*\*", open_points, re.DOTALL)
    ]
    assert headings == list(OPEN_POINTS)
    promise = next(each for each in privacy(about(), EN) if each.code == "promise")
    text = " ".join(promise.points)
    assert [heading for heading, here in OPEN_POINTS.items() if here not in text] == []


def test_rounding_says_what_it_does_not_promise():
    points = {
        mode: next(e for e in privacy(about(mode=mode), EN) if e.code == "promise").points
        for mode in ("suppress", "round")
    }
    assert len(points["round"]) == len(points["suppress"]) + 1


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_the_page_answers_its_questions_in_order_and_runs_nothing(words):
    evil = {"code": "a", "name": {words.language: "<img src=x onerror=y>"}, "decision": DECISION}
    sections = privacy(about(audiences=[evil]), words)
    assert [each.code for each in sections] == ["row", "held", "shown", "policy", "closed", "upload", "promise", "ask"]
    page = privacy_html(sections, words)
    assert "<img" not in page
    assert page.count("<h3") == len(sections)
    # One screen: what stands in it can be read in about three minutes.
    assert len(re.sub(r"<[^>]+>", " ", page).split()) < 700
