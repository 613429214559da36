"""Which counts ask for how wide an interval: worked out by hand."""

from datetime import date

import pyarrow as pa
import pytest

from pipeline.audit.files_alone import verdict
from pipeline.audit.requirements import requirements, wanted
from pipeline.organisation.policy import Policy, Shield
from tests.compute.organisations import organisation

DAY = date(2025, 11, 30)


@pytest.mark.parametrize(
    ("members", "known", "unknown", "whole", "ends"),
    [
        (1, 20, 0, False, (0, 5)),
        (4, 20, 0, False, (0, 5)),
        (5, 20, 0, False, None),
        (0, 20, 0, False, (0, 5)),
        (0, 20, 0, True, None),
        (3, 20, 0, True, (0, 5)),
        (15, 20, 0, False, None),
        (16, 20, 0, False, (15, 20)),
        (20, 20, 0, False, (15, 20)),
        (20, 20, 0, True, None),
        (20, 20, 3, True, (15, 20)),
        (2, 3, 0, False, (0, 3)),
        (3, 7, 0, False, (0, 7)),
        (0, 0, 9, False, None),
    ],
)
def test_ends(members: int, known: int, unknown: int, whole: bool, ends: tuple[int, int] | None) -> None:
    assert wanted(members, known, unknown, Shield(), whole=whole) == ends


def test_what_is_not_protected_asks_nothing() -> None:
    assert wanted(1, 20, 0, Shield(protected=False), whole=False) is None


def test_rows_become_requirements() -> None:
    rows = [
        ("org", 40, 12, 0),
        ("a", 20, 1, 0),
        ("b", 20, 11, 0),
        ("c", 20, None, None),
    ]
    table = pa.Table.from_pylist(
        [
            {
                "snapshot": DAY,
                "unit": unit,
                "band": "all",
                "scale_basis": "function",
                "group": "women",
                "headcount": heads,
                "members": members,
                "unknown": unknown,
            }
            for unit, heads, members, unknown in rows
        ]
    )
    found = requirements(table, Policy(), organisation({"org": None, "a": "org", "b": "org", "c": "org"}), {DAY: "x"})
    assert [(each.figure.unit, each.contains, each.single) for each in found] == [("a", (0, 5), True)]
    assert "(0, 5)" not in repr(found[0])


@pytest.mark.parametrize(
    ("interval", "heads", "whole", "kind"),
    [
        ((0, 30), 30, False, None),
        ((0, 5), 30, False, None),
        ((0, 4), 30, False, "breach"),
        ((3, 3), 30, False, "breach"),
        ((1, 7), 30, False, "unvouched"),
        ((6, 9), 30, False, None),
        ((26, 30), 30, False, "breach"),
        ((25, 30), 30, False, None),
        ((0, 0), 30, False, "breach"),
        ((0, 0), 30, True, None),
        ((0, 3), 3, False, None),
        ((1, 3), 3, False, "breach"),
    ],
)
def test_what_an_interval_means(interval: tuple[int, int], heads: int, whole: bool, kind: str | None) -> None:
    assert verdict(interval, heads, Shield(), whole=whole) == kind
