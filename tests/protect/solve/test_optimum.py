"""The proven optimum against every pattern and every world of tiny problems."""

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.protect.solve.optimum import optimum
from pipeline.protect.solve.problem import Duty, Problem
from pipeline.protect.solve.suppress import suppress
from tests.protect.solve.tables import protected, tree_table
from tests.protect.solve.worlds import cheapest, problems, safe


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(decisions=5))
def test_no_pattern_is_cheaper(drawn: tuple[Problem, list[Duty]]) -> None:
    problem, duties = drawn
    best = optimum(problem, duties, 60)
    assert best.status == "optimal"
    assert safe(problem, duties, best.hidden)
    assert problem.weights[best.hidden].sum() == pytest.approx(cheapest(problem, duties))
    assert best.lower_bound == pytest.approx(cheapest(problem, duties), abs=1e-5)
    assert problem.weights[suppress(problem, duties).hidden].sum() >= best.lower_bound - 1e-6


def test_of_148_decisions() -> None:
    problem, duties = protected(tree_table(1))
    heuristic = int(suppress(problem, duties).hidden.sum())
    best = optimum(problem, duties, 60)
    assert best.status == "optimal"
    assert best.hidden.sum() == best.lower_bound <= heuristic
