"""The attackers: what each knows besides the files, as classes of people between whom nothing can be told apart.

- `outsider`: the files, but nothing about how many people there are where figures are hidden.
- `headcounts`: also how many heads are in every cell (table `cells`). Months are not linked.
- `colleague`: also who was where at every step, and whose category is not known; not anybody's category. A category
  is taken to stay as it is: somebody whose category changes counts as one who leaves and another who comes.
- `insider`: a colleague who is the only member, or the only other, among the people of a hidden figure, so that for
  these people he knows every category.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.figures import Step
from pipeline.audit.source import Published
from pipeline.audit.sparse import Counts, Flags, Sparse
from pipeline.organisation.model import Attribute, Group, Organisation
from pipeline.presence import People, Presence

Attacker = Literal["outsider", "headcounts", "colleague", "insider"]
ATTACKERS: tuple[Attacker, ...] = ("outsider", "headcounts", "colleague", "insider")
ATOM_END = "\x1f"  # each part of a band atom in a presence is `scale basis:band` and this
NO_LIMIT = 1_000_000  # heads in a cell of which nobody said how many there are: more than any organisation has


@dataclass(frozen=True)
class Restricted:
    """What the restricted zone knows, for the strongest attackers: per attribute the presences, in order of delivery.

    A presence goes with the origin of its step (see Published.origin); an empty origin fits any.
    """

    presences: Mapping[str, Sequence[tuple[str, Presence]]]
    attributes: Mapping[str, Attribute]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, organisation: Organisation, presences: Mapping[str, Sequence[tuple[str, Presence]]]) -> "Restricted":
        """With the organisation's own attributes and groups."""
        return cls(presences, {each.code: each for each in organisation.attributes}, organisation.groups)


@dataclass(frozen=True)
class Ground:
    """The cells of one step, one entry per cell."""

    step: Step
    units: tuple[str, ...]
    bands: tuple[frozenset[str], ...]  # `scale basis:band`


@dataclass(frozen=True)
class Role:
    """People who are in the same of these groups, and no others; or those whose category is unknown."""

    groups: frozenset[str]
    unknown: bool = False


@dataclass(frozen=True)
class Particles:
    """Each person for as long as the category stays the same: from which step on, and in which class."""

    people: People
    first_step: Counts  # number of the ground
    of_class: Counts


@dataclass(frozen=True)
class Population:
    """Classes of people as one attacker tells them apart. A class is a span of cells, one per step at most."""

    grounds: tuple[Ground, ...]
    heads: Counts  # per class
    classes: Sparse  # class x cell, cells of all grounds one after the other
    roles: tuple[Role, ...]  # everyone else of a class is in none
    truth: Counts  # class x role: how it really is; all zero for attackers of whom that is not known
    particles: Particles | None = None

    @property
    def knows_unknown(self) -> bool:
        """Whether the people of unknown category are left out of the classes: the attacker knows who they are."""
        return not any(role.unknown for role in self.roles)


def headcounts(published: Sequence[Published], attribute: str, steps: Sequence[Step], *, known: bool) -> Population:
    """Who has the cells of these steps and, where `known`, how many heads each has. One class per step and cell."""
    groups = sorted(code for code, of in published[-1].attributes.items() if of == attribute)
    tables = {step: _cells_of(published, step) for step in steps}
    grounds = tuple(Ground(step, *table[:2]) for step, table in tables.items())
    heads = np.concatenate([np.zeros(0, dtype=np.int64), *(table[2] for table in tables.values())])
    if not known:
        heads = np.where(heads > 0, NO_LIMIT, 0)
    size = np.arange(len(heads))
    roles = (*(Role(frozenset({group})) for group in groups), Role(frozenset(), unknown=True))
    return Population(
        grounds,
        heads,
        sparse.ones(size, size, (len(heads), len(heads))),
        roles,
        np.zeros((len(heads), len(roles)), dtype=np.int64),
    )


def _cells_of(published: Sequence[Published], step: Step) -> tuple[tuple[str, ...], tuple[frozenset[str], ...], Counts]:
    source = holding(published, step).tables["cells"]
    rows = [row for row in source.to_pylist() if row["snapshot"] == step.snapshot]
    heads = [NO_LIMIT if row["headcount"] is None else row["headcount"] for row in rows]
    bands = tuple(frozenset(part for part in row["bands"].split("|") if part) for row in rows)
    return tuple(row["unit"] for row in rows), bands, np.array(heads, dtype=np.int64)


def holding(published: Sequence[Published], step: Step) -> Published:
    """The publication whose words hold for a step: the last with that version of it, else the last with its day."""
    same = [each for each in published if step.snapshot in each.snapshots]
    exact = [each for each in same if each.origin(step.snapshot) == step.origin]
    return (exact or same or list(published))[-1]


def colleague(restricted: Restricted, attribute: str, steps: Sequence[Step]) -> Population:
    """Who was where at each of these steps, as far as there are presences for them."""
    told = attribute_presences(restricted, attribute, steps)
    of = restricted.attributes[attribute]
    roles, role_of = _roles(of, [group for group in restricted.groups if group.attribute == attribute])
    grounds = tuple(_ground(step, presence) for step, presence in told)
    heads = _heads(told, np.isin(np.arange(len(of.categories)), _unknown(of)))
    starts = heads.starts
    width, count = sum(len(ground.units) for ground in grounds), int(starts.sum())
    spans = sparse.ones(np.cumsum(starts) - 1, heads.cells, (count, width))
    of_class, first = alike(sparse.turned(spans))
    truth = np.zeros((len(first), len(roles)), dtype=np.int64)
    role = role_of[heads.categories[starts]]
    np.add.at(truth, (of_class[role >= 0], role[role >= 0]), 1)
    sizes = np.bincount(of_class, minlength=len(first)).astype(np.int64)
    particles = Particles(heads.people[starts], heads.steps[starts], of_class)
    return Population(grounds, sizes, sparse.chosen_rows(spans, first), roles, truth, particles)


def attribute_presences(restricted: Restricted, attribute: str, steps: Sequence[Step]) -> list[tuple[Step, Presence]]:
    """The presence of each step that has one, in the order of the presences."""
    wanted = set(steps)
    found: list[tuple[Step, Presence]] = []
    for origin, presence in restricted.presences.get(attribute, ()):
        fits = [step for step in wanted if step.snapshot == presence.snapshot and origin in ("", step.origin)]
        wanted -= set(fits[:1])
        found.extend((step, presence) for step in fits[:1])
    return found


def _ground(step: Step, presence: Presence) -> Ground:
    bands = tuple(frozenset(part for part in atom.split(ATOM_END) if part) for _, atom in presence.cells)
    return Ground(step, tuple(unit for unit, _ in presence.cells), bands)


@dataclass(frozen=True)
class _Heads:
    """Heads with a known category, sorted by person and step. `realms`: where the number is the same person."""

    people: People
    steps: Counts
    cells: Counts
    categories: Counts
    realms: Counts

    @property
    def starts(self) -> Flags:
        """Where somebody begins, or a category does."""
        found = np.ones(len(self.people), dtype=np.bool_)
        found[1:] = self.people[1:] != self.people[:-1]
        found[1:] |= (self.categories[1:] != self.categories[:-1]) | (self.realms[1:] != self.realms[:-1])
        return found


def _heads(told: Sequence[tuple[Step, Presence]], unknown: Flags) -> _Heads:
    """The heads of these steps; one that is not linked is a person of its own."""
    people: list[People] = [np.zeros(0, dtype=np.uint64)]
    parts: list[Counts] = [np.zeros((4, 0), dtype=np.int64)]
    offset = 0
    for number, (_, presence) in enumerate(told):
        keep = np.flatnonzero(~unknown[presence.category])
        people.append(presence.people[keep] if presence.linked else keep.astype(np.uint64))
        part = np.zeros((4, len(keep)), dtype=np.int64)
        part[0], part[1] = number, presence.cell[keep].astype(np.int64) + offset
        part[2], part[3] = presence.category[keep], 0 if presence.linked else number + 1
        parts.append(part)
        offset += len(presence.cells)
    who, at = np.concatenate(people), np.concatenate(parts, axis=1)
    order = np.lexsort((at[0], who, at[3]))
    return _Heads(who[order], *at[:, order])


def _unknown(of: Attribute) -> list[int]:
    return [index for index, category in enumerate(of.categories) if category in of.unknown]


def _roles(of: Attribute, groups: Sequence[Group]) -> tuple[tuple[Role, ...], Counts]:
    """The combinations of groups that categories are in, and per category its own; -1 is in no group."""
    held = [frozenset(group.code for group in groups if category in group.members) for category in of.categories]
    found = list(dict.fromkeys(each for each in held if each))
    numbers = [found.index(each) if each else -1 for each in held]
    return tuple(Role(each) for each in found), np.array(numbers, dtype=np.int64)


def alike(rows: Sparse) -> tuple[Counts, Counts]:
    """Which columns stand in the same rows with the same numbers: per column its kind, and per kind the first column.

    By two independent random sums of 64 bits: that different columns pass for alike does not happen in the
    lifetime of the universe.
    """
    count, width = sparse.size(rows)
    sums = np.zeros((width, 2), dtype=np.uint64)
    weights = np.random.default_rng(20240229).integers(0, 2**63, size=(count, 2), dtype=np.uint64)
    data = sparse.numbers(rows).astype(np.uint64)[:, None] * weights[sparse.row_numbers(rows)]
    np.add.at(sums, sparse.columns(rows), data)
    _, first, kind = np.unique(sums, axis=0, return_index=True, return_inverse=True)
    return kind.ravel().astype(np.int64), first.astype(np.int64)
