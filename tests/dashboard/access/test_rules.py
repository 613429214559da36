"""The whole table of who may see what, written out by hand: role x page x where the unit lies x what is asked."""

from itertools import product

import pytest

from dashboard.access.people import ON_OWN_MACHINE, ROLES, Grant, Person
from dashboard.access.rules import ACTS, PAGES, PLACES, allowed, may, may_open, may_upload, place_of, visible

# A row per role and page: what may be done with one's own unit, with one below it, with the whole organisation's
# figures, and with any other unit. s: see, d: download, u: upload an export, w: write, -: nothing.
TABLE = """
advisor    overview    sd   sd   sd   sd
advisor    unit        sd   sd   sd   sd
advisor    discussion  sd   sd   sd   sd
advisor    talks       sdw  sdw  sdw  sdw
advisor    talk        sdw  sdw  sdw  sdw
advisor    activities  sdw  sdw  sdw  sdw
advisor    data        sdu  sdu  sdu  sdu
advisor    method      sd   sd   sd   sd
board      overview    sd   sd   sd   sd
board      unit        sd   sd   sd   sd
board      discussion  sd   sd   sd   sd
board      talks       -    -    -    -
board      talk        -    -    -    -
board      activities  sd   sd   sd   sd
board      data        -    -    -    -
board      method      sd   sd   sd   sd
ambassador overview    sd   sd   sd   -
ambassador unit        sd   sd   sd   -
ambassador discussion  sd   sd   -    -
ambassador talks       sdw  sdw  -    -
ambassador talk        sdw  sdw  -    -
ambassador activities  sdw  sdw  sd   -
ambassador data        -    -    -    -
ambassador method      sd   sd   sd   -
dean       overview    sd   sd   sd   -
dean       unit        sd   sd   sd   -
dean       discussion  sd   sd   -    -
dean       talks       sd   sd   -    -
dean       talk        sd   sd   -    -
dean       activities  sd   sd   sd   -
dean       data        -    -    -    -
dean       method      sd   sd   sd   -
"""
CELLS = {
    (role, page, place): {"see": "s" in acts, "download": "d" in acts, "upload": "u" in acts, "write": "w" in acts}
    for role, page, *row in (line.split() for line in TABLE.strip().splitlines())
    for place, acts in zip(("own", "below", "whole", "elsewhere"), row, strict=True)
}
PARENTS = {
    "U": None, "A": "U", "A1": "A", "A1x": "A1", "B": "U", "B1": "B",
}  # fmt: skip


@pytest.mark.parametrize(("role", "page", "place", "act"), list(product(ROLES, PAGES, PLACES, ACTS)))
def test_every_cell_of_the_table(role, page, place, act):
    assert allowed(role, page, place, act) is CELLS[role, page, place][act]


@pytest.mark.parametrize(
    ("grant", "places"),
    [
        (Grant("dean", frozenset({"A"})), {"U": "whole", "A": "own", "A1": "below", "A1x": "below", "B": "elsewhere"}),
        (Grant("dean", frozenset({"A1"})), {"U": "whole", "A": "elsewhere", "A1": "own", "A1x": "below", "B1": "elsewhere"}),
        (Grant("ambassador", frozenset({"A", "B1"})), {"A": "own", "B": "elsewhere", "B1": "own", "U": "whole"}),
        (Grant("ambassador"), dict.fromkeys(PARENTS, "own")),
        (Grant("dean", frozenset({"U"})), {"U": "own", "A": "below", "B1": "below"}),
        (Grant("dean", frozenset({"GONE"})), {"U": "whole", "A": "elsewhere", "GONE": "elsewhere"}),
        (Grant("advisor"), {"GONE": "elsewhere"}),
    ],
)  # fmt: skip
def test_where_a_unit_lies_for_a_grant(grant, places):
    assert {unit: place_of(grant, unit, PARENTS) for unit in places} == places


@pytest.mark.parametrize(
    ("grants", "units"),
    [
        ((), ""),
        ((Grant("dean", frozenset({"A"})),), "U A A1 A1x"),
        ((Grant("dean", frozenset({"A1"})),), "U A1 A1x"),
        ((Grant("dean", frozenset({"A1"})), Grant("ambassador", frozenset({"B"}))), "U A1 A1x B B1"),
        ((Grant("ambassador"),), "U A A1 A1x B B1"),
        ((Grant("board"),), "U A A1 A1x B B1"),
        ((Grant("dean", frozenset({"GONE"})),), "U"),
    ],
)
def test_a_person_sees_their_units_what_lies_below_and_the_totals(grants, units):
    assert visible(Person("x", grants), PARENTS) == frozenset(units.split())


def test_several_roles_add_up_and_lend_each_other_nothing():
    both = Person("x", (Grant("dean", frozenset({"A"})), Grant("ambassador", frozenset({"B"}))))
    assert may(both, "discussion", "A1", PARENTS)
    assert may(both, "discussion", "B1", PARENTS)
    assert not may(both, "discussion", "U", PARENTS)
    assert not may_open(both, "data")
    assert both.roles == ("ambassador", "dean")


def test_without_a_grant_nothing_opens_and_a_unit_that_is_not_there_is_nobodys():
    nobody = Person("x", ())
    assert not any(may_open(nobody, page) for page in PAGES)
    assert not any(may(nobody, page, unit, PARENTS, act) for page in PAGES for unit in PARENTS for act in ACTS)
    dean = Person("x", (Grant("dean", frozenset({"GONE"})),))
    assert not may(dean, "unit", "GONE", PARENTS)
    assert not may(Person("x", (Grant("board"),)), "unit", "GONE", PARENTS)


def test_only_an_advisor_uploads_and_only_on_the_data_page():
    for role in ROLES:
        person = Person("x", (Grant(role),))
        assert may_upload(person) is (role == "advisor")
        assert may_open(person, "data") is (role == "advisor")
        assert not may(person, "overview", "U", PARENTS, "upload")


def test_whoever_answers_for_a_unit_writes_and_on_the_registers_pages_only():
    ambassador = Person("x", (Grant("ambassador", frozenset({"A"})),))
    for page in PAGES:
        assert may(ambassador, page, "A1", PARENTS, "write") is (page in ("talks", "talk", "activities"))
        assert not may(ambassador, page, "U", PARENTS, "write")
        assert not may(Person("x", (Grant("dean", frozenset({"A"})),)), page, "A", PARENTS, "write")


def test_whoever_sits_at_the_machine_is_an_advisor_of_no_closed_audience():
    assert ON_OWN_MACHINE.roles == ("advisor",)
    assert ON_OWN_MACHINE.audiences == frozenset()


def test_a_loop_in_the_tree_ends():
    loop = {"A": "B", "B": "A", "C": "A"}
    assert visible(Person("x", (Grant("dean", frozenset({"C"})),)), loop) == {"C"}
