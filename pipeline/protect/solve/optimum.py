"""What is the least that must be hidden, and is it proved? A Benders program: decisions against attackers.

Source: Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with linear constraints".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from pipeline.errors import ProtectionFailed
from pipeline.protect.solve.alternatives import NEARLY, Alternatives
from pipeline.protect.solve.cuts import EXACT, Attacker, Cut, cut
from pipeline.protect.solve.highs import INFINITE, Box, Program
from pipeline.protect.solve.problem import Budget, Duty, Flags, FloatArray, IntArray, Problem, Wide, possible
from pipeline.protect.solve.suppress import suppress

ROUNDS = 10_000
RELAXED = 0.4  # the share of the time for which cuts are found on fractions, which is quick


@dataclass(frozen=True)
class Optimum:
    """The cheapest pattern that is safe, as far as was found in time."""

    hidden: Flags  # per decision; safe
    lower_bound: float  # no safe pattern costs less
    status: Literal["optimal", "limit"]
    seconds: float  # of solving, the first heuristic left out


def optimum(problem: Problem, duties: Sequence[Duty | Wide], time_limit: float, known: Flags | None = None) -> Optimum:
    """The proven cheapest pattern under which every duty has a world (duties that have none at all are left out).

    `time_limit` is in seconds of solving; when they are over, the best pattern known and the bound proved so far.
    `known`: a pattern found elsewhere, per decision. It is taken for an answer only if it is found to be safe here;
    then what is left to do is to prove that there is no cheaper one.

    Raises:
        ProtectionFailed: the solver is missing, or stopped early in a linear program.
    """
    narrow = [Duty(duty.columns, duty.width) if isinstance(duty, Wide) else duty for duty in duties]
    settled = suppress(problem, narrow)
    alive = [duty for duty, world in zip(duties, settled.worlds, strict=True) if world is not None]
    search = _Search(problem, alive, settled.hidden, time_limit)
    if known is not None:
        search.consider(known)
    return search.run()


class _Search:
    """The state of one run: a master program over decisions, an attacker, the best safe pattern so far."""

    def __init__(self, problem: Problem, duties: Sequence[Duty | Wide], best: Flags, time_limit: float) -> None:
        self._problem, self._duties, self._best, self._limit = problem, duties, best, time_limit
        self._attacker = Attacker(problem, Budget().seconds)
        self._decisions = len(problem.weights)
        # An "either" duty has a column of its own: 1 asks for the move up, 0 for the move down.
        either = [place for place, duty in enumerate(duties) if isinstance(duty, Duty) and duty.either]
        self._choice = {place: self._decisions + order for order, place in enumerate(either)}
        width = self._decisions + len(either)
        low = np.concatenate([problem.must_hide.astype(np.float64), np.zeros(len(either))])
        cost = np.concatenate([problem.weights, np.zeros(len(either))])
        none = np.zeros(0)
        empty = csr_array((0, width), dtype=np.float64)
        self._master = Program(cost, Box(low, np.ones(width)), empty, Box(none, none))
        self._master.option("mip_rel_gap", 0.0)
        self._bound = 0.0

    @property
    def _clock(self) -> float:
        return self._master.clock + self._attacker.clock

    def run(self) -> Optimum:
        """Cuts on fractions first, then on whole patterns, until one is safe or the bound meets the best."""
        self._relaxed()
        self._master.integer(np.arange(self._decisions + len(self._choice), dtype=np.int64), True)
        done = self._whole()
        return Optimum(self._best, self._bound, "optimal" if done else "limit", self._clock)

    def _relaxed(self) -> None:
        for _ in range(ROUNDS):
            found = self._master.solve(Budget().seconds)
            if found is None or self._clock > RELAXED * self._limit:
                return
            self._raise_bound(found.objective)
            if self._met or not self._cuts(found.values):
                return

    def _whole(self) -> bool:
        for _ in range(ROUNDS):
            left = self._limit - self._clock
            if self._met or left <= 0:
                return self._met
            found = self._searched(left)
            if found is None:
                return False
            x = found[: self._decisions] > 0.5
            whole = np.concatenate([x.astype(np.float64), np.round(found[self._decisions :])])
            if not self._cuts(whole) and not self._forbid(x):
                return self._accept(x)
        return False

    def consider(self, x: Flags) -> None:
        """Takes a pattern for the best known, if it is cheaper and as safe."""
        cheaper = self._problem.weights @ x < self._problem.weights @ self._best
        if cheaper and bool(np.all(x[self._problem.must_hide])) and self._safe(x):
            self._best = x

    def _safe(self, x: Flags) -> bool:
        return all(self._holds(x, duty)[0] for duty in self._duties)

    def _accept(self, x: Flags) -> bool:
        if not self._safe(x):
            return False
        self._best = x
        self._raise_bound(float(self._problem.weights[x].sum()))
        return True

    def _forbid(self, x: Flags) -> bool:
        """Asks for something more to be hidden when a duty is only met in fractions; False when all are met."""
        for duty in self._duties:
            holds, proven = self._holds(x, duty)
            if not holds:
                open_decisions = np.flatnonzero(~x).astype(np.int64)
                if proven:
                    self._master.add_row(open_decisions, np.ones(len(open_decisions)), 1.0, INFINITE)
                return proven
        return False

    def _holds(self, x: Flags, duty: Duty | Wide) -> tuple[bool, bool]:
        """Whether a duty is met in whole numbers by a pattern, and whether that is proved."""
        self._attacker.see(x.astype(np.float64))
        senses = (1, -1) if isinstance(duty, Wide) else duty.senses
        ways = [self._farthest(x, duty.columns, sense) for sense in senses]
        far = [way for way, _ in ways]
        holds = sum(far) >= duty.width if isinstance(duty, Wide) else max(far) >= abs(duty.change)
        return holds, holds or all(proven for _, proven in ways)

    def _farthest(self, x: Flags, columns: IntArray, sense: int) -> tuple[int, bool]:
        move = self._attacker.move(columns, sense)
        delta = np.rint(move.delta)
        near = float(np.max(np.abs(delta - move.delta), initial=0.0)) <= NEARLY
        if near and possible(self._problem, delta.astype(np.int64)):
            return round(move.reach), True
        program = Alternatives(self._problem, x, Budget())
        program.hold(np.flatnonzero(~x))
        return program.farthest(columns, sense)

    def _searched(self, seconds: float) -> FloatArray | None:
        """The best pattern of the master program; None when the time is over before it is proved."""
        try:
            found = self._master.search(seconds)
        except ProtectionFailed:
            return None
        if found is None:
            return None
        self._raise_bound(found.bound)
        return found.values if found.proven else None

    @property
    def _met(self) -> bool:
        return self._bound >= float(self._problem.weights[self._best].sum()) - EXACT

    def _raise_bound(self, bound: float) -> None:
        """With whole weights a bound in fractions can be rounded up."""
        if np.all(self._problem.weights == np.round(self._problem.weights)):
            bound = float(np.ceil(bound - EXACT))
        self._bound = max(self._bound, bound)

    def _cuts(self, x: FloatArray) -> bool:
        """Adds what this choice violates; False when it violates nothing."""
        self._attacker.see(x[: self._decisions])
        added = [self._add(place, each, x) for place in range(len(self._duties)) for each in self._asked(place)]
        return any(added)

    def _asked(self, place: int) -> list[tuple[Cut, int]]:
        """What one duty asks of the decisions, and for which direction."""
        duty = self._duties[place]
        if isinstance(duty, Wide):
            moves = [self._attacker.move(duty.columns, sense) for sense in (1, -1)]
            return [(cut(moves, duty.width), 0)]
        asked: list[tuple[Cut, int]] = []
        for sense in duty.senses:
            move = self._attacker.move(duty.columns, sense)
            if move.reach >= abs(duty.change) - EXACT:
                return []
            asked.append((cut([move], abs(duty.change)), sense))
        return asked

    def _add(self, place: int, asked: tuple[Cut, int], x: FloatArray) -> bool:
        one, sense = asked
        row, least = np.concatenate([one.coefficients, np.zeros(len(self._choice))]), one.least
        if place in self._choice:
            row[self._choice[place]] = -least if sense > 0 else least
            least = 0.0 if sense > 0 else least
        if not Cut(row, least).violated(x):
            return False
        columns = np.flatnonzero(np.abs(row) > 1e-9).astype(np.int64)
        self._master.add_row(columns, row[columns], least, INFINITE)
        return True
