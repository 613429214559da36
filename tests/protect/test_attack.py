"""An attacker with all headcounts, against small random organisations: no small count is ever certain.

Tiny organisations are attacked in every way there is, by going through all worlds that fit what is
published (with smaller thresholds, so that there are few enough); larger ones by adding and subtracting.
"""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.protect.rule import RULE, Rule
from tests.compute.organisations import WOMEN, Attribute, organisation
from tests.protect.attacker import World, puzzle
from tests.protect.drawn import left_to_solve, random_world, through_the_door

QUIET = settings(deadline=None, suppress_health_check=(HealthCheck.too_slow,))


@settings(QUIET, max_examples=250)
@given(st.integers(0, 10**9))
def test_no_small_count_is_the_same_in_every_world(seed):
    chance = Random(seed)
    truth, of = random_world(
        chance, places=chance.randint(1, 4), scales=chance.randint(1, 3), categories=chance.choice([2, 3]), heads=3
    )
    left, _ = left_to_solve(truth, of, Rule(base=3, count=chance.choice([2, 3])))
    assert left.by_trying_everything() == []


@settings(QUIET, max_examples=150)
@given(st.integers(0, 10**9))
def test_no_small_count_follows_by_subtraction(seed):
    chance = Random(seed)
    truth, of = random_world(
        chance,
        places=chance.randint(2, 7),
        scales=chance.randint(1, 4),
        categories=chance.choice([2, 3, 4]),
        heads=chance.choice([6, 15, 40]),
    )
    left, _ = left_to_solve(truth, of, RULE)
    assert left.by_subtraction() == []


def test_the_attacker_has_teeth():
    """Hiding the small rows alone, without their siblings, is broken in most organisations that have any."""
    chance = Random(1)
    broken = hidden = 0
    for _ in range(60):
        truth, of = random_world(chance, places=4, scales=2, categories=2, heads=30)
        true_rows = through_the_door(truth, of, Rule(base=0, count=0))
        naive = [{**row, "shown": row["shown"] and not _is_small(row)} for row in true_rows]
        hidden += sum(row["headcount"] > 0 and not row["shown"] for row in naive) > 0
        broken += bool(puzzle(*_attacked(truth, of, naive)).by_subtraction())
    assert hidden > 20
    assert broken > hidden / 2


def _is_small(row: dict) -> bool:
    others = (row["headcount"] or 0) - (row["members"] or 0)
    return 0 < (row["headcount"] or 0) < 10 or 0 < (row["members"] or 0) < 5 or 0 < others < 5


def _attacked(truth, of, rows):
    world = World(
        {unit.code: unit.parent for unit in of.units},
        {band.code: set(band.scales) for band in of.bands},
        {group.code: group.members for group in of.groups},
        of.attributes[0].unknown,
    )
    whole = {(*cell[:2], category): 0 for cell in truth for category in of.attributes[0].categories} | truth
    return whole, rows, world, range(1, 5)


GENDER = Attribute("gender", {"en": "Gender"}, ("f", "m", "unknown"), frozenset({"unknown"}))
FLAT = {"UNI": None, "A": "UNI", "B": "UNI", "C": "UNI", "D": "UNI"}


def shown(staff: dict[str, tuple[int, int]], parents=FLAT, **changes) -> dict:
    """Which rows are shown, from women and men per `unit` or `unit scale`."""
    of = organisation(parents, attributes=[GENDER], groups=[WOMEN], **changes)
    truth = {}
    for place, (women, men) in staff.items():
        unit, scale = (*place.split(), "1")[:2]
        truth |= {(unit, scale, "f"): women, (unit, scale, "m"): men}
    rows = through_the_door(truth, of, RULE)
    return {(row["unit"], row["band"]): row["members"] for row in rows if row["shown"]}


def test_ten_and_three_and_one_and_one():
    # The classic leak: with the total of 15 and the ten in sight, the rest is 5 - and two ones cannot be told apart.
    found = shown({"A": (10, 20), "B": (3, 20), "C": (1, 20), "D": (1, 20)})
    assert found == {("UNI", "all"): 15}


def test_nothing_small_nothing_hidden():
    found = shown({"A": (10, 20), "B": (8, 20), "C": (0, 20), "D": (20, 0)})
    assert {unit: women for (unit, band), women in found.items() if band == "all"} == {
        "UNI": 38,
        "A": 10,
        "B": 8,
        "C": 0,
        "D": 20,
    }


def test_a_small_group_of_people_placed_at_the_faculty_itself_hides_its_departments():
    parents = {"UNI": None, "A": "UNI", "B": "UNI", "A1": "A", "A2": "A"}
    found = shown({"A": (2, 3), "A1": (10, 20), "A2": (10, 20), "B": (9, 20)}, parents)
    assert {unit for unit, band in found if band == "all"} == {"UNI", "A", "B"}


def test_an_only_child_takes_its_parent_along():
    parents = {"UNI": None, "A": "UNI", "B": "UNI", "A1": "A"}
    found = shown({"A1": (3, 20), "B": (9, 20)}, parents)
    assert {unit for unit, band in found} == {"UNI"}


def test_a_child_that_is_empty_is_no_cover():
    parents = {"UNI": None, "A": "UNI", "B": "UNI", "A1": "A", "A2": "A"}
    found = shown({"A1": (3, 20), "B": (9, 20)}, parents)
    assert {unit for unit, band in found} == {"UNI"}


def test_all_of_them_is_no_cover():
    # Everyone in A is a woman, so each of the 3 people in A1 is: A cannot be shown.
    parents = {"UNI": None, "A": "UNI", "B": "UNI", "A1": "A", "A2": "A"}
    found = shown({"A1": (3, 0), "A2": (20, 0), "B": (9, 20)}, parents)
    assert ("A", "all") not in found


def test_a_small_band_hides_the_band_everywhere_in_the_block_and_leaves_the_others():
    staff = {"A 1": (20, 20), "A 11": (2, 20), "B 1": (20, 20), "B 11": (9, 20)}
    found = shown(staff, bands={"11-14": ("11",)})
    # The rest band is no row, so it is cover enough; the organisation's own 11 can still be shown.
    assert {unit for unit, band in found if band == "11-14"} == {"UNI"}
    assert {unit for unit, band in found if band == "all"} == {"UNI", "A", "B"}


def test_two_bands_that_make_up_everyone_are_hidden_together():
    staff = {"A 1": (20, 20), "A 11": (2, 20), "B 1": (20, 20), "B 11": (9, 20)}
    found = shown(staff, bands={"11-14": ("11",), "1-10": ("1",)})
    assert {unit for unit, band in found if band != "all"} == {"UNI"}
