"""What comes through the door, row by row."""

import dataclasses
from datetime import date

import pyarrow as pa
import pytest

from pipeline import published
from pipeline.errors import ProtectionFailed
from pipeline.month import Month
from pipeline.organisation.model import Unit
from pipeline.protect import door
from pipeline.protect.door import protect
from pipeline.protect.layout import tree
from pipeline.released import FIGURES, Released
from tests.compute import twin
from tests.compute.organisations import GENDER, ORIGIN, OUTSIDE, WOMEN, organisation, target
from tests.protect.drawn import ATOMS, SNAPSHOT

TREE = {"UNI": None, "A": "UNI", "B": "UNI", "C": "UNI"}


def staff(*rows: tuple) -> list[dict]:
    """Cells of unit, category, heads, fte (and scale, personal scale), with everyone counted beside them."""
    found = []
    for unit, category, heads, fte, *scales in rows:
        scale, personal = (*scales, None, None)[:2]
        plain = {"snapshot": SNAPSHOT, "unit": unit, "function_scale": scale, "personal_scale": personal}
        found.append({**plain, "attribute": "gender", "category": category, "headcount": heads, "fte": fte})
        found.append({**plain, "attribute": "everyone", "category": "everyone", "headcount": heads, "fte": fte})
    return found


def let_out(cube: list[dict], of) -> dict:
    rows = pa.Table.from_pylist(twin.represent(cube, of, SNAPSHOT, "person"), published.schema("representation"))
    atoms = pa.Table.from_pylist(twin.inner_cells(cube, of, SNAPSHOT), ATOMS)
    released = protect(rows, atoms, of, SNAPSHOT)
    return {(row["unit"], row["band"], row["group"], row["scale_basis"]): row for row in released.table.to_pylist()}


TRUTH_TABLE = [
    # women, men, unknown: reason
    (5, 5, 0, None),
    (0, 10, 0, None),
    (10, 0, 0, None),
    (0, 0, 0, "nobody_here"),
    (0, 9, 0, "too_few_people"),
    (9, 0, 0, "too_few_people"),
    (4, 20, 0, "too_few_people"),
    (1, 20, 0, "too_few_people"),
    (20, 4, 0, "too_few_people"),
    (20, 4, 5, "too_few_people"),  # 9 are not known to be women, 4 are known not to be
    (20, 0, 4, "too_few_people"),
    (20, 0, 5, None),
    (20, 5, 4, None),  # how many did not say is no secret
    (5, 5, 7, "low_response"),
    (3, 5, 9, "too_few_people"),  # too few says nothing about how many are unknown, so it comes first
    (0, 0, 9, "too_few_people"),
    (0, 0, 12, "low_response"),
]


@pytest.mark.parametrize(("women", "men", "unknown", "reason"), TRUTH_TABLE)
def test_one_unit_alone(women, men, unknown, reason):
    of = organisation({"UNI": None}, bands={})
    counts = (("f", women), ("m", men), ("unknown", unknown))
    found = let_out(staff(*(("UNI", category, heads, float(heads)) for category, heads in counts)), of)
    row = found["UNI", "all", "women", "function"]
    assert (row["reason"], row["headcount"]) == (reason, women + men + unknown)
    assert [name for name in FIGURES if row[name] is not None] == ([] if reason else list(FIGURES))


def test_small_and_sibling_carry_the_same_mark():
    found = let_out(
        staff(("A", "f", 2, 2.0), ("A", "m", 20, 20.0), ("B", "f", 9, 9.0), ("B", "m", 20, 20.0)),
        organisation(TREE, bands={}),
    )
    reasons = {unit: found[unit, "all", "women", "function"]["reason"] for unit in TREE}
    assert reasons == {"UNI": None, "A": "too_few_people", "B": "too_few_people", "C": "nobody_here"}


def test_fte_of_groups_is_in_tenths_and_the_share_is_made_of_those():
    rows = (("UNI", "f", 10, 8.347), ("UNI", "m", 20, 19.123), ("UNI", "unknown", 5, 4.05))
    row = let_out(staff(*rows), organisation({"UNI": None}, bands={}))["UNI", "all", "women", "function"]
    assert (row["members_fte"], row["unknown_fte"]) == (8.3, 4.0)
    assert row["fte"] == pytest.approx(31.52)
    assert row["share_fte"] == pytest.approx(8.3 / (31.52 - 4.0), abs=1e-6)


def test_a_handful_paid_on_another_scale_hides_the_band_of_one_of_the_two():
    of = organisation(
        {"UNI": None},
        bands={"15+": ("15", "16")},
        targets=[target(band="15+"), target(code="other", band="15+", scale_basis="personal")],
    )
    cells = (
        ("UNI", "f", 30, 30.0, "11", "11"),
        ("UNI", "m", 30, 30.0, "11", "11"),
        ("UNI", "f", 2, 2.0, "11", "15"),
        ("UNI", "m", 6, 6.0, "11", "15"),
        ("UNI", "f", 10, 9.0, "16", "16"),
        ("UNI", "m", 20, 19.0, "16", "16"),
    )
    found = let_out(staff(*cells), of)
    assert found["UNI", "15+", "women", "function"]["members"] == 10
    assert found["UNI", "15+", "women", "personal"]["reason"] == "too_few_people"


def test_groups_of_one_attribute_are_hidden_together_and_those_of_another_are_not():
    of = organisation({"UNI": None}, bands={}, attributes=(GENDER, ORIGIN), groups=(WOMEN, OUTSIDE))
    cube = staff(("UNI", "f", 3, 3.0), ("UNI", "m", 30, 30.0))
    cube += [{**cube[0], "attribute": "origin", "category": "outside", "headcount": 8, "fte": 8.0}]
    cube += [{**cube[0], "attribute": "origin", "category": "nl", "headcount": 25, "fte": 25.0}]
    found = let_out(cube, of)
    assert found["UNI", "all", "women", "function"]["reason"] == "too_few_people"
    assert found["UNI", "all", "outside", "function"]["members"] == 8


def test_an_attribute_without_a_group_has_no_rows():
    of = organisation({"UNI": None}, bands={}, attributes=(GENDER, ORIGIN), groups=(WOMEN,))
    assert {key[2] for key in let_out(staff(("UNI", "f", 30, 30.0)), of)} == {"women"}


def test_an_attribute_that_is_not_there_is_not_available():
    cube = [row for row in staff(("UNI", "f", 3, 3.0)) if row["attribute"] == "everyone"]
    found = let_out(cube, organisation({"UNI": None}, bands={}))
    assert found["UNI", "all", "women", "function"]["reason"] == "not_available"


def test_a_door_that_lets_a_small_row_through_stops_the_run(monkeypatch):
    monkeypatch.setattr(door, "_too_few", lambda true_rows, *_: [False] * true_rows.num_rows)
    with pytest.raises(ProtectionFailed, match="1 rows"):
        let_out(staff(("UNI", "f", 3, 3.0), ("UNI", "m", 30, 30.0)), organisation({"UNI": None}, bands={}))


def test_a_tree_that_hangs_in_the_air_is_refused():
    of = organisation({"UNI": None})
    loose = dataclasses.replace(of, units=(*of.units, Unit("X", {"en": "X"}, "department", "GONE")))
    with pytest.raises(ValueError, match="GONE"):
        tree(loose, Month(2025, 3))


def released_rows(**changes) -> pa.Table:
    rows = twin.represent(
        staff(("UNI", "f", 10, 10.0), ("UNI", "m", 20, 20.0)), organisation({"UNI": None}, bands={}), SNAPSHOT, "person"
    )
    return pa.Table.from_pylist([{**rows[0], **changes}], published.schema("representation"))


def test_a_carried_row_can_be_released():
    assert Released(released_rows(as_of=date(2025, 1, 31))).table["as_of"].to_pylist() == [date(2025, 1, 31)]


def test_what_is_released_can_be_joined():
    part = Released(released_rows())
    assert Released.together([part, part]).table.num_rows == 2
    assert Released.together([]).table.schema == published.schema("representation")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"shown": False}, "reason exactly when"),
        ({"reason": "too_few_people"}, "reason exactly when"),
        ({"shown": False, "reason": "too_few_people"}, "date of its figures exactly when"),
        ({"as_of": None}, "date of its figures exactly when"),
        ({"as_of": date(2025, 4, 30)}, "no figures from after its snapshot"),
        ({"shown": False, "reason": "too_few_people", "as_of": None}, "still holds figures: fte, members"),
        ({"members": None}, "has its headcount, members"),
    ],
)
def test_a_half_hidden_row_cannot_be_released(changes, said):
    with pytest.raises(ValueError, match=said):
        Released(released_rows(**changes))


def test_another_shape_cannot_be_released():
    with pytest.raises(ValueError, match="columns of REPRESENTATION"):
        Released(released_rows().drop_columns(["share"]))
