"""Whose records somebody may read and write, in a tree that changes: a unit is renamed, one moves, one is gone."""

import pytest

from dashboard.access.people import NOBODY, ON_OWN_MACHINE, Grant, Person
from dashboard.access.reach import Reach, former, reach

BEFORE = {"U": None, "A": "U", "OLD": "A", "MOVED": "A", "GONE": "A", "B": "U"}
NOW = {"U": None, "A": "U", "NEW": "A", "MOVED": "B", "B": "U"}
RENAMED = {"OLD": "NEW"}


def of(role, units="*", page="talks"):
    person = Person("x", (Grant(role, frozenset(units.split())),))
    return reach(person, page, [BEFORE, NOW], RENAMED)


def units(text):
    return frozenset(text.split())


@pytest.mark.parametrize(
    ("found", "reads", "writes", "role"),
    [
        (of("advisor"), None, None, "advisor"),
        (of("ambassador"), None, None, "ambassador"),
        # GONE is judged by the month in which it was there; MOVED, by where it is now.
        (of("ambassador", "A"), units("A OLD NEW GONE"), units("A OLD NEW GONE"), "ambassador"),
        (of("dean", "A"), units("A OLD NEW GONE"), units(""), None),
        (of("dean", "B"), units("B MOVED"), units(""), None),
        # Its former name comes along with the unit, and the other way round it does not.
        (of("dean", "NEW"), units("OLD NEW"), units(""), None),
        (of("dean", "A", "activities"), units("U A OLD NEW GONE"), units(""), None),
        (of("ambassador", "B", "activities"), units("U B MOVED"), units("B MOVED"), "ambassador"),
        (of("board"), units(""), units(""), None),
        (of("board", page="activities"), None, units(""), None),
        (reach(NOBODY, "talks", [BEFORE, NOW], RENAMED), units(""), units(""), None),
        (reach(ON_OWN_MACHINE, "talks", [BEFORE, NOW], RENAMED), None, None, "advisor"),
    ],
)
def test_what_may_be_read_and_written(found, reads, writes, role):
    assert found == Reach(reads, writes, role)


def test_who_has_two_roles_writes_where_one_of_them_may():
    both = Person("x", (Grant("dean", frozenset({"A"})), Grant("ambassador", frozenset({"B"}))))
    found = reach(both, "talks", [BEFORE, NOW], RENAMED)
    assert found.reads == units("A OLD NEW GONE B MOVED")
    assert found.writes == units("B MOVED")
    assert (found.may_write("B"), found.may_write("A"), found.role) == (True, False, "ambassador")


def test_every_code_a_unit_ever_had():
    assert former("NEW", RENAMED) == {"OLD", "NEW"}
    assert former("A", RENAMED) == {"A"}
