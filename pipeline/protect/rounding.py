"""Which rounded counts are published where an organisation prefers no gaps: nothing hidden, small counts blurred.

Small-count rounding: in an inner cell (unit where placed x band pattern) a small count becomes 0 or the base, and
every published row is the sum of its rounded cells, so that everything adds up. As statistical offices do it, with
three differences: heads are open, so the others are blurred as the members are; what a cell of few heads may show
hangs on its heads; and the choice never depends on the totals alone, so that every truth that the rule allows stays
possible whatever else is published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Counts = NDArray[np.int64]
Shape = tuple[int, ...]  # the heads of one cell by atom

# Every other cell is rounded by chance alone: had totals to be near the truth, one could reckon back from them. The
# rest still evens out what chance does to the totals (docs/performance.md).
CHANCE = 0.5
_PASSES = 3
_WHOLE = float(1 << 64)


@dataclass(frozen=True)
class Cells:
    """The inner cells of one step and one attribute.

    `counts` is cell x category atom, in heads with a known category; its sum over atoms is open. The last atom is
    what remains: the heads of no group. `keys` say, per cell, which cell it is and who are in it: the same key is
    drawn the same lot, month after month, so that many months do not average to the truth.
    """

    counts: Counts
    keys: tuple[bytes, ...]

    def __post_init__(self) -> None:
        """Refuses cells that cannot be rounded."""
        if self.counts.ndim != 2 or self.counts.shape[1] < 2 or len(self.keys) != len(self.counts):
            raise ValueError("cells have a key each, and counts by at least two atoms")
        if (self.counts < 0).any():
            raise ValueError("a count of heads is never below zero")


@dataclass(frozen=True)
class _Lot:
    """What chance gives one cell: its turn, whether chance alone decides, and which way. All from 0 up to 1."""

    turn: float
    alone: float
    way: float


def rounded(
    cells: Cells, rows: csr_array, base: int, secret: bytes, kept: Counts | None = None, chance: float = CHANCE
) -> Counts:
    """The counts to publish, cell x atom, in heads; per cell they add up to the heads of the cell.

    `rows` is published rows x cells. `kept` is what was published of a cell when exactly the same people were in it,
    however long ago, -1 elsewhere. It stands where it may: two or three roundings of the same people, laid side by
    side, would tell what is true. No atom of a cell is further off than base - 1; by two or three atoms, several
    atoms together neither. A published row is the sum of its cells.
    Raises ValueError for a base under 2, an empty secret, or a kept table of another size.
    """
    if base < 2 or not secret:
        raise ValueError("rounding needs a base of at least 2 and a secret")
    lots = [_lot(secret, key) for key in cells.keys]
    found = _kept(cells.counts, kept, base)
    totals = rows[np.flatnonzero(np.diff(rows.indptr) > 1)].tocsc()
    error = np.asarray(totals @ np.where(found < 0, 0, found - cells.counts))
    order = sorted(np.flatnonzero(found[:, 0] < 0).tolist(), key=lambda cell: lots[cell].turn)
    for turn in range(_PASSES):
        for cell in order:
            truth = tuple(cells.counts[cell].tolist())
            options = choices(truth, base)
            held = totals.indices[totals.indptr[cell] : totals.indptr[cell + 1]]
            around = error[held] - (found[cell] - truth if turn else 0)
            best = _lots_choice(options, truth, base, lots[cell])
            if lots[cell].alone >= chance:
                best = _evening_out(options, truth, around, best)
            found[cell] = best
            error[held] = around + (found[cell] - truth)
    return found


@lru_cache(maxsize=65536)
def choices(truth: Shape, base: int) -> tuple[Shape, ...]:
    """What may be published of a cell: each has a chance whatever other cells hold. Never empty; sums as the truth."""
    lawful = _few_heads(truth, base) if sum(truth) < len(truth) * base else _many_heads(truth, base)
    near = [shape for shape in lawful if all(abs(a - b) < base for a, b in zip(shape, truth, strict=True))]
    fewest = min(_moved(shape, truth) for shape in near)
    return tuple(sorted(shape for shape in near if _moved(shape, truth) <= max(fewest, base - 1)))


def possible(published: Shape, base: int, together: tuple[int, ...] = (0,)) -> tuple[int, int]:
    """What is known of these atoms of a cell, taken together, from what is published of it: the least and the most.

    Exact for who knows the rule but not the secret, in heads; for a published row, the sum over its cells. By two
    atoms, with p published of n heads: under 2 * base heads from p - base + 1 to p + base - 1, within 0..n; with more,
    a p of 0 or n - base may be up to base - 1 higher, one of base or n up to base - 1 lower, and any other is true.
    Raises ValueError where nothing is rounded to this.
    """
    counts = [sum(truth[atom] for atom in together) for truth in truths(published, base)]
    if not counts:
        raise ValueError("no counts are rounded to these")
    return min(counts), max(counts)


@lru_cache(maxsize=65536)
def truths(published: Shape, base: int) -> tuple[Shape, ...]:
    """Every truth of a cell that may be published like this."""
    near = [range(max(0, count - base + 1), count + base) for count in published[:-1]]
    rest = [(*first, sum(published) - sum(first)) for first in product(*near)]
    return tuple(truth for truth in rest if truth[-1] >= 0 and published in choices(truth, base))


def _few_heads(truth: Shape, base: int) -> set[Shape]:
    """With few heads nearly every count is small: what may be shown hangs on the heads alone."""
    heads = sum(truth)
    steps = sorted({*range(0, heads + 1, base), heads})
    return {(*first, heads - sum(first)) for first in product(steps, repeat=len(truth) - 1) if sum(first) <= heads}


def _many_heads(truth: Shape, base: int) -> set[Shape]:
    """Small counts become 0 or the base; counts that are not small even that out, and none of them becomes small."""
    small = [atom for atom, count in enumerate(truth) if 0 < count < base]
    return {
        shape
        for ups in product((0, base), repeat=len(small))
        for shape in _evened(truth, dict(zip(small, ups, strict=True)), base)
    }


def _evened(truth: Shape, new: dict[int, int], base: int) -> Iterator[Shape]:
    """With these atoms made so, all ways to let the large atoms give, or take, what is over."""
    large = [atom for atom, count in enumerate(truth) if count >= base]
    over = sum(truth[atom] - count for atom, count in new.items())
    way = 1 if over > 0 else -1
    for parts in product(range(abs(over) + 1), repeat=max(len(large) - 1, 0)):
        last = abs(over) - sum(parts)
        if last < 0 or (last and not large):
            continue
        given = new | {atom: truth[atom] + way * part for atom, part in zip(large, (*parts, last), strict=False)}
        if all(given[atom] >= base for atom in large):
            yield tuple(given.get(atom, 0) for atom in range(len(truth)))


def _moved(shape: Shape, truth: Shape) -> int:
    """How many people change atom on paper."""
    return sum(max(a - b, 0) for a, b in zip(shape, truth, strict=True))


def _lots_choice(options: tuple[Shape, ...], truth: Shape, base: int, lot: _Lot) -> Shape:
    """One of the options by chance, the nearer the likelier: of two options, right on average."""
    weights = np.array([max(base - _moved(option, truth), 1) for option in options], dtype=np.float64)
    place = int(np.searchsorted(np.cumsum(weights), lot.way * weights.sum(), side="right"))
    return options[min(place, len(options) - 1)]


def _evening_out(options: tuple[Shape, ...], truth: Shape, around: Counts, drawn: Shape) -> Shape:
    """The option that leaves the least error in the totals the cell is part of; of equals the one that was drawn."""
    steps = np.array(options, dtype=np.int64) - np.array(truth, dtype=np.int64)
    cost = ((around[None, :, :] + steps[:, None, :]) ** 2).sum(axis=(1, 2))
    least = int(np.argmin(cost))
    return drawn if cost[options.index(drawn)] == cost[least] else options[least]


def _kept(counts: Counts, kept: Counts | None, base: int) -> Counts:
    found = np.full_like(counts, -1)
    if kept is None:
        return found
    if kept.shape != counts.shape:
        raise ValueError("what is kept has the cells and atoms of what is rounded")
    for cell in np.flatnonzero(np.all(kept >= 0, axis=1)).tolist():
        # A category may have been corrected since: then what was published before is no rounding of what is true now.
        if tuple(kept[cell].tolist()) in choices(tuple(counts[cell].tolist()), base):
            found[cell] = kept[cell]
    return found


def _lot(secret: bytes, key: bytes) -> _Lot:
    whole = blake2b(secret, digest_size=32).digest()
    drawn = blake2b(key, key=whole, digest_size=24).digest()
    return _Lot(*(int.from_bytes(drawn[at : at + 8], "big") / _WHOLE for at in (0, 8, 16)))
