"""Rounding along a chain of months: nothing hidden, sums that add up, the same people always the same."""

from dataclasses import replace

import pytest

from pipeline.protect.blur import blurred
from pipeline.protect.chain import advance
from pipeline.protect.kept import from_arrays, to_arrays
from pipeline.protect.rows import atoms_of
from pipeline.protect.state import State
from tests.protect.drawn import Story, delivery, story

SECRET = b"a secret of this organisation"


def rounding(drawn: Story) -> Story:
    of = drawn.organisation
    return replace(drawn, organisation=replace(of, policy=replace(of.policy, mode="round")))


def led(drawn: Story, secret: bytes = SECRET, *, through_disk: bool = False):
    state, told = State(), []
    for step in range(len(drawn.steps)):
        before = from_arrays(to_arrays(state)) if through_disk else state
        state, given = advance(before, replace(delivery(drawn, step), secret=secret), drawn.organisation)
        told.append((state, given))
    return told


def inside(drawn: Story, step: int, row: tuple[str, str, str]) -> list[str]:
    """The categories of the people in a row, by walking up the tree."""
    parents = {unit.code: unit.parent for unit in drawn.organisation.units}
    found = []
    for head in drawn.steps[step].values():
        at: str | None = head.unit
        while at is not None:
            if at == row[0] and (row[2] == "all" or row[2] in head.bands) and head.category != "unknown":
                found.append(head.category)
            at = parents[at]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_every_row_is_given_and_adds_up(seed):
    drawn = rounding(story(seed))
    shield = drawn.organisation.policy.default
    members = {group.code: group.members for group in drawn.organisation.groups}
    for step, (state, given) in enumerate(led(drawn)):
        if step == 0:
            assert all(key == "step0" for key in given.rows.values())
        assert given.rounded.keys() == given.members.keys() == members.keys()
        for group, rows in given.rounded.items():
            assert rows.keys() == given.members[group].keys()
            for row, count in rows.items():
                people = inside(drawn, step, row)
                assert given.members[group][row] == sum(each in members[group] for each in people)
                assert 0 <= count <= len(people)
            for unit in drawn.organisation.units:
                below = [each.code for each in drawn.organisation.units if each.parent == unit.code]
                direct = any(head.unit == unit.code for head in drawn.steps[step].values())
                keys = [(each, "function", "all") for each in (unit.code, *below)]
                if below and not direct and all(key in rows for key in keys):
                    assert rows[keys[0]] == sum(rows[key] for key in keys[1:])
        for shape in state.rounded.values():
            small = [count for count in shape if 0 < count < shield.k]
            assert not small or sum(shape) < len(shape) * shield.k


@pytest.mark.parametrize("seed", range(0, 60, 4))
def test_what_is_kept_is_read_back_and_the_same_again(seed):
    drawn = rounding(story(seed))
    once, twice = led(drawn), led(drawn, through_disk=True)
    assert [given for _, given in once] == [given for _, given in twice]
    assert once[-1][0].rounded == twice[-1][0].rounded


def test_the_same_people_are_rounded_the_same_way_in_another_unit():
    """All of a department move to another as one: what is told of them does not change."""
    drawn = rounding(next(each for each in map(story, range(200)) if len(each.organisation.units) > 4))
    people = drawn.steps[0]
    here = next(iter(people.values())).unit
    other = next(unit.code for unit in drawn.organisation.units if unit.code not in {here, "U"})
    first = {who: head for who, head in people.items() if head.unit == here}
    moved = {who: head._replace(unit=other) for who, head in first.items()}
    state, _ = advance(State(), replace(delivery(replace(drawn, steps=(first,)), 0), secret=SECRET), drawn.organisation)
    later = replace(delivery(replace(drawn, steps=(moved,)), 0), secret=SECRET, key="later")
    after, _ = advance(state.anew(), later, drawn.organisation)
    assert after.rounded == state.rounded
    assert state.rounded


def test_without_a_secret_nothing_is_rounded():
    with pytest.raises(ValueError, match="secret"):
        led(rounding(story(1)), secret=b"")


def test_lots_hang_on_the_secret():
    drawn = rounding(story(3, steps=1))
    outcomes = {tuple(sorted(led(drawn, bytes([secret]))[0][0].rounded.items())) for secret in range(1, 30)}
    assert len(outcomes) > 1


def test_another_number_of_parts_is_rounded_anew():
    """Groups were added since: what is kept by other parts says nothing, and stops nothing."""
    drawn = rounding(story(1, nested=True, steps=1))
    (state, _) = led(drawn)[0]
    fewer = atoms_of(drawn.attribute, drawn.organisation.groups[:1])
    crowd = replace(state.crowd, atom=state.crowd.atom.clip(max=1))
    found = blurred(replace(state, crowd=crowd), fewer, 3, SECRET)
    assert {len(shape) for shape in found.kept.values()} == {2}
