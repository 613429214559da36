"""Which activities are shown, counted, ordered and leafed through: each rule by hand, and against a slow twin."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.activities.following import following
from dashboard.activities.listing import ON_A_PAGE, Line, Wanted, counts, matching, ordered, portion
from dashboard.activities.places import places_of, unit_meant
from dashboard.activities.sentences import shown, title, to_do, when_read
from dashboard.selection import WORKS
from dashboard.wording.words import Words
from registers import Activity, Kept, Reading, TableRow, read_when

NL, EN = Words("nl"), Words("en")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHOLE = {"who": "HR", "period": "2026", "first_day": date(2026, 1, 1)}


def line(unit="a", act="made", **given_):
    return Line(Kept("k", 1, Activity(unit, **{"what": "Lunch", **given_}), NOW, "s", "advisor", act))


LINES = [
    line(**WHOLE),
    line(**{**WHOLE, "who": ""}),
    line(**{**WHOLE, "who": "ntb"}),
    line(**{**WHOLE, "who": "5.1.2e"}),
    line(who="HR"),
    line(who="HR", period="ntb"),
    line(who="HR", period="ooit"),
    line(who="HR", period="pva uitwerken"),
    line(**WHOLE, usage="ntb", aim="ntb"),
    line(),
    line(phase="done"),
    line(act="removed"),
]


def test_each_kind_of_work_is_counted_once_an_activity():
    assert counts(LINES, Wanted()) == {
        "open": 9, "owner": 4, "owner_missing": 2, "owner_open": 1, "owner_redacted": 1,
        "date": 5, "date_missing": 2, "date_open": 1, "date_unread": 1, "plan_to_write": 1, "placeholder": 1, "removed": 1,
    }  # fmt: skip


@pytest.mark.parametrize("kind", WORKS)
def test_a_count_is_what_its_filter_shows(kind):
    assert len(matching(LINES, Wanted(work=kind))) == counts(LINES, Wanted())[kind]
    # Whatever is chosen already: the numbers beside the links do not follow the link that is on.
    assert counts(LINES, Wanted(work="owner")) == counts(LINES, Wanted())


def test_the_title_counts_owner_date_and_plan():
    assert title(LINES, NL) == "11 activiteiten, waarvan 8 zonder eigenaar, datum of plan"
    assert title(LINES[:2], EN) == "2 activities, 1 of them without an owner, a date or a plan"
    assert title(LINES[:1], NL) == "1 activiteit, met eigenaar en datum"
    assert title(LINES[-1:], NL) == title([], NL) == "Er staan nog geen activiteiten"


def test_work_is_said_in_words_each_kind_once():
    assert to_do(LINES[9], NL) == ["eigenaar ontbreekt", "datum ontbreekt"]
    assert to_do(LINES[8], EN) == ["still to fill in: “Aim”", "still to fill in: “How to use”"]
    assert to_do(LINES[10], NL) == to_do(LINES[11], NL) == []


@pytest.mark.parametrize(
    ("find", "found"),
    [("", True), ("lunch", True), ("LÚNCH hr", True), ("kern thema", True), ("lunch diner", False), ("é", True)],
)
def test_every_word_is_looked_for_in_every_column_without_capitals_or_accents(find, found):
    there = line(who="HR", place="Kern", theme="Thema", meaning="Café")
    assert (matching([there], Wanted(find=find)) == [there]) is found


def test_what_is_asked_for_is_asked_for_together():
    one = line("a", phase="running", targets=("t",), groups=("g",))
    two = line("b", targets=("t", "u"))
    assert matching([one, two], Wanted(units=frozenset({"a"}))) == [one]
    assert matching([one, two], Wanted(phase="unset")) == [two]
    assert matching([one, two], Wanted(target="u")) == [two]
    assert matching([one, two], Wanted(group="g", target="t", phase="running")) == [one]
    assert matching([one, two], Wanted(group="g", target="u")) == []


@given(st.lists(st.sampled_from(LINES)), st.sampled_from([None, *WORKS]), st.sampled_from(["", "hr", "lunch", "x"]))
def test_nothing_is_shown_twice_lost_or_out_of_order(lines, work, find):
    wanted = Wanted(work=work, find=find)
    twin = [
        each
        for each in lines
        if (each.kept.act == "removed") == (work == "removed")
        and (work is None or work in each.codes)
        and find in f"{each.activity.what} {each.activity.who}".lower()
    ]
    found = matching(lines, wanted)
    assert found == twin
    by_who = ordered(found, lambda each: each.activity.who, ["ntb"])
    assert sorted(map(id, by_who)) == sorted(map(id, found))
    whos = [each.activity.who for each in by_who]
    groups = [who for at, who in enumerate(whos) if at == 0 or whos[at - 1] != who]
    assert len(groups) == len(set(groups))
    assert "ntb" not in groups or groups[0] == "ntb"


@given(st.integers(0, 130), st.integers(1, 20))
def test_all_pages_together_are_the_list(length, asked):
    lines = list(range(length))
    pages = portion(lines, 1)[2]
    assert [each for number in range(1, pages + 1) for each in portion(lines, number)[0]] == lines
    here, number, _ = portion(lines, asked)
    assert number == min(asked, pages)
    assert len(here) <= ON_A_PAGE


def test_what_is_shown_is_said():
    assert shown(4, 4, Wanted(frozenset({"a"})), NL) == "Alle 4 activiteiten"
    assert shown(1, 1, Wanted(), NL) == "1 activiteit"
    assert shown(2, 4, Wanted(find="x"), NL) == "2 van de 4 activiteiten"
    assert shown(1, 4, Wanted(work="removed"), NL) == "1 weggehaald"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mei 2018 tot april 2019", "1 mei 2018 tot en met 30 april 2019"),
        ("12 maart 2027", "12 maart 2027"),
        ("vanaf maart 2027", "vanaf 1 maart 2027"),
        ("uiterlijk maart 2027", "tot en met 31 maart 2027"),
        ("doorlopend", "doorlopend, loopt"),
        ("ieder kwartaal", "elk kwartaal"),
        ("ooit", ""),
    ],
)
def test_what_was_read_is_said(words, said):
    assert when_read(read_when(words), NL) == said


# --- days that follow their words ----------------------------------------------------------------------


def read(period, **given_):
    found = read_when(period)
    days = {"first_day": found.first_day, "last_day": found.last_day, "recurrence": found.recurrence}
    return Activity("a", "x", period=period, **{**days, "phase": found.phase, **given_})


def test_new_words_bring_new_days_and_a_new_phase():
    before = read("pva uitwerken 2026")
    assert following(Activity(**{**vars(before), "period": "maart 2027"}), before) == read("maart 2027")
    assert following(Activity(**{**vars(before), "period": ""}), before) == read("")


def test_what_was_set_by_hand_stays():
    before = read("2026", first_day=date(2026, 3, 1), phase="running")
    changed = Activity(**{**vars(before), "period": "2027"})
    assert following(changed, before) == changed
    # A phase of somebody's own stays also when the days follow.
    before = read("2026", phase="running")
    assert following(Activity(**{**vars(before), "period": "2027"}), before) == read("2027", phase="running")


def test_empty_days_are_filled_and_same_words_change_nothing():
    assert following(Activity("a", "x", period="2026"), Activity("a")) == read("2026")
    assert following(read("2026"), read("2026")) == read("2026")
    assert following(Activity("a", "x", period="ooit"), Activity("a")) == Activity("a", "x", period="ooit")


# --- places --------------------------------------------------------------------------------------------


def test_words_for_a_part_of_the_organisation_mean_the_unit_that_is_called_so():
    reading = Reading(
        tuple(TableRow(at, {"place": place}) for at, place in enumerate(["Kern", " Kern ", "", "HR"])), (), 4
    )
    assert places_of(reading) == [("Kern", 2), ("HR", 1)]
    names = {"EXU-HR": ["Personeel", "Human Resources"], "EXU-A": ["Kern"], "EXU-B": ["kern"]}
    assert unit_meant("exu-hr", names) == unit_meant(" Human  resources", names) == "EXU-HR"
    assert unit_meant("Kern", names) is unit_meant("HR", names) is unit_meant("", names) is None
