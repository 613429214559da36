"""The slow twin: every possible world of a tiny problem, one by one."""

import itertools
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.protect.solve.problem import Duty, Flags, IntArray, Problem, Wide


def every_world(problem: Problem) -> IntArray:
    """All worlds within the bounds that agree with what is known: one row of differences each."""
    spans = [
        range(low - now, high - now + 1)
        for now, low, high in zip(problem.value, problem.low, problem.high, strict=True)
    ]
    worlds = np.array(list(itertools.product(*spans)), np.int64).reshape(-1, len(problem.value))
    return worlds[np.all(worlds @ problem.fixed.toarray().T == 0, axis=1)]


def agreeing(problem: Problem, worlds: IntArray, hidden: Flags) -> IntArray:
    published = problem.rows.toarray()[~hidden[problem.decision]]
    return worlds[np.all(worlds @ published.T == 0, axis=1)]


def met(duty: Duty | Wide, worlds: IntArray) -> bool:
    moved = worlds[:, duty.columns].sum(axis=1)
    up, down = int(moved.max(initial=0)), int(moved.min(initial=0))
    if isinstance(duty, Wide):
        return up - down >= duty.width
    if duty.either:
        return max(up, -down) >= abs(duty.change)
    return up >= duty.change if duty.change > 0 else down <= duty.change


def safe(problem: Problem, duties: Sequence[Duty | Wide], hidden: Flags) -> bool:
    """Whether every duty that any pattern can meet is met by this one."""
    worlds = every_world(problem)
    left = agreeing(problem, worlds, hidden)
    return all(met(duty, left) for duty in duties if met(duty, worlds))


def cheapest(problem: Problem, duties: Sequence[Duty | Wide]) -> float:
    """The least that a safe pattern costs, over all patterns."""
    costs = []
    for pattern in itertools.product((False, True), repeat=len(problem.weights)):
        hidden = np.array(pattern, np.bool_)
        if np.all(hidden[problem.must_hide]) and safe(problem, duties, hidden):
            costs.append(float(problem.weights[hidden].sum()))
    return min(costs)


@st.composite
def problems(draw: st.DrawFn, decisions: int = 6) -> tuple[Problem, list[Duty]]:
    """A tiny problem: up to five columns, any rows (coefficients other than 1 now and then), one or two duties or more."""
    columns = draw(st.integers(1, 5))
    counts = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=columns, max_size=columns))
    value = np.array([below for below, _ in counts], np.int64)
    high = value + np.array([above for _, above in counts], np.int64)
    coefficient = st.sampled_from([0, 0, 1, 1, 1, 1, 2, -1])
    lines = draw(st.lists(st.lists(coefficient, min_size=columns, max_size=columns), max_size=decisions + 2))
    known = draw(st.lists(st.lists(coefficient, min_size=columns, max_size=columns), max_size=2))
    number = draw(st.integers(1, decisions))
    decision = draw(st.lists(st.integers(0, number - 1), min_size=len(lines), max_size=len(lines)))
    weights = draw(st.lists(st.sampled_from([1.0, 1.0, 2.5]), min_size=number, max_size=number))
    must = draw(st.lists(st.booleans(), min_size=number, max_size=number))
    problem = Problem(
        value,
        np.zeros_like(value),
        high,
        _matrix(lines, columns),
        np.array(decision, np.int64),
        _matrix(known, columns),
        np.array(weights),
        np.array(must),
    )
    some = st.sets(st.integers(0, columns - 1), min_size=1).map(lambda each: np.array(sorted(each), np.int64))
    change = st.integers(-3, 3).filter(bool)
    duties = draw(st.lists(st.builds(Duty, some, change, st.booleans()), min_size=1, max_size=4))
    return problem, duties


def _matrix(lines: list[list[int]], columns: int) -> csr_array:
    return csr_array(np.array(lines, np.int64).reshape(len(lines), columns))
