"""Every verdict, as a table: one row per way to get there, in the order in which the questions are asked."""

from dataclasses import replace

import pytest

from pipeline.compute.verdict import Standing, verdict
from pipeline.published import VERDICTS

TABLE = [
    # target, people, members, unknown, need, on path now, verdict
    (0.08, 0, None, None, 0, 0, "not_shown"),
    (0.08, None, None, None, None, None, "not_shown"),
    (0.08, 12, 1, 0, 1, 1, "less_than_one_person"),
    (0.08, 12, None, None, 1, 1, "less_than_one_person"),  # hidden, yet it follows from the headcount
    (0.08, 13, None, None, 2, 1, "not_shown"),
    (0.08, 100, 8, 0, 8, 6, "met"),
    (0.08, 100, 8, 20, 8, 6, "met"),  # whatever the unknowns are
    (0.08, 100, 7, 1, 8, 6, "depends_on_unknowns"),  # met, if that one is a member
    (0.08, 100, 7, 0, 8, 6, "on_course"),
    (0.08, 100, 6, 1, 8, 6, "on_course"),
    (0.08, 100, 5, 1, 8, 6, "depends_on_unknowns"),  # on course, if that one is a member
    (0.08, 100, 7, 0, 8, 8, "one_away"),
    (0.08, 100, 5, 0, 8, 8, "below_within_chance"),  # upper end of 5/100 is 11.2%
    (0.3, 100, 15, 0, 30, 25, "below"),  # upper end of 15/100 is 23.3%
    (0.3, 100, 15, 15, 30, 30, "depends_on_unknowns"),
    (0.3, 100, 15, 14, 30, 30, "below"),
]


@pytest.mark.parametrize(("target", "people", "members", "unknown", "need", "path", "expected"), TABLE)
def test_verdict(target, people, members, unknown, need, path, expected):
    known = people - unknown if unknown is not None and people is not None else None
    share = members / known if members is not None and known else None
    assert verdict(Standing(target, people, members, unknown, known, share, need, path)) == expected


def test_the_table_has_every_verdict():
    assert {row[-1] for row in TABLE} == set(VERDICTS)


def test_a_target_in_fte_takes_its_share_from_fte_and_chance_from_heads():
    # 20 of 100 heads but 12 of 80 fte (15%): 15% of 100 people reaches at most 23.3%, under the target of 24%.
    in_fte = Standing(0.24, 100, 12.0, 0.0, 100, 0.15, 19.2, 19.2)
    assert verdict(in_fte) == "below"
    assert verdict(Standing(0.23, 100, 12.0, 0.0, 100, 0.15, 18.4, 18.4)) == "below_within_chance"


def test_one_appointment_fills_up_to_one_fte():
    assert verdict(Standing(0.3, 40, 11.0, 0.0, 40, 0.275, 12.0, 12.0)) == "one_away"
    assert verdict(Standing(0.3, 40, 10.9, 0.0, 40, 0.2725, 12.0, 12.0)) != "one_away"


def test_without_a_share_in_fte_the_number_that_is_missing_still_speaks() -> None:
    # Thirteen people on hours yet to be agreed: no fte, so no share, and a tenth of an fte would do.
    found = Standing(0.08, 13, 0.0, 0.0, 13, None, 0.1, 0.1)
    assert verdict(found) == "one_away"
    assert verdict(replace(found, need=2.0, expected_need=2.0)) == "not_shown"
