"""Which duty is met by which world, given what is hidden? Every world found is kept and offered to every duty."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.protect.solve.problem import Duty, Flags, IntArray, Problem, World, changed, counts, possible


@dataclass(frozen=True)
class Candidate:
    """A world that was checked: what it changes and which duties it meets."""

    world: World
    touches: Flags  # per decision: whether it changes one of its rows
    meets: IntArray  # duties


class Ledger:
    """The hidden decisions, and per duty the world in use (its place among the worlds kept; -1: none)."""

    def __init__(self, problem: Problem, duties: Sequence[Duty]) -> None:
        """Starts with what must be hidden, and without worlds."""
        self.problem = problem
        self.hidden: Flags = problem.must_hide.copy()
        self.current: IntArray = np.full(len(duties), -1, np.int64)
        self._worlds: list[World] = []
        self._meeting: list[list[int]] = [[] for _ in duties]
        self._counts = counts(duties, len(problem.value))
        self._wanted = np.array([duty.change for duty in duties], np.int64)
        self._either = np.array([duty.either for duty in duties], np.bool_)
        # Only decisions that could be published tell worlds apart: per decision, then per world.
        self._place = np.cumsum(~problem.must_hide) - 1
        self._touches: Flags = np.zeros((int(np.sum(~problem.must_hide)), 64), np.bool_)
        self._against: IntArray = np.zeros(64, np.int64)  # per world: how many published decisions it changes

    def candidate(self, delta: IntArray) -> Candidate | None:
        """Checks a world in whole numbers; None when it is outside bounds or at odds with what is known."""
        if not possible(self.problem, delta):
            return None
        moved = self._counts @ delta
        enough = np.where(self._wanted > 0, moved >= self._wanted, moved <= self._wanted)
        enough |= self._either & (np.abs(moved) >= np.abs(self._wanted))
        return Candidate(World.of(delta), changed(self.problem, delta), np.flatnonzero(enough).astype(np.int64))

    def keep(self, candidate: Candidate) -> int:
        """Remembers a world, and gives it to all duties without one when it agrees with what is published."""
        place = len(self._worlds)
        self._worlds.append(candidate.world)
        if place == len(self._against):
            self._touches = np.concatenate([self._touches, np.zeros_like(self._touches)], axis=1)
            self._against = np.concatenate([self._against, np.zeros_like(self._against)])
        self._touches[:, place] = candidate.touches[~self.problem.must_hide]
        self._against[place] = int(np.sum(candidate.touches & ~self.hidden))
        for duty in candidate.meets.tolist():
            self._meeting[duty].append(place)
        if self._against[place] == 0:
            self.current[candidate.meets[self.current[candidate.meets] < 0]] = place
        return place

    def agrees(self, candidate: Candidate) -> bool:
        """Whether a world changes nothing that is published."""
        return not np.any(candidate.touches & ~self.hidden)

    def hide(self, decisions: IntArray) -> None:
        """Hides decisions that are published."""
        self.hidden[decisions] = True
        self._against -= self._touches[self._place[decisions]].sum(axis=0)

    def publish(self, decision: int) -> None:
        """Publishes a decision that is hidden and need not be."""
        self.hidden[decision] = False
        self._against += self._touches[self._place[decision]]

    def remembered(self, duty: int) -> int | None:
        """A world found before that meets the duty and agrees with what is published now, the latest first."""
        return next((place for place in reversed(self._meeting[duty]) if self._against[place] == 0), None)

    def relying_on(self, decision: int) -> list[int]:
        """The duties whose world changes a row of this decision."""
        met = np.flatnonzero(self.current >= 0)
        return met[self._touches[self._place[decision], self.current[met]]].tolist()

    @property
    def worlds(self) -> tuple[World | None, ...]:
        """Per duty the world in use."""
        return tuple(self._worlds[place] if place >= 0 else None for place in self.current.tolist())
