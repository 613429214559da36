"""Which duty is met by which world, given what is hidden? Every world found is kept and offered to every duty."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.protect.solve.problem import (
    Duty,
    Flags,
    IntArray,
    Problem,
    World,
    changed,
    counts,
    possible,
)


@dataclass(frozen=True)
class Candidate:
    """A world that was checked: what it changes and which duties it meets."""

    world: World
    touches: Flags  # per decision: whether it changes one of its rows
    meets: IntArray  # duties


class Ledger:
    """The hidden decisions, and per duty the world in use."""

    def __init__(self, problem: Problem, duties: Sequence[Duty], hidden: Flags) -> None:
        """Starts without worlds."""
        self.problem, self.duties, self.hidden = problem, duties, hidden.copy()
        self.current: list[Candidate | None] = [None] * len(duties)
        self._known: list[list[Candidate]] = [[] for _ in duties]
        self._counts = counts(duties, len(problem.value))
        self._wanted = np.array([duty.change for duty in duties], np.int64)
        self._either = np.array([duty.either for duty in duties], np.bool_)
        self._touched = np.zeros((len(duties), len(hidden)), np.bool_)

    def candidate(self, delta: IntArray) -> Candidate | None:
        """Checks a world in whole numbers; None when it is outside bounds or at odds with what is known."""
        if not possible(self.problem, delta):
            return None
        moved = self._counts @ delta
        enough = np.where(self._wanted > 0, moved >= self._wanted, moved <= self._wanted)
        enough |= self._either & (np.abs(moved) >= np.abs(self._wanted))
        return Candidate(World.of(delta), changed(self.problem, delta), np.flatnonzero(enough).astype(np.int64))

    def keep(self, candidate: Candidate) -> None:
        """Remembers a world, and gives it to all duties without one when it agrees with what is published."""
        free = self.agrees(candidate)
        for duty in candidate.meets.tolist():
            self._known[duty].append(candidate)
            if free and self.current[duty] is None:
                self.use(duty, candidate)

    def use(self, duty: int, candidate: Candidate) -> None:
        """Makes a world the one of a duty."""
        self.current[duty] = candidate
        self._touched[duty] = candidate.touches

    def agrees(self, candidate: Candidate) -> bool:
        """Whether a world changes nothing that is published."""
        return not np.any(candidate.touches & ~self.hidden)

    def remembered(self, duty: int) -> Candidate | None:
        """A world found before that meets the duty and agrees with what is published now, the latest first."""
        return next((each for each in reversed(self._known[duty]) if self.agrees(each)), None)

    def relying_on(self, decision: int) -> list[int]:
        """The duties whose world changes a row of this decision."""
        return np.flatnonzero(self._touched[:, decision]).tolist()

    @property
    def worlds(self) -> tuple[World | None, ...]:
        """Per duty the world in use."""
        return tuple(each.world if each is not None else None for each in self.current)
