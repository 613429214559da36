"""What goes wrong in real deliveries: protection holds, and says no more than it may."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.organisation.model import Organisation
from pipeline.organisation.policy import Shield
from pipeline.protect.chain import Given, advance
from pipeline.protect.crowd import RowKey
from pipeline.protect.kept import from_arrays, to_arrays
from pipeline.protect.state import State
from tests.protect.drawn import (
    FIRST,
    NESTED,
    YES_NO,
    Head,
    People,
    Story,
    Told,
    delivery,
    lead,
    organisation,
    policy,
    story,
    unit,
)
from tests.protect.worlds import Attack, leaks, releases

SHIELD = Shield(k=3, n_min=4)
WHOLE: RowKey = ("U", "function", "all")
FACULTY: RowKey = ("F0", "function", "all")
OTHER: RowKey = ("F1", "function", "all")


def place(movers: int = 5) -> Organisation:
    return organisation([unit("U", None), unit("F0", "U"), unit("F1", "U")], ("low",), YES_NO, policy(SHIELD, movers))


def people(count: int = 48) -> People:
    """As many in each faculty, half of them women."""
    return {
        person: Head(f"F{person % 2}", ("low",) if person % 3 == 0 else (), "f" if person % 4 < 2 else "m")
        for person in range(1, count + 1)
    }


def without(before: People, *gone: int) -> People:
    return {person: head for person, head in before.items() if person not in gone}


def renumbered(before: People, by: int) -> People:
    return {person + by: head for person, head in before.items()}


def told_of(*steps: People, organisation: Organisation | None = None, **more: object) -> tuple[Story, list[Told]]:
    """The steps, a month apart unless told otherwise, through protection; nothing may leak of them."""
    months = more.pop("months", tuple(FIRST.plus(each) for each in range(len(steps))))
    told = Story(organisation or place(), YES_NO, steps, months, **more)  # type: ignore[arg-type]
    found = lead(told)
    assert leaks(Attack(told), found) == []
    return told, found


def given(told: list[Told], step: int) -> set[RowKey]:
    return {row for at, row in releases(told) if at == step}


def test_one_leaver_leaves_the_earlier_value_standing() -> None:
    _, told = told_of(people(), without(people(), 8))
    assert WHOLE in given(told, 0)
    # Rows the person was not in saw nobody come or go.
    assert not {WHOLE, FACULTY} & given(told, 1)
    assert {OTHER, ("F0", "function", "low")} <= given(told, 1)
    assert told[1].given.rows[WHOLE] == "step0"


def test_nobody_who_came_or_went_gives_the_same_again() -> None:
    _, told = told_of(people(), people())
    assert given(told, 1) == given(told, 0) != set()


def test_a_category_that_changes_while_nobody_moves_gives_no_new_value() -> None:
    changed = {**people(), 8: people()[8]._replace(category="m")}
    undeclared = {**people(), 8: people()[8]._replace(category="unknown")}
    for after in (changed, undeclared):
        _, told = told_of(people(), after)
        assert not {WHOLE, FACULTY} & given(told, 1)


def test_who_did_not_declare_for_a_while_is_the_same_person_after_it() -> None:
    silent = {**people(), 8: people()[8]._replace(category="unknown")}
    _, told = told_of(people(), silent, people())
    assert not {WHOLE, FACULTY} & given(told, 1)
    assert {WHOLE, FACULTY} <= given(told, 2)


def test_numbers_that_are_issued_again_at_each_export_tell_of_nobody() -> None:
    after = without(people(), 8)
    _, told = told_of(people(), renumbered(people(), 100))
    assert given(told, 1) == set()
    # Nobody knows that the third time is the second time again, but the attacker knows who left.
    renamed = Story(
        place(),
        YES_NO,
        (people(), renumbered(people(), 100), renumbered(after, 200), renumbered(after, 200)),
        tuple(FIRST.plus(each) for each in range(4)),
    )
    known = releases(lead(renamed))
    assert {step for step, _ in known} == {0}


def test_without_pseudonyms_only_headcounts_say_who_moved() -> None:
    less, fewer = without(people(), 8), without(people(), *range(2, 26, 2))
    found = Story(place(), YES_NO, (people(), people(), less), tuple(map(FIRST.plus, range(3))), (False,) * 3)
    assert {step for step, _ in releases(lead(found))} == {0}
    _, told = told_of(people(), fewer, linked=(True, False))
    assert WHOLE in given(told, 1)
    assert OTHER not in given(told, 1)  # as many heads as before: one may have left and another come


def test_a_row_that_falls_below_the_threshold_is_carried_until_its_time_is_up() -> None:
    few = without(people(), *range(12, 49, 4))
    assert sum(head.unit == "F0" and head.category == "f" for head in few.values()) == 2
    _, told = told_of(people(), few, people(), months=(FIRST, FIRST.plus(1), FIRST.plus(2)))
    assert FACULTY not in given(told, 1) | given(told, 2)
    assert told[2].given.rows[FACULTY] == "step0"
    late = replace(place(), policy=replace(place().policy, carry_months=1))
    _, told = told_of(people(), few, few, organisation=late)
    assert [each.given.rows[FACULTY] for each in told] == ["step0", "step0", None]


def test_everybody_leaves_and_a_month_without_people() -> None:
    _, told = told_of(people(), {}, people(), renumbered(people(), 100))
    assert given(told, 0)
    assert given(told, 1) == set()
    # What was hidden once in a block stays hidden in it.
    assert given(told, 2) | given(told, 3) == set()
    assert told[3].given.rows[WHOLE] == "step0"
    _, told = told_of({}, people(), {})
    assert releases(told) == []
    assert told[0].plan.rhythm == {"organisation": 1, "faculty": 1}  # what the policy says, from headcounts or not


def test_a_unit_that_goes_on_under_another_name_is_not_new_to_who_knows_it() -> None:
    renamed = (
        unit("U", None),
        replace(unit("F0", "U"), valid_to=FIRST),
        replace(unit("F2", "U"), valid_from=FIRST.plus(1)),
        unit("F1", "U"),
    )
    org = replace(place(), units=renamed)
    moved = {person: head._replace(unit=head.unit.replace("F0", "F2")) for person, head in people().items()}
    _, told = told_of(people(), moved, organisation=org)
    assert FACULTY in given(told, 0)
    assert ("F2", "function", "all") in given(told, 1)
    _, told = told_of(people(), without(moved, 8), organisation=org)
    assert not {WHOLE, ("F2", "function", "all")} & given(told, 1)
    assert "F0" not in {row[0] for row in told[1].given.rows}


def test_people_in_a_unit_that_does_not_exist_are_refused() -> None:
    gone = replace(place(), units=(unit("U", None), unit("F1", "U")))
    with pytest.raises(ValueError, match="F0"):
        lead(Story(gone, YES_NO, (people(),), (FIRST,)))


def test_a_month_that_comes_late_changes_only_what_it_had() -> None:
    months = (FIRST, FIRST.plus(2), FIRST.plus(1))
    _, told = told_of(people(), people(), people(), months=months)
    assert given(told, 2) == set()
    assert told[2].given.rows[WHOLE] == "step0"
    # A correction of January: one person was not there after all.
    _, told = told_of(people(), people(), without(people(), 8), months=(FIRST, FIRST.plus(1), FIRST))
    assert not {WHOLE, FACULTY} & given(told, 2)
    # The value of the former version is in the publication of then; this one is made of other files.
    assert told[2].given.rows[WHOLE] is None


def test_a_difference_of_one_person_through_a_third_row() -> None:
    """U at two steps, F0 and F1 at one each: nobody in the rows alone, one person in what is left."""
    quarterly = replace(place(), policy=replace(place().policy, rhythm={"organisation": 1, "faculty": 3}))
    swapped = {**people(), **{person: people()[person]._replace(unit="F1") for person in (2, 4)}}
    for after in (swapped, without(swapped, 8), {**without(swapped, 8, 12), 99: Head("F0", (), "f")}):
        told_of(people(), swapped, after, organisation=quarterly)


def changed(drawn: Story, before: Organisation, after: Organisation) -> list[tuple[State, Given]]:
    """The first step under the one folder, the others under the other, with new rules from there."""
    state, found = State(), list[tuple[State, Given]]()
    for step in range(len(drawn.steps)):
        own = after if step else before
        here = delivery(replace(drawn, attribute=own.attributes[0]), step)
        found.append(advance(state.anew() if step == 1 else state, here, own))
        state = found[-1][0]
    return found


@pytest.mark.parametrize("seed", range(200, 212))
def test_a_group_more_or_less_forgets_nobody(seed: int) -> None:
    drawn = story(seed, nested=True, steps=2)
    drawn = replace(drawn, steps=(drawn.steps[0], drawn.steps[0]))
    one = replace(drawn.organisation, groups=NESTED[seed % 2 :][:1])
    for before, after in ((one, drawn.organisation), (drawn.organisation, one)):
        (first, earlier), (last, now) = changed(drawn, before, after)
        assert len(last.crowd.atom) == len(first.crowd.atom)
        assert last.releases[: len(first.releases)] == first.releases
        assert all(key is None or earlier.rows[row] or key == "step1" for row, key in now.rows.items())
        if after is not one:
            attack = Attack(drawn)
            for wish in last.wishes:
                if wish.row is not None:
                    inside = attack.inside((wish.step, last.moments[wish.step].rows[wish.row]))
                    aim = attack.true(inside, wish.atoms) + wish.change
                    low, high = attack.reach([(each.step, each.row) for each in last.releases], inside, wish.atoms)
                    assert low <= aim <= high


@pytest.mark.parametrize("seed", range(200, 206))
def test_categories_in_another_order_change_nothing(seed: int) -> None:
    drawn = story(seed, steps=3)
    attribute = replace(drawn.attribute, categories=("more", *drawn.attribute.categories[::-1]))
    other = replace(drawn.organisation, attributes=(attribute,))
    turned, straight = (changed(drawn, drawn.organisation, each) for each in (other, drawn.organisation))
    assert [each.rows for _, each in turned] == [each.rows for _, each in straight]
    assert [each.members for _, each in turned] == [each.members for _, each in straight]
    back = changed(drawn, other, drawn.organisation)
    assert back[-1][0].categories == (*drawn.attribute.categories, "more")
    assert len(back[-1][0].crowd.atom) == len(straight[-1][0].crowd.atom)


def test_a_group_that_nobody_is_in_is_not_told_below_the_organisation() -> None:
    nobody = {person: head._replace(category="m") for person, head in people().items()}
    _, told = told_of(nobody, nobody)
    assert not {FACULTY, OTHER} & (given(told, 0) | given(told, 1))


def test_withheld_rows_are_never_given() -> None:
    apart = frozenset({WHOLE, FACULTY})
    _, told = told_of(people(), people(), withheld=(apart, apart))
    assert not apart & {row for _, row in releases(told)}


def test_nothing_is_given_of_what_is_too_small() -> None:
    _, told = told_of(people(6), people(6))
    assert releases(told) == []


@pytest.mark.parametrize("seed", range(20))
def test_other_rules_forget_nothing(seed: int) -> None:
    drawn = replace(story(seed, steps=4), anew=frozenset({2}))
    told = lead(drawn)
    assert leaks(Attack(drawn), told) == []


@pytest.mark.parametrize("seed", range(100, 130))
def test_months_delivered_again_and_late_tell_no_more(seed: int) -> None:
    drawn = story(seed, steps=4)
    start = drawn.months[0]
    order = [(0, 0, 1, 1), (0, 2, 1, 3), (0, 1, 0, 1), (1, 0, 2, 0)][seed % 4]
    months = tuple(start.plus(each) for each in order)
    again = replace(drawn, months=months)
    assert leaks(Attack(again), lead(again)) == []
    anew = replace(again, anew=frozenset({2}))
    assert leaks(Attack(anew), lead(anew)) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_memory_that_was_kept_goes_on_as_if_it_never_lay_still(seed: int) -> None:
    drawn = story(seed, steps=4, nested=seed % 3 == 0)
    straight, kept = State(), State()
    for step in range(4):
        straight, one = advance(straight, delivery(drawn, step), drawn.organisation)
        kept, other = advance(from_arrays(to_arrays(kept)), delivery(drawn, step), drawn.organisation)
        assert (one.rows, one.members) == (other.rows, other.members)
        same(straight, kept)
        same(straight, from_arrays(to_arrays(straight)))


def same(one: State, other: State) -> None:
    first, second = to_arrays(one), to_arrays(other)
    assert first.keys() == second.keys()
    for name, array in first.items():
        np.testing.assert_array_equal(array, second[name], name)
    assert (one.releases, one.wishes, one.pattern, one.rhythm) == (
        other.releases,
        other.wishes,
        other.pattern,
        other.rhythm,
    )
    assert [each.place for each in one.moments] == [each.place for each in other.moments]


def test_arrays_of_something_else_are_refused() -> None:
    with pytest.raises((KeyError, ValueError)):
        from_arrays({"person": np.zeros(1)})
