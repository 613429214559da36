"""Choose what is given at one step so that every secret, of this step and of all before, stays one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, vstack

from pipeline.protect.board import Board, Flips
from pipeline.protect.crowd import Flags, Index, gathered
from pipeline.protect.mend import Aim, Mender
from pipeline.protect.sensitivity import Secret
from pipeline.protect.singled import Sets, unproven
from pipeline.protect.solve.problem import Duty, Problem, World, size
from pipeline.protect.solve.suppress import reach, suppress
from pipeline.protect.solve.thin import thin
from pipeline.protect.state import State, Wish

_ROUNDS = 6
_LOOKS = 6
NO_WORLD = -1
_WIDE = 24  # columns a world may change before it is worth looking for a smaller one
_NOTHING = World(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Scene:
    """One step, ready to be settled. `state` has the new crowd and moment, and the releases before this step."""

    state: State
    board: Board
    rows: csr_array  # rows of the step x classes
    known: csr_array  # what is given already x classes
    problem: Problem

    @property
    def step(self) -> int:
        """The number of the step."""
        return len(self.state.moments) - 1


@dataclass(frozen=True)
class Result:
    """What stays hidden at the step, and the wishes with their worlds."""

    hidden: Flags
    worlds: tuple[Flips, ...]
    wishes: tuple[Wish, ...]
    eroded: int


@dataclass(frozen=True)
class _Pool:
    """The worlds that agree with all that was given before, as columns."""

    flips: tuple[Flips, ...]
    columns: csr_array
    free: Flags  # per world: it changes no row that may be given now


def settle(scene: Scene, secrets: Sequence[Secret], sets: Sets) -> Result:
    """Hide as little as possible of the candidates. Raises ProtectionFailed when the solver gives up."""
    before = _pool(scene, scene.state.worlds)
    wishes = (*scene.state.wishes, *_wishes(scene, before, secrets))
    found = _with_sets(scene, before, wishes, sets)
    if found is None:
        # Nothing given at this step tells nothing: every world of before still stands.
        return _worked_out(_hiding(scene, np.ones(len(scene.problem.must_hide), dtype=np.bool_)), before, wishes)
    return _second_look(scene, found, sets) if any(wish.row is None for wish in found.wishes) else found


def _hiding(scene: Scene, hidden: Flags) -> Scene:
    """The scene in which these rows are hidden whatever happens."""
    return replace(scene, problem=replace(scene.problem, must_hide=hidden))


def _with_sets(scene: Scene, pool: _Pool, wishes: Sequence[Wish], sets: Sets) -> Result | None:
    """Work out the wishes, and those of sets that the outcome singles out, until there is none; None: no end to it."""
    result = _worked_out(scene, pool, wishes)
    hopeless: set[tuple[tuple[int, ...], frozenset[int]]] = set()
    for _ in range(_ROUNDS):
        given = _given(scene, result.hidden)
        left = unproven(scene.board, given, scene.board.as_columns(result.worlds), sets)
        extra = [_set_wish(scene, classes, atoms) for classes, atoms in left]
        extra = [wish for wish in extra if (wish.people, wish.atoms) not in hopeless]
        if not extra:
            return result
        again = _worked_out(scene, _pool(scene, result.worlds), (*result.wishes, *extra))
        # Sets that earlier releases told all of: hiding something now does not take that back.
        found = {(wish.people, wish.atoms) for wish in again.wishes}
        hopeless |= {(wish.people, wish.atoms) for wish in extra} - found
        result = replace(again, eroded=again.eroded + result.eroded)
    return None


def _second_look(scene: Scene, result: Result, sets: Sets) -> Result:
    """Give again what was hidden for a set that, by what was hidden since, is not singled out any more."""
    order = np.argsort(-scene.problem.weights, kind="stable")
    again = order[result.hidden[order] & ~scene.problem.must_hide[order]]
    # Each look costs as much as the first; where there are many rows, some stay hidden that need not be.
    for row in again.tolist() if len(again) <= _LOOKS else ():
        hidden = result.hidden.copy()
        hidden[row] = False
        trial = _hiding(scene, hidden)
        wishes = [wish for wish in result.wishes if wish.row is not None or wish.step < scene.step]
        found = _with_sets(trial, _pool(trial, result.worlds), wishes, sets)
        if found is not None and not found.hidden[row] and not found.eroded:
            result = replace(found, eroded=result.eroded)
    return result


def _set_wish(scene: Scene, classes: Index, atoms: frozenset[int]) -> Wish:
    people = np.flatnonzero(np.isin(scene.board.klass, classes)).tolist()
    return Wish(scene.step, None, atoms, 1, NO_WORLD, True, tuple(people))


def _given(scene: Scene, hidden: Flags) -> csr_array:
    """All that is known after this step."""
    return csr_array(vstack([scene.known, scene.rows[np.flatnonzero(~hidden)]], format="csr"))


def _pool(scene: Scene, worlds: tuple[Flips, ...]) -> _Pool:
    columns = scene.board.as_columns(worlds)
    open_rows = np.flatnonzero(~scene.problem.must_hide[scene.problem.decision])
    touched = abs(columns @ scene.problem.rows[open_rows].T).sum(axis=1)
    # A closed audience knows more than the readers these worlds were found for.
    broken = abs(columns @ scene.problem.fixed.T).sum(axis=1)
    return _Pool(worlds, columns, np.asarray(touched + broken).ravel() == 0)


def _wishes(scene: Scene, pool: _Pool, secrets: Sequence[Secret]) -> list[Wish]:
    """The secrets of this step, each with a world of before that shows it, where there is one."""
    found: list[Wish] = []
    for atoms in dict.fromkeys(secret.atoms for secret in secrets):
        mine = [secret for secret in secrets if secret.atoms == atoms]
        rows = scene.rows[[secret.row for secret in mine]]
        effect = scene.board.effect(pool.columns, rows, atoms).T.toarray()
        for place, secret in enumerate(mine):
            world = _best(effect[place], secret.change, pool.free)
            found.append(Wish(scene.step, secret.row, atoms, secret.change, world))
    return found


def _best(effect: Index, change: int, free: Flags) -> int:
    """A world that takes the count far enough: a free one when there is one; NO_WORLD when there is none."""
    enough = effect >= change if change > 0 else effect <= change
    found = np.flatnonzero(enough & free)
    found = found if len(found) else np.flatnonzero(enough)
    return int(found[0]) if len(found) else NO_WORLD


def _worked_out(scene: Scene, pool: _Pool, wishes: Sequence[Wish]) -> Result:
    """Let the solver choose; a wish that earlier releases make impossible is lowered to what is left of it."""
    kept = [wish for wish in wishes if wish.world != NO_WORLD and pool.free[wish.world]]
    asked = [wish for wish in wishes if wish.world == NO_WORLD or not pool.free[wish.world]]
    about = [_classes(scene, wish) for wish in asked]
    known = _proposed(scene, pool, asked, about)
    duties = [_duty(scene, wish, classes) for wish, classes in zip(asked, about, strict=True)]
    scene, whole = replace(scene, problem=_open(scene.problem)), scene.problem
    settled = suppress(scene.problem, duties, known)
    lost = sum(world is None for world in settled.worlds)
    if lost:
        lowered = [
            (wish if world else _reached(scene, wish, duty), world, classes)
            for wish, duty, world, classes in zip(asked, duties, settled.worlds, about, strict=True)
        ]
        left = [(wish, world, classes) for wish, world, classes in lowered if wish is not None]
        asked = [wish for wish, _, _ in left]
        duties = [_duty(scene, wish, classes) for wish, _, classes in left]
        settled = suppress(scene.problem, duties, [world for _, world, _ in left])
    proven = [(wish, pool.flips[wish.world]) for wish in kept]
    for mine in _by_world(settled.worlds):
        world = settled.worlds[mine[0]] or _NOTHING
        if len(world.columns) > _WIDE:
            world = thin(scene.problem, settled.hidden, world, [duties[place] for place in mine])
        flips = scene.board.as_flips(world)
        proven += [(asked[place], flips) for place in mine]
    worlds, told = _collected(proven)
    hidden = whole.must_hide.copy()
    hidden[~whole.must_hide] = settled.hidden
    return Result(hidden, worlds, told, lost)


def _proposed(scene: Scene, pool: _Pool, asked: Sequence[Wish], about: Sequence[Index]) -> list[World | None]:
    """For each wish its world of before, mended where the rows of now would break it; None when there is none."""
    board = scene.board
    mender = Mender(scene.known, scene.rows[np.flatnonzero(~scene.problem.must_hide)], board.by_atom.sum(axis=1))
    found: list[World | None] = []
    for wish, classes in zip(asked, about, strict=True):
        before = _solver_world(pool.columns, wish.world)
        aim = Aim(classes, wish.change, wish.either)
        found.append(_mended(board, mender, aim, wish.atoms, before) or before)
    return found


def _mended(board: Board, mender: Mender, aim: Aim, mask: frozenset[int], before: World | None) -> World | None:
    """A world of people who go from an atom outside the mask to one inside it, or back."""
    for outside in sorted(set(range(board.atoms)) - mask):
        for inside in sorted(mask):
            room = board.by_atom[:, outside], board.by_atom[:, inside]
            # With two atoms a world of before is such a one, and only then is it mended.
            old = None if before is None or board.atoms > 2 else before.dense(board.classes) * (1 if inside else -1)
            delta = mender.mended(aim, *room, old)
            delta = mender.mended(aim, *room) if delta is None and old is not None else delta
            if delta is not None:
                return board.between(delta, outside, inside)
    return None


def _open(problem: Problem) -> Problem:
    """The problem without the rows that stay hidden whatever happens: they bind no world, and most rows are such."""
    number = np.cumsum(~problem.must_hide) - 1
    rows = np.flatnonzero(~problem.must_hide[problem.decision])
    return replace(
        problem,
        rows=problem.rows[rows],
        decision=number[problem.decision[rows]],
        weights=problem.weights[~problem.must_hide],
        must_hide=np.zeros(int((~problem.must_hide).sum()), dtype=np.bool_),
    )


def _by_world(worlds: Sequence[World | None]) -> list[list[int]]:
    """Which duties have the same world: their places together."""
    found: dict[tuple[bytes, bytes], list[int]] = {}
    for place, world in enumerate(worlds):
        if world is not None:
            found.setdefault((world.columns.tobytes(), world.delta.tobytes()), []).append(place)
    return list(found.values())


def _reached(scene: Scene, wish: Wish, duty: Duty) -> Wish | None:
    """The wish as far as it can be met with nothing given at this step; None when not at all."""
    everything = np.ones(len(scene.problem.must_hide), dtype=np.bool_)
    most = reach(scene.problem, everything, duty.columns, 1 if duty.change > 0 else -1)
    step = abs(most) if wish.change > 0 else -abs(most)
    return replace(wish, change=step) if step and not wish.either else None


def _collected(proven: Sequence[tuple[Wish, Flips]]) -> tuple[tuple[Flips, ...], tuple[Wish, ...]]:
    """The worlds that some wish rests on, each once, and the wishes that rest on them."""
    place: dict[int, int] = {}
    worlds: list[Flips] = []
    wishes: list[Wish] = []
    for wish, world in proven:
        if id(world) not in place:
            place[id(world)] = len(worlds)
            worlds.append(world)
        wishes.append(replace(wish, world=place[id(world)]))
    return tuple(worlds), tuple(wishes)


def _solver_world(columns: csr_array, world: int) -> World | None:
    if world == NO_WORLD:
        return None
    start, end = columns.indptr[world], columns.indptr[world + 1]
    found = np.zeros(size(columns)[1], dtype=np.int64)
    found[columns.indices[start:end]] = columns.data[start:end]
    return World.of(found)


def _duty(scene: Scene, wish: Wish, classes: Index) -> Duty:
    return scene.board.duty(classes, wish.atoms, wish.change, either=wish.either)


def _classes(scene: Scene, wish: Wish) -> Index:
    """The classes whose heads the wish is about."""
    if wish.row is None:
        return np.unique(scene.board.klass[list(wish.people)])
    moment = scene.state.moments[wish.step]
    inside = gathered(moment.inside[[wish.row]], scene.state.crowd.at(wish.step)[scene.board.first])
    return np.asarray(inside.indices, dtype=np.int64)
