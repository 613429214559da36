"""Which rows of a step may be given a new value at all, before anything is worked out from anything else."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.organisation.policy import Policy, Shield
from pipeline.protect.calendar import RHYTHMS, block, due, enough_movers, rhythm
from pipeline.protect.crowd import Flags, Moment, RowKey
from pipeline.protect.history import lately_sensitive
from pipeline.protect.rows import Atoms
from pipeline.protect.sensitivity import Counted, may_enter, sensitive_rows
from pipeline.protect.state import State


@dataclass(frozen=True)
class Standing:
    """The rows of a step as they are: who is in them, and what cannot be shown for a reason of its own."""

    counted: Counted
    kinds: tuple[str, ...]  # per row the kind of its unit
    withheld: Flags  # per row: nobody here, not available, or too few declared


@dataclass(frozen=True)
class Plan:
    """`candidates` may be given now; `allowed` may be given in this block when they are due.

    `asked` are the rows of which this step is a release date: their secrets must be kept, hidden or not.
    """

    candidates: Flags
    allowed: Flags
    asked: Flags
    block: int
    rhythm: Mapping[str, int]
    late: bool  # the step is of a month before the last one: a correction, or an export that came late


def plan(before: State, state: State, standing: Standing, atoms: Atoms, rules: tuple[Policy, Shield]) -> Plan:
    """The plan of the last step of `state`; `before` is the state without it."""
    policy, shield = rules
    now = state.moments[-1]
    stays, enters = _thresholds(standing, atoms, rules)
    choosing = shield.protected and policy.mode == "suppress"
    if choosing:
        whole = frozenset(row[0] for row, root in zip(now.rows, standing.counted.whole.tolist(), strict=True) if root)
        enters &= ~lately_sensitive(state, atoms, shield, whole)
    given = before.released()
    number = block(now.month, policy)
    late = any(moment.month >= now.month for moment in before.moments[before.since :])
    fresh = before.block != number and not late
    every = _rhythm(standing, shield, policy) if fresh else before.rhythm
    if late:
        allowed = wanted = _as_before(before, now) & stays
    else:
        # Where nothing is hidden for being small, a row that had nobody may be given as soon as it has somebody.
        allowed = _allowed(before, now, fresh, stays, enters) if choosing else stays
        wanted = allowed & (_due(before, now, standing.kinds, every) | fresh)
    asked = {row: given[now.rows[row]] for row in np.flatnonzero(wanted).tolist() if now.rows[row] in given}
    moved = enough_movers(state.crowd, state.moments, len(state.moments) - 1, asked, policy.movers)
    dates = _dates(before, now, standing.kinds, every, fresh)
    return Plan(wanted & moved, allowed, dates | (wanted & moved), number, every, late)


def _thresholds(standing: Standing, atoms: Atoms, rules: tuple[Policy, Shield]) -> tuple[Flags, Flags]:
    """Which rows may be given again, and which for the first time, for their own counts."""
    policy, shield = rules
    if not shield.protected or policy.mode == "round":
        # Rounded figures hide nothing, and neither does a group that is no secret: only the movers rule is left.
        return ~standing.withheld, ~standing.withheld
    sensitive = sensitive_rows(standing.counted, atoms, shield)
    return ~sensitive & ~standing.withheld, may_enter(standing.counted, atoms, shield) & ~standing.withheld


def pattern_after(before: State, now: Moment, plan: Plan, hidden: Flags) -> frozenset[RowKey]:
    """The rows that may be given in the rest of the block: what was hidden once in it stays hidden."""
    if plan.late:
        return before.pattern
    given = before.released()
    kept = plan.allowed & ~(plan.candidates & hidden)
    if before.block == plan.block:
        # A row that was only held for this step may be given at a later one.
        kept = plan.allowed
    waiting = [row for row in np.flatnonzero(kept).tolist() if plan.candidates[row] or now.rows[row] in given]
    return frozenset(now.rows[row] for row in waiting)


def _rhythm(standing: Standing, shield: Shield, policy: Policy) -> dict[str, int]:
    heads = standing.counted.known
    large = np.flatnonzero(heads >= max(shield.n_min, 1)).tolist()
    found = rhythm([standing.kinds[row] for row in large], heads[large], policy)
    return {kind: found.get(kind, policy.rhythm.get(kind, RHYTHMS[-1])) for kind in dict.fromkeys(standing.kinds)}


def _allowed(before: State, now: Moment, fresh: bool, stays: Flags, enters: Flags) -> Flags:
    if before.block is None:
        return enters
    seen = {row for moment in before.moments[before.since :] for row in moment.rows}
    member = np.array([row in before.pattern for row in now.rows], dtype=np.bool_)
    new = np.array([fresh or row not in seen for row in now.rows], dtype=np.bool_)
    return (member & stays) | (new & enters)


def _dates(before: State, now: Moment, kinds: tuple[str, ...], every: Mapping[str, int], fresh: bool) -> Flags:
    """Rows of which this step is a release date by the rhythm of their level, whether they are given or not."""
    start = min((moment.month for moment in before.moments[before.since :]), default=now.month)
    dates = [fresh or (now.month - start) % every.get(kind, 12) == 0 for kind in kinds]
    return np.array(dates, dtype=np.bool_)


def _as_before(before: State, now: Moment) -> Flags:
    """Rows whose value of this very month was given before."""
    same = {release.row for release in before.releases if before.moments[release.step].month == now.month}
    return np.array([row in same for row in now.rows], dtype=np.bool_)


def _due(before: State, now: Moment, kinds: tuple[str, ...], every: Mapping[str, int]) -> Flags:
    last: dict[RowKey, int] = {}
    for release in (each for each in before.releases if each.step >= before.since):
        last[release.row] = max(last.get(release.row, 0), before.moments[release.step].month)
    pairs = zip(now.rows, kinds, strict=True)
    return np.array([due(now.month, last.get(row), every.get(kind, 12)) for row, kind in pairs], dtype=np.bool_)
