import ast
import re
import shutil
import string
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

import dashboard
from dashboard.edition import Break
from dashboard.standing import StandIn
from dashboard.wording import numbers
from dashboard.wording.rows import instead_words, row_words
from dashboard.wording.sentences import (
    change_words,
    headline,
    one_head_words,
    panel_sentence,
    record_title,
    since_words,
    standing_sentence,
)
from dashboard.wording.states import TALLIES, may_be_met, tally_of
from dashboard.wording.texts import CATALOGUES, TEXTS, read_texts
from dashboard.wording.words import Words
from pipeline.published import REASONS, VERDICTS
from tests.dashboard.standings import STAND_IN, hidden, standing

NL, EN = Words("nl"), Words("en")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(dashboard.__file__).parent.rglob("*.py")))


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_facts(code):
    text = TEXTS[code]
    facts = {
        language: {name for _, name, _, _ in string.Formatter().parse(text[language]) if name} for language in text
    }
    assert set(text) == {"nl", "en"}
    assert all(text.values())
    assert facts["nl"] == facts["en"]


def test_every_text_that_is_asked_for_exists():
    asked = (
        set(re.findall(r"words\(\s*[\"']([a-z_]+)[\"']", SOURCES))
        | {f"why_{reason}" for reason in REASONS}
        | set(REASONS)
    )
    asked |= {f"is_{verdict}" for verdict in VERDICTS if verdict != "not_shown"} | set(VERDICTS)
    asked |= {f"tally_{tally}_{number}" for tally in TALLIES for number in ("one", "many")}
    assert asked <= set(TEXTS)


def asked_for() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every code that the source names, and the shape of every one it puts together from a beginning of its own."""
    named: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    home = Path(dashboard.__file__).parent.parent
    for path in sorted(path for room in ("dashboard", "packs") for path in (home / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [
                    re.escape(str(each.value)) if isinstance(each, ast.Constant) else "[a-z0-9_]+"
                    for each in node.values
                ]
                if re.fullmatch(r"[a-z]{3,}[a-z_]*", str(node.values[0].value)):
                    shapes.append(re.compile("".join(parts)))
    return named, shapes


def test_no_text_is_never_asked_for():
    named, shapes = asked_for()
    # Put together from a noun, or from a code that is itself looked up.
    made = re.compile(
        r"(person|appointment|fte)_(one|many|axis)|change_[a-z]+_since|is_[a-z_]+|" + "|".join((*VERDICTS, *REASONS))
    )
    unasked = [code for code in TEXTS if code not in named and not made.fullmatch(code)]
    assert [code for code in unasked if not any(shape.fullmatch(code) for shape in shapes)] == []


@pytest.mark.parametrize("damage", ["lacking", "twice", "broken"])
def test_a_catalogue_that_lacks_a_word_or_has_it_twice_stops_the_start(tmp_path, damage):
    shutil.copytree(CATALOGUES, tmp_path / "catalogues")
    frame = tmp_path / "catalogues" / "nl" / "frame.po"
    text = frame.read_text(encoding="utf-8")
    if damage == "lacking":
        text = re.sub(r'msgid "product"\nmsgstr "[^"]*"\n', "", text)
    elif damage == "twice":
        (frame.parent / "other.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "product"\nmsgstr "x"\n', encoding="utf-8")
    else:
        text += 'msgid "cut off\n'
    frame.write_text(text, encoding="utf-8")
    with pytest.raises((ValueError, PoFileError)):
        read_texts(tmp_path / "catalogues")


@pytest.mark.parametrize(
    ("value", "base", "nl", "en"),
    [
        (0.083, 346, "8,3%", "8.3%"),
        (0.083, 99, "8%", "8%"),
        (0.08, 346, "8,0%", "8.0%"),
        (0.08, None, "8%", "8%"),
        (0.075, None, "7,5%", "7.5%"),
        (1.0, 100, "100,0%", "100.0%"),
        (0.125, 8, "13%", "13%"),
    ],
)
def test_a_share_has_a_decimal_only_where_a_hundred_heads_carry_it(value, base, nl, en):
    assert (NL.share(value, base), EN.share(value, base)) == (nl, en)


def test_dates_and_numbers_follow_the_language():
    assert (NL.day(date(2025, 12, 31)), EN.day(date(2025, 12, 31))) == ("31 december 2025", "31 December 2025")
    assert (numbers.number(1544, "nl"), numbers.number(1544, "en")) == ("1.544", "1,544")
    assert (numbers.number(2.44, "nl", "fte"), numbers.number(3.0, "en", "fte")) == ("2,4", "3")
    assert (numbers.points(8.333, "nl"), numbers.points(33.3, "nl")) == ("8,3", "33")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": "met", "members": 31.0, "share": 0.0896, "gap": 0.0}, "met · 31 of 346 · 9.0%"),
        ({"verdict": "on_course"}, "on course, 5 people short · 23 of 346 · 6.6%"),
        ({"verdict": "one_away", "gap": 1.0}, "one appointment short · 23 of 346 · 6.6%"),
        ({}, "5 people short, within chance · 23 of 346 · 6.6%"),
        ({"verdict": "below"}, "5 people short · 23 of 346 · 6.6%"),
        ({"verdict": "below", "gap": 1.0}, "1 person short · 23 of 346 · 6.6%"),
        ({"verdict": "below", "counted": "appointment"}, "5 appointments short · 23 of 346 · 6.6%"),
        ({"verdict": "below", "counts": "fte", "base": 304.6, "gap": 2.44}, "2.4 fte short · 23 of 304.6 fte · 6.6%"),
        (
            {"verdict": "depends_on_unknowns", "unknown": 40},
            "whether it is met depends on 40 people for whom it is not known · 23 of 306 known · 6.6%",
        ),
        (
            {"verdict": "depends_on_unknowns", "unknown": 4},
            "1 to 5 people short; its course depends on 4 people for whom it is not known · 23 of 342 known · 6.6%",
        ),
        ({"unknown": 46}, "5 people short, within chance · 23 of 300 known · 6.6%"),
        (
            {"verdict": "less_than_one_person", "base": 12.0, "members": 0.0, "share": 0.0},
            "the target is less than one person here · 0 of 12 · 0%",
        ),
        ({"verdict": "a word of a later version"}, "not shown · 8% of 346 means 28 people"),
    ],
)
def test_the_words_beside_a_row(changes, said):
    assert str(row_words(standing(**changes), EN)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"base": 37.0, "need": 2.0, "target_share": 0.05},
            "niet getoond ter bescherming · 5% van 37 betekent 2 mensen",
        ),
        (
            {"base": 12.0, "need": 1.0, "verdict": "less_than_one_person"},
            "streefcijfer is hier minder dan één persoon · 8% van 12 betekent 1 persoon",
        ),
        ({"base": None, "need": None, "counts": "fte"}, "niet getoond ter bescherming"),
        ({"base": 0.0, "need": 0.0, "reason": "nobody_here"}, "hier werkt niemand"),
        ({"reason": "low_response"}, "niet getoond: van te weinig mensen bekend · 8% van 346 betekent 28 mensen"),
        ({"reason": None}, "niet getoond · 8% van 346 betekent 28 mensen"),
    ],
)
def test_a_hidden_row_says_what_the_headcount_alone_says(changes, said):
    assert str(row_words(hidden(**changes), NL)) == said


MARCH = date(2025, 3, 31)
POOL_NAME = {"nl": "Schaal 11 en hoger", "en": "Scale 11 and up"}
ABOVE_NAME = {"nl": "Faculteit", "en": "Faculty"}


def test_a_carried_figure_says_of_when_it_is_and_an_old_one_how_old():
    # At the end of December, July is five months ago and June six.
    assert str(row_words(standing(as_of=date(2025, 7, 31)), EN)).endswith("23 of 346 · 6.6% · as of July 2025")
    assert str(row_words(standing(as_of=date(2025, 6, 30)), EN)).endswith("· figure of June 2025, 6 months old")
    assert row_words(standing(as_of=MARCH), NL).as_clause() == (
        "nog 5 mensen nodig, binnen toeval (23 van 346, 6,6%, cijfer van maart 2025, 9 maanden oud)"
    )
    assert standing_sentence(standing(as_of=MARCH, verdict="met"), NL) == (
        "Gehaald: 23 van 346, nodig 28; cijfer van maart 2025, 9 maanden oud."
    )
    assert record_title(standing(as_of=MARCH, verdict="met"), "", "T", EN) == "T: met; as of March 2025"


def test_what_hangs_on_the_unknown_is_said_to_and_no_more():
    """109 of 236 at 50%: 118 are needed, and 2 unknown cannot make that; whether 111 are there hangs on them."""
    row = standing(
        verdict="depends_on_unknowns", members=109.0, base=236.0, need=118.0, gap=9.0, unknown=2, share=109 / 234
    )
    assert not may_be_met(109, 2, 118)
    assert standing_sentence(row, EN) == (
        "Not met: 109 of 236, 7 to 9 people short; whether it is on course depends on 2 people for whom it is not known."
    )
    assert headline([row], "U", EN) == (
        "U meets none of the targets of which something can be said; its course depends on people for whom it is not known"
    )
    assert may_be_met(109, 9, 118)
    assert standing_sentence(standing(**{**vars(row), "unknown": 9}), EN) == (
        "109 of 236; met or not depends on 9 people for whom it is not known."
    )


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        # A month per letter, the last one is now: s short, m met, h hidden, o short under another version.
        ("mss", "It has been short since November 2025."),
        ("sss", "It has been short since at least October 2025."),
        ("shs", "It has been short since at least December 2025."),
        ("oss", "It has been short since at least November 2025."),
        ("sms", "It has been short since December 2025."),
        ("ssm", ""),
        ("ssh", ""),
        ("s", "It has been short since at least December 2025."),
    ],
)
def test_since_when_there_is_a_shortfall(gaps, said):
    kinds = {"s": {"gap": 5.0}, "m": {"gap": 0.0, "verdict": "met"}, "o": {"gap": 5.0, "version": 0}}
    months = [date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31)][-len(gaps) :]
    series = [
        hidden(snapshot=day) if kind == "h" else standing(snapshot=day, **kinds[kind])
        for day, kind in zip(months, gaps, strict=True)
    ]
    assert since_words(series[-1], series, EN) == said


@pytest.mark.parametrize(
    ("changes", "nl", "en"),
    [
        (
            {"band_name": POOL_NAME},
            "Schaal 11 en hoger samen: 40 van 500 · 8,0%",
            "Scale 11 and up together: 40 of 500 · 8.0%",
        ),
        (
            {"unit_name": ABOVE_NAME, "as_of": MARCH},
            "Faculteit: 40 van 500 · 8,0%, cijfer van maart 2025, 9 maanden oud",
            "Faculty: 40 of 500 · 8.0%, figure of March 2025, 9 months old",
        ),
        (
            {"unit_name": ABOVE_NAME, "band_name": POOL_NAME, "share": None},
            "Faculteit, Schaal 11 en hoger samen: 40 van 500",
            "Faculty, Scale 11 and up together: 40 of 500",
        ),
    ],
)
def test_what_stands_in_for_a_hidden_figure_is_said_with_whose_it_is(changes, nl, en):
    found = StandIn(**{**vars(STAND_IN), **changes})
    assert instead_words(hidden(stand_in=found), NL) == nl
    assert instead_words(hidden(stand_in=found), EN) == en
    assert row_words(hidden(stand_in=found), EN).beside == en
    assert instead_words(standing(stand_in=found), EN) == ""


def test_a_stand_in_for_a_target_in_fte_is_in_fte():
    found = replace(STAND_IN, unit_name=ABOVE_NAME, base=304.6, members=12.5)
    assert instead_words(hidden(counts="fte", stand_in=found), EN) == "Faculty: 12.5 of 304.6 fte · 8.0%"


def test_only_below_by_more_than_chance_is_strong():
    strong = [verdict for verdict in VERDICTS if row_words(standing(verdict=verdict), EN).strong]
    assert strong == ["below"]


MET, ON, BELOW = standing(verdict="met"), standing(verdict="on_course"), standing(verdict="below")
SMALL, OPEN, AWAY = hidden(verdict="less_than_one_person"), standing(verdict="depends_on_unknowns", unknown=9), hidden()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([MET], "U meets its target"),
        ([BELOW], "U does not yet meet its target"),
        ([MET, MET], "U meets its 2 targets"),
        ([MET, BELOW], "U meets 1 of its 2 targets"),
        ([BELOW, BELOW], "U does not yet meet any of its 2 targets"),
        ([ON, BELOW], "U does not yet meet any of its 2 targets; 1 is on course"),
        # Whether a hidden target is met is not known: it may not be counted as one that is not.
        ([BELOW, AWAY], "U does not yet meet the one target of which something can be said; 1 is not shown"),
        ([ON, SMALL], "U is on course for the one target of which something can be said; for 1 the target is less than one person"),
        ([MET, AWAY], "U meets the one target of which something can be said; 1 is not shown"),
        ([BELOW, BELOW, SMALL, OPEN], "U does not yet meet any of the 2 targets of which something can be said; 1 depends on unknowns, for 1 the target is less than one person"),
        ([OPEN, AWAY], "Whether U meets its targets depends on people for whom it is not known"),
        ([AWAY, AWAY], "U: what the targets mean in numbers"),
    ],
)  # fmt: skip
def test_the_headline_counts_only_what_can_be_said(rows, said):
    assert headline(rows, "U", EN) == said


def test_a_panel_tells_the_whole_and_then_counts_the_units_below_it():
    below = [MET, MET, BELOW, AWAY, SMALL]
    assert panel_sentence(standing(), below, "U", EN) == (
        "U: 5 people short, within chance (23 of 346, 6.6%). Of the 5 units below it: 2 meet it, "
        "1 is below by more than chance, for 1 the target is less than one person, 1 is not shown."
    )
    assert panel_sentence(None, [MET], "U", NL) == "De ene eenheid eronder: 1 haalt het."
    assert panel_sentence(MET, [], "U", NL) == "U: gehaald (23 van 346, 6,6%)."


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("make", [standing, hidden])
def test_every_verdict_makes_a_whole_sentence(verdict, language, make):
    said = standing_sentence(make(verdict=verdict), Words(language))
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert "None" not in said


def test_a_hidden_standing_says_what_the_target_means_in_people():
    assert standing_sentence(hidden(base=37.0, need=2.0, target_share=0.05), EN) == (
        "5% of 37 means 2 people; how many there are is not shown: "
        "otherwise somebody could be recognised, here or in what stands beside it."
    )


def test_the_change_in_a_year_is_told_in_people():
    before = standing(snapshot=date(2024, 12, 31), members=21.0)
    told = [change_words(standing(members=members), [before], [], EN) for members in (23.0, 21.0, 20.0)]
    assert told == ["2 people more than a year ago", "as many as a year ago", "1 person fewer than a year ago"]
    between = Break(date(2025, 7, 31), {"en": "merged"})
    assert change_words(standing(), [before], [between], EN) == "because of a break not comparable with a year ago"
    assert change_words(standing(), [hidden(snapshot=before.snapshot)], [], EN) == ""
    assert change_words(hidden(), [before], [], EN) == ""
    assert change_words(standing(), [standing(snapshot=date(2024, 11, 30))], [], EN) == ""


def test_carried_figures_are_compared_by_their_own_days():
    year = [standing(snapshot=date(2024, 3, 31), members=20.0), standing(snapshot=date(2024, 12, 31), members=9.0)]
    assert change_words(standing(as_of=MARCH), year, [], EN) == "3 people more than in March 2024"
    # A year before, an earlier figure stood: it is of the month it was new.
    kept = standing(snapshot=date(2024, 12, 31), as_of=date(2024, 6, 30), members=25.0)
    assert change_words(standing(), [kept], [], NL) == "2 mensen minder dan in juni 2024"
    # The same figures a year later say nothing about a change.
    assert change_words(standing(as_of=date(2024, 6, 30)), [kept], [], EN) == ""
    assert change_words(standing(as_of=date(2024, 6, 30), snapshot=date(2025, 6, 30)), [kept], [], EN) == ""
    assert change_words(standing(members=25.0), [kept], [], EN) == "as many as in June 2024"
    after = Break(date(2025, 6, 30), {"en": "after the figures"})
    assert change_words(standing(as_of=MARCH), year, [after], EN) == "3 people more than in March 2024"


def test_one_head_is_told_only_where_it_is_more_than_a_point():
    assert one_head_words(standing(one_head=2.7), NL) == "Eén persoon meer of minder is hier 2,7 procentpunt."
    assert one_head_words(standing(one_head=0.3), NL) == ""
    assert one_head_words(standing(one_head=2.7, counts="fte"), NL) == ""


def test_a_hidden_row_is_never_counted_as_met():
    assert {tally_of(verdict, False) for verdict in VERDICTS} == {"not_shown", "too_small"}
