"""The audit of one attribute from the files alone: who was where, and what is sensitive, is not known.

A hidden figure fails when a reader can be certain that its count is a secret: every count that is still possible is
sensitive, and would ask for a wider interval. Where only some are, it cannot be vouched for.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.bounds import NoWorld, Solver
from pipeline.audit.case import Case
from pipeline.audit.contradiction import contradiction
from pipeline.audit.equations import equations
from pipeline.audit.figures import Figure, Step
from pipeline.audit.knowledge import Attacker, headcounts
from pipeline.audit.places import parents_of, tops
from pipeline.audit.report import Attack, AuditReport, Found, Kind
from pipeline.audit.requirements import wanted
from pipeline.audit.source import Published
from pipeline.audit.statements import Flaw, Told
from pipeline.audit.worlds import Goals, Worlds, pursue
from pipeline.organisation.policy import Shield

ABOUT_NOBODY = ("nobody_here", "not_available")


def attack_files(publications: Sequence[Published], said: Told, case: Case, attribute: str) -> AuditReport:
    """The outsider and who knows headcounts against every figure; the others are not judged."""
    flaws: list[Flaw] = []
    attacks: list[Attack] = []
    whole = frozenset[str]().union(*(tops(each) for each in publications))
    shield = case.shield(publications[-1].attributes, attribute)
    steps = sorted({*(figure.step for figure in said.rows), *(each.figure.step for each in said.statements)})
    for who in case.attackers:
        if who in ("colleague", "insider"):
            attacks.append(Attack(who, judged=False))
            continue
        asked, found = 0, list[Found]()
        for step in steps if shield.protected else ():
            figures = _hidden(said, step)
            try:
                intervals = _intervals(publications, said, (who, attribute, step), figures)
            except NoWorld:
                flaws.extend(contradiction(publications, said, attribute, step))
                continue
            asked += len(figures)
            for figure, interval in zip(figures, intervals, strict=True):
                heads = said.rows[figure]["headcount"]
                kind = verdict(interval, heads, shield, whole=figure.unit in whole)
                if kind is not None:
                    found.append(Found(kind, "exact" if interval[0] == interval[1] else "narrow", figure))
        shown = _shown(said, shield, whole)
        attacks.append(Attack(who, asked, 0, asked, 0, (*shown, *found)))
    return AuditReport((), tuple(attacks), tuple(dict.fromkeys(flaws)))


def _hidden(said: Told, step: Step) -> list[Figure]:
    return [
        figure
        for figure, row in said.rows.items()
        if figure.step == step and row["headcount"] and row["reason"] not in ABOUT_NOBODY
    ]


def _intervals(
    publications: Sequence[Published], said: Told, at: tuple[Attacker, str, Step], figures: Sequence[Figure]
) -> list[tuple[int, int]]:
    """The fewest and most members that each figure can have. Months are not linked, so each step stands alone."""
    who, attribute, step = at
    crowd = headcounts(publications, attribute, [step], known=who == "headcounts")
    system = equations(crowd, parents_of(publications), (said.statements, said.claims), figures)
    solver = Solver(system.system)
    number = np.arange(len(figures), dtype=np.int64)
    heads = np.array([said.rows[figure]["headcount"] for figure in figures], dtype=np.int64)
    sense = np.repeat(np.array([-1, 1], dtype=np.int64), len(figures))
    ends = np.concatenate([np.zeros(len(figures), dtype=np.int64), heads])
    goals = Goals(system.sums, np.concatenate([number, number]), sense, ends)
    for each, bound in pursue(solver, goals, Worlds(solver.base, sparse.chosen_rows(system.sums, []))):
        ends[each] = bound
    return [(int(low), int(high)) for low, high in ends.reshape(2, -1).T]


def verdict(interval: tuple[int, int], heads: int, shield: Shield, *, whole: bool) -> Kind | None:
    """What an interval of a hidden figure means; None when whatever the count is, nothing too close is known of it."""
    low, high = interval
    near_ends = {*range(low, min(high, shield.k) + 1), *range(max(low, heads - shield.k), min(high, heads) + 1)}
    safe, failing = high > shield.k and low < heads - shield.k, False
    for members in near_ends:
        ends = wanted(members, heads, 0, shield, whole=whole)
        enough = ends is None or (low <= ends[0] and high >= ends[1])
        safe, failing = safe or enough, failing or not enough
    if not failing:
        return None
    return "unvouched" if safe else "breach"


def _shown(said: Told, shield: Shield, whole: frozenset[str]) -> list[Found]:
    """Counts that are shown and are a secret themselves."""
    found: list[Found] = []
    for figure, row in said.shown.items() if shield.protected else ():
        known = row["headcount"] - row["unknown"]
        if wanted(row["members"], known, row["unknown"], shield, whole=figure.unit in whole) is not None:
            found.append(Found("breach", "shown", figure))
    return found
