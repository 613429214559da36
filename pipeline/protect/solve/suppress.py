"""Which decisions are hidden so that every duty is met, at little cost? The linear-programming heuristic.

Source: the hypercube-free "cheapest alternative table" heuristic of linear programming for cell suppression (Kelly,
Golden and Assad 1992; Fischetti and Salazar 2001), followed by a clean-up that leaves no decision hidden in vain.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.errors import ProtectionFailed
from pipeline.faults import Fault
from pipeline.protect.solve.alternatives import NEARLY, Alternative, Alternatives
from pipeline.protect.solve.highs import INFINITE
from pipeline.protect.solve.ledger import Ledger
from pipeline.protect.solve.messages import SOLVER_STOPPED
from pipeline.protect.solve.problem import Budget, Duty, Flags, IntArray, Problem, Settled, World
from pipeline.protect.solve.swaps import Swaps


def suppress(
    problem: Problem, duties: Sequence[Duty], known: Sequence[World | None] = (), budget: Budget | None = None
) -> Settled:
    """Hides decisions until every duty has a world, then publishes again whatever can be.

    `known` are worlds of an earlier time, one per duty (or none at all): taken when they still hold. A duty that no
    world meets even with everything hidden has None. No single decision of the outcome that is not `must_hide`
    can be published without a duty losing its last world: always where worlds in whole numbers are found by linear
    programs alone (one table); elsewhere a search in whole numbers may have been given up, and where `thorough`
    is False the clean-up was. What is hidden in vain costs use, never safety.

    Raises:
        ProtectionFailed: the solver is missing or stopped early.
    """
    search = _Search(problem, duties, known, budget or Budget())
    search.settle()
    search.clean_up()
    return Settled(search.ledger.hidden, search.ledger.worlds, search.thorough)


class _Search:
    """The state of one run: what is hidden, the worlds so far, and the means to find others."""

    def __init__(self, problem: Problem, duties: Sequence[Duty], known: Sequence[World | None], budget: Budget) -> None:
        self.problem, self.duties, self.budget = problem, duties, budget
        self.ledger = Ledger(problem, duties)
        self.impossible: set[int] = set()
        self.thorough = True
        self._alternatives: Alternatives | None = None
        self._swaps = Swaps(problem, budget.seed)
        self._grouped: bytes = b""
        self._draw = np.random.default_rng(budget.seed)
        columns = len(problem.value)
        for world in known:
            candidate = self.ledger.candidate(world.dense(columns)) if world is not None else None
            if candidate is not None:
                self.ledger.keep(candidate)

    @property
    def alternatives(self) -> Alternatives:
        """The linear program, built when the first duty needs it."""
        if self._alternatives is None:
            self._alternatives = Alternatives(self.problem, self.ledger.hidden, self.budget)
        return self._alternatives

    def settle(self) -> None:
        """Gives every duty a world, hiding what it changes; largest requirements first, equals by lot."""
        wanted = np.array([-abs(duty.change) for duty in self.duties], np.int64)
        for duty in np.lexsort((self._draw.random(len(wanted)), wanted)).tolist():
            if self.ledger.current[duty] < 0:
                self._settle(duty)

    def _settle(self, duty: int) -> None:
        free = self._free(duty)
        if free is not None:
            self.ledger.current[duty] = free
            return
        best = self._cheapest(duty)
        if best is None:
            self.impossible.add(duty)
        elif best.exact:
            self._take(duty, best)
        else:
            self._insist(duty, best)

    def _take(self, duty: int, found: Alternative) -> None:
        candidate = self.ledger.candidate(found.delta.astype(np.int64))
        if candidate is None or duty not in candidate.meets:
            raise ValueError("a world was checked and does not hold")
        self._hide(candidate.touches)
        self.ledger.keep(candidate)

    def _insist(self, duty: int, hint: Alternative) -> None:
        """No whole numbers in time: hide what the solution in fractions changes, then everything, and try again."""
        touched = np.zeros_like(self.ledger.hidden)
        rows = np.abs(self.problem.rows @ hint.delta) > NEARLY
        touched[self.problem.decision[rows]] = True
        for more in (touched, np.ones_like(touched)):
            self._hide(more)
            found = self._cheapest(duty)
            if found is None:
                self.impossible.add(duty)
                return
            if found.exact:
                self._take(duty, found)
                return
        facts = {"status": "integer program", "seconds": self.budget.integer_seconds}
        raise ProtectionFailed(Fault("solver-stopped", SOLVER_STOPPED, facts=facts))

    def _cheapest(self, duty: int) -> Alternative | None:
        ways = [self.alternatives.cheapest(self.duties[duty], sense) for sense in self.duties[duty].senses]
        found = [way for way in ways if way is not None]
        return min(found, key=lambda way: (not way.exact, way.cost), default=None)

    def _hide(self, flags: Flags) -> None:
        new = np.flatnonzero(flags & ~self.ledger.hidden)
        self.ledger.hide(new)
        if self._alternatives is not None:
            self._alternatives.release(new)

    def _free(self, duty: int) -> int | None:
        """A world that asks for nothing more to be hidden, without a solver."""
        known = self.ledger.remembered(duty)
        return known if known is not None else self._swap(duty)

    def _swap(self, duty: int) -> int | None:
        state = self.ledger.hidden.tobytes()
        if state != self._grouped:
            self._swaps.regroup(self.ledger.hidden)
            self._grouped = state
        for sense in self.duties[duty].senses:
            delta = self._swaps.world(self.duties[duty], sense)
            place = self._checked(duty, delta)
            if place is not None:
                return place
        return None

    def _checked(self, duty: int, delta: IntArray | None) -> int | None:
        candidate = self.ledger.candidate(delta) if delta is not None else None
        if candidate is None or duty not in candidate.meets or not self.ledger.agrees(candidate):
            return None
        return self.ledger.keep(candidate)

    def clean_up(self) -> None:
        """Publishes again, heaviest first, every decision that all duties can do without."""
        secondary = np.flatnonzero(self.ledger.hidden & ~self.problem.must_hide)
        if not len(secondary):
            return
        self.alternatives.hold(np.flatnonzero(~self.ledger.hidden))
        # Worlds that leave alone what might be published later on make nearly all later solves needless.
        self.alternatives.open(secondary)
        order = np.lexsort((self._draw.random(len(secondary)), -self.problem.weights[secondary]))
        first = self.alternatives.solves
        for decision in secondary[order].tolist():
            if self.alternatives.solves - first >= self.budget.clean_up:
                self.thorough = False
                return
            self._publish(decision)

    def _publish(self, decision: int) -> None:
        one = np.array([decision], np.int64)
        relying = self.ledger.relying_on(decision)
        self.ledger.publish(decision)
        if relying:
            self.alternatives.hold(one)
        others = self._others(relying)
        if others is None:
            self.ledger.hide(one)
            self.alternatives.open(one)
            return
        self.alternatives.hold(one)
        for duty, place in others.items():
            self.ledger.current[duty] = place

    def _others(self, relying: list[int]) -> dict[int, int] | None:
        """Other worlds for these duties under what is published now; None when one of them has none."""
        others: dict[int, int] = {}
        for duty in relying:
            free = self._free(duty)
            other = free if free is not None else self._solved(duty)
            if other is None:
                return None
            others[duty] = other
        return others

    def _solved(self, duty: int) -> int | None:
        for sense in self.duties[duty].senses:
            found = self.alternatives.cheapest(self.duties[duty], sense, INFINITE)
            delta = found.delta.astype(np.int64) if found is not None and found.exact else None
            place = self._checked(duty, delta)
            if place is not None:
                return place
        return None


def reach(problem: Problem, hidden: Flags, columns: IntArray, sense: int) -> int:
    """How far at most the sum of some columns can move up (sense 1) or down (-1), in whole numbers, 0 or more.

    Everything that is not hidden is published.

    Raises:
        ProtectionFailed: the solver is missing or stopped early.
    """
    program = Alternatives(problem, hidden, Budget())
    program.hold(np.flatnonzero(~hidden))
    return program.farthest(columns, sense)[0]
