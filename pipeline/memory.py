"""Where the protector's memory lies, step by step, and how it is written and read. Person data: restricted.

Everybody's figures are the view OPEN; each closed audience has a view of its own, named by its code.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import StorageFailed
from pipeline.protect.chain import Given
from pipeline.protect.crowd import RowKey
from pipeline.protect.kept import from_arrays, to_arrays
from pipeline.protect.state import State
from pipeline.released import Released
from pipeline.storage.store import (
    Store,
    read_arrow,
    read_bytes,
    read_json,
    unreadable,
    write_arrow,
    write_json,
    write_whole,
)

OPEN_VIEW = ""
_MEMORY, _GIVEN = "the memory of protection", "what is given of a month"


def step_folder(store: Store, step: str) -> Path:
    """Where what belongs to a step is kept."""
    return store.restricted / "releases" / step


def has_state(store: Store, step: str, attribute: str) -> bool:
    """Whether the memory of an attribute after a step is kept; it is written last, after that of the audiences."""
    return _at(store, step, attribute, OPEN_VIEW, "npz").exists()


def read_state(store: Store, steps: tuple[str, ...], attribute: str, view: str = OPEN_VIEW) -> State:
    """The memory after the first of these steps that has one, the last step first; an empty one where none has.

    An attribute or an audience that is new has none; one that was away for a while knows what it knew.
    """
    paths = (_at(store, step, attribute, view, "npz") for step in steps)
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        return State()
    try:
        with np.load(io.BytesIO(read_bytes(path, _MEMORY)), allow_pickle=False) as kept:
            return from_arrays({name: kept[name] for name in kept.files})
    except (KeyError, ValueError, EOFError):
        raise StorageFailed(unreadable(_MEMORY, "damaged")) from None


def is_whole(store: Store, steps: Sequence[str]) -> bool:
    """Whether there is a memory of all that was given at these steps."""
    given: set[str] = set()
    remembered: set[str] = set()
    for step in steps:
        names = [path.name for path in step_folder(store, step).glob("*.*")]
        given |= {name.removesuffix(".json") for name in names if name.endswith(".json")}
        remembered |= {name.removesuffix(".npz") for name in names if name.endswith(".npz")}
    return given <= remembered


def write_state(store: Store, step: str, attribute: str, state: State, view: str = OPEN_VIEW) -> None:
    """Keep the memory after a step."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **to_arrays(state))  # type: ignore[arg-type]
    write_whole(_at(store, step, attribute, view, "npz"), buffer.getvalue(), _MEMORY)


def read_given(store: Store, step: str, attribute: str, view: str = OPEN_VIEW) -> Given | None:
    """What is given of an attribute at a step; None where the month does not have it."""
    path = _at(store, step, attribute, view, "json")
    if not path.exists():
        return None
    kept = read_json(path, _GIVEN)
    rows = {(unit, basis, band): step for unit, basis, band, step in kept["rows"]}
    asked = frozenset((unit, basis, band) for unit, basis, band in kept["asked"])
    return Given(rows, _counts(kept["members"]), _counts(kept["rounded"]), asked)


def write_given(store: Store, step: str, attribute: str, given: Given, view: str = OPEN_VIEW) -> None:
    """Keep what is given of an attribute at a step."""
    rows = [[*row, key] for row, key in given.rows.items()]
    counts = {name: _listed(of) for name, of in (("members", given.members), ("rounded", given.rounded))}
    asked = [list(row) for row in sorted(given.asked)]
    write_json(_at(store, step, attribute, view, "json"), {"rows": rows, **counts, "asked": asked}, _GIVEN)


def _listed(counts: Mapping[str, Mapping[RowKey, int]]) -> dict[str, list[list[str | int]]]:
    return {group: [[*row, count] for row, count in of.items()] for group, of in counts.items()}


def _counts(listed: Mapping[str, Any]) -> dict[str, dict[RowKey, int]]:
    return {group: {(unit, basis, band): count for unit, basis, band, count in of} for group, of in listed.items()}


def is_released(store: Store, step: str, view: str = OPEN_VIEW) -> bool:
    """Whether a step was worked out for a view and is kept."""
    return _at(store, step, "representation", view, "arrow").exists()


def read_released(store: Store, view: str, step: str) -> Released:
    """The released rows of a step that was worked out."""
    return Released(read_arrow(_at(store, step, "representation", view, "arrow"), _GIVEN))


def write_released(store: Store, step: str, released: Released, view: str = OPEN_VIEW) -> None:
    """Keep the released rows of a step."""
    write_arrow(_at(store, step, "representation", view, "arrow"), released.table, _GIVEN)


def forget(store: Store, steps: Sequence[str]) -> None:
    """Remove every memory that a later one of these steps, which are in order, has made needless."""
    seen: set[str] = set()
    for step in reversed(steps):
        for path in step_folder(store, step).glob("*.npz"):
            if path.name in seen:
                path.unlink()
            seen.add(path.name)


def _at(store: Store, step: str, name: str, view: str, ending: str) -> Path:
    return step_folder(store, step) / (f"{name}@{view}.{ending}" if view else f"{name}.{ending}")
