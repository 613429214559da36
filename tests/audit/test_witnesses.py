"""A witness proves without a solver; a false one proves nothing."""

import numpy as np
import pytest

from pipeline.audit.audit import audit
from pipeline.audit.bounds import Solver
from pipeline.audit.case import Case
from pipeline.audit.report import Attack
from pipeline.audit.witnesses import Witness
from pipeline.organisation.policy import Policy, Shield
from tests.audit.tiny import Head, Tiny

SHIELD = Shield(k=5, n_min=10)


def people(unit: str, first: int, heads: int, members: int) -> list[Head]:
    return [Head(first + index, unit, "", "f" if index < members else "m") for index in range(heads)]


WORLD = Tiny(
    {"org": None, "a": "org", "b": "org", "c": "org"},
    (),
    ((*people("a", 0, 30, 3), *people("b", 100, 30, 6), *people("c", 200, 40, 20)),),
)
SHOWN = [(0, "org", "all"), (0, "c", "all")]


def witness(changes: dict[int, int]) -> Witness:
    count = len(changes)
    return Witness(
        np.array(list(changes), dtype=np.uint64),
        np.zeros(count, dtype=np.int64),
        np.array(list(changes.values()), dtype=np.int8),
        "women",
    )


NOBODY = witness({0: -1, 1: -1, 2: -1, 110: 1, 111: 1, 112: 1})  # a has nobody, b three more
MORE = witness({10: 1, 11: 1, 100: -1, 101: -1})  # a has five, b two fewer


def colleague(*witnesses: Witness) -> Attack:
    case = Case(WORLD.restricted(), WORLD.duties(SHIELD), {"gender": witnesses}, Policy(default=SHIELD))
    report = audit([WORLD.publish(SHOWN)], case)
    assert report.passed
    return next(each for each in report.attacks if each.attacker == "colleague")


def test_true_witnesses_prove_without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (colleague().by_witness, colleague().by_solver) == (0, 1)
    monkeypatch.setattr(Solver, "extreme", None)
    assert (colleague(NOBODY, MORE).by_witness, colleague(NOBODY, MORE).by_solver) == (1, 0)


@pytest.mark.parametrize(
    "false",
    [
        {0: -1, 1: -1, 2: -1},  # the total changes
        {0: -1, 1: -1, 2: -1, 200: -1, 110: 1, 111: 1, 112: 1, 113: 1},  # so does a row that is shown
        {999: -1},  # nobody has this number
        {0: -1, 1: -1, 2: -1, 3: -1, 110: 1, 111: 1, 112: 1, 113: 1},  # fewer than nobody
    ],
)
def test_false_witnesses_prove_nothing(false: dict[int, int]) -> None:
    found = colleague(witness(false), MORE)
    assert (found.by_witness, found.by_solver) == (0, 1)
