"""The strongest attacker by brute force: everything that can be true, given all that was published.

Written without looking at how protection works: people, sets and sums only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.protect.crowd import RowKey
from tests.protect.drawn import Story, Told

Mask = frozenset[int]  # atoms
Release = tuple[int, RowKey]


@dataclass(frozen=True)
class Particle:
    """A person as long as one atom was known of them, and where they were at which step."""

    person: int
    atom: int
    where: dict[int, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Attack:
    """What the attacker knows of a story: who was where; and the true answers, to judge by."""

    story: Story

    @cached_property
    def atoms(self) -> dict[str, int | None]:
        """Per category which groups it is in, as a number; None where it means unknown. 0: in no group."""
        groups = [group for group in self.story.organisation.groups if group.attribute == self.story.attribute.code]
        inside = {
            category: tuple(category in group.members for group in groups)
            for category in self.story.attribute.categories
            if category not in self.story.attribute.unknown
        }
        order = sorted({(False,) * len(groups), *inside.values()}, key=lambda each: (any(each), each))
        return {
            category: order.index(inside[category]) if category in inside else None
            for category in self.story.attribute.categories
        }

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        """The counts that are somebody's secret: each group, everyone else, and each part of the groups."""
        groups = [group for group in self.story.organisation.groups if group.attribute == self.story.attribute.code]
        every = frozenset(atom for atom in self.atoms.values() if atom is not None)
        found: list[Mask] = []
        for group in groups:
            mine = frozenset(
                atom for category, atom in self.atoms.items() if atom is not None and category in group.members
            )
            found += [mine, every - mine]
        found += [frozenset({atom}) for atom in sorted(every) if atom]
        return tuple(dict.fromkeys(mask for mask in found if mask))

    @cached_property
    def particles(self) -> tuple[Particle, ...]:
        """Everybody, as long as they are said to be the same; not declaring in between changes nobody."""
        found: list[Particle] = []
        last: dict[int, Particle] = {}
        for step, people in enumerate(self.story.steps):
            linked = self.story.linked[step] if self.story.linked else True
            for person, head in people.items():
                atom = self.atoms[head.category]
                if atom is None:
                    continue
                old = last.get(person) if linked else None
                if old is None or old.atom != atom:
                    old = Particle(person, atom, {})
                    found.append(old)
                    if linked:
                        last[person] = old
                old.where[step] = (head.unit, head.bands)
        return tuple(found)

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        parents = {unit.code: unit.parent for unit in self.story.organisation.units}
        found: dict[str, set[str]] = {}
        for code in parents:
            chain, at = {code}, parents[code]
            while at is not None:
                chain.add(at)
                at = parents[at]
            found[code] = chain
        return found

    def counts(self, row: RowKey, place: tuple[str, tuple[str, ...]] | None) -> bool:
        """Whether a row counts somebody who is there."""
        return place is not None and row[0] in self._above[place[0]] and (row[2] == "all" or row[2] in place[1])

    def inside(self, release: Release) -> frozenset[int]:
        """The particles, by number, that a row of a step counts."""
        if release not in self._inside:
            step, row = release
            self._inside[release] = frozenset(
                number for number, each in enumerate(self.particles) if self.counts(row, each.where.get(step))
            )
        return self._inside[release]

    @cached_property
    def _inside(self) -> dict[Release, frozenset[int]]:
        return {}

    def people(self, release: Release) -> frozenset[int]:
        """The persons in a row of a step, declared or not."""
        step, row = release
        return frozenset(
            person for person, head in self.story.steps[step].items() if self.counts(row, (head.unit, head.bands))
        )

    def true(self, particles: Iterable[int], mask: Mask) -> int:
        """How many of these are in the atoms."""
        return sum(self.particles[each].atom in mask for each in particles)

    def reach(self, known: Sequence[Release], particles: frozenset[int], mask: Mask) -> tuple[int, int]:
        """The least and the most of these that can be in the atoms, in any world that agrees with what is known."""
        found = self.possible(known, particles, mask)
        return min(found), max(found)

    def possible(self, known: Sequence[Release], particles: frozenset[int], mask: Mask) -> set[int]:
        """All counts that these particles can have. People in the same sums are interchangeable."""
        sums = [self.inside(release) for release in known]
        every = max((atom for atom in self.atoms.values() if atom is not None), default=0)
        kinds: dict[tuple[bool, ...], int] = {}
        for number in range(len(self.particles)):
            kind = tuple(number in each for each in (particles, *sums))
            if any(kind):
                kinds[kind] = kinds.get(kind, 0) + 1
        goal = np.array(
            [self.true(each, frozenset({atom})) for each in sums for atom in range(1, every + 1)], dtype=np.int64
        )
        states = np.zeros((1, len(goal) + 1), dtype=np.int64)
        left = dict(kinds)
        # Those in most sums first: they rule out most.
        for kind in sorted(kinds, key=lambda each: -sum(each)):
            options = np.array(
                [
                    [
                        *(part for inner in kind[1:] for part in (split if inner else [0] * every)),
                        kind[0] * _in(split, kinds[kind], mask),
                    ]
                    for split in _splits(kinds[kind], every)
                ],
                dtype=np.int64,
            )
            del left[kind]
            states = (states[:, None, :] + options[None, :, :]).reshape(-1, len(goal) + 1)
            room = np.zeros(len(goal), dtype=np.int64)
            for other, count in left.items():
                room += np.repeat(np.array(other[1:], dtype=np.int64), every) * count
            if len(goal):
                states = states[((states[:, :-1] <= goal) & (states[:, :-1] + room >= goal)).all(axis=1)]
            states = np.unique(states, axis=0)
        return set(states[:, -1].tolist())

    def singled(self, known: Sequence[Release]) -> list[frozenset[int]]:
        """Sets of people that all sums have together or not at all."""
        sums = [self.inside(release) for release in known]
        found: dict[tuple[bool, ...], set[int]] = {}
        for number in range(len(self.particles)):
            found.setdefault(tuple(number in each for each in sums), set()).add(number)
        return [frozenset(each) for each in found.values()]

    def is_secret(self, count: int, known: int, *, whole: bool) -> bool:
        """Whether a count of so many declared people is a secret."""
        shield = self.story.organisation.policy.default
        return 0 < count < shield.k or (count == 0 and known > 0 and not whole and shield.all_or_none)


def _splits(heads: int, atoms: int) -> list[tuple[int, ...]]:
    """All ways in which so many heads can be in atoms 1, 2, ...; the rest are in atom 0."""
    if not atoms:
        return [()]
    return [(first, *rest) for first in range(heads + 1) for rest in _splits(heads - first, atoms - 1)]


def _in(split: tuple[int, ...], heads: int, mask: Mask) -> int:
    by_atom = (heads - sum(split), *split)
    return sum(by_atom[atom] for atom in mask)


def releases(told: Sequence[Told]) -> list[Release]:
    """What was newly given at each step: the rows whose value is of that step."""
    return [
        (step, row) for step, each in enumerate(told) for row, key in each.given.rows.items() if key == f"step{step}"
    ]


def asked(attack: Attack, told: Sequence[Told]) -> list[tuple[Release, Mask]]:
    """The secret counts of the rows that each step had to keep."""
    found: list[tuple[Release, Mask]] = []
    root = attack.story.organisation.root.code
    for step, each in enumerate(told):
        for place, row in enumerate(each.state.moments[step].rows):
            if not each.plan.asked[place]:
                continue
            inside = attack.inside((step, row))
            for mask in attack.masks:
                if attack.is_secret(attack.true(inside, mask), len(inside), whole=row[0] == root):
                    found.append(((step, row), mask))
    return found


def leaks(attack: Attack, told: Sequence[Told]) -> list[str]:
    """Everything by which what was given says too much; nothing when all is well."""
    known = releases(told)
    return [
        *too_narrow(attack, told, known),
        *determined(attack, len(told), known),
        *_few_movers(attack, known),
        *_wrong(attack, told, known),
    ]


def too_narrow(attack: Attack, told: Sequence[Told], known: list[Release]) -> list[str]:
    """Secrets whose interval is narrower than asked, unless it already was before their step."""
    found: list[str] = []
    k = attack.story.organisation.policy.default.k
    for release, mask in asked(attack, told):
        inside = attack.inside(release)
        low, high = attack.reach(known, inside, mask)
        wanted = min(k, len(inside))
        if low == 0 and high >= wanted:
            continue
        least, most = attack.reach([each for each in known if each[0] < release[0]], inside, mask)
        if low > max(0, least) or high < min(wanted, most):
            found.append(f"{release} {sorted(mask)}: [{low}, {high}], was [{least}, {most}], wanted 0 and {wanted}")
    return found


def determined(attack: Attack, steps: int, known: list[Release]) -> list[str]:
    """Sets of people that are singled out and whose secret count is known exactly."""
    found: list[str] = []
    for step in range(steps):
        now = [each for each in known if each[0] <= step]
        for people in attack.singled(now):
            for mask in attack.masks:
                count = attack.true(people, mask)
                if attack.is_secret(count, len(people), whole=False):
                    low, high = attack.reach(now, people, mask)
                    before = [each for each in now if each[0] < step]
                    # Of a larger set, of which everything may be said, each part is known as well.
                    if low == high and len(attack.possible(before, people, mask)) > 1:
                        found.append(f"at step {step} the {len(people)} {sorted(people)} {sorted(mask)} are {count}")
    return found


def _few_movers(attack: Attack, known: list[Release]) -> list[str]:
    least = attack.story.organisation.policy.movers
    found: list[str] = []
    for step, row in known:
        for other, again in known:
            if row == again and other < step:
                moved = len(attack.people((step, row)) ^ attack.people((other, row)))
                if 0 < moved < least:
                    found.append(f"{row} at {other} and {step}: {moved} movers")
    return found


def _wrong(attack: Attack, told: Sequence[Told], known: list[Release]) -> list[str]:
    """Values that are not true, rows that are sensitive themselves, and values that should not stand."""
    found: list[str] = []
    root = attack.story.organisation.root.code
    groups = [group for group in attack.story.organisation.groups if group.attribute == attack.story.attribute.code]
    for step, row in known:
        people = attack.people((step, row))
        for group in groups:
            true = sum(attack.story.steps[step][person].category in group.members for person in people)
            if told[step].given.members[group.code][row] != true:
                found.append(f"{row} at {step}: not {true}")
        inside = attack.inside((step, row))
        small = any(
            attack.is_secret(attack.true(inside, mask), len(inside), whole=row[0] == root) for mask in attack.masks
        )
        if small or len(inside) < attack.story.organisation.policy.default.n_min:
            found.append(f"{row} at {step} should not be shown")
    return found
