"""How an agreement and the figures since are said: worked out by hand, in both languages, never more than is shown."""

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from dashboard.followed.agreed import Course, Deadline
from dashboard.followed.record import followed
from dashboard.followed.since import How
from dashboard.followed.wording import course_words, deadline_words, followed_words, target_words
from dashboard.wording.texts import TEXTS
from dashboard.wording.words import Words
from tests.dashboard.followed.bent import hidden_at, with_progress
from tests.dashboard.followed.written import HOSTILE, NOW, TALKED, TODAY, agreement, talk
from tests.packs.publications import PLANTED, planted

NL, EN = Words("nl"), Words("en")
LAST_YEAR = date(2024, 12, 31)


def said(edition, words=EN, snapshot=NOW, day=TALKED, unit="EXU-BEH", **changes):
    (found,) = followed(edition, unit, snapshot, [agreement(unit=unit, **changes)], [talk(day=day)], TODAY)
    return followed_words(found, words)


def test_what_the_figures_did_in_heads_and_share(edition):
    """22 of 342 of whom 4 unknown, then 23 of 349 of whom 4 unknown: 22/338 is 6.5%, 23/345 is 6.7%."""
    assert said(edition) == (
        "Agreed on 14 January 2025. Then 22 of 338 known, 6.5% (December 2024), now 23 of 345 known, 6.7% "
        "(December 2025). In the same period: since December 2024 1 person more; now: 5 people short, within chance."
    )
    assert said(edition, NL) == (
        "Afgesproken op 14 januari 2025. Toen 22 van de 338 bekenden, 6,5% (december 2024), nu 23 van de 345 bekenden, "
        "6,7% (december 2025). In dezelfde periode: sinds december 2024 1 persoon meer; nu: nog 5 mensen nodig, binnen "
        "toeval."
    )


def test_fte_say_so(edition):
    assert said(edition, target="women-11-14") == (
        "Agreed on 14 January 2025. Then 128.8 of 298.4 fte, 43.6% of those known (December 2024), now 143.5 of 304.6 "
        "fte, 47.6% of those known (December 2025). In the same period: since December 2024 14.7 fte more; still met."
    )


def test_a_break_is_mentioned_and_no_difference_is(edition):
    text = said(edition, unit="EXU-BEH-PSC", day=date(2024, 3, 14))
    assert "because of a break not comparable with December 2023 (Psychology and Communication merged" in text
    assert "Then 9 of 143 known, 6.3% (as of December 2023), now 11 of 149 known, 7.4% (December 2025)." in text
    assert "more" not in text.split("In the same period")[1]


def test_a_target_that_was_set_anew_says_so(edition):
    old = edition.target("world-11-14", 1)
    anew = with_progress(edition, lambda row: row | {"version": 2} if row["snapshot"] == NOW else row)
    anew = replace(anew, targets=(old, replace(old, version=2, share=0.1), *edition.targets[1:]))
    assert "the target is 8% now" in said(anew)


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ((LAST_YEAR,), "In the same period a figure came: then not shown to protect people, now 23 of 345 known, 6.7% (December 2025); 5 people short, within chance."),
        ((NOW,), "In the same period the figure went: then 22 of 338 known, 6.5% (December 2024), now not shown to protect people."),
        ((LAST_YEAR, NOW), "Then and now not shown to protect people."),
    ],
)  # fmt: skip
def test_what_is_not_shown_says_why_and_is_never_a_number(edition, hidden, expected):
    assert said(hidden_at(edition, "EXU-BEH", "world-11-14", *hidden)) == f"Agreed on 14 January 2025. {expected}"


def test_two_reasons_are_both_said(edition):
    bent = hidden_at(edition, "EXU-BEH", "world-11-14", LAST_YEAR, reason="low_response")
    text = said(hidden_at(bent, "EXU-BEH", "world-11-14", NOW))
    assert text.endswith("Then not shown: known for too few people, now not shown to protect people.")


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_a_hidden_figure_cannot_be_read_from_what_is_said(edition, words):
    """Figures that a publication forgot to empty are not said, whatever the pair of months."""
    secret, seen = planted(edition), 0
    for unit in ("EXU-BEH", "EXU-SER-LIB", "EXU-ENG-DES", "EXU-BEH-EDU", "EXU-GEO"):
        for target in ("world-11-14", "world-15up"):
            for day in (date(2023, 2, 10), TALKED, date(2025, 10, 2)):
                text = said(secret, words, unit=unit, day=day, target=target)
                assert text == said(edition, words, unit=unit, day=day, target=target)
                assert not re.search(rf"{PLANTED}|7[.,]753|77[.,]5|78%", text)
                seen += "getoond" in text or "shown" in text
    assert seen


def test_what_stands_beside_nothing(edition):
    gone = with_progress(edition, lambda row: None if row["unit"] == "EXU-BEH" and row["snapshot"] > LAST_YEAR else row)
    assert said(gone).endswith(
        "The target does not hold here any more; its last figure: 22 of 338 known, 6.5% (December 2024)."
    )
    assert said(edition, day=date(2020, 5, 1)).endswith(
        "There was no figure here yet. Now 23 of 345 known, 6.7% (December 2025)."
    )
    assert said(edition, day=date(2026, 1, 3)).endswith(
        "This snapshot is from before that day: 23 of 345 known, 6.7% (December 2025)."
    )
    assert said(edition, day=date(2025, 10, 2), snapshot=date(2025, 11, 30)).endswith(
        "No newer figure since then: 23 of 345 known, 6.7% (as of September 2025); 5 people short, within chance."
    )
    assert said(edition, target=HOSTILE).endswith(
        "This target is not in this publication, so no figure stands beside it."
    )
    assert said(edition, unit="NO-SUCH").endswith("There is no figure of this target for this unit.")


def test_from_which_day_is_said(edition):
    alone = {"conversation": None}
    assert said(edition, **alone).startswith("On which day it was agreed is not on record. So no earlier figure stands")
    begun = said(edition, start=date(2025, 2, 1), **alone)
    assert begun.startswith("To start on 1 February 2025; on which day it was agreed is not on record. Then 22")
    cancelled = [talk(state="cancelled")]
    (found,) = followed(edition, "EXU-BEH", NOW, [agreement()], cancelled, TODAY)
    assert found.begin is None


def test_a_target_of_a_unit_above_says_whose_the_figures_are(edition):
    text = said(edition, unit="EXU-BEH-PSC", target="women-11-14")
    assert text.startswith("Agreed on 14 January 2025. The figures are those of Behavioural Sciences. Then 128.8 of")


def test_an_agreement_about_another_band_than_its_target_says_so(edition):
    assert "The agreement is about" not in said(edition, band="11-14")
    assert said(edition, band="15+").endswith(
        "The agreement is about Scale 15 and up; the figures are those of the target, Scales 11-14."
    )
    assert "about H9;" in said(edition, band="H9")
    assert f"about {'9' * 40};" in said(edition, band="9" * 100_000)
    assert "H9" not in said(edition, band="H9", target="nothing")


def test_the_target_is_named_and_an_unknown_one_is_its_code(edition):
    named, bare = followed(edition, "EXU-BEH", NOW, [agreement(), agreement(target="other")], [talk()], TODAY)
    assert (target_words(named, NL), target_words(bare, NL)) == ("8% in schaal 11-14", "other")


@pytest.mark.parametrize(
    ("course", "text"),
    [
        (Course(), "not begun"),
        (Course("under_way", past_due=True), "under way, past its date"),
        (Course("done", date(2025, 2, 20), past_due=True), "done on 20 February 2025"),
        (Course("done"), "done"),
        (Course("dropped", outcome=HOSTILE, past_due=True), "dropped"),
    ],
)
def test_the_state_of_an_agreement(course, text):
    assert course_words(course, EN) == text


def test_by_when():
    first, later = date(2025, 6, 1), date(2025, 9, 1)
    assert deadline_words(Deadline(first), EN) == "1 June 2025"
    assert deadline_words(Deadline(first, later), EN) == "1 September 2025 (first 1 June 2025)"
    assert deadline_words(Deadline(None, later), EN) == "1 September 2025"
    assert deadline_words(Deadline(first, first), EN) == "1 June 2025"
    assert deadline_words(Deadline(), EN) == "no date yet"


def test_past_due_hangs_on_the_day_that_is_passed_in(edition):
    def late(today, **changes):
        (found,) = followed(edition, "EXU-BEH", NOW, [agreement(due=TODAY, **changes)], [talk()], today)
        return found.course.past_due

    assert (late(TODAY), late(date(2026, 1, 21))) == (False, True)
    assert not late(date(2026, 1, 21), changed_due=date(2026, 1, 21))
    assert not late(date(2026, 1, 21), status="dropped", outcome="x")


def test_what_somebody_wrote_is_in_no_sentence_of_ours(edition):
    """The band alone comes back, and it is one the organisation has no name for."""
    free = dict.fromkeys(("aim", "responsible", "trigger", "barrier", "outcome", "target"), HOSTILE)
    (found,) = followed(edition, "EXU-BEH", NOW, [agreement(**free)], [talk()], TODAY)
    assert (found.what, found.who, found.trigger, found.barrier, found.course.outcome) == (HOSTILE,) * 5
    assert "script" not in followed_words(found, EN) + course_words(found.course, EN)


def test_no_sentence_claims_a_cause():
    """Words that would make of two things beside each other the one because of the other."""
    causal = re.compile(
        r"\b(therefore|thanks to|led to|caused|resulted?|dankzij|waardoor|hierdoor|leidde|gevolg)\b", re.I
    )
    texts = {code: text for code, text in TEXTS.items() if code.startswith(("followed_", "agreed_", "event_"))}
    assert {f"followed_{how}" for how in get_args(How)} <= set(texts)
    assert not [code for code, text in texts.items() if causal.search(text["en"] + text["nl"])]
    assert "andere dingen" in texts["followed_aside"]["nl"]
