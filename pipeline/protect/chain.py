"""One step further: take in a delivered month and decide, per row, whether a new value is given.

What was given stays given; what is given next is chosen so that nobody who has all of it, and knows who came
and went, can be sure of a small count. Method: docs/privacy.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.organisation.model import Organisation
from pipeline.presence import Presence
from pipeline.protect.blur import blurred
from pipeline.protect.crowd import Flags, RowKey
from pipeline.protect.plan import Plan, Standing, pattern_after, plan
from pipeline.protect.regroup import regrouped
from pipeline.protect.rows import Atoms, atoms_of, moment, same_places
from pipeline.protect.scene import scene_of, standing_of
from pipeline.protect.sensitivity import secrets
from pipeline.protect.settle import Result, settle
from pipeline.protect.singled import Sets
from pipeline.protect.state import Release, State


@dataclass(frozen=True)
class Delivery:
    """A delivered month: who was where, its key, and the rows that cannot be shown for a reason of their own."""

    presence: Presence
    key: str
    withheld: frozenset[RowKey]
    secret: bytes = field(default=b"", repr=False)  # of the store; rounding draws its lots with it
    held: frozenset[RowKey] = frozenset()  # rows that a closed audience knows too much beside


@dataclass(frozen=True)
class Given:
    """Per row of the catalogue of a step: the key of the step whose value it has now; None where it is hidden.

    `members[group][row]` are the members as protection counted them, of the rows given now: what the figures
    say must be the same. `rounded` is what they say instead where counts are rounded: the same groups and rows, or
    empty. `asked` are the rows of which the step is a release date: their secrets were guarded at it.
    """

    rows: Mapping[RowKey, str | None]
    members: Mapping[str, Mapping[RowKey, int]]
    rounded: Mapping[str, Mapping[RowKey, int]] = field(default_factory=dict[str, Mapping[RowKey, int]])
    asked: frozenset[RowKey] = frozenset()


def advance(before: State, delivery: Delivery, organisation: Organisation) -> tuple[State, Given]:
    """The state after one more step, and what its rows may say.

    Raises ProtectionFailed when the solver is missing or stops early; ValueError for a presence that does not
    fit the organisation, or for counts to be rounded without a secret.
    """
    policy = organisation.policy
    presence = replace(delivery.presence, linked=before.crowd.recognises(delivery.presence))
    attribute = organisation.attribute(presence.attribute)
    atoms = atoms_of(attribute, tuple(each for each in organisation.groups if each.attribute == attribute.code))
    shield = policy.shield(atoms.groups)
    before = regrouped(before, attribute, atoms)
    now, pattern = moment(presence, organisation, delivery.key)
    there = same_places(before.moments[-1], now)[pattern[presence.cell]] if before.moments else None
    crowd = before.crowd.joined(presence, atoms.of_category[presence.category], pattern[presence.cell], there)
    state = replace(before, crowd=crowd, moments=(*before.moments, now))
    standing = standing_of(state, atoms, organisation, delivery.withheld)
    planned = plan(before, state, standing, atoms, (policy, shield))
    held = np.array([row in delivery.held for row in now.rows], dtype=np.bool_)
    planned = replace(planned, candidates=planned.candidates & ~held)
    rounds = shield.protected and policy.mode == "round"
    if shield.protected and not rounds:
        asked = [secret for secret in secrets(standing.counted, atoms, shield) if planned.asked[secret.row]]
        result = settle(scene_of(state, planned, atoms, organisation), asked, Sets(atoms, shield))
    else:
        result = Result(~planned.candidates, before.worlds, before.wishes, 0)
    after = _after(state, planned, result, rounded=rounds)
    given = Given(
        stands(after, policy.carry_months),
        counted_members(after, standing, atoms, ~result.hidden),
        asked=frozenset(now.rows[row] for row in np.flatnonzero(planned.asked).tolist()),
    )
    if not rounds:
        return after, given
    found = blurred(after, atoms, shield.k, delivery.secret)
    return replace(after, rounded=found.kept), replace(given, rounded=found.of(given.members))


def _after(state: State, planned: Plan, result: Result, *, rounded: bool) -> State:
    now, step = state.moments[-1], len(state.moments) - 1
    given = [now.rows[row] for row in np.flatnonzero(~result.hidden).tolist()]
    return replace(
        state,
        releases=(*state.releases, *(Release(step, row, rounded) for row in given)),
        worlds=result.worlds,
        wishes=result.wishes,
        block=state.block if planned.late else planned.block,
        pattern=pattern_after(state, now, planned, result.hidden),
        rhythm=planned.rhythm,
        eroded=state.eroded + result.eroded,
    )


def stands(state: State, carry_months: int) -> dict[RowKey, str | None]:
    """Per row the step whose value stands: this one, or the latest release that is not too old.

    What was given under other rules, or of a former version of a month, is known, but no longer shown: the same row
    may have been something else, and the publication names the files of the last version.
    """
    now = state.moments[-1]
    found: dict[RowKey, str | None] = dict.fromkeys(now.rows)
    last = {moment.month: step for step, moment in enumerate(state.moments)}
    live = frozenset(step for step in last.values() if step >= state.since)
    given = [release for release in state.releases if release.step in live]
    for release in sorted(given, key=lambda each: (state.moments[each.step].month, each.step)):
        age = now.month - state.moments[release.step].month
        if release.row in found and 0 <= age <= carry_months:
            found[release.row] = state.moments[release.step].key
    return found


def counted_members(state: State, standing: Standing, atoms: Atoms, given: Flags) -> dict[str, dict[RowKey, int]]:
    """Per group the members of the rows that are given now."""
    rows = state.moments[-1].rows
    chosen = np.flatnonzero(given).tolist()
    counts = {
        group: standing.counted.by_atom[:, sorted(mine)].sum(axis=1)
        for group, mine in zip(atoms.groups, atoms.members, strict=True)
    }
    return {group: {rows[row]: int(here[row]) for row in chosen} for group, here in counts.items()}
