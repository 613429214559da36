"""The parts of protection over months, each beside a slow plain twin."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.month import Month
from pipeline.organisation.model import Organisation, Target
from pipeline.organisation.policy import Shield
from pipeline.protect.board import Board, Flips
from pipeline.protect.calendar import block, due, enough_movers, rhythm
from pipeline.protect.chain import advance
from pipeline.protect.crowd import ABSENT, OPEN
from pipeline.protect.events import equations, rows_at, signatures
from pipeline.protect.rows import atoms_of, catalogue_rows, moment
from pipeline.protect.sensitivity import Counted, Secret, counts_to_guard, may_enter, secrets, sensitive_rows
from pipeline.protect.solve.problem import World
from pipeline.protect.state import Release, State
from tests.protect.drawn import FIRST, NESTED, THREE, WOMEN, YES_NO, Story, delivery, lead, policy, presence, story
from tests.protect.worlds import Attack

SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=25)
TWO = atoms_of(YES_NO, (WOMEN,))
PARTS = atoms_of(THREE, NESTED)


def walked(drawn: Story) -> State:
    """A story without anything worked out: the crowd and the moments only."""
    state = State()
    groups = tuple(each for each in drawn.organisation.groups if each.attribute == drawn.attribute.code)
    atoms = atoms_of(drawn.attribute, groups)
    for step in range(len(drawn.steps)):
        here = delivery(drawn, step).presence
        now, pattern = moment(here, drawn.organisation, f"step{step}")
        crowd = state.crowd.joined(here, atoms.of_category[here.category], pattern[here.cell])
        state = replace(state, crowd=crowd, moments=(*state.moments, now))
    return state


def test_atoms_by_hand() -> None:
    assert (TWO.of_category.tolist(), TWO.members, TWO.count) == ([1, 0, OPEN], (frozenset({1}),), 2)
    assert PARTS.of_category.tolist() == [1, 2, 0, OPEN]
    assert PARTS.members == (frozenset({1, 2}), frozenset({2}))
    assert set(counts_to_guard(PARTS)) == {frozenset(each) for each in ({1, 2}, {0}, {2}, {0, 1}, {1})}
    assert counts_to_guard(TWO) == (frozenset({1}), frozenset({0}))


COUNTS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.booleans()), max_size=8)
SHIELDS = st.builds(Shield, k=st.integers(2, 6), n_min=st.integers(0, 12), all_or_none=st.booleans())


def counted(rows: list[tuple[int, int, int, bool]], atoms: int) -> Counted:
    by_atom = np.array([row[:atoms] for row in rows], dtype=np.int64).reshape(-1, atoms)
    return Counted(by_atom, np.array([row[3] for row in rows], dtype=np.bool_))


@given(COUNTS, SHIELDS, st.booleans())
def test_what_is_secret_is_what_the_rule_says(rows: list, shield: Shield, nested: bool) -> None:
    atoms = PARTS if nested else TWO
    here = counted(rows, atoms.count)
    wanted: set[Secret] = set()
    hidden: list[bool] = []
    for place, row in enumerate(rows):
        heads = sum(row[: atoms.count])
        few = heads < shield.n_min
        for mask in counts_to_guard(atoms):
            count = sum(row[atom] for atom in mask)
            nobody = count == 0 and heads > 0 and not row[3] and shield.all_or_none
            if 0 < count < shield.k or nobody:
                few = True
                wanted |= {Secret(place, mask, end - count) for end in (0, min(shield.k, heads)) if end != count}
        hidden.append(few)
    assert sensitive_rows(here, atoms, shield).tolist() == hidden
    found = secrets(here, atoms, shield)
    assert len(found) == len(set(found))
    assert set(found) == wanted
    for place, may in enumerate(may_enter(here, atoms, shield).tolist()):
        # A quarter of them may leave within the year.
        leave = [-(-sum(rows[place][atom] for atom in mask) // 4) for mask in counts_to_guard(atoms)]
        left = [sum(rows[place][atom] for atom in mask) for mask in counts_to_guard(atoms)]
        stays = all(count == 0 or count - gone >= shield.k for count, gone in zip(left, leave, strict=True))
        assert may == (not hidden[place] and stays)


def test_secrets_by_hand() -> None:
    shield = Shield(k=5, n_min=10)
    here = counted([(7, 3, 0, False), (20, 0, 0, False), (20, 0, 0, True), (8, 8, 0, False), (2, 1, 0, False)], 2)
    assert sensitive_rows(here, TWO, shield).tolist() == [True, True, False, False, True]
    assert may_enter(here, TWO, shield).tolist() == [False, False, True, True, False]
    women, men = frozenset({1}), frozenset({0})
    assert set(secrets(here, TWO, shield)) == {
        Secret(0, women, -3),
        Secret(0, women, 2),
        Secret(1, women, 5),
        Secret(4, women, -1),
        Secret(4, women, 2),
        Secret(4, men, -2),
        Secret(4, men, 1),
    }


def test_blocks_and_dates_by_hand() -> None:
    school = policy(Shield(), block_start=9)
    assert block(2025 * 12 + 8, school) == block(2026 * 12 + 7, school)
    assert block(2026 * 12 + 7, school) + 1 == block(2026 * 12 + 8, school)
    assert block(2025 * 12, policy(Shield())) + 1 == block(2026 * 12, policy(Shield()))
    assert due(10, None, 12)
    assert due(22, 10, 12)
    assert not due(21, 10, 12)


def test_the_rhythm_by_hand() -> None:
    rules = replace(policy(Shield(), movers=5), rhythm={"faculty": 6})
    # 30% of 200 heads in a year is 5 movers in a month; of 67 heads in three months; 20 heads never see so many.
    heads = {"organisation": 200, "service": 67, "department": 12, "faculty": 1000, "office": 199}
    found = rhythm(list(heads), np.array(list(heads.values())), rules)
    assert found == {"organisation": 1, "service": 3, "department": 12, "faculty": 6, "office": 3}


@FEW
@given(SEEDS)
def test_rows_count_who_is_in_them(seed: int) -> None:
    drawn = story(seed, steps=1)
    attack = Attack(drawn)
    found, pattern = moment(presence(drawn.steps[0], drawn.attribute, drawn.months[0]), drawn.organisation, "step0")
    here = delivery(drawn, 0).presence
    for place, row in enumerate(found.rows):
        counts = found.inside[[place]].toarray()[0][pattern[here.cell]]
        inside = {person for person, count in zip(drawn.steps[0], counts.tolist(), strict=True) if count}
        assert set(counts.tolist()) <= {0, 1}
        assert inside == attack.people((0, row))
    assert len(set(found.rows)) == len(found.rows)
    # No two patterns are in the same rows.
    columns = {tuple(column) for column in found.inside.toarray().T.tolist()}
    assert len(columns) == found.inside.shape[1]


def test_rows_on_the_personal_scale_exist_only_where_a_target_asks_for_them() -> None:
    drawn = story(3)
    target = Target(
        "t",
        1,
        {"en": "T"},
        "women",
        "low",
        ("F0",),
        0.4,
        "persons",
        "personal",
        FIRST,
        FIRST,
        0.1,
        Month(2030, 1),
        (),
        "board",
        FIRST.first_day,
        "",
    )
    rows = catalogue_rows(with_target(drawn.organisation, target), FIRST)
    assert [row for row in rows if row[1] == "personal"] == [("F0", "personal", "low")]
    assert next(row[2] for row in rows if row[0] == "U") == "all"


def with_target(organisation: Organisation, target: Target) -> Organisation:
    return replace(organisation, targets=(target,))


@FEW
@given(SEEDS)
def test_a_class_is_everybody_who_was_in_the_same_rows_at_every_step(seed: int) -> None:
    drawn = story(seed)
    state, attack = walked(drawn), Attack(drawn)
    trails: dict[tuple, set[int]] = {}
    for place in range(len(state.crowd.atom)):
        trail = tuple(int(state.crowd.at(step)[place]) for step in range(len(drawn.steps)))
        trails.setdefault(trail, set()).add(int(state.crowd.klass[place]))
    assert all(len(classes) == 1 for classes in trails.values())
    assert len(trails) == len({each for classes in trails.values() for each in classes})
    known = np.flatnonzero(state.crowd.atom != OPEN).tolist()
    found = {
        (
            int(state.crowd.person[place]),
            int(state.crowd.atom[place]),
            frozenset(step for step in range(len(drawn.steps)) if state.crowd.at(step)[place] != ABSENT),
        )
        for place in known
    }
    assert found == {(each.person, each.atom, frozenset(each.where)) for each in attack.particles}
    assert len(found) == len(known)


@FEW
@given(SEEDS, st.integers(0, 1000))
def test_what_is_known_is_what_the_released_sums_say(seed: int, lot: int) -> None:
    drawn = story(seed)
    state = walked(drawn)
    draw = np.random.default_rng(lot)
    every = [Release(step, row) for step, here in enumerate(state.moments) for row in here.rows]
    releases = [every[place] for place in draw.permutation(len(every))[:6]]
    board = Board.of(state.crowd, PARTS.count if drawn.attribute is THREE else 2)
    plain = [
        rows_at(state.crowd, board, state.moments, each.step)[[state.moments[each.step].place[each.row]]].toarray()[0]
        for each in releases
    ]
    found = equations(state.crowd, board, state.moments, releases).toarray()
    rank = np.linalg.matrix_rank
    assert rank(np.array(plain)) == rank(found if len(found) else np.zeros((1, board.classes)))
    assert rank(np.vstack([np.array(plain), found])) == rank(np.array(plain))
    same = signatures(equations(state.crowd, board, state.moments, releases))
    by_sum = [tuple(row[each] for row in plain) for each in range(board.classes)]
    # Taking differences may tell no more apart than the sums do, and no less.
    for one in range(board.classes):
        for other in range(one):
            assert (same[one] == same[other]) == (by_sum[one] == by_sum[other])


@FEW
@given(SEEDS, st.integers(2, 5))
def test_movers_are_who_is_in_one_of_two_sets(seed: int, least: int) -> None:
    drawn = story(seed, steps=3)
    state, attack = walked(drawn), Attack(drawn)
    rows = state.moments[2].rows
    released = {place: [0, 1] if place % 2 else [place % 3 % 2] for place in range(len(rows))}
    found = enough_movers(state.crowd, state.moments, 2, released, least)
    for place, row in enumerate(rows):
        moved = [len(attack.people((step, row)) ^ attack.people((2, row))) for step in released[place]]
        assert found[place] == all(each == 0 or each >= least for each in moved)


@FEW
@given(SEEDS, st.booleans(), st.integers(0, 1000))
def test_worlds_of_people_and_of_columns_are_the_same(seed: int, nested: bool, lot: int) -> None:
    state = walked(story(seed, nested=nested))
    board = Board.of(state.crowd, 3 if nested else 2)
    draw = np.random.default_rng(lot)
    known = np.flatnonzero(state.crowd.atom != OPEN)
    changed = np.sort(draw.permutation(known)[:5])
    flips = Flips(changed, (state.crowd.atom[changed] + draw.integers(1, board.atoms, len(changed))) % board.atoms)
    columns = board.as_columns([flips]).toarray()[0]
    after = state.crowd.atom.copy()
    after[changed] = flips.atoms
    moved = Board.of(replace(state.crowd, atom=after), board.atoms)
    np.testing.assert_array_equal(columns, moved.value - board.value)
    back = board.as_flips(World.of(columns))
    assert len(set(back.particles.tolist())) == len(back.particles)
    assert not (state.crowd.atom[back.particles] == back.atoms).any()
    np.testing.assert_array_equal(board.as_columns([back]).toarray()[0], columns)
    rows = rows_at(state.crowd, board, state.moments, 0)
    for mask in counts_to_guard(PARTS if nested else TWO):
        effect = board.effect(board.as_columns([flips]), rows, mask).toarray()[0]
        plain = rows @ (moved.by_atom - board.by_atom)[:, sorted(mask)].sum(axis=1)
        np.testing.assert_array_equal(effect, plain)


def test_a_block_that_begins_asks_again_what_may_enter() -> None:
    drawn = replace(story(5, steps=2), months=(Month(2025, 12), Month(2026, 1)))
    told = lead(drawn)
    assert told[1].plan.block == told[0].plan.block + 1
    assert told[1].plan.asked.all()


def test_a_group_that_is_no_secret_is_always_given() -> None:
    drawn = story(7, steps=1)
    bare = replace(drawn.organisation, policy=policy(Shield(protected=False)))
    _, given = advance(State(), delivery(drawn, 0), bare)
    assert set(given.rows.values()) == {"step0"}


@pytest.mark.parametrize("seed", range(4))
def test_nobody_declared_is_open(seed: int) -> None:
    drawn = story(seed, steps=2)
    silent = tuple({person: head._replace(category="unknown") for person, head in each.items()} for each in drawn.steps)
    told = lead(replace(drawn, steps=silent))
    assert all(key is None for each in told for key in each.given.rows.values())
