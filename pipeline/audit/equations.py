"""The equations that the files and an attacker's knowledge give together, over as few unknowns as will do.

People between whom neither an equation nor a question tells the difference are one unknown. Differences of
equations say the same as the equations and hold far fewer unknowns: a row less its own earlier release, and a row
less the rows that it contains.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.audit import derived, sparse
from pipeline.audit.bounds import OPEN, System
from pipeline.audit.figures import Figure, Form, Statement, Step
from pipeline.audit.knowledge import Ground, Population, Role, alike
from pipeline.audit.sparse import Counts, Flags, Sparse
from pipeline.audit.statements import Claim

Parents = Callable[[Step], Mapping[str, str | None]]  # per step: unit -> the unit it belongs to


@dataclass(frozen=True)
class Equations:
    """A system of unknowns, the sums that are asked, and the sets of people that the rows single out."""

    system: System
    sums: Sparse  # one row per figure asked
    sets: Sparse  # per set its people, over kinds of people (not roles)
    set_heads: Counts
    kind_of_class: Counts
    kinds: int
    roles: tuple[Role, ...]
    statements: tuple[Statement, ...]  # what the first rows of the plain system say, in their order
    plain: Sparse  # those rows before differences were taken

    def world(self, by_class: Counts) -> Counts:
        """A table of classes x roles as values of the unknowns."""
        found = np.zeros((self.kinds, len(self.roles)), dtype=np.int64)
        np.add.at(found, self.kind_of_class, by_class)
        return found.T.ravel()

    def of_sets(self, group: str) -> Sparse:
        """Per set the sum of its members of a group, over the unknowns."""
        masks = [_mask(self.roles, group, "members")] * sparse.size(self.sets)[0]
        return _spread(self.sets, masks, len(self.roles))


class Map:
    """Which classes of a population each row of the files is about."""

    def __init__(self, population: Population, parents: Parents) -> None:
        self._population = population
        starts = np.cumsum([0, *(len(ground.units) for ground in population.grounds)])
        self._parts = {
            ground.step: (_below(ground, parents(ground.step)), _holding(ground), int(start))
            for ground, start in zip(population.grounds, starts, strict=False)
        }

    def knows(self, step: Step) -> bool:
        """Whether the population says who was where at this step."""
        return step in self._parts

    def rows(self, figures: Sequence[Figure]) -> Sparse:
        """Figure x class: who is counted. A figure of a unit or band that has nobody counts nobody."""
        cells = [self._cells(figure) for figure in figures]
        lengths = np.array([len(each) for each in cells], dtype=np.int64)
        indices = np.concatenate([np.zeros(0, dtype=np.int64), *cells])
        width = sparse.size(self._population.classes)[1]
        rows = np.repeat(np.arange(len(figures), dtype=np.int64), lengths)
        chosen = sparse.ones(rows, indices, (len(figures), width))
        return sparse.product(chosen, sparse.turned(self._population.classes))

    def _cells(self, figure: Figure) -> Counts:
        below, holding, start = self._parts[figure.step]
        nobody = np.zeros(len(next(iter(below.values()), ())), dtype=np.bool_)
        chosen = below.get(figure.unit, nobody)
        if figure.band != "all":
            chosen = chosen & holding.get(f"{figure.scale_basis}:{figure.band}", nobody)
        return np.flatnonzero(chosen).astype(np.int64) + start


def _below(ground: Ground, parents: Mapping[str, str | None]) -> dict[str, Flags]:
    found: dict[str, Flags] = {}
    for cell, unit in enumerate(ground.units):
        at: str | None = unit
        while at is not None:
            found.setdefault(at, np.zeros(len(ground.units), dtype=np.bool_))[cell] = True
            at = parents.get(at)
    return found


def _holding(ground: Ground) -> dict[str, Flags]:
    found: dict[str, Flags] = {}
    for cell, bands in enumerate(ground.bands):
        for band in bands:
            found.setdefault(band, np.zeros(len(ground.units), dtype=np.bool_))[cell] = True
    return found


def equations(
    population: Population,
    parents: Parents,
    told: tuple[Sequence[Statement], Sequence[Claim]],
    figures: Sequence[Figure],
) -> Equations:
    """The system of one attribute for one attacker. Raises NoWorld later, when it is solved, if it has no solution."""
    where = Map(population, parents)
    statements, claims = told
    held = [each for each in statements if where.knows(each.figure.step)]
    if population.knows_unknown:
        held = [each for each in held if each.form == "members"]
    held += _resolved(population, where, [each for each in claims if where.knows(each.figure.step)])
    said = where.rows([each.figure for each in held])
    asked = where.rows(figures)
    kind, first = alike(sparse.above([said, asked]))
    heads = np.bincount(kind, weights=population.heads, minlength=len(first)).astype(np.int64)
    said, asked = sparse.chosen_columns(said, first), sparse.chosen_columns(asked, first)
    roles = population.roles
    plain = _spread(said, [_mask(roles, each.figure.group, each.form) for each in held], len(roles))
    set_of, one_of_set = alike(said)
    sets = sparse.ones(set_of, np.arange(len(set_of), dtype=np.int64), (len(one_of_set), len(set_of)))
    return Equations(
        _system(plain, held, heads, roles),
        _spread(asked, [_mask(roles, figure.group, "members") for figure in figures], len(roles)),
        sets,
        sparse.applied(sets, heads),
        kind,
        len(first),
        roles,
        tuple(held),
        plain,
    )


def _mask(roles: Sequence[Role], group: str, form: Form) -> tuple[bool, ...]:
    return tuple(role.unknown if form == "unknown" else group in role.groups for role in roles)


def _spread(rows: Sparse, masks: Sequence[tuple[bool, ...]], roles: int) -> Sparse:
    """Rows over kinds as rows over unknowns: kinds of the first role, then of the second, and so on."""
    taken = np.array(masks, dtype=np.int64).reshape(len(masks), roles)
    row, number = sparse.row_numbers(rows), sparse.numbers(rows)
    parts = [sparse.without_zeros(sparse.with_numbers(rows, number * taken[row, role])) for role in range(roles)]
    return sparse.beside(parts)


def _resolved(population: Population, where: Map, claims: Sequence[Claim]) -> list[Statement]:
    """What claims tell of members, given how many are unknown where the attacker knows that."""
    if not claims:
        return []
    known = sparse.applied(where.rows([claim.figure for claim in claims]), population.heads)
    found: list[Statement] = []
    for claim, heads in zip(claims, known.tolist(), strict=True):
        unknown = claim.heads - heads if population.knows_unknown and heads <= claim.heads else None
        tell = derived.standing_tells if claim.standing else derived.shares_tell
        low, high = tell(claim.row, claim.heads, unknown) or (1, 0)
        found.append(Statement(claim.figure, "members", low, high, claim.since))
    return found


def _system(plain: Sparse, held: Sequence[Statement], heads: Counts, roles: Sequence[Role]) -> System:
    low = np.array([each.low for each in held], dtype=np.int64)
    high = np.array([each.high for each in held], dtype=np.int64)
    take = _differences(plain, held, low == high)
    rows = sparse.without_zeros(sparse.product(take, plain))
    low, high = sparse.applied(take, low), sparse.applied(take, high)
    if len(roles) > 1:  # nobody has two roles
        size = len(heads)
        kinds = np.tile(np.arange(size, dtype=np.int64), len(roles))
        rows = sparse.above([rows, sparse.ones(kinds, np.arange(len(kinds), dtype=np.int64), (size, len(kinds)))])
        low, high = np.concatenate([low, np.full(size, -OPEN)]), np.concatenate([high, heads])
    top = np.tile(heads, len(roles))
    return System(np.zeros(len(top), dtype=np.int64), top, rows, low.astype(np.int64), high.astype(np.int64))


def _differences(plain: Sparse, held: Sequence[Statement], exact: Flags) -> Sparse:
    """Per row which earlier or contained rows are taken off it, as a square of 1 and -1."""
    entries: list[tuple[int, int]] = []
    last: dict[tuple[object, ...], int] = {}
    first_of_step: dict[tuple[Step, str, str], list[int]] = {}
    order = sorted(np.flatnonzero(exact).tolist(), key=lambda index: held[index].figure.step)
    for index in order:
        said = held[index]
        row = (*said.figure.row, said.form)
        first_of_step.setdefault((said.figure.step, said.figure.group, said.form), []).append(index)
        before = last.get(row)
        if before is not None and held[before].figure.step < said.figure.step and _overlap(plain, index, before):
            entries.append((index, before))
        last[row] = index
    chained = {index for index, _ in entries}
    for together in first_of_step.values():
        entries.extend(_contained(plain, together, chained))
    size = len(held)
    pairs = np.array(entries, dtype=np.int64).reshape(-1, 2)
    diagonal = np.arange(size)
    data = np.concatenate([np.ones(size, dtype=np.int64), np.full(len(pairs), -1, dtype=np.int64)])
    rows, columns = np.concatenate([diagonal, pairs[:, 0]]), np.concatenate([diagonal, pairs[:, 1]])
    return sparse.entries(data, rows, columns, (size, size))


def _overlap(plain: Sparse, first: int, second: int) -> bool:
    """Whether two rows share more than half of the smaller: only then is the difference the simpler one."""
    one, two = (plain.indices[plain.indptr[each] : plain.indptr[each + 1]] for each in (first, second))
    return 2 * len(np.intersect1d(one, two)) > min(len(one), len(two))


def _contained(plain: Sparse, together: Sequence[int], chained: set[int]) -> list[tuple[int, int]]:
    """For rows of one step: which rows lie within each and do not overlap one another, the largest first."""
    part = sparse.chosen_rows(plain, together)
    common = sparse.dense(sparse.product(part, sparse.turned(part)))
    size = common.diagonal()
    ranked = np.argsort(-size, kind="stable")
    rank = np.argsort(ranked, kind="stable")
    found: list[tuple[int, int]] = []
    for index, number in enumerate(together):
        if number in chained:
            continue
        within = (common[index] == size) & (size > 0) & (rank > rank[index])
        taken = np.zeros(len(together), dtype=np.int64)
        for other in ranked[within[ranked]].tolist():
            if not taken[other]:
                found.append((number, together[other]))
                taken += common[other]
    return found
