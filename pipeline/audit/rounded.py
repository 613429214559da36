"""What a rounded count of an inner cell tells of the true one, to a reader who knows the rule but drew no lots.

Written from docs/methods.md, not taken from the code that rounds: every truth is tried.
"""

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import product
from operator import or_

Shape = tuple[int, ...]  # heads of one cell by atom; the last atom is those in no group


def interval(published: Shape, base: int, together: Sequence[int] = (0,)) -> tuple[int, int] | None:
    """The fewest and most heads that these atoms together can have; None where no count is rounded to this."""
    found = [sum(truth[atom] for atom in together) for truth in _truths(published, base)]
    return (min(found), max(found)) if found else None


def wide_enough(between: tuple[int, int], known: int, k: int, *, all_or_none: bool) -> bool:
    """Whether a count between these, out of `known` heads, is told no closer than is safe.

    Safe is an interval at least k - 1 wide, or as wide as there are heads; where every count in it is no secret
    (k or more of both, or nobody or everybody where that is none), any is.
    """
    low, high = between
    near = {*range(low, min(high, k) + 1), *range(max(low, known - k), high + 1)}
    secret = (0 < each < k or 0 < known - each < k or (all_or_none and each in (0, known)) for each in near)
    return known <= 0 or high - low >= min(k - 1, known) or not any(secret)


def sums(heads: Sequence[int], base: int) -> int:
    """What the members of cells of so many heads can add up to after rounding, by two atoms: bit s for sum s."""
    found = 1
    for count in heads:
        found = reduce(or_, (found << each for each in _shown(count, base)))
    return found


@lru_cache(maxsize=4096)
def _shown(heads: int, base: int) -> tuple[int, ...]:
    return tuple(count for count in range(heads + 1) if _allowed((count, heads - count), (count, heads - count), base))


@lru_cache(maxsize=65536)
def _truths(published: Shape, base: int) -> tuple[Shape, ...]:
    return tuple(truth for truth in _around(published, base) if _may_become(truth, published, base))


def _around(shape: Shape, base: int) -> list[Shape]:
    """Every shape of as many heads in which no atom differs by the base or more."""
    heads = sum(shape)
    first = product(*(range(max(0, count - base + 1), count + base) for count in shape[:-1]))
    whole = [(*each, heads - sum(each)) for each in first]
    return [each for each in whole if each[-1] >= 0 and abs(each[-1] - shape[-1]) < base]


def _may_become(truth: Shape, published: Shape, base: int) -> bool:
    """No further from the truth than the nearest that the rule allows, or than base - 1 people."""
    return _allowed(truth, published, base) and _moved(truth, published) <= max(base - 1, _fewest(truth, base))


@lru_cache(maxsize=65536)
def _fewest(truth: Shape, base: int) -> int:
    return min(_moved(truth, shape) for shape in _around(truth, base) if _allowed(truth, shape, base))


def _moved(truth: Shape, published: Shape) -> int:
    return sum(abs(a - b) for a, b in zip(truth, published, strict=True)) // 2


def _allowed(truth: Shape, published: Shape, base: int) -> bool:
    """With few heads: multiples of the base, or all heads. With more: small counts become none or the base."""
    heads = sum(truth)
    if heads < base * len(truth):
        return all(count % base == 0 or count == heads for count in published[:-1])
    pairs = list(zip(truth, published, strict=True))
    if any(new not in ((0, base) if old else (0,)) for old, new in pairs if old < base):
        return False
    large = [new - old for old, new in pairs if old >= base]
    # The large counts make up for it, all in one direction, and stay large.
    return all(new >= base for old, new in pairs if old >= base) and (min(large, default=0) >= 0 or max(large) <= 0)
