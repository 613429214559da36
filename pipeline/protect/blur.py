"""Which rounded counts does a step publish, and what is remembered of them: rounding at one step of a chain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.protect.crowd import ABSENT, OPEN, Counts, Flags, Index, RowKey
from pipeline.protect.rounding import Cells, rounded
from pipeline.protect.rows import Atoms
from pipeline.protect.solve.problem import size
from pipeline.protect.state import KEY_BYTES, State


@dataclass(frozen=True)
class Blurred:
    """The rounded counts of the last step of a state, and all that was rounded up to and with it.

    `members` are per group and row of the catalogue, in heads. `kept` is the rounded count by atom of every set of
    people that ever was a cell.
    """

    members: Mapping[str, Mapping[RowKey, int]]
    kept: Mapping[bytes, tuple[int, ...]]

    def of(self, given: Mapping[str, Iterable[RowKey]]) -> dict[str, dict[RowKey, int]]:
        """The rounded members of these rows only."""
        return {group: {row: self.members[group][row] for row in rows} for group, rows in given.items()}


def blurred(state: State, atoms: Atoms, base: int, secret: bytes) -> Blurred:
    """Round the inner cells of the last step; every row is the sum of its cells, so that all adds up.

    An inner cell is all places that no row tells apart. Heads whose category is unknown are open and not rounded.
    Raises ValueError for a base under 2 or an empty secret.
    """
    now = state.moments[-1]
    where = state.crowd.at(len(state.moments) - 1)
    here = (where != ABSENT) & (state.crowd.atom != OPEN)
    counts = np.zeros((size(now.inside)[1], max(atoms.count, 2)), dtype=np.int64)
    # What is in no group is atom 0 there, and comes last here: it is what remains.
    np.add.at(counts, (where[here], counts.shape[1] - 1 - state.crowd.atom[here]), 1)
    keys = _keys(state, where, here, counts.sum(axis=1))
    kept = np.array([_former(state, key, counts.shape[1]) for key in keys], dtype=np.int64).reshape(counts.shape)
    found = rounded(Cells(counts, keys), now.inside, base, secret, kept)
    memory = {key: tuple(shape) for key, shape in zip(keys, found.tolist(), strict=True) if any(shape)}
    by_row = np.asarray(now.inside @ found[:, ::-1], dtype=np.int64)
    sums = (by_row[:, sorted(mine)].sum(axis=1).tolist() for mine in atoms.members)
    members = {group: dict(zip(now.rows, each, strict=True)) for group, each in zip(atoms.groups, sums, strict=True)}
    return Blurred(members, {**state.rounded, **memory})


def _former(state: State, key: bytes, width: int) -> tuple[int, ...]:
    found = state.rounded.get(key, ())
    return found if len(found) == width else (-1,) * width


def _keys(state: State, where: Index, here: Flags, heads: Counts) -> tuple[bytes, ...]:
    """Per cell what the same people are known by, month after month, wherever they are placed.

    Where nobody is followed, the same cell with as many heads counts as the same people: they may be.
    """
    now = state.moments[-1]
    if now.linked:
        of_cell = where[here]
        order = np.lexsort((state.crowd.person[here], of_cell))
        ends = np.searchsorted(of_cell[order], np.arange(len(heads) + 1))
        people = state.crowd.person[here][order].astype("<u8")
        return tuple(_hash(b"people", people[start:end]) for start, end in pairwise(ends.tolist()))
    columns = now.inside.tocsc()
    names = [
        "\x1e".join("\x1f".join(now.rows[row]) for row in sorted(each))
        for each in _cut(columns.indices, columns.indptr)
    ]
    return tuple(
        blake2b(f"place\x1e{count}\x1e{name}".encode(), digest_size=KEY_BYTES).digest()
        for name, count in zip(names, heads.tolist(), strict=True)
    )


def _hash(kind: bytes, people: NDArray[np.uint64]) -> bytes:
    return blake2b(kind + people.tobytes(), digest_size=KEY_BYTES).digest()


def _cut(indices: NDArray[np.integer], indptr: NDArray[np.integer]) -> list[list[int]]:
    return [indices[start:end].tolist() for start, end in pairwise(indptr.tolist())]
