from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import registers
from dashboard.selection import (
    BYS,
    COUNTS,
    PARTS,
    PHASES,
    SHOWS,
    STANDS,
    WORKS,
    Choices,
    Selection,
    language_of,
    select,
    under_its_name_then,
)

OLD, NEW = date(2025, 11, 30), date(2025, 12, 31)
CHOICES = Choices(
    ("nl", "en"),
    {OLD: ("U", "OLD&CO"), NEW: ("U", "BEH", "a b+c")},
    ("t-1", "t/2"),
    ("women", "x+y"),
    ("women.15+", "x+y.all"),
)


@given(st.data())
def test_an_address_opens_exactly_what_it_was_made_from(data):
    snapshot = data.draw(st.sampled_from([OLD, NEW]))
    selection = Selection(
        data.draw(st.sampled_from(["nl", "en"])),
        data.draw(st.sampled_from(CHOICES.units[snapshot])),
        data.draw(st.sampled_from([None, *CHOICES.targets])),
        snapshot,
        group=data.draw(st.sampled_from([None, *CHOICES.groups])),
        show=data.draw(st.sampled_from(SHOWS)),
        count=data.draw(st.sampled_from(COUNTS)),
        openly=data.draw(st.booleans()),
        cell=data.draw(st.sampled_from([None, *CHOICES.cells])),
        part=data.draw(st.sampled_from(PARTS)),
        stand=data.draw(st.sampled_from([None, *STANDS])),
        find=data.draw(st.sampled_from(["", "law", "a & b=c?", "é", "x" * 80])),
        work=data.draw(st.sampled_from([None, *WORKS])),
        phase=data.draw(st.sampled_from([None, *PHASES])),
        by=data.draw(st.sampled_from(BYS)),
        number=data.draw(st.integers(1, 9999)),
        short=data.draw(st.booleans()),
    )
    assert select(selection.params(), CHOICES) == (selection, ())


@given(
    st.dictionaries(st.sampled_from(["lang", "unit", "target", "date", "stand", "find", "work", "nr", "x"]), st.text())
)
def test_no_address_breaks_it_and_what_comes_out_can_always_be_chosen(params):
    selection, unfollowed = select(params, CHOICES)
    assert selection.language in ("nl", "en")
    assert selection.unit in CHOICES.units[selection.snapshot]
    assert selection.target in (None, *CHOICES.targets)
    assert set(unfollowed) <= set(params)
    assert select(selection.params(), CHOICES) == (selection, ())


@pytest.mark.parametrize(
    ("params", "unfollowed"),
    [
        ({}, ()),
        ({"lang": "fr"}, ("lang",)),
        ({"unit": "OLD&CO"}, ("unit",)),
        ({"unit": "OLD&CO", "date": "2025-11-30"}, ()),
        ({"date": "2019-01-31", "target": "gone"}, ("date", "target")),
        ({"date": ""}, ("date",)),
    ],
)
def test_what_an_address_could_not_be_followed_in_is_named(params, unfollowed):
    assert select(params, CHOICES)[1] == unfollowed


def test_without_anything_it_is_the_latest_whole_organisation_in_its_own_language():
    assert select({}, CHOICES)[0] == Selection("nl", "U", None, NEW)
    assert language_of({}, ("fr", "en")) == "en"
    assert language_of({}, ()) == "nl"
    assert language_of({"lang": "en"}, ("nl",)) == "en"


@pytest.mark.parametrize(
    ("unit", "day", "then"),
    [
        ("NEW", "2025-11-30", "OLD&CO"),
        ("OLD&CO", "2025-12-31", "NEW"),
        ("OLDER", "2025-12-31", "NEW"),
        ("OLDER", "2025-11-30", "OLD&CO"),
        ("NEW", "2025-12-31", "NEW"),
        ("NEW", "", "NEW"),
        ("BEH", "2025-11-30", "BEH"),
    ],
)
def test_a_renamed_unit_is_found_under_the_name_it_had(unit, day, then):
    choices = Choices(("nl",), {OLD: ("U", "OLD&CO"), NEW: ("U", "NEW", "BEH")}, ())
    renamed = {"OLD&CO": "NEW", "OLDER": "NEW"}
    params = {"unit": unit, "lang": "nl", **({"date": day} if day else {})}
    assert under_its_name_then(params, choices, renamed) == {**params, "unit": then}


def test_without_a_unit_nothing_is_looked_for():
    assert under_its_name_then({"lang": "en"}, CHOICES, {"A": "B"}) == {"lang": "en"}


def test_the_register_of_activities_is_asked_for_what_it_knows():
    assert set(PHASES) == {*registers.PHASES, "unset"}
    assert {each for each in WORKS if "_" in each or each == "placeholder"} == set(
        get_args(registers.Finding.__annotations__["code"])
    )


@pytest.mark.parametrize(
    ("written", "number"), [("", 1), ("0", 1), ("7", 7), ("-3", 1), ("x", 1), ("²", 1), ("99999", 1)]
)
def test_a_number_in_an_address_is_one_or_more(written, number):
    assert select({"nr": written}, CHOICES)[0].number == number
