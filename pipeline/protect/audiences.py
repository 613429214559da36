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
from pipeline.protect.crowd import ABSENT, Flags, Index, Moment, RowKey
from pipeline.protect.plan import Plan, Standing
from pipeline.protect.regroup import regrouped
from pipeline.protect.rows import Atoms, atoms_of
from pipeline.protect.scene import scene_of, standing_of
from pipeline.protect.sensitivity import Secret, may_enter, secrets, sensitive_rows
from pipeline.protect.settle import Result, settle
from pipeline.protect.singled import Sets
from pipeline.protect.state import Release, State


@dataclass(frozen=True)
class Opened:
    """The open figures of a step: their state before and after it, and what they give."""

    before: State
    after: State
    given: Given


@dataclass(frozen=True)
class Seen:
    """What a closed audience has after a step.

    `held` are rows that may not be given openly at this step, because with what the audience has already they would
    tell it too much; then the open figures have to be decided again without them.
    """

    memory: State
    given: Given
    held: frozenset[RowKey]


@dataclass(frozen=True)
class _View:
    """One audience at one step, with the rules that hold for it."""

    opened: Opened
    memory: State
    standing: Standing
    atoms: Atoms
    organisation: Organisation
    audience: Audience
    mine: Flags  # per row: it is of the audience's units
    due: bool  # once a block, at the step that opens it: the yearly talk

    @property
    def now(self) -> Moment:
        """The step."""
        return self.opened.after.moments[-1]


def open_to(memory: State, opened: Opened, delivery: Delivery, organisation: Organisation, audience: Audience) -> Seen:
    """What the audience has after this step. `memory` is that of the step before.

    Raises ProtectionFailed when the solver is missing or stops early.
    """
    attribute = organisation.attribute(delivery.presence.attribute)
    atoms = atoms_of(attribute, tuple(each for each in organisation.groups if each.attribute == attribute.code))
    standing = standing_of(opened.after, atoms, organisation, delivery.withheld)
    units = subtree(organisation, audience)
    mine = np.array([unit in units for unit, _, _ in opened.after.moments[-1].rows], dtype=np.bool_)
    known = regrouped(memory, attribute, atoms)
    due = memory.block != opened.after.block
    view = _View(opened, known, standing, atoms, organisation, audience, mine, due)
    # Open groups have no more to show, and beside rounded counts a true one would tell how the others were rounded.
    if not organisation.policy.shield(atoms.groups).protected or organisation.policy.mode != "suppress":
        return _seen(view, known, frozenset(), frozenset())
    guarded, hidden = _guarded(view)
    held = _rows(view.now, _open_now(view)) - _rows(view.now, ~hidden)
    if held or not due:
        return _seen(view, guarded, frozenset(), held)
    more = _more(replace(view, memory=guarded))
    return _seen(view, replace(guarded, worlds=more.worlds, wishes=more.wishes), _rows(view.now, ~more.hidden), held)


def _rows(now: Moment, flags: Flags) -> frozenset[RowKey]:
    return frozenset(now.rows[row] for row in np.flatnonzero(flags).tolist())


def _open_now(view: _View) -> Flags:
    """Per row of the step whether everybody gets its value at this step."""
    return np.array([view.opened.given.rows.get(row) == view.now.key for row in view.now.rows], dtype=np.bool_)


def _guarded(view: _View) -> tuple[State, Flags]:
    """The audience's memory with the open rows of this step, and which of them it may not see for what it knows."""
    state = replace(
        view.opened.after,
        releases=(*view.opened.before.releases, *view.memory.releases),
        worlds=view.memory.worlds,
        wishes=view.memory.wishes,
    )
    result = _settled(view, state, _open_now(view), _asked(view))
    return replace(view.memory, worlds=result.worlds, wishes=result.wishes), result.hidden


def _more(view: _View) -> Result:
    """What is given to the audience alone, beside the open rows of this step."""
    state = replace(
        view.opened.after,
        releases=(*view.opened.after.releases, *view.memory.releases),
        worlds=view.memory.worlds,
        wishes=view.memory.wishes,
    )
    return _settled(view, state, _candidates(view), [])


def _settled(view: _View, state: State, candidates: Flags, asked: list[Secret]) -> Result:
    usual = view.organisation.policy.shield(view.atoms.groups)
    planned = Plan(candidates, candidates, view.mine, view.opened.after.block or 0, state.rhythm, False)
    scene = scene_of(state, planned, view.atoms, view.organisation)
    sets = Sets(view.atoms, usual, _inside(view, scene.board.first), view.audience.shield)
    return settle(scene, asked, sets)


def _asked(view: _View) -> list[Secret]:
    """The secrets of this step: of its own units by its own thresholds once a block, of others as everybody's are."""
    usual = view.organisation.policy.shield(view.atoms.groups)
    rows = view.now.rows
    others = [
        secret
        for secret in secrets(view.standing.counted, view.atoms, usual)
        if not view.mine[secret.row] and rows[secret.row] in view.opened.given.asked
    ]
    own = secrets(view.standing.counted, view.atoms, view.audience.shield) if view.due else []
    return [*others, *(secret for secret in own if view.mine[secret.row])]


def _seen(view: _View, memory: State, given: frozenset[RowKey], held: frozenset[RowKey]) -> Seen:
    after = view.opened.after
    step = len(after.moments) - 1
    own = tuple(Release(step, row) for row in view.now.rows if row in given)
    known = replace(
        after,
        releases=(*view.memory.releases, *own),
        worlds=memory.worlds,
        wishes=memory.wishes,
        rounded={},
    )
    everything = replace(after, releases=(*after.releases, *known.releases))
    fresh = {release.row for release in everything.releases if release.step == step}
    now_given = np.array([row in fresh for row in view.now.rows], dtype=np.bool_)
    units = {row[0] for row, mine in zip(view.now.rows, view.mine.tolist(), strict=True) if mine}
    told = Given(
        stands(everything, view.organisation.policy.carry_months),
        counted_members(after, view.standing, view.atoms, now_given),
        asked=frozenset(row for row in view.now.rows if view.due and row[0] in units),
    )
    return Seen(known, told, held)


def subtree(organisation: Organisation, audience: Audience) -> frozenset[str]:
    """The audience's units and all that are, or ever were, below them."""
    found = set(audience.units)
    while True:
        more = {unit.code for unit in organisation.units if unit.parent in found} - found
        if not more:
            return frozenset(found)
        found |= more


def _candidates(view: _View) -> Flags:
    """Rows of its units that are not open now, clear of its own thresholds, and pass the movers rule."""
    now, after, shield = view.now, view.opened.after, view.audience.shield
    step = len(after.moments) - 1
    seen = {release.row for release in view.memory.releases}
    opened = {release.row for release in after.releases if release.step == step}
    stays = np.array([row in seen for row in now.rows], dtype=np.bool_)
    new = np.array([row not in opened for row in now.rows], dtype=np.bool_)
    enters = may_enter(view.standing.counted, view.atoms, shield)
    clear = enters | (stays & ~sensitive_rows(view.standing.counted, view.atoms, shield))
    wanted = view.mine & new & clear & ~view.standing.withheld
    given = replace(after, releases=(*after.releases, *view.memory.releases)).released()
    asked = {row: given[now.rows[row]] for row in np.flatnonzero(wanted).tolist() if now.rows[row] in given}
    least = view.organisation.policy.movers
    return wanted & enough_movers(after.crowd, after.moments, step, asked, least)


def _inside(view: _View, first: Index) -> Flags:
    """Per class whether its people are in the audience's units now."""
    now = view.now
    where = view.opened.after.crowd.at(len(view.opened.after.moments) - 1)[first]
    held = np.asarray(now.inside[np.flatnonzero(view.mine)].sum(axis=0)).ravel() > 0
    return np.asarray((where != ABSENT) & held[np.maximum(where, 0)], dtype=np.bool_)
