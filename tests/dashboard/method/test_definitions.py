"""Definitions are whole, in both languages, and every number in an example is worked out again here."""

import re
import string

import pytest
from scipy.stats import binom

from dashboard.discussion.outlook import chance_of, share_needed
from dashboard.method.definitions import CHAPTERS, DEFINITIONS, anchor_of, entries
from dashboard.wording.texts import TEXTS
from dashboard.wording.words import Words
from pipeline.compute import formulas
from pipeline.compute.verdict import Standing, verdict
from pipeline.organisation.policy import INSIDE

LANGUAGES = ("nl", "en")
BY_CODE = {each.code: each for each in DEFINITIONS}
WITH_FIGURES = {code for code, each in BY_CODE.items() if each.figures}
PARTS = ("term", "is", "how", "example", "because", "source")


def figures(code: str) -> dict[str, float]:
    return {name: value for name, (_, value) in BY_CODE[code].figures.items()}


def judged(code: str, expected: int | None = None, unknown: int = 0) -> tuple[str, int]:
    """The verdict on the example of a definition, and the need it rests on."""
    found = figures(code)
    heads, members = int(found["heads"]), int(found["members"])
    need = formulas.need(found["target"], heads)
    known = heads - unknown
    standing = Standing(
        target_share=found["target"], headcount=heads, members=members, unknown=unknown, known=known,
        share=members / known, need=need, expected_need=need if expected is None else expected,
    )  # fmt: skip
    return verdict(standing), need


def wilson(members: float, known: float) -> tuple[float, float]:
    found = formulas.wilson(members, known)
    assert found is not None
    return found


# What each example rests on, worked out by the formulas that figures are made with, or by hand.
WORKED = {
    "fte": lambda f: {"sum": f["people"] * f["part"]},
    "persons_or_fte": lambda f: {"inpersons": 10 / 20, "infte": 10 * 0.7 / (10 * 0.7 + 10 * 1.0)},
    "response": lambda f: {"part": (f["heads"] - f["unknown"]) / f["heads"], "minimum": 0.6},
    "share": lambda f: {"known": 40 - 8, "share": formulas.share(8, 40, 8)},
    "bounds": lambda f: dict(zip(("low", "high"), formulas.bounds(8, 40, 8) or (), strict=True)),
    "margin": lambda f: {
        "ashare": 1 / 12, "alow": wilson(1, 12)[0], "ahigh": wilson(1, 12)[1],
        "bshare": 5 / 60, "blow": wilson(5, 60)[0], "bhigh": wilson(5, 60)[1],
        "cshare": 20 / 250, "clow": wilson(20, 250)[0], "chigh": wilson(20, 250)[1],
    },
    "one_head": lambda f: {"points": formulas.one_head(12)},
    "path": lambda f: {"now": f["begin"] + (f["end"] - f["begin"]) * f["done"] / f["all"]},
    "need": lambda f: {
        "oneneed": formulas.need(0.08, 25), "twoneed": formulas.need(0.08, 26), "fteneed": formulas.need_fte(0.3, 41.4),
    },
    "gap": lambda f: {"need": formulas.need(0.3, 30), "gap": formulas.gap(6, formulas.need(0.3, 30))},
    "gap_adding": lambda f: {
        "gap": formulas.gap_adding(0.3, 6, 30), "after": 6 + 5, "grown": 30 + 5, "reached": 11 / 35, "missed": 10 / 34,
    },
    "met": lambda f: {"need": formulas.need(0.3, 30)},
    "on_course": lambda f: {"need": formulas.need(0.3, 30), "expected": formulas.need(0.25, 30)},
    "one_away": lambda f: {"need": formulas.need(0.3, 30), "gap": formulas.gap(8, 9)},
    "within_chance": lambda f: {"share": 5 / 60, "high": wilson(5, 60)[1], "gap": formulas.need(0.15, 60) - 5},
    "below": lambda f: {"share": 20 / 250, "high": wilson(20, 250)[1], "gap": formulas.need(0.15, 250) - 20},
    "depends": lambda f: {"need": formulas.need(0.25, 40), "most": 8 + 8},
    "too_small": lambda f: {
        "from": next(n for n in range(1, 99) if not formulas.less_than_one_person(0.08, n)),
        "lowerfrom": next(n for n in range(1, 99) if not formulas.less_than_one_person(0.05, n)),
    },
    "nobody_yet": lambda f: {each + "n": formulas.zero_is_evidence_from(f[each]) for each in "abcd"},
    "small_count": lambda f: {"k": INSIDE.k, "one": 1, "last": INSIDE.k - 1, "least": INSIDE.n_min},
    # 21% to 25% in five years at 6%: s = 0.94 ** 5, and (0.25 - 0.21 s) / (1 - s) is 36%.
    "outlook": lambda f: {
        "needed": (0.25 - 0.21 * 0.94**5) / (1 - 0.94**5),
        "low": binom.sf(3, 10, 0.4), "high": binom.sf(3, 10, 0.55),
    },
    "funnel": lambda f: {"smallnone": binom.pmf(0, 25, 0.08), "largenone": binom.pmf(0, 50, 0.08)},
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(WITH_FIGURES | set(WORKED)))
def test_the_numbers_of_an_example_are_worked_out(code):
    found = figures(code)
    worked = WORKED[code](found)
    assert worked
    assert {name: pytest.approx(value, abs=1e-6) for name, value in worked.items()} == {
        name: found[name] for name in worked
    }


def test_wilson_has_the_published_check_values():
    """5 of 60 and 20 of 250 stand in the example; these are the others that a statistician would look up."""
    checks = {(0, 8): (0, 0.324), (1, 12): (0.015, 0.354), (2, 25): (0.022, 0.25), (5, 60): (0.036, 0.181)}
    for (members, known), ends in checks.items():
        assert wilson(members, known) == pytest.approx(ends, abs=6e-4)


def test_what_it_would_take_is_what_the_discussion_reckons():
    found = figures("outlook")
    assert share_needed(0.25, 0.21, 5, 0.06) == pytest.approx(found["needed"], abs=1e-6)
    assert chance_of(10, 0.4, 4) == pytest.approx(found["low"], abs=1e-6)
    assert chance_of(10, 0.55, 4) == pytest.approx(found["high"], abs=1e-6)


def test_each_verdict_of_the_page_is_the_one_its_example_gets():
    assert judged("met") == ("met", 9)
    assert judged("on_course", expected=8) == ("on_course", 9)
    assert judged("one_away") == ("one_away", 9)
    assert judged("within_chance") == ("below_within_chance", 9)
    assert judged("below") == ("below", 38)
    assert judged("depends", unknown=8) == ("depends_on_unknowns", 10)
    assert formulas.response_is_low(40, 20, 0.6)
    assert not formulas.response_is_low(40, 16, 0.6)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BY_CODE)
def test_a_definition_is_a_term_and_one_sentence(code, language):
    term, said = TEXTS[f"method_{code}_term"][language], TEXTS[f"method_{code}_is"][language]
    assert term
    assert re.fullmatch(r"[A-Z][^.]*\.", said), said


@pytest.mark.parametrize("code", BY_CODE)
def test_an_example_says_every_figure_and_no_number_that_is_not_checked(code):
    given = set(BY_CODE[code].figures)
    for language in LANGUAGES:
        text = TEXTS.get(f"method_{code}_example", {}).get(language, "")
        facts = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert facts == given
        assert not re.search(r"\d", re.sub(r"\{\w+\}", "", text))


def test_every_text_about_a_term_belongs_to_a_definition():
    ending = re.compile(rf"method_(\w+)_({'|'.join(PARTS)})")
    about_terms = {found[1] for code in TEXTS if (found := ending.fullmatch(code))}
    elsewhere = {
        "decision_by",
        "decision_share",
        "decision_baseline",
        "privacy_upload",
        "privacy_ask",
        "privacy_closed",
    }
    labels = {"label", "decision"}
    assert about_terms - elsewhere - labels == set(BY_CODE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapters_hold_every_definition_once_under_its_anchor(language):
    found = [entry for chapter in CHAPTERS for entry in entries(chapter, Words(language))]
    assert [entry.code for entry in found] == [each.code for each in DEFINITIONS]
    assert len({entry.anchor for entry in found}) == len(found)
    assert len({entry.term for entry in found}) == len(found)
    assert all(re.fullmatch(r"term-[a-z-]+", entry.anchor) for entry in found)


def test_numbers_are_written_in_the_language():
    margin = {
        language: next(e for e in entries("shares", Words(language)) if e.code == "margin") for language in LANGUAGES
    }
    assert margin["nl"].example.startswith("1 van 12 is 8,3%, met een marge van 1,5% tot 35,4%.")
    assert margin["en"].example.startswith("1 of 12 is 8.3%, with a margin of 1.5% to 35.4%.")


def test_an_anchor_that_is_not_there_is_not_made_up():
    assert anchor_of("gap_adding") == "term-gap-adding"
    with pytest.raises(KeyError):
        anchor_of("gaps")
