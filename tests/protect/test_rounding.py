"""Rounding: everything adds up, no count is far off, and what is published never tells a small count."""

from collections import defaultdict
from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.protect.rounding import Cells, choices, possible, rounded, truths

SECRET = b"a secret of this organisation"


def compositions(heads, atoms):
    if atoms == 1:
        yield (heads,)
        return
    for first in range(heads + 1):
        for rest in compositions(heads - first, atoms - 1):
            yield (first, *rest)


def unions(atoms):
    return list(chain.from_iterable(combinations(range(atoms), size) for size in range(1, atoms)))


def cells(*members, heads=20):
    counts = np.array([(count, heads - count) for count in members])
    return Cells(counts, tuple(str(place).encode() for place in range(len(members))))


def everything(count):
    """Published: each cell, and all of them together."""
    return csr_array(np.vstack([np.eye(count, dtype=np.int64), np.ones((1, count), dtype=np.int64)]))


# By hand, base 5: 3 women among 20 become 0 or 5; 18 among 20 (2 others) 15 or 20; 7 among 20 stay 7.
@pytest.mark.parametrize(
    ("truth", "published"),
    [
        ((0, 20), {(0, 20)}),
        ((3, 17), {(0, 20), (5, 15)}),
        ((7, 13), {(7, 13)}),
        ((18, 2), {(15, 5), (20, 0)}),
        ((20, 0), {(20, 0)}),
        ((5, 5), {(5, 5)}),
        ((1, 2), {(0, 3), (3, 0)}),  # three heads tell nothing
        ((0, 1), {(0, 1), (1, 0)}),
        ((2, 6), {(0, 8), (5, 3)}),
        ((4, 4), {(0, 8), (5, 3), (8, 0)}),
        ((0, 0), {(0, 0)}),
        ((2, 3, 20), {(0, 0, 25), (0, 5, 20), (5, 0, 20)}),
    ],
)
def test_what_may_be_published(truth, published):
    found = set(choices(truth, 5))
    assert found == published if truth != (2, 3, 20) else found <= published | {(5, 5, 15)} and len(found) == 2


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ((0, 20), (0, 4)),
        ((5, 15), (1, 5)),
        ((6, 14), (6, 6)),
        ((15, 5), (15, 19)),
        ((20, 0), (16, 20)),
        ((0, 1), (0, 1)),
        ((3, 0), (0, 3)),
        ((5, 5), (1, 9)),
        ((5, 3), (1, 8)),
        ((0, 8), (0, 4)),
        ((8, 0), (4, 8)),
    ],
)
def test_what_a_published_count_tells(published, known):
    assert possible(published, 5) == known


def told(published, heads, base):
    """The twin of `possible` by two atoms, in words of the published rule."""
    if heads < 2 * base:
        return max(0, published - base + 1), min(heads, published + base - 1)
    low = published - base + 1 if published in (base, heads) else published
    return low, published + base - 1 if published in (0, heads - base) else published


def every_outcome(heads, atoms, base):
    """Per published shape all truths it may stand for, by trying every one."""
    told_by = defaultdict(set)
    for truth in compositions(heads, atoms):
        for shape in choices(truth, base):
            assert sum(shape) == heads
            assert max(abs(a - b) for a, b in zip(shape, truth, strict=True)) < base
            told_by[shape].add(truth)
    return told_by.items()


def safe(shape, found, base, union):
    counts = {sum(truth[atom] for atom in union) for truth in found}
    low, high = possible(shape, base, union)
    small = any(count < base or sum(shape) - count < base for count in counts)  # nobody, everybody, few of either
    off = max(abs(count - sum(shape[atom] for atom in union)) for count in counts)
    assert (low, high) == (min(counts), max(counts))
    assert not small or high - low >= min(base - 1, sum(shape))
    assert off < base or len(shape) > 3


@pytest.mark.parametrize(
    ("base", "atoms", "most"), [(2, 2, 12), (3, 2, 20), (5, 2, 32), (3, 3, 14), (5, 3, 18), (3, 4, 14), (4, 4, 12)]
)
def test_every_truth_of_a_cell(base, atoms, most):
    for heads in range(1, most + 1):
        for shape, found in every_outcome(heads, atoms, base):
            assert set(truths(shape, base)) == found
            assert atoms > 2 or possible(shape, base) == told(shape[0], heads, base)
            for union in unions(atoms):
                safe(shape, found, base, union)


def test_what_nothing_is_rounded_to():
    with pytest.raises(ValueError, match="no counts are rounded"):
        possible((3, 17), 5)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 30)), min_size=1, max_size=8),
    st.integers(2, 6),
    st.binary(min_size=1, max_size=80),
)
def test_it_adds_up_and_is_never_far_off(counts, base, secret):
    given_cells = Cells(np.array(counts), tuple(str(place).encode() for place in range(len(counts))))
    found = rounded(given_cells, everything(len(counts)), base, secret)
    assert (found >= 0).all()
    assert (found.sum(axis=1) == given_cells.counts.sum(axis=1)).all()
    assert (np.abs(found - given_cells.counts) < base).all()
    assert all(tuple(row) in choices(truth, base) for row, truth in zip(found.tolist(), counts, strict=True))
    assert (found == rounded(given_cells, everything(len(counts)), base, secret)).all()


@pytest.mark.slow
def test_all_tables_that_the_rule_allows_do_happen():
    """Tiny tables, many secrets: from what is published, together with its total, no reader leaves out any truth."""
    base, heads = 3, (1, 4, 7)
    seen = defaultdict(set)
    for members in product(*(range(count + 1) for count in heads)):
        counts = np.array([(count, known - count) for count, known in zip(members, heads, strict=True)])
        for secret in range(60):
            found = rounded(Cells(counts, (b"a", b"b", b"c")), everything(3), base, bytes([secret]))
            seen[tuple(found[:, 0].tolist())].add(members)
    for published, worlds in seen.items():
        for cell, known in enumerate(heads):
            low, high = possible((published[cell], known - published[cell]), base)
            assert {world[cell] for world in worlds} == set(range(low, high + 1))


def test_the_same_people_are_rounded_the_same_way():
    first = rounded(cells(1, 2, 3, 4, 1, 2), everything(6), 5, SECRET)
    later = cells(1, 2, 3, 4, 7, 9)
    kept = first.copy()
    kept[4:] = -1
    again = rounded(later, everything(6), 5, SECRET, kept)
    assert (again[:4] == first[:4]).all()
    assert again[4:, 0].tolist() == [7, 9]


def test_what_is_no_rounding_any_more_does_not_stand():
    """One corrected from 2 members to 7, one whose heads are others: neither stays 0."""
    again = rounded(cells(7, 3), everything(2), 5, SECRET, np.array([[0, 20], [0, 12]]))
    assert again[0].tolist() == [7, 13]
    assert again[1].tolist() in ([0, 20], [5, 15])


def test_the_lot_of_a_cell_hangs_on_its_key_alone():
    """By chance alone, whatever other cells hold: the same cell with the same people has the same outcome."""
    alone = rounded(cells(3), everything(1), 5, SECRET, chance=1.0)
    among = rounded(cells(3, 2, 4, 1), everything(4), 5, SECRET, chance=1.0)
    assert (among[0] == alone[0]).all()


def test_another_secret_rounds_otherwise():
    table = cells(*[2, 3] * 20)
    ways = {rounded(table, everything(40), 5, bytes([secret])).tobytes() for secret in range(5)}
    assert len(ways) == 5


def test_chance_is_right_on_average():
    """By hand: 2 of 20 become 5 in two of five cases; 1,000 cells, so 400 of them give or take 60."""
    found = rounded(cells(*[2] * 1000), everything(1000), 5, SECRET, chance=1.0)
    assert 340 < (found[:, 0] == 5).sum() < 460


def test_totals_are_nearer_than_by_chance_alone():
    rng = np.random.default_rng(3)
    heads = rng.poisson(12, 400)
    members = rng.binomial(heads, 0.2)
    table = Cells(np.column_stack([members, heads - members]), tuple(str(place).encode() for place in range(400)))
    units = csr_array(np.vstack([np.kron(np.eye(20, dtype=np.int64), np.ones((1, 20), dtype=np.int64)), np.ones(400)]))

    def off(chance):
        found = rounded(table, units, 5, SECRET, chance=chance)
        return np.abs(units @ (found - table.counts))[:, 0]

    assert off(0.5)[-1] <= 8 < off(1.0).max()
    assert off(0.5).mean() < off(1.0).mean() / 2


@settings(max_examples=50)
@given(st.lists(st.integers(0, 20), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_cells_is_no_matter_where_totals_are_not_evened_out(members, random):
    table = cells(*members)
    order = list(range(len(members)))
    random.shuffle(order)
    moved = Cells(table.counts[order], tuple(table.keys[place] for place in order))
    plain, other = (rounded(each, everything(len(members)), 5, SECRET) for each in (table, moved))
    assert (plain[order] == other).all()


def test_what_cannot_be_rounded():
    with pytest.raises(ValueError, match="key each"):
        Cells(np.zeros((2, 2), dtype=np.int64), (b"one",))
    with pytest.raises(ValueError, match="two atoms"):
        Cells(np.zeros((1, 1), dtype=np.int64), (b"one",))
    with pytest.raises(ValueError, match="below zero"):
        Cells(np.array([[-1, 3]]), (b"one",))
    for base, secret in ((1, SECRET), (5, b"")):
        with pytest.raises(ValueError, match="secret"):
            rounded(cells(3), everything(1), base, secret)
    with pytest.raises(ValueError, match="cells and atoms"):
        rounded(cells(3), everything(1), 5, SECRET, np.array([[5, 15], [0, 20]]))
