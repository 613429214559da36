"""Every world holds, nothing possible is given up, nothing is hidden in vain: against all worlds, one by one."""

import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from pipeline.errors import ProtectionFailed
from pipeline.protect.solve.problem import Budget, Duty, Problem, Settled, World, changed, possible
from pipeline.protect.solve.suppress import reach, suppress
from tests.protect.solve.tables import protected, tree_table
from tests.protect.solve.worlds import agreeing, every_world, met, problems, safe

TINY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holds(problem: Problem, duties: list[Duty], settled: Settled) -> None:
    """No world given is wrong, checked without the code that made it."""
    for duty, world in zip(duties, settled.worlds, strict=True):
        if world is not None:
            delta = world.dense(len(problem.value))
            assert np.all(world.delta != 0)
            assert np.all(np.diff(world.columns) > 0)
            assert possible(problem, delta)
            assert not np.any(changed(problem, delta) & ~settled.hidden)
            assert met(duty, delta[None, :])


def minimal(problem: Problem, duties: list[Duty], settled: Settled) -> None:
    """Publishing any one secondary decision takes the last world of some duty."""
    for decision in np.flatnonzero(settled.hidden & ~problem.must_hide):
        hidden = settled.hidden.copy()
        hidden[decision] = False
        assert not safe(problem, duties, hidden)


@TINY
@given(problems(), st.integers(0, 5))
def test_against_every_possible_world(drawn: tuple[Problem, list[Duty]], seed: int) -> None:
    problem, duties = drawn
    settled = suppress(problem, duties, budget=Budget(seed=seed))
    assert np.all(settled.hidden[problem.must_hide])
    holds(problem, duties, settled)
    worlds = every_world(problem)
    for duty, world in zip(duties, settled.worlds, strict=True):
        assert (world is not None) == met(duty, worlds)
    minimal(problem, duties, settled)


@TINY
@given(problems(), st.data())
def test_known_worlds_never_make_it_wrong(drawn: tuple[Problem, list[Duty]], data: st.DataObject) -> None:
    problem, duties = drawn
    spread = st.lists(st.integers(-2, 2), min_size=len(problem.value), max_size=len(problem.value))
    known = [World.of(np.array(data.draw(spread), np.int64)) for _ in duties]
    known = [world if data.draw(st.booleans()) else None for world in known]
    settled = suppress(problem, duties, known)
    holds(problem, duties, settled)
    worlds = every_world(problem)
    assert [world is not None for world in settled.worlds] == [met(duty, worlds) for duty in duties]
    minimal(problem, duties, settled)


@TINY
@given(problems(), st.data())
def test_reach_is_the_farthest_world(drawn: tuple[Problem, list[Duty]], data: st.DataObject) -> None:
    problem, duties = drawn
    count = len(problem.weights)
    hidden = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    moved = agreeing(problem, every_world(problem), hidden)[:, duties[0].columns].sum(axis=1)
    assert reach(problem, hidden, duties[0].columns, 1) == moved.max()
    assert reach(problem, hidden, duties[0].columns, -1) == -moved.min()


def one_dimension(parts: list[int], high: list[int], must: list[bool]) -> Problem:
    """Parts and their total, each a decision of its own; the total is the last."""
    count = len(parts)
    rows = csr_array(np.vstack([np.eye(count, dtype=np.int64), np.ones((1, count), np.int64)]))
    return Problem(
        np.array(parts),
        np.zeros(count, np.int64),
        np.array(high),
        rows,
        np.arange(count + 1),
        csr_array((0, count), dtype=np.int64),
        np.ones(count + 1),
        np.array([*must, False]),
    )


def test_ten_and_three_and_one_and_one() -> None:
    """With ten and three in sight the two ones add up to two; the three hidden as well, each can be none or five."""
    problem = one_dimension([10, 3, 1, 1], [40, 9, 9, 9], [False, False, True, True])
    duties = [Duty(np.array([part]), change) for part in (2, 3) for change in (4, -1)]
    assert not safe(problem, duties, problem.must_hide)
    settled = suppress(problem, duties)
    holds(problem, duties, settled)
    assert None not in settled.worlds
    assert settled.hidden.sum() == 3


def test_a_triple_of_singletons() -> None:
    """Three ones beside their total of three: none can be five unless the total is hidden or a fourth joins."""
    problem = one_dimension([1, 1, 1, 20], [8, 8, 8, 30], [True, True, True, False])
    duties = [Duty(np.array([part]), change) for part in range(3) for change in (4, -1)]
    settled = suppress(problem, duties)
    holds(problem, duties, settled)
    assert settled.hidden.tolist() in ([True] * 4 + [False], [True] * 3 + [False, True])


def test_a_total_alone_gives_its_only_hidden_part_away() -> None:
    problem = one_dimension([1, 20, 30], [8, 60, 60], [True, False, False])
    settled = suppress(problem, [Duty(np.array([0]), 4), Duty(np.array([0]), -1)])
    assert settled.hidden.sum() == 2


def test_everybody_in_the_unit_knows_that_one_cannot_be_more() -> None:
    """A duty beyond the bounds has no world, and hides nothing."""
    problem = one_dimension([1, 20], [3, 60], [True, False])
    settled = suppress(problem, [Duty(np.array([0]), 4), Duty(np.array([], np.int64), 1)])
    assert settled.worlds == (None, None)
    assert settled.hidden.tolist() == [True, False, False]


def test_worlds_known_that_hold_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = one_dimension([1, 1, 20], [8, 8, 60], [True, True, False])
    duties = [Duty(np.array([0]), 1), Duty(np.array([1]), -1)]
    known = World(np.array([0, 1]), np.array([1, -1]))
    monkeypatch.setitem(sys.modules, "highspy", None)
    settled = suppress(problem, duties, [known, None])
    assert settled.hidden.tolist() == [True, True, False, False]
    assert all(world is not None for world in settled.worlds)


def test_a_swap_needs_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two columns that lie in the same published rows change places: one goes up by what another goes down."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    problem = one_dimension([3, 4, 2], [9, 9, 2], [True, True, True])
    settled = suppress(problem, [Duty(np.array([0]), 5), Duty(np.array([1, 2]), 5, either=True)])
    first, second = settled.worlds
    assert first is not None
    assert first.dense(3)[0] == 5
    assert first.dense(3)[1:].sum() == -5
    assert second is not None
    assert second.dense(3)[1:].sum() == -5 or second.dense(3)[1:].sum() == 5


def test_without_a_solver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    problem = one_dimension([1, 20], [8, 60], [True, False])
    with pytest.raises(ProtectionFailed, match="install"):
        suppress(problem, [Duty(np.array([0]), 4)])


def test_a_solver_that_stops_early_is_an_error() -> None:
    problem, duties = protected(tree_table(1))
    with pytest.raises(ProtectionFailed, match="stopped before it was done") as stopped:
        suppress(problem, duties, budget=Budget(seconds=0.0))
    assert [fault.code for fault in stopped.value.faults] == ["solver-stopped"]
    assert "de solver stopte" in stopped.value.faults[0].text("nl")


def test_a_clean_up_cut_short_is_safe_and_says_so() -> None:
    problem, duties = protected(tree_table(1))
    short = suppress(problem, duties, budget=Budget(clean_up=0))
    holds(problem, duties, short)
    assert not short.thorough
    whole = suppress(problem, duties)
    assert whole.thorough
    assert short.hidden.sum() > whole.hidden.sum()


def test_twice_the_same() -> None:
    problem, duties = protected(tree_table(3))
    first, second = suppress(problem, duties), suppress(problem, duties)
    assert np.array_equal(first.hidden, second.hidden)
    assert [(a.columns.tolist(), a.delta.tolist()) for a in first.worlds if a is not None] == [
        (b.columns.tolist(), b.delta.tolist()) for b in second.worlds if b is not None
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_small_table_of_units_by_bands(seed: int) -> None:
    """148 decisions: every duty met, no single secondary decision to spare (an attacker of its own finds out)."""
    problem, duties = protected(tree_table(seed))
    settled = suppress(problem, duties)
    holds(problem, duties, settled)
    assert None not in settled.worlds
    for decision in np.flatnonzero(settled.hidden & ~problem.must_hide):
        hidden = settled.hidden.copy()
        hidden[decision] = False
        relying = [
            duty
            for duty, world in zip(duties, settled.worlds, strict=True)
            if world is not None and changed(problem, world.dense(len(problem.value)))[decision]
        ]
        assert any(not attacked(problem, hidden, duty) for duty in relying)


def attacked(problem: Problem, hidden: np.ndarray, duty: Duty) -> bool:
    """Whether another solver still finds a world for a duty."""
    published = problem.rows[np.flatnonzero(~hidden[problem.decision])].toarray()
    cost = np.zeros(len(problem.value))
    cost[duty.columns] = -np.sign(duty.change)
    bounds = Bounds(problem.low - problem.value, problem.high - problem.value)
    equal = LinearConstraint(published, 0, 0)
    found = milp(cost, integrality=np.ones(len(cost)), bounds=bounds, constraints=[equal])
    return found.success and -found.fun >= abs(duty.change) - 1e-6
