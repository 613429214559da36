"""Which rows each unit has, said by the folder alone."""

import pytest

from pipeline.catalogue import applies_to, columns
from pipeline.month import Month
from tests.compute.organisations import organisation, target

TREE = {"UNI": None, "FAC": "UNI", "DEP": "FAC"}
FUNCTION = {("function", "all"), ("function", "11-14"), ("function", "15+")}
MONTH = Month(2025, 3)


def test_every_band_on_the_function_scale_and_nothing_else_without_a_personal_target():
    of = organisation(TREE, targets=[target(band="15+")])
    assert columns(of, MONTH) == dict.fromkeys(TREE, FUNCTION)


@pytest.mark.parametrize("month", [Month(2021, 1), Month(2030, 1)])
def test_a_personal_target_gives_its_own_units_its_own_band_whenever_it_is_in_force(month):
    of = organisation(
        TREE, targets=[target(band="15+", scale_basis="personal", units=("FAC",), in_force_from=Month(2026, 1))]
    )
    assert columns(of, month) == {"UNI": FUNCTION, "FAC": FUNCTION | {("personal", "15+")}, "DEP": FUNCTION}


def test_everyone_on_the_personal_scale_only_where_a_target_says_so():
    of = organisation(TREE, targets=[target(band="all", scale_basis="personal", units=("kind:organisation",))])
    assert columns(of, MONTH)["UNI"] == FUNCTION | {("personal", "all")}
    assert columns(of, MONTH)["FAC"] == FUNCTION


def test_the_units_a_target_holds_for_in_the_organisation_s_order():
    units = organisation(TREE).units_in(MONTH)
    assert list(applies_to(target(units=("DEP", "kind:organisation", "DEP")), units)) == ["UNI", "DEP"]
    assert list(applies_to(target(units=("*",)), units)) == ["UNI", "FAC", "DEP"]
