"""One step further: take in a delivered month and decide, per row, whether a new value is given.

What was given stays given; what is given next is chosen so that nobody who has all of it, and knows who came
and went, can be sure of a small count. Method: docs/privacy.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from pipeline.organisation.model import Attribute, Group, Organisation
from pipeline.presence import Presence
from pipeline.protect.solve import problem as solve
from pipeline.protect.board import Board
from pipeline.protect.crowd import ABSENT, OPEN, Flags, Moment, RowKey, gathered, stacked
from pipeline.protect.events import equations, rows_at
from pipeline.protect.plan import Plan, Standing, pattern_after, plan
from pipeline.protect.rows import Atoms, atoms_of, moment
from pipeline.protect.sensitivity import Counted, secrets
from pipeline.protect.settle import Result, Scene, settle
from pipeline.protect.singled import Sets
from pipeline.protect.state import Release, State

_WHOLE, _EARLIER, _FACULTY = 50.0, 8.0, 4.0


@dataclass(frozen=True)
class Given:
    """Per row of the catalogue of a step: the step whose value it has now; None where it is hidden."""

    rows: Mapping[RowKey, int | None]
    moments: tuple[Moment, ...]

    def month(self, row: RowKey) -> int | None:
        """The month (since year 0) of the value of a row; None where it is hidden."""
        step = self.rows.get(row)
        return None if step is None else self.moments[step].month


def advance(
    before: State, presence: Presence, organisation: Organisation, key: str, withheld: frozenset[RowKey]
) -> tuple[State, Given]:
    """The state after one more step, and what its rows may say. `withheld`: rows with a reason of their own.

    Raises ProtectionFailed when the solver is missing or stops early; ValueError for a presence that does not
    fit the organisation.
    """
    attribute = organisation.attribute(presence.attribute)
    atoms = atoms_of(attribute, _groups(organisation, attribute))
    shield = organisation.policy.shield(atoms.groups)
    now, pattern = moment(presence, organisation, key)
    crowd = before.crowd.joined(presence, atoms.of_category[presence.category], pattern[presence.cell])
    state = replace(before, crowd=crowd, moments=(*before.moments, now))
    standing = _standing(state, atoms, organisation, withheld)
    planned = plan(before, crowd, state.moments, standing, atoms, (organisation.policy, shield))
    if not shield.protected:
        hidden = np.array([row in withheld for row in now.rows], dtype=np.bool_)
        return _after(state, before, planned, Result(hidden, before.worlds, before.wishes, 0), organisation)
    scene = _scene(state, planned, atoms, organisation)
    known = secrets(standing.counted, atoms, shield)
    mine = [secret for secret in known if planned.asked[secret.row]]
    return _after(state, before, planned, settle(scene, mine, Sets(atoms, shield)), organisation)


def _groups(organisation: Organisation, attribute: Attribute) -> tuple[Group, ...]:
    return tuple(group for group in organisation.groups if group.attribute == attribute.code)


def _standing(state: State, atoms: Atoms, organisation: Organisation, withheld: frozenset[RowKey]) -> Standing:
    now, step = state.moments[-1], len(state.moments) - 1
    units = {unit.code: unit for unit in organisation.units}
    by_pattern = np.zeros((now.inside.shape[1], atoms.count), dtype=np.int64)
    where = state.crowd.at(step)
    here = (where != ABSENT) & (state.crowd.atom != OPEN)
    np.add.at(by_pattern, (where[here], state.crowd.atom[here]), 1)
    whole = np.array([units[unit].parent is None for unit, _, _ in now.rows], dtype=np.bool_)
    return Standing(
        Counted(np.asarray(now.inside @ by_pattern, dtype=np.int64), whole),
        tuple(units[unit].kind for unit, _, _ in now.rows),
        np.array([row in withheld for row in now.rows], dtype=np.bool_),
    )


def _scene(state: State, planned: Plan, atoms: Atoms, organisation: Organisation) -> Scene:
    board = Board.of(state.crowd, atoms.count)
    rows = rows_at(state.crowd, board, state.moments, len(state.moments) - 1)
    known = equations(state.crowd, board, state.moments, state.releases)
    problem = solve.Problem(
        value=board.value,
        low=np.zeros_like(board.value),
        high=board.high,
        rows=board.equations(rows),
        decision=board.decisions(rows.shape[0]),
        fixed=stacked([board.equations(known), board.capacities], len(board.value)),
        weights=_weights(state, organisation),
        must_hide=~planned.candidates,
    )
    return Scene(state, board, rows, known, problem)


def _weights(state: State, organisation: Organisation) -> np.ndarray:
    """What hiding a row costs: most at the top, and for rows that readers are used to see. From headcounts alone."""
    now = state.moments[-1]
    where = state.crowd.at(len(state.moments) - 1)
    heads = gathered(now.inside, where).sum(axis=1)
    depth = _depths(organisation)
    found = 1.0 + np.log1p(np.asarray(heads, dtype=np.float64).ravel()) / 4
    for place, row in enumerate(now.rows):
        found[place] *= _WHOLE if depth[row[0]] == 0 else _FACULTY if depth[row[0]] == 1 else 1.0
        found[place] *= _EARLIER if row in state.pattern else 1.0
    return found


def _depths(organisation: Organisation) -> dict[str, int]:
    parents = {unit.code: unit.parent for unit in organisation.units}
    found: dict[str, int] = {}
    for code in parents:
        depth, at = 0, parents[code]
        while at is not None:
            depth, at = depth + 1, parents.get(at)
        found[code] = depth
    return found


def _after(
    state: State, before: State, planned: Plan, result: Result, organisation: Organisation
) -> tuple[State, Given]:
    now, step = state.moments[-1], len(state.moments) - 1
    given = [now.rows[row] for row in np.flatnonzero(~result.hidden).tolist()]
    after = replace(
        state,
        releases=(*state.releases, *(Release(step, row) for row in given)),
        worlds=result.worlds,
        wishes=result.wishes,
        block=before.block if planned.late else planned.block,
        pattern=pattern_after(before, now, planned, result.hidden),
        rhythm=planned.rhythm,
        eroded=before.eroded + result.eroded,
    )
    return after, Given(_stands(after, set(given), organisation), after.moments)


def _stands(state: State, given: set[RowKey], organisation: Organisation) -> dict[RowKey, int | None]:
    """Per row the step whose value stands: this one, or the latest release that is not too old."""
    now, step = state.moments[-1], len(state.moments) - 1
    found: dict[RowKey, int | None] = dict.fromkeys(now.rows)
    for release in sorted(state.releases, key=lambda each: (state.moments[each.step].month, each.step)):
        age = now.month - state.moments[release.step].month
        if release.row in found and 0 <= age <= organisation.policy.carry_months:
            found[release.row] = release.step
    return {row: step if row in given else at for row, at in found.items()}


__all__ = ["Given", "State", "advance", "csr_array"]
