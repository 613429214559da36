"""The invented staff behaves as the staff of a university does."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from pipeline.demo.careers import staff_by_month
from pipeline.demo.layouts import Setting
from pipeline.demo.reorganise import Successors
from pipeline.demo.roles import ROLES
from pipeline.demo.staffing import branch
from pipeline.demo.traits import pseudonym
from pipeline.demo.write import FIRST, MONTHS
from pipeline.month import Month
from pipeline.organisation.model import Unit

LAST = FIRST.plus(MONTHS - 1)
YEARS = [(FIRST.plus(12 * year), min(FIRST.plus(12 * year + 12), LAST)) for year in range(3)]


def in_band(university, people, band, basis=lambda person: person.scale):
    scales = next(each.scales for each in university.bands if each.code == band)
    return [person for person in people if basis(person) in scales]


def share(people, member, known=lambda person: True):
    counted = [person for person in people if known(person)]
    return sum(member(person) for person in counted) / len(counted)


def women(people):
    return share(people, lambda person: person.gender == "f", lambda person: person.gender != "unknown")


def outside_europe(people):
    return share(people, lambda person: person.origin == "outside-europe", lambda person: person.tells_origin)


def share_of(group, people, month):
    if group == "under-35":
        return share(people, lambda person: person.age_in(month) < 35)
    return {"women": women, "outside-europe": outside_europe}[group](people)


def test_about_4200_people_every_month_without_jumps(staff):
    sizes = [len(people) for people in staff.values()]
    assert len(sizes) == MONTHS
    assert all(4050 <= size <= 4300 for size in sizes), sizes
    assert all(abs(later - earlier) / earlier < 0.03 for earlier, later in pairwise(sizes))


@pytest.mark.parametrize(("start", "end"), YEARS)
def test_between_6_and_12_in_a_hundred_staff_leave_in_a_year(staff, start, end):
    lasting = [person for person in staff[start] if person.role not in ("student-assistant", "phd")]
    there = {person.pseudonym for person in staff[end]}
    assert 0.06 < share(lasting, lambda person: person.pseudonym not in there) < 0.12


@pytest.mark.parametrize(("start", "end"), YEARS)
def test_a_few_in_a_hundred_climb_in_a_year_and_nobody_falls(university, staff, start, end):
    order = [scale.code for scale in university.scales]
    later = {person.pseudonym: person for person in staff[end]}
    stayed = [person for person in staff[start] if person.pseudonym in later]
    steps = [order.index(later[person.pseudonym].scale) - order.index(person.scale) for person in stayed]
    assert min(steps) == 0
    assert 0.02 < sum(step > 0 for step in steps) / len(steps) < 0.12


def test_some_assistant_professors_become_professors_step_by_step(staff):
    def promoted(role, to):
        later = {person.pseudonym: person.role for person in staff[LAST]}
        return sum(person.role == role and later.get(person.pseudonym) == to for person in staff[FIRST])

    assert promoted("assistant-professor", "associate-professor") > 10
    assert promoted("associate-professor", "professor") > 5
    assert promoted("assistant-professor", "professor") <= 3


def test_phd_candidates_stay_four_years_at_most(staff):
    for month, people in staff.items():
        served = [person.since.months_until(month) for person in people if person.role == "phd"]
        assert max(served) < 48
    assert max(served) > 40


def test_student_assistants_have_short_contracts_that_end_with_the_term(staff):
    students = [person for person in staff[Month(2025, 5)] if person.role == "student-assistant"]
    assert len(students) > 250
    assert {person.until.number for person in students} == {1, 8}
    assert max(person.since.months_until(person.until) for person in students) < 18


def test_nobody_works_past_retirement_or_before_coming_of_age(staff):
    for month, people in staff.items():
        ages = [person.age_in(month) for person in people]
        assert min(ages) >= 18
        assert max(ages) < 67
        assert all(person.born.months_until(person.since) >= 18 * 12 for person in people)


def test_the_share_of_women_falls_with_every_band(university, staff):
    bands = [women(in_band(university, staff[LAST], band)) for band in ("1-10", "11-14", "15+")]
    assert bands == sorted(bands, reverse=True)
    assert bands[0] - bands[2] > 0.15


def test_the_share_of_women_at_the_top_rises_slowly(university, staff):
    first, last = (women(in_band(university, staff[month], "15+")) for month in (FIRST, LAST))
    assert 0.2 < first < 0.28
    assert 0.01 < last - first < 0.06


def test_origin_is_near_the_targets_and_often_not_declared(university, staff):
    for people in staff.values():
        assert 0.05 < outside_europe(in_band(university, people, "11-14")) < 0.08
        assert 0.02 < outside_europe(in_band(university, people, "15+")) < 0.045
        assert 0.09 < share(people, lambda person: not person.tells_origin) < 0.15
        assert 0.015 < share(people, lambda person: person.ahead) < 0.035


def test_a_declaration_is_never_taken_back(staff):
    for earlier, later in pairwise(staff.values()):
        told = {person.pseudonym for person in earlier if person.tells_origin}
        assert not told & {person.pseudonym for person in later if not person.tells_origin}


def test_traits_of_a_person_never_change(staff):
    seen = {}
    for people in staff.values():
        for person in people:
            traits = (person.born, person.gender, person.origin, person.born_abroad, person.since)
            assert seen.setdefault(person.pseudonym, traits) == traits


def test_a_pseudonym_is_one_person_and_is_never_used_again(staff):
    gone = set()
    for earlier, later in pairwise(staff.values()):
        before, after = ({person.pseudonym for person in people} for people in (earlier, later))
        assert len(after) == len(later)
        gone |= before - after
        assert not gone & after


def test_every_scale_belongs_to_the_role_and_professors_are_few(university, staff):
    order = {scale.code for scale in university.scales}
    for person in staff[LAST]:
        assert person.scale in dict(ROLES[person.role].ladder)
        assert person.scale in order
    professors = [person for person in staff[LAST] if person.scale in ("H2", "H1")]
    assert 150 < len(professors) < 260


def test_the_baselines_of_the_targets_are_what_the_exports_showed(university, staff):
    checked = 0
    for target in university.targets:
        people = staff[target.baseline_month]
        setting = Setting.of(university, target.baseline_month)
        if target.units != ("*",):
            people = [person for person in people if branch(person.unit, setting.above) in target.units]
        basis = setting.personal_scale if target.scale_basis == "personal" else (lambda person: person.scale)
        people = people if target.band == "all" else in_band(university, people, target.band, basis)
        found = share_of(target.group, people, target.baseline_month)
        assert found == pytest.approx(target.baseline_share, abs=0.02), target.code
        checked += 1
    assert checked == 10


TREE = """
code  kind          parent  from     to       continues
TOP   organisation
A     department    TOP              2024-02
B     department    TOP     2024-03           A
C     department    TOP     2024-03           A
D     department    TOP              2024-02
"""


def drawn(university, tree):
    """The university with another tree, drawn as a table by column."""
    head, *lines = [line for line in tree.splitlines() if line]
    starts = {name: head.index(name) for name in head.split()}
    stops = [*list(starts.values())[1:], None]
    units = []
    for line in lines:
        cell = {name: line[start:stop].strip() for (name, start), stop in zip(starts.items(), stops, strict=True)}
        units.append(
            Unit(
                code=cell["code"],
                name={"nl": cell["code"]},
                kind=cell["kind"],
                parent=cell["parent"] or None,
                valid_from=Month.parse(cell["from"]) if cell["from"] else None,
                valid_to=Month.parse(cell["to"]) if cell["to"] else None,
                continues=tuple(cell["continues"].split("|")) if cell["continues"] else (),
            )
        )
    return replace(university, units=tuple(units))


def test_after_a_split_people_go_to_either_part_and_a_closed_unit_goes_one_level_up(university):
    heir = Successors(drawn(university, TREE), Month(2024, 3), Random(1))
    assert {heir.of("A") for _ in range(50)} == {"B", "C"}
    assert (heir.of("B"), heir.of("D"), heir.of("TOP")) == ("B", "TOP", "TOP")


def test_the_simulation_follows_another_tree_through_its_reorganisation(university):
    months = dict(staff_by_month(drawn(university, TREE), Month(2024, 2), 2, seed=1))
    before, after = ({person.unit for person in people} for people in months.values())
    assert before == {"A", "D"}
    assert after >= {"B", "C"}
    assert not after & {"A", "D"}


class Loaded(Random):
    """Chance that draws one code twice before it draws another."""

    def __init__(self):
        super().__init__(1)
        self.letters = iter("b" * 12 + "c" * 6)

    def choice(self, seq):
        return next(self.letters)

    def randrange(self, *args):
        return 7


def test_a_pseudonym_that_is_taken_is_drawn_again():
    taken = set()
    rng = Loaded()
    assert [pseudonym(rng, taken), pseudonym(rng, taken)] == ["b7b7b7bb7b", "c7c7c7cc7c"]
    assert len(taken) == 2
