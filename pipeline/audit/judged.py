"""The audit of one attribute against what must not be known, with the restricted zone at hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.audit import sparse
from pipeline.audit.bounds import Solver
from pipeline.audit.case import Case
from pipeline.audit.equations import Equations, equations
from pipeline.audit.figures import Figure, Order, Step
from pipeline.audit.insider import insiders
from pipeline.audit.knowledge import Attacker, Population, Restricted, colleague, headcounts
from pipeline.audit.places import parents_of, tops
from pipeline.audit.report import Attack, AuditReport, Found, Why
from pipeline.audit.requirements import Requirement
from pipeline.audit.singled import Secrets, singled_out
from pipeline.audit.source import Published
from pipeline.audit.sparse import Counts
from pipeline.audit.statements import Flaw, Told
from pipeline.audit.witnesses import agreeing, changes
from pipeline.audit.worlds import Goals, Worlds, pursue


@dataclass(frozen=True)
class Scene:
    """One attribute in these publications, for attackers of any kind."""

    publications: Sequence[Published]
    case: Case
    said: Told
    attribute: str

    @property
    def restricted(self) -> Restricted:
        """What the restricted zone knows."""
        return self.case.restricted or Restricted({}, {}, ())

    def steps(self, figures: Sequence[Figure]) -> list[Step]:
        """All steps that anything is said or asked about."""
        named = (each.figure.step for each in (*self.said.statements, *self.said.claims))
        return sorted({*named, *(figure.step for figure in figures)})

    def equations(self, crowd: Population, figures: Sequence[Figure], before: Order | None = None) -> Equations:
        """What is published, or was `before`, as equations over these people."""
        said, claims = self.said.statements, self.said.claims
        if before is not None:
            said = [each for each in said if each.since < before]
            claims = [each for each in claims if each.since < before]
        return equations(crowd, parents_of(self.publications), (said, claims), figures)

    def first_published(self, step: Step) -> Order:
        """When a step was first published."""
        for index, each in enumerate(self.publications):
            if step.snapshot in each.snapshots and each.origin(step.snapshot) == step.origin:
                return index, step.snapshot
        return len(self.publications), step.snapshot


def attack_duties(publications: Sequence[Published], said: Told, case: Case, attribute: str) -> AuditReport:
    """Every attacker against the duties of one attribute. What the strongest cannot work out, no weaker one can."""
    scene = Scene(publications, case, said, attribute)
    of = publications[-1].attributes
    duties = [duty for duty in case.duties or () if of.get(duty.figure.group) == attribute]
    steps = scene.steps([duty.figure for duty in duties])
    crowd = colleague(scene.restricted, attribute, steps)
    known = {ground.step for ground in crowd.grounds}
    mine = [duty for duty in duties if duty.figure.step in known]
    system = scene.equations(crowd, [duty.figure for duty in mine])
    base = system.world(crowd.truth)
    flaws = tuple(_contradicted(system, base))
    if flaws:
        return AuditReport((), (), flaws)
    colleagues, inside = _strong(scene, crowd, system, mine)
    narrow = {each.figure for each in colleagues.found if each.why != "singled_out"}
    failing = [duty for duty in mine if duty.figure in narrow]
    attacks = [
        *(_weak(scene, who, failing, len(mine)) for who in ("outsider", "headcounts")),
        colleagues,
        inside,
    ]
    chosen = tuple(attack for attack in attacks if attack.attacker in case.attackers)
    return AuditReport((), chosen, (), len(set(steps) - known))


def _strong(scene: Scene, crowd: Population, system: Equations, duties: Sequence[Requirement]) -> tuple[Attack, Attack]:
    """The colleague and the insider: one set of equations, and every world found serves both."""
    base = system.world(crowd.truth)
    solver = Solver(system.system, base)
    deltas = changes(scene.case.witnesses.get(scene.attribute, ()), crowd, system)
    worlds = Worlds(base, sparse.chosen_rows(deltas, np.flatnonzero(agreeing(system.system, base, deltas))))
    goals = _goals(system, duties)
    goals.told_all(worlds)
    proven = int(goals.met.reshape(2, -1).all(axis=0).sum())
    missed = sorted({int(goals.of[number]) for number, _ in pursue(solver, goals, worlds)})
    found = _judged(scene, (solver, system), duties, missed)
    last = scene.publications[-1]
    secrets = Secrets(scene.case.shield(last.attributes, scene.attribute), tops(last))
    sets, alone = singled_out(solver, system, worlds, secrets)
    asked = len(duties)
    colleagues = Attack("colleague", asked, proven, asked - proven, sets, (*found, *alone))
    if "insider" not in scene.case.attackers:
        return colleagues, Attack("insider", judged=False)
    return colleagues, insiders(solver, system, worlds, duties)


def _judged(
    scene: Scene, now: tuple[Solver, Equations], duties: Sequence[Requirement], missed: Sequence[int]
) -> list[Found]:
    """Breaches; or eroded, where the same could be told from what was published before the figure's own snapshot."""
    found: list[Found] = []
    for step in sorted({duties[number].figure.step for number in missed}):
        numbers = [number for number in missed if duties[number].figure.step == step]
        figures = [duties[number].figure for number in numbers]
        crowd = colleague(scene.restricted, scene.attribute, scene.steps(figures))
        system = scene.equations(crowd, figures, scene.first_published(step))
        former = Solver(system.system, system.world(crowd.truth))
        for index, number in enumerate(numbers):
            duty, interval = duties[number], _interval(*now, number)
            before = _interval(former, system, index)
            # Beyond what must stay possible nothing is a secret: narrowing there does no harm.
            eroded = _of_secret(before, duty) == _of_secret(interval, duty) != duty.contains
            found.append(Found("eroded" if eroded else "breach", _why(scene, duty, interval), duty.figure))
    return found


def _of_secret(interval: tuple[int, int], duty: Requirement) -> tuple[int, int]:
    """The part of an interval that lies between the ends that must stay possible."""
    return max(interval[0], duty.contains[0]), min(interval[1], duty.contains[1])


def _weak(scene: Scene, who: Attacker, failing: Sequence[Requirement], asked: int) -> Attack:
    """Which of these a weaker attacker can work out too. Months are not linked, so each step stands alone."""
    told = {said.figure for said in scene.said.statements if said.form == "members" and said.low == said.high}
    found: dict[Figure, Why] = {}
    for step in sorted({duty.figure.step for duty in failing}):
        duties = [duty for duty in failing if duty.figure.step == step]
        # What is told as it is, everybody can read: there is nothing to work out.
        found |= {duty.figure: _why(scene, duty, (0, 0)) for duty in duties if duty.figure in told}
        duties = [duty for duty in duties if duty.figure not in told]
        if not duties:
            continue
        crowd = headcounts(scene.publications, scene.attribute, [step], known=who == "headcounts")
        system = scene.equations(crowd, [duty.figure for duty in duties])
        solver = Solver(system.system)
        goals = _goals(system, duties)
        missed = pursue(solver, goals, Worlds(solver.base, sparse.chosen_rows(system.sums, [])))
        for number in sorted({int(goals.of[each]) for each, _ in missed}):
            found[duties[number].figure] = _why(scene, duties[number], _interval(solver, system, number))
    known = sorted((duty.figure for duty in failing if duty.figure in found), key=lambda figure: figure.step)
    return Attack(who, asked, 0, asked, 0, tuple(Found("breach", found[each], each) for each in known))


def _interval(solver: Solver, system: Equations, number: int) -> tuple[int, int]:
    asked = sparse.row(system.sums, number)
    return solver.extreme(asked, -1).bound, solver.extreme(asked, 1).bound


def _why(scene: Scene, duty: Requirement, interval: tuple[int, int]) -> Why:
    if duty.figure in scene.said.shown:
        return "shown"
    return "exact" if interval[0] == interval[1] else "narrow"


def _contradicted(system: Equations, base: Counts) -> Iterator[Flaw]:
    value = sparse.applied(system.plain, base)
    for said, true in zip(system.statements, value.tolist(), strict=True):
        if not said.low <= true <= said.high:
            yield Flaw("not_the_data", said.figure)


def _goals(system: Equations, duties: Sequence[Requirement]) -> Goals:
    """Two per duty: first every low end, then every high end."""
    number = np.arange(len(duties), dtype=np.int64)
    sense = np.repeat(np.array([-1, 1], dtype=np.int64), len(duties))
    ends = np.array([duty.contains for duty in duties], dtype=np.int64).reshape(len(duties), 2)
    return Goals(system.sums, np.concatenate([number, number]), sense, ends.T.ravel())
