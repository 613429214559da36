"""A state as plain arrays and back, so that a refresh goes on where the last one stopped."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from pipeline.protect.board import Flips
from pipeline.protect.crowd import Crowd, Index, Moment, RowKey
from pipeline.protect.solve.problem import size
from pipeline.protect.state import KEY_BYTES, Release, State, Wish

Arrays = Mapping[str, NDArray[np.generic]]


def to_arrays(state: State) -> dict[str, NDArray[np.generic]]:
    """The state as named arrays without objects; the crowd is person data."""
    return {
        **_people(state),
        **_moments(state.moments),
        **_worlds(state),
        "categories": _texts(list(state.categories)),
        "of_category": np.array(state.of_category, dtype=np.int64),
        "block": np.array([-1 if state.block is None else state.block]),
        "pattern": _texts([list(row) for row in sorted(state.pattern)]),
        "rhythm": np.array([json.dumps(dict(state.rhythm), sort_keys=True)]),
        "counters": np.array([state.eroded, state.since]),
        **_rounded(state.rounded),
    }


def from_arrays(arrays: Arrays) -> State:
    """The state that `to_arrays` made these of. Raises KeyError or ValueError for other arrays."""
    moments = _read_moments(arrays)
    steps, rows, rounded = (arrays[f"release_{name}"].tolist() for name in ("step", "row", "rounded"))
    block = int(arrays["block"][0])
    crowd = Crowd(
        np.asarray(arrays["person"], dtype=np.uint64),
        _whole(arrays["category"]),
        _whole(arrays["atom"]),
        _whole(arrays["klass"]),
        tuple(_cut(arrays, "where")),
    )
    return State(
        crowd=crowd,
        moments=moments,
        categories=tuple(str(code) for code in arrays["categories"].tolist()),
        of_category=tuple(_whole(arrays["of_category"]).tolist()),
        releases=tuple(
            Release(step, moments[step].rows[row], flag) for step, row, flag in zip(steps, rows, rounded, strict=True)
        ),
        worlds=tuple(
            Flips(particles, atoms)
            for particles, atoms in zip(_cut(arrays, "world_particles"), _cut(arrays, "world_atoms"), strict=True)
        ),
        wishes=_read_wishes(arrays),
        block=None if block < 0 else block,
        pattern=frozenset(_keys(arrays["pattern"])),
        rhythm=json.loads(str(arrays["rhythm"][0])),
        eroded=int(arrays["counters"][0]),
        since=int(arrays["counters"][1]),
        rounded=_read_rounded(arrays),
    )


def _people(state: State) -> dict[str, NDArray[np.generic]]:
    crowd = state.crowd
    numbers = {"person": crowd.person, "category": crowd.category, "atom": crowd.atom, "klass": crowd.klass}
    return {**numbers, **_joined("where", crowd.where)}


def _moments(moments: Sequence[Moment]) -> dict[str, NDArray[np.generic]]:
    return {
        "moment_key": _texts([moment.key for moment in moments]),
        "moment_month": np.array([moment.month for moment in moments], dtype=np.int64),
        "moment_linked": np.array([moment.linked for moment in moments], dtype=np.bool_),
        "moment_patterns": np.array([size(moment.inside)[1] for moment in moments], dtype=np.int64),
        "rows": _texts([list(row) for moment in moments for row in moment.rows]),
        **_joined("indptr", [moment.inside.indptr for moment in moments]),
        **_joined("indices", [moment.inside.indices for moment in moments]),
    }


def _read_moments(arrays: Arrays) -> tuple[Moment, ...]:
    rows = _keys(arrays["rows"])
    found: list[Moment] = []
    start = 0
    parts = zip(_cut(arrays, "indptr"), _cut(arrays, "indices"), strict=True)
    for number, (indptr, indices) in enumerate(parts):
        count = len(indptr) - 1
        shape = (count, int(arrays["moment_patterns"][number]))
        inside = csr_array((np.ones(len(indices), dtype=np.int64), indices, indptr), shape=shape)
        key, month = str(arrays["moment_key"][number]), int(arrays["moment_month"][number])
        linked = bool(arrays["moment_linked"][number])
        found.append(Moment(key, month, tuple(rows[start : start + count]), inside, linked))
        start += count
    return tuple(found)


def _worlds(state: State) -> dict[str, NDArray[np.generic]]:
    wishes = state.wishes
    return {
        "release_rounded": np.array([release.rounded for release in state.releases], dtype=np.bool_),
        "release_step": np.array([release.step for release in state.releases], dtype=np.int64),
        "release_row": np.array(
            [state.moments[release.step].place[release.row] for release in state.releases], dtype=np.int64
        ),
        **_joined("world_particles", [world.particles for world in state.worlds]),
        **_joined("world_atoms", [world.atoms for world in state.worlds]),
        "wish": np.array(
            [
                (wish.step, -1 if wish.row is None else wish.row, wish.change, wish.world, int(wish.either))
                for wish in wishes
            ],
            dtype=np.int64,
        ).reshape(-1, 5),
        **_joined("wish_atoms", [np.array(sorted(wish.atoms), dtype=np.int64) for wish in wishes]),
        **_joined("wish_people", [np.array(wish.people, dtype=np.int64) for wish in wishes]),
    }


def _read_wishes(arrays: Arrays) -> tuple[Wish, ...]:
    parts = zip(arrays["wish"].tolist(), _cut(arrays, "wish_atoms"), _cut(arrays, "wish_people"), strict=True)
    return tuple(
        Wish(
            step,
            None if row < 0 else row,
            frozenset(atoms.tolist()),
            change,
            world,
            bool(either),
            tuple(people.tolist()),
        )
        for (step, row, change, world, either), atoms, people in parts
    )


def _rounded(rounded: Mapping[bytes, tuple[int, ...]]) -> dict[str, NDArray[np.generic]]:
    keys = np.frombuffer(b"".join(rounded), dtype=np.uint8).reshape(-1, KEY_BYTES)
    # Other groups cut an attribute into another number of counts.
    return {
        "rounded_key": keys,
        **_joined("rounded_count", [np.array(each, dtype=np.int64) for each in rounded.values()]),
    }


def _read_rounded(arrays: Arrays) -> dict[bytes, tuple[int, ...]]:
    counts = _cut(arrays, "rounded_count")
    pairs = zip(arrays["rounded_key"], counts, strict=True)
    return {np.asarray(key, dtype=np.uint8).tobytes(): tuple(each.tolist()) for key, each in pairs}


def _joined(name: str, parts: Sequence[NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    whole = np.concatenate([np.zeros(0, dtype=np.int64), *parts]).astype(np.int64)
    return {name: whole, f"{name}_ends": np.cumsum([len(part) for part in parts], dtype=np.int64)}


def _cut(arrays: Arrays, name: str) -> list[Index]:
    ends = arrays[f"{name}_ends"]
    return [_whole(part) for part in np.split(_whole(arrays[name]), _whole(ends)[:-1])] if len(ends) else []


def _whole(array: NDArray[np.generic]) -> Index:
    return np.asarray(array, dtype=np.int64)


def _texts(texts: Sequence[object]) -> NDArray[np.generic]:
    return np.array(texts, dtype=np.str_) if texts else np.zeros(0, dtype=np.str_)


def _keys(texts: NDArray[np.generic]) -> list[RowKey]:
    return [(str(unit), str(basis), str(band)) for unit, basis, band in texts.reshape(-1, 3).tolist()]
