"""The audit's bounds are those of every possible world, counted one by one: always."""

import numpy as np
import pytest

from pipeline.audit.bounds import Solver
from pipeline.audit.equations import equations
from pipeline.audit.knowledge import Population, colleague, headcounts
from pipeline.audit.places import parents_of
from pipeline.audit.sparse import row
from pipeline.audit.statements import told
from tests.audit.tiny import Tiny, drawn, enumerated


def bounds(tiny: Tiny, shown: list[tuple[int, str, str]], attacker: str) -> dict[tuple[int, str, str], tuple[int, int]]:
    published = [tiny.publish(shown)]
    said = told(published)
    assert said.flaws == []
    steps = [tiny.step(month) for month in range(len(tiny.months))]
    if attacker == "colleague":
        crowds: list[tuple[Population, list[int]]] = [
            (colleague(tiny.restricted(), "gender", steps), list(range(len(steps))))
        ]
    else:
        crowds = [(headcounts(published, "gender", [step], known=True), [month]) for month, step in enumerate(steps)]
    found = {}
    for crowd, months in crowds:
        keys = [(month, unit, band) for month in months for unit, band in tiny.places()]
        figures = [tiny.figure(*key) for key in keys]
        system = equations(crowd, parents_of(published), (said.statements, said.claims), figures)
        solver = Solver(system.system)
        for number, key in enumerate(keys):
            found[key] = tuple(solver.extreme(row(system.sums, number), sense).bound for sense in (-1, 1))
    return found


def compare(seed: int, attacker: str) -> None:
    draw = np.random.default_rng(seed)
    tiny = drawn(
        draw,
        people=int(draw.integers(1, 9 if attacker == "colleague" else 8)),
        months=int(draw.integers(1, 5)),
        linked=bool(draw.random() < 0.8),
    )
    if attacker == "colleague" and sum(len(heads) for heads in tiny.months) > 11 and not tiny.linked:
        return
    keys = [(month, unit, band) for month in range(len(tiny.months)) for unit, band in tiny.places()]
    part = draw.random()
    shown = [key for key in keys if draw.random() < part and tiny.counts(*key)[0] > tiny.counts(*key)[2]]
    assert bounds(tiny, shown, attacker) == enumerated(tiny, shown, attacker), seed


@pytest.mark.parametrize(
    "seeds", [range(30), pytest.param(range(30, 150), marks=pytest.mark.slow)], ids=["few", "more"]
)
@pytest.mark.parametrize("attacker", ["colleague", "headcounts"])
def test_bounds_are_those_of_all_worlds(attacker: str, seeds: range) -> None:
    for seed in seeds:
        compare(seed, attacker)


@pytest.mark.slow
@pytest.mark.parametrize("attacker", ["colleague", "headcounts"])
def test_bounds_are_those_of_all_worlds_thousands_of_times(attacker: str) -> None:
    """2,000 draws per attacker, beside the 150 above."""
    for seed in range(1000, 3000):
        compare(seed, attacker)
