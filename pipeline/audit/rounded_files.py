"""The audit of one attribute in publications whose counts are rounded: every cell that the rows give, by the rule.

Nothing needs a solver: rows of one date are sums of cells, and a reader who has all rows takes them apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.case import Case, policy_of
from pipeline.audit.equations import Map
from pipeline.audit.figures import Figure, Step
from pipeline.audit.knowledge import headcounts
from pipeline.audit.places import parents_of
from pipeline.audit.report import Attack, AuditReport, Found
from pipeline.audit.rounded import interval, sums, wide_enough
from pipeline.audit.source import Published
from pipeline.audit.sparse import Counts
from pipeline.audit.statements import Flaw, Told
from pipeline.organisation.policy import Shield

FTE = ("members_fte", "unknown_fte", "share_fte")
LARGEST = 2000  # heads up to which it is tried whether a sum of several cells can be


@dataclass(frozen=True)
class Cell:
    """What a row gives once the cells that are known are taken from it: one cell, several together, or nothing.

    `members` are by group, `heads` those of known category; `unknown` is whether there are others in the row.
    """

    figure: Figure
    members: tuple[int, ...]
    heads: int
    cells: tuple[int, ...]
    unknown: bool


def attack_rounded(publications: Sequence[Published], said: Told, case: Case, attribute: str) -> AuditReport:
    """Who knows all headcounts, against every cell of every step. What he cannot work out no outsider can.

    A breach is a published count that is no rounding, or that tells a small one too closely; where several groups
    are cut from one attribute and overlap, it cannot be vouched for. Who follows people over months is not judged.
    """
    of = publications[-1].attributes
    groups = tuple(group for group in of if of[group] == attribute)
    shield = case.shield(of, attribute)
    # An audience has thresholds of its own; what it sees was rounded by those that are published.
    base = replace(case, policy=policy_of(publications[-1])).shield(of, attribute).k
    shown = {figure: row for figure, row in said.shown.items() if shield.protected}
    finer = [
        Flaw("figures_disagree", each) for each, row in shown.items() if any(row[name] is not None for name in FTE)
    ]
    flaws, found, asked = [*said.flaws, *finer], list[Found](), 0
    for step in sorted({figure.step for figure in shown}):
        for cell, heads in _taken_apart(publications, _rows(said, shown, groups, step), (attribute, step)):
            asked += bool(cell.cells)
            flaws += [Flaw("inconsistent", cell.figure)] if not cell.cells and any(cell.members) else []
            found += _judged(cell, heads, (base, shield))
    attacks = [
        *(Attack(who, asked, 0, asked, 0, tuple(found)) for who in ("outsider", "headcounts")),
        *(Attack(who, judged=False) for who in ("colleague", "insider")),
    ]
    return AuditReport((), tuple(each for each in attacks if each.attacker in case.attackers), tuple(flaws))


def _rows(said: Told, shown: Iterable[Figure], groups: Sequence[str], step: Step) -> list[Cell]:
    """The rows of a step whose groups are all shown, as one each."""
    by_row: dict[tuple[str, str, str], dict[str, Figure]] = {}
    for figure in (each for each in shown if each.step == step):
        by_row.setdefault((figure.unit, figure.band, figure.scale_basis), {})[figure.group] = figure
    found: list[Cell] = []
    for figures in (each for each in by_row.values() if len(each) == len(groups)):
        rows = [said.shown[figures[group]] for group in groups]
        first = rows[0]
        members = tuple(int(row["members"]) for row in rows)
        found.append(Cell(figures[groups[0]], members, first["headcount"] - first["unknown"], (), first["unknown"] > 0))
    return found


def _taken_apart(
    publications: Sequence[Published], rows: Sequence[Cell], at: tuple[str, Step]
) -> Iterator[tuple[Cell, list[int]]]:
    """Every row less the cells that other rows give, with the heads of each cell that is left."""
    attribute, step = at
    crowd = headcounts(publications, attribute, [step], known=True)
    inside = Map(crowd, parents_of(publications)).rows([row.figure for row in rows])
    left = [set(each.tolist()) for each in np.split(sparse.columns(inside), np.cumsum(sparse.lengths(inside))[:-1])]
    values = np.array([[*row.members, row.heads] for row in rows], dtype=np.int64)
    holding: dict[int, list[int]] = {}
    for number, cells in enumerate(left):
        for cell in cells:
            holding.setdefault(cell, []).append(number)
    ready = [number for number, cells in enumerate(left) if len(cells) == 1]
    while ready:
        number = ready.pop()
        if not left[number]:
            continue
        yield _cell(rows[number], values[number], left[number]), crowd.heads[sorted(left[number])].tolist()
        for cell in tuple(left[number]):
            value = values[number].copy()
            for other in holding[cell]:
                left[other].discard(cell)
                values[other] -= value
                ready += [other] if other != number and len(left[other]) == 1 else []
    for number in (each for each, cells in enumerate(left) if cells):
        yield _cell(rows[number], values[number], left[number]), crowd.heads[sorted(left[number])].tolist()
    # What is left of rows whose cells all other rows give is nothing, or they contradict one another.
    yield from ((_cell(rows[number], values[number], set()), []) for number, cells in enumerate(left) if not cells)


def _cell(row: Cell, value: Counts, left: set[int]) -> Cell:
    *members, heads = value.tolist()
    return Cell(row.figure, tuple(members), heads, tuple(sorted(left)), row.unknown)


def _judged(cell: Cell, heads: Sequence[int], rules: tuple[int, Shield]) -> Iterator[Found]:
    if len(cell.cells) == 1:
        yield from _of_one(cell, *rules)
    elif cell.cells and len(cell.members) == 1 and not cell.unknown and cell.heads <= LARGEST:
        possible = sums(heads, rules[0]) >> max(cell.members[0], 0) & 1
        yield from () if possible and cell.members[0] >= 0 else (Found("breach", "shown", cell.figure),)


def _of_one(cell: Cell, base: int, shield: Shield) -> Iterator[Found]:
    published = (*cell.members, cell.heads - sum(cell.members))
    fair = min(published) >= 0
    for atom in range(len(cell.members)):
        between = interval(published, base, (atom,)) if fair else None
        if between is None:
            yield Found("breach" if len(cell.members) == 1 else "unvouched", "shown", cell.figure)
        elif not wide_enough(between, cell.heads, shield.k, all_or_none=shield.all_or_none):
            yield Found("breach", "exact" if between[0] == between[1] else "narrow", cell.figure)
