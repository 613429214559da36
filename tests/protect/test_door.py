"""The door: what is given passes, what is not keeps its headcount alone, what stands comes from its own step."""

from datetime import date

import pyarrow as pa
import pytest

from pipeline import published
from pipeline.errors import ProtectionFailed
from pipeline.protect.chain import Given
from pipeline.protect.crowd import RowKey
from pipeline.protect.door import release, withheld
from pipeline.released import FIGURES, Released
from tests.compute import twin
from tests.compute.organisations import organisation

MAY, JUNE = date(2025, 5, 31), date(2025, 6, 30)
TOP: RowKey = ("UNI", "function", "all")
LOW: RowKey = ("UNI", "function", "low")


def true(day: date, *counts: tuple[RowKey, int], group: str = "women") -> pa.Table:
    """The true figures of a day: per row its members, of 30 heads and 24.68 fte."""
    found = []
    for (unit, basis, band), members in counts:
        given = {
            "headcount": 30,
            "members": members,
            "unknown": 0,
            "fte": 24.68,
            "members_fte": 7.04,
            "unknown_fte": 0.0,
        }
        key = {"snapshot": day, "unit": unit, "band": band, "group": group, "scale_basis": basis, "as_of": day}
        found.append({**key, "counted": "person", **twin.judge(given, organisation({"UNI": None}))})
    return pa.Table.from_pylist(found, published.schema("representation"))


def passed(
    table: pa.Table, steps: dict[RowKey, str | None], members: dict[RowKey, int], **before: Released
) -> Released:
    given = {"women": Given(steps, {"women": members})}
    return release(table, given, before.__getitem__, "june", JUNE)


def test_what_is_given_passes_and_what_is_hidden_keeps_its_headcount_alone() -> None:
    found = passed(true(JUNE, (TOP, 10), (LOW, 2)), {TOP: "june", LOW: None}, {TOP: 10}).table.to_pylist()
    shown, hidden = found
    assert (shown["shown"], shown["members"], shown["as_of"], shown["reason"]) == (True, 10, JUNE, None)
    assert shown["members_fte"] == 7.0  # in tenths, and the share of them
    assert shown["share_fte"] == round(7.0 / 24.68, 6)
    assert (hidden["shown"], hidden["headcount"], hidden["reason"]) == (False, 30, "too_few_people")
    assert all(hidden[name] is None for name in FIGURES)
    assert "2" not in {str(value) for value in hidden.values()}


def test_what_stands_comes_from_its_own_step_with_its_own_day() -> None:
    may = passed(true(MAY, (TOP, 9), (LOW, 8)), {TOP: "june", LOW: "june"}, {TOP: 9, LOW: 8})
    dated = Released(may.table.set_column(may.table.schema.get_field_index("as_of"), "as_of", pa.array([MAY, MAY])))
    found = passed(true(JUNE, (TOP, 10), (LOW, 2)), {TOP: "june", LOW: "may"}, {TOP: 10}, may=dated).table.to_pylist()
    assert [(each["members"], each["as_of"], each["snapshot"]) for each in found] == [(10, JUNE, JUNE), (8, MAY, JUNE)]


def test_a_row_with_a_reason_of_its_own_is_not_carried() -> None:
    may = passed(true(MAY, (TOP, 9)), {TOP: "june"}, {TOP: 9})
    now = true(JUNE, (TOP, 9)).to_pylist()
    own = [{**now[0], **dict.fromkeys(FIGURES), "shown": False, "reason": "not_available", "as_of": None}]
    table = pa.Table.from_pylist(own, published.schema("representation"))
    assert withheld(table, "women") == {TOP}
    assert withheld(table, "men") == frozenset()
    found = passed(table, {TOP: "may"}, {}, may=may).table.to_pylist()
    assert (found[0]["shown"], found[0]["reason"], found[0]["members"]) == (False, "not_available", None)
    with pytest.raises(ProtectionFailed, match="1 rows"):
        passed(table, {TOP: "june"}, {TOP: 9})


@pytest.mark.parametrize("members", [{TOP: 9}, {}])
def test_figures_that_protection_did_not_count_stop_everything(members: dict[RowKey, int]) -> None:
    with pytest.raises(ProtectionFailed, match="1 rows"):
        passed(true(JUNE, (TOP, 10)), {TOP: "june"}, members)


def test_rows_outside_the_catalogue_do_not_exist() -> None:
    personal: RowKey = ("UNI", "personal", "low")
    found = passed(true(JUNE, (TOP, 10), (personal, 9)), {TOP: "june"}, {TOP: 10})
    assert found.table["scale_basis"].to_pylist() == ["function"]


def test_a_group_that_protection_never_saw_shows_nothing() -> None:
    found = passed(true(JUNE, (TOP, 10), group="others"), {TOP: "june"}, {TOP: 10}).table.to_pylist()
    assert (found[0]["shown"], found[0]["members"], found[0]["headcount"]) == (False, None, 30)


def test_a_row_that_its_earlier_step_does_not_have_is_hidden() -> None:
    may = passed(true(MAY, (TOP, 9)), {TOP: "june"}, {TOP: 9})
    found = passed(true(JUNE, (LOW, 9)), {LOW: "may"}, {}, may=may).table.to_pylist()
    assert (found[0]["shown"], found[0]["members"]) == (False, None)
