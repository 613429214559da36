"""The worlds that protection found, told by people: what the audit checks for itself, without a solver."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.organisation.model import Organisation
from pipeline.protect.board import Flips
from pipeline.protect.crowd import ABSENT, Index
from pipeline.protect.rows import Atoms, atoms_of
from pipeline.protect.state import State


@dataclass(frozen=True)
class Proof:
    """A possible world of one group: who would be a member (+1), or not be one (-1). Person data.

    `first_step`: the first of the asked steps at which the person was there with this category.
    """

    group: str
    people: NDArray[np.uint64] = field(repr=False)
    first_step: Index = field(repr=False)
    delta: NDArray[np.int8] = field(repr=False)


def proofs(state: State, organisation: Organisation, attribute: str, keys: Sequence[str]) -> list[Proof]:
    """All worlds of a state, per group. `keys`: the steps that count now, in order of time."""
    groups = tuple(group for group in organisation.groups if group.attribute == attribute)
    atoms = atoms_of(organisation.attribute(attribute), groups)
    first = _first(state, keys)
    return [proof for world in state.worlds for proof in _told(state, atoms, world, first)]


def _first(state: State, keys: Sequence[str]) -> Index:
    """Per particle its first step among the asked ones; ABSENT when it was at none of them."""
    step_of = {moment.key: step for step, moment in enumerate(state.moments)}
    found = np.full(len(state.crowd.atom), ABSENT, dtype=np.int64)
    for place in reversed(range(len(keys))):
        if keys[place] in step_of:
            found[state.crowd.at(step_of[keys[place]]) != ABSENT] = place
    return found


def _told(state: State, atoms: Atoms, world: Flips, first: Index) -> Iterator[Proof]:
    there = first[world.particles] != ABSENT
    particles, new = world.particles[there], world.atoms[there]
    for group, members in zip(atoms.groups, atoms.members, strict=True):
        mine = np.array(sorted(members), dtype=np.int64)
        delta = np.isin(new, mine).astype(np.int8) - np.isin(state.crowd.atom[particles], mine).astype(np.int8)
        moved = delta != 0
        if moved.any():
            yield Proof(group, state.crowd.person[particles[moved]], first[particles[moved]], delta[moved])
