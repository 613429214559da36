"""What rounded counts tell: equal to trying every truth by the rule that rounds, and never too much."""

import pytest

from pipeline.audit.rounded import interval, sums, wide_enough
from pipeline.protect.rounding import choices, possible


def shapes(heads, atoms):
    if atoms == 1:
        yield (heads,)
        return
    for first in range(heads + 1):
        for rest in shapes(heads - first, atoms - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("base", "atoms", "most"), [(2, 2, 10), (5, 2, 26), (10, 2, 42), (3, 3, 13), (5, 3, 18), (3, 4, 14)]
)
def test_two_readings_of_the_rule_agree(base, atoms, most):
    """The rule was written twice; by both every published cell tells the same, and what is no rounding is none."""
    for heads in range(1, most + 1):
        published = {shape for truth in shapes(heads, atoms) for shape in choices(truth, base)}
        for shape in shapes(heads, atoms):
            for together in [(0,), (0, 1)][: atoms - 1]:
                expected = possible(shape, base, together) if shape in published else None
                assert interval(shape, base, together) == expected, (shape, together)
                assert expected is None or wide_enough(expected, heads, base, all_or_none=True)


# By hand, base 5: 20 heads of which 5 published have 1 to 5 members; 3 of 20 is no rounding; 7 are 7.
@pytest.mark.parametrize(
    ("published", "between"),
    [((5, 15), (1, 5)), ((0, 20), (0, 4)), ((3, 17), None), ((7, 13), (7, 7)), ((3, 0), (0, 3))],
)
def test_by_hand(published, between):
    assert interval(published, 5) == between


@pytest.mark.parametrize(
    ("between", "known", "all_or_none", "safe"),
    [
        ((0, 4), 20, True, True),
        ((1, 4), 20, True, False),
        ((3, 3), 20, True, False),
        ((7, 7), 20, True, True),
        ((17, 17), 20, True, False),
        ((20, 20), 20, True, False),
        ((20, 20), 20, False, True),
        ((0, 2), 2, True, True),
        ((0, 1), 2, True, False),
        ((0, 0), 0, True, True),
    ],
)
def test_how_wide_is_wide_enough(between, known, all_or_none, safe):
    assert wide_enough(between, known, 5, all_or_none=all_or_none) is safe


def test_what_cells_can_add_up_to():
    """Cells of 3 and of 12 heads: 0 or 3, and 0, 5, 6, 7 or 12."""
    found = {total for total in range(20) if sums((3, 12), 5) >> total & 1}
    assert found == {first + second for first in (0, 3) for second in (0, 5, 6, 7, 12)}
