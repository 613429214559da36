"""Progress of whole rows, worked out by hand."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from pipeline import published
from pipeline.compute.progress import progress
from pipeline.month import Month
from pipeline.organisation.model import Band, Step
from pipeline.released import Released
from tests.compute import twin
from tests.compute.draws import SNAPSHOT
from tests.compute.organisations import organisation, target
from tests.compute.test_twin import hide

TREE = {"UNI": None, "FAC": "UNI", "DEP": "FAC"}


def released(*rows: dict) -> Released:
    of = organisation(TREE)
    made = []
    for row in rows:
        counts = {"fte": None, "members_fte": None, "unknown_fte": None, "unknown": 0, **row}
        key = {name: counts.pop(name, plain) for name, plain in (("unit", "UNI"), ("band", "all"), ("group", "women"))}
        judged = twin.judge(counts, of)
        judged["reason"] = row.get("reason", judged["reason"])
        judged["shown"] = judged["reason"] is None
        made.append(
            {
                "snapshot": SNAPSHOT,
                **key,
                "scale_basis": row.get("scale_basis", "function"),
                "as_of": row.get("as_of", SNAPSHOT),
                "counted": "person",
                **(judged if judged["shown"] else hide(judged)),
            }
        )
    return Released(pa.Table.from_pylist(made, published.schema("representation")))


def one(rows: Released, **changes) -> dict:
    of = organisation(TREE, targets=[target(units=("UNI",), **changes)])
    (found,) = progress(rows, of, SNAPSHOT).to_pylist()
    return found


def test_a_target_in_persons_on_its_path():
    # 120 people, 30 women. Half of the way from 20% in January 2020 to 40% in January 2030, plus two months of 120.
    found = one(released({"headcount": 120, "members": 30}))
    assert found["expected_share"] == pytest.approx(0.2 + 0.2 * 62 / 120, abs=1e-6)
    assert (found["need"], found["expected_need"], found["base"]) == (48, 37, 120)
    assert (found["gap"], found["gap_adding"]) == (18, 30)
    assert found["one_head"] == pytest.approx(0.833333)
    assert (found["verdict"], found["shown"], found["reason"]) == ("below", True, None)
    assert str(found["deadline"]) == "2030-01-31"


def test_a_hidden_row_keeps_what_follows_from_its_headcount():
    found = one(released({"headcount": 40, "members": 3, "reason": "too_few_people"}))
    assert (found["base"], found["need"], found["expected_need"]) == (40, 16, 13)
    assert (found["members"], found["gap"], found["gap_adding"]) == (None, None, None)
    assert (found["verdict"], found["shown"], found["reason"]) == ("not_shown", False, "too_few_people")


def test_less_than_one_person_is_said_of_a_hidden_row_and_stays_hidden():
    found = one(released({"headcount": 12, "members": 1, "reason": "too_few_people"}), share=0.08)
    assert (found["verdict"], found["shown"], found["members"]) == ("less_than_one_person", False, None)


def test_a_hidden_row_tells_nothing_of_a_target_in_fte():
    found = one(released({"headcount": 40, "members": 3, "reason": "too_few_people"}), counts="fte")
    assert [found[name] for name in ("base", "need", "expected_need", "gap")] == [None] * 4


def test_a_target_in_fte():
    row = {"headcount": 50, "members": 12, "fte": 41.37, "members_fte": 9.8, "unknown_fte": 0.0}
    found = one(released(row), counts="fte", share=0.3, baseline_share=0.3)
    assert (found["base"], found["members"], found["need"], found["gap"]) == (41.37, 9.8, 12.5, 2.7)
    assert (found["gap_adding"], found["verdict"]) == (3.8, "below_within_chance")


def test_an_export_without_fte_says_nothing_about_fte():
    found = one(released({"headcount": 50, "members": 12}), counts="fte")
    assert (found["verdict"], found["shown"], found["reason"]) == ("not_shown", False, "not_available")


def test_nobody_here():
    found = one(released({"headcount": 0, "members": 0}))
    assert (found["verdict"], found["reason"], found["need"], found["one_head"]) == (
        "not_shown",
        "nobody_here",
        0,
        None,
    )


def test_a_row_the_snapshot_does_not_have():
    found = one(released({"headcount": 50, "members": 12}), scale_basis="personal")
    assert (found["verdict"], found["reason"], found["base"]) == ("not_shown", "not_available", None)


def test_the_version_in_force_judges():
    versions = [
        target(version=1, share=0.3),
        target(version=2, share=0.5, in_force_from=Month(2025, 3)),
        target(version=3, share=0.9, in_force_from=Month(2025, 4)),
    ]
    found = progress(released({"headcount": 50, "members": 12}), organisation(TREE, targets=versions), SNAPSHOT)
    assert set(found["version"].to_pylist()) == {2}
    assert found["target_share"].to_pylist() == [0.5] * 3


@pytest.mark.parametrize(
    ("units", "applies"),
    [(("*",), ["UNI", "FAC", "DEP"]), (("kind:department",), ["FAC", "DEP"]), (("DEP", "UNI", "DEP"), ["UNI", "DEP"])],
)
def test_the_units_a_target_holds_for(units, applies):
    of = organisation(TREE, targets=[target(units=units)])
    assert progress(released(), of, SNAPSHOT)["unit"].to_pylist() == applies


def test_a_stepped_path():
    steps = (Step(Month(2024, 1), 0.25), Step(Month(2026, 1), 0.3))
    assert one(released({"headcount": 100, "members": 26}), steps=steps)["expected_need"] == 25


def test_without_targets_there_is_no_progress():
    found = progress(released({"headcount": 50, "members": 12}), organisation(TREE), SNAPSHOT)
    assert (found.num_rows, found.schema) == (0, published.schema("progress"))


# --- figures of an earlier day ------------------------------------------------------------------------


def test_a_carried_row_is_judged_as_it_stands_and_keeps_its_day():
    found = one(released({"headcount": 120, "members": 30, "as_of": date(2024, 12, 31)}))
    assert (found["snapshot"], found["as_of"]) == (SNAPSHOT, date(2024, 12, 31))
    assert (found["base"], found["need"], found["gap"], found["verdict"]) == (120, 48, 18, "below")
    # What the path asks for is that of the snapshot, at the size the row had.
    assert (found["expected_need"], found["expected_share"]) == (37, pytest.approx(0.2 + 0.2 * 62 / 120, abs=1e-6))


@pytest.mark.parametrize(
    "row",
    [{"headcount": 40, "members": 3, "reason": "too_few_people"}, {"headcount": 50, "members": 12}],
    ids=["hidden", "without fte"],
)
def test_what_is_not_shown_has_no_day(row):
    assert one(released(row), counts="fte")["as_of"] is None


# --- the best safe statement --------------------------------------------------------------------------

POOL = Band("11+", {"en": "11 and up"}, frozenset({"11", "15"}), ("11-14", "15+"))
ALL_HIDDEN = {
    (unit, band): {"unit": unit, "band": band, "headcount": 40, "members": 3, "reason": "too_few_people"}
    for unit in TREE
    for band in ("15+", "11+")
}


def said(*shown: tuple[str, str], headcount: int | None = 40, **changes) -> tuple:
    rows = {key: dict(row) for key, row in ALL_HIDDEN.items()}
    rows["DEP", "15+"] |= {"headcount": headcount}
    for key in shown:
        rows[key] = {"unit": key[0], "band": key[1], "headcount": 40, "members": 12}
    of = organisation(TREE, targets=[target(units=("DEP",), band="15+", **changes)])
    of = replace(of, bands=(*of.bands, POOL))
    (found,) = progress(released(*rows.values()), of, SNAPSHOT).to_pylist()
    return found["statement"], found["pool_unit"], found["pool_band"]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([("DEP", "15+"), ("DEP", "11+")], ("figure", None, None)),
        ([("DEP", "11+"), ("FAC", "15+")], ("pooled", "DEP", "11+")),
        ([("FAC", "15+"), ("UNI", "15+"), ("FAC", "11+")], ("pooled", "FAC", "15+")),
        ([("UNI", "15+"), ("FAC", "11+")], ("pooled", "UNI", "15+")),
        ([("FAC", "11+"), ("UNI", "11+")], ("pooled", "FAC", "11+")),
        ([("UNI", "11+")], ("pooled", "UNI", "11+")),
        ([], ("heads", None, None)),
    ],
)
def test_the_nearest_row_that_is_shown_stands_in(shown, expected):
    assert said(*shown) == expected


def test_without_a_headcount_nothing_is_left_but_what_stands_in():
    assert said(headcount=None) == ("nothing", None, None)
    assert said(("FAC", "15+"), headcount=None) == ("pooled", "FAC", "15+")


def test_nobody_here_says_it_all():
    assert said(("FAC", "15+"), headcount=0) == ("heads", None, None)


def test_a_target_in_fte_is_not_said_in_heads_and_not_by_a_row_without_fte():
    assert said(counts="fte") == said(("FAC", "15+"), counts="fte") == ("nothing", None, None)


def test_on_the_other_scale_nothing_stands_in():
    assert said(("FAC", "15+"), scale_basis="personal") == ("nothing", None, None)
