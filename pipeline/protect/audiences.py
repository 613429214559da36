"""What a closed audience may see besides what everybody sees: more rows of its own units, once a block.

Whoever is in it sees the open figures as well, so all of both is known to the solver. Of its own units the
audience's own thresholds hold; of everybody else's those of the organisation.
"""

from dataclasses import dataclass, replace

import numpy as np

from pipeline.organisation.model import Organisation
from pipeline.organisation.policy import Audience
from pipeline.protect.calendar import enough_movers
from pipeline.protect.chain import Delivery, Given, counted_members, stands
from pipeline.protect.crowd import ABSENT, Flags, Index
from pipeline.protect.plan import Plan, Standing
from pipeline.protect.regroup import regrouped
from pipeline.protect.rows import Atoms, atoms_of
from pipeline.protect.scene import scene_of, standing_of
from pipeline.protect.sensitivity import may_enter, secrets, sensitive_rows
from pipeline.protect.settle import Result, settle
from pipeline.protect.singled import Sets
from pipeline.protect.state import Release, State


@dataclass(frozen=True)
class _View:
    """One audience at one step: the open state, with the audience's own releases added to it."""

    both: State
    memory: State
    standing: Standing
    atoms: Atoms
    organisation: Organisation
    audience: Audience
    mine: Flags  # per row: it is of the audience's units


def open_to(
    memory: State, opened: State, delivery: Delivery, organisation: Organisation, audience: Audience
) -> tuple[State, Given]:
    """The audience's memory after this step, and what every row says to it.

    `opened` is the state of the open figures after this step, `memory` what this returned at the step before.
    Raises ProtectionFailed when the solver is missing or stops early.
    """
    attribute = organisation.attribute(delivery.presence.attribute)
    atoms = atoms_of(attribute, tuple(each for each in organisation.groups if each.attribute == attribute.code))
    memory = regrouped(memory, attribute, atoms)
    standing = standing_of(opened, atoms, organisation, delivery.withheld)
    now, step = opened.moments[-1], len(opened.moments) - 1
    units = subtree(organisation, audience)
    mine = np.array([unit in units for unit, _, _ in now.rows], dtype=np.bool_)
    both = replace(opened, releases=(*opened.releases, *memory.releases))
    result = Result(np.ones(len(now.rows), dtype=np.bool_), memory.worlds, memory.wishes, 0)
    # Once a block, at the step that opens it: the yearly talk. Open groups have no more to show, and beside rounded
    # counts a true one would tell how the others were rounded.
    more = organisation.policy.shield(atoms.groups).protected and organisation.policy.mode == "suppress"
    if memory.block != opened.block and more:
        result = _settled(_View(both, memory, standing, atoms, organisation, audience, mine))
    given = [Release(step, now.rows[row]) for row in np.flatnonzero(~result.hidden).tolist()]
    after = replace(
        opened,
        releases=(*memory.releases, *given),
        worlds=result.worlds,
        wishes=result.wishes,
        eroded=memory.eroded + result.eroded,
        rounded={},
    )
    everything = replace(opened, releases=(*both.releases, *given))
    rows = stands(everything, organisation.policy.carry_months)
    fresh = {release.row for release in everything.releases if release.step == step}
    now_given = np.array([row in fresh for row in now.rows], dtype=np.bool_)
    due = memory.block != opened.block
    asked = frozenset(row for row in now.rows if due and row[0] in units)
    return after, Given(rows, counted_members(opened, standing, atoms, now_given), asked=asked)


def subtree(organisation: Organisation, audience: Audience) -> frozenset[str]:
    """The audience's units and all that are, or ever were, below them."""
    found = set(audience.units)
    while True:
        more = {unit.code for unit in organisation.units if unit.parent in found} - found
        if not more:
            return frozenset(found)
        found |= more


def _settled(view: _View) -> Result:
    shield = view.audience.shield
    usual = view.organisation.policy.shield(view.atoms.groups)
    candidates = _candidates(view)
    planned = Plan(candidates, candidates, view.mine, view.both.block or 0, view.both.rhythm, False)
    scene = scene_of(_with_wishes(view), planned, view.atoms, view.organisation)
    asked = [secret for secret in secrets(view.standing.counted, view.atoms, shield) if view.mine[secret.row]]
    sets = Sets(view.atoms, usual, _inside(view, scene.board.first), shield)
    return _own(view, settle(scene, asked, sets))


def _candidates(view: _View) -> Flags:
    """Rows of its units that are not open now, clear of its own thresholds, and pass the movers rule."""
    now, step, shield = view.both.moments[-1], len(view.both.moments) - 1, view.audience.shield
    seen = {release.row for release in view.memory.releases}
    opened = {release.row for release in view.both.releases if release.step == step}
    stays = np.array([row in seen for row in now.rows], dtype=np.bool_)
    new = np.array([row not in opened for row in now.rows], dtype=np.bool_)
    enters = may_enter(view.standing.counted, view.atoms, shield)
    clear = enters | (stays & ~sensitive_rows(view.standing.counted, view.atoms, shield))
    wanted = view.mine & new & clear & ~view.standing.withheld
    given = view.both.released()
    asked = {row: given[now.rows[row]] for row in np.flatnonzero(wanted).tolist() if now.rows[row] in given}
    least = view.organisation.policy.movers
    return wanted & enough_movers(view.both.crowd, view.both.moments, step, asked, least)


def _with_wishes(view: _View) -> State:
    """The audience's own wishes, and the open ones about other people's units."""
    units = subtree(view.organisation, view.audience)
    shift = len(view.memory.worlds)
    others = [
        replace(wish, world=wish.world + shift)
        for wish in view.both.wishes
        if wish.row is not None and _unit(view.both, wish.step, wish.row) not in units
    ]
    worlds = (*view.memory.worlds, *view.both.worlds)
    return replace(view.both, worlds=worlds, wishes=(*view.memory.wishes, *others))


def _own(view: _View, result: Result) -> Result:
    """The result without the wishes of others: those are the open figures' to remember."""
    units = subtree(view.organisation, view.audience)
    kept = [wish for wish in result.wishes if wish.row is not None and _unit(view.both, wish.step, wish.row) in units]
    used = sorted({wish.world for wish in kept})
    place = {world: index for index, world in enumerate(used)}
    wishes = tuple(replace(wish, world=place[wish.world]) for wish in kept)
    return Result(result.hidden, tuple(result.worlds[world] for world in used), wishes, result.eroded)


def _unit(state: State, step: int, row: int) -> str:
    return state.moments[step].rows[row][0]


def _inside(view: _View, first: Index) -> Flags:
    """Per class whether its people are in the audience's units now."""
    now = view.both.moments[-1]
    where = view.both.crowd.at(len(view.both.moments) - 1)[first]
    held = np.asarray(now.inside[np.flatnonzero(view.mine)].sum(axis=0)).ravel() > 0
    return np.asarray((where != ABSENT) & held[np.maximum(where, 0)], dtype=np.bool_)
