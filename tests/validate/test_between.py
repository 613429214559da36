"""Rules between months, as truth tables with the thresholds at and around their edge."""

from dataclasses import replace

import pytest

from pipeline.month import Month
from pipeline.organisation.model import Organisation, Thresholds, Unit
from pipeline.validate.between import short_files, warnings
from pipeline.validate.facts import Facts
from tests.ingest.mapping.exports import of
from tests.validate.facts import facts

OFF = Thresholds(headcount_jump=9, unit_jump=9, unknown_jump=9, short_file=0.2)


def codes(*series: Facts, organisation: Organisation | None = None, **thresholds: float) -> list[tuple[str, str]]:
    chosen = replace(organisation or of(), thresholds=replace(OFF, **thresholds))
    return [(str(month), fault.code) for month, fault in warnings(series, chosen)]


def pair(before: Facts, after: Facts, **thresholds: float) -> list[str]:
    return [code for _, code in codes(before, after, **thresholds)]


@pytest.mark.parametrize(
    ("before", "after", "threshold", "warned"),
    [
        (100, 110, 0.10, False),
        (100, 111, 0.10, True),
        (100, 90, 0.10, False),
        (100, 89, 0.10, True),
        (100, 129, 0.29, False),  # 0.29 * 100 is 28.999999999999996
        (100, 130, 0.29, True),
        (30, 33, 0.10, False),
        (10, 10, 0.0, False),
        (10, 11, 0.0, True),
        (1, 2, 1.0, False),
    ],
)
def test_the_whole_organisation_jumps(before: int, after: int, threshold: float, warned: bool) -> None:
    found = pair(facts("2025-01", before), facts("2025-02", after), headcount_jump=threshold)
    assert found == (["headcount_jump"] if warned else [])


@pytest.mark.parametrize(
    ("before", "after", "warned"),
    [
        (19, 5, None),  # small in both months
        (5, 19, None),
        (5, 20, "headcount_jump"),
        (20, 14, None),  # exactly 30%
        (20, 13, "headcount_jump"),
        (20, 26, None),
        (20, 27, "headcount_jump"),
        (100, 129, None),
        (20, 0, "unit_gone"),
        (1, 0, "unit_gone"),
        (0, 1, "unit_new"),
        (0, 0, None),
    ],
)
def test_a_unit_jumps_appears_or_vanishes(before: int, after: int, warned: str | None) -> None:
    one, two = facts("2025-01", {"A": before, "B": 1000}), facts("2025-02", {"A": after, "B": 1000})
    assert pair(one, two, unit_jump=0.3) == ([warned] if warned else [])


def renamed() -> Organisation:
    """B continues A from 2025-02 on; C took D in at the same time."""
    units = (
        Unit("TU", {"en": "TU"}, "organisation", None),
        Unit("A", {"en": "A"}, "department", "TU", valid_to=Month(2025, 1)),
        Unit("B", {"en": "B"}, "department", "TU", valid_from=Month(2025, 2), continues=("A",), how="renamed"),
        Unit("C", {"en": "C"}, "department", "TU"),
    )
    return replace(of(), units=units)


def test_a_renamed_unit_neither_vanishes_nor_appears() -> None:
    one, two = facts("2025-01", {"A": 50, "C": 10}), facts("2025-02", {"B": 50, "C": 10})
    assert codes(one, two, organisation=renamed(), unit_jump=0.3, headcount_jump=0.1) == []
    # The month after, the new unit is judged as any other.
    three = facts("2025-03", {"C": 10})
    assert codes(two, three, organisation=renamed(), unit_jump=0.3) == [("2025-03", "unit_gone")]


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ({"f": 5, "m": 5}, {"f": 5, "m": 5}, []),
        ({"f": 10}, {"f": 9, "x": 1}, ["new_category"]),
        ({"f": 10, "x": 0}, {"f": 9, "x": 1}, ["new_category"]),
        ({"f": 10}, {"f": 10, "x": 0}, []),
        ({"f": 10}, {"f": 9, "unknown": 1}, []),  # unknown is no news, its share may be
        ({"f": 90, "unknown": 10}, {"f": 80, "unknown": 20}, []),  # exactly 10 points
        ({"f": 90, "unknown": 10}, {"f": 79, "unknown": 21}, ["unknown_jump"]),
        ({"f": 80, "unknown": 20}, {"f": 91, "unknown": 9}, ["unknown_jump"]),
        ({"f": 0}, {"f": 0}, []),
        ({}, {"f": 10}, []),  # the month before did not tell
    ],
)
def test_categories(was: dict[str, int], now: dict[str, int], found: list[str]) -> None:
    one, two = (facts(month, 100, {"gender": heads}) for month, heads in (("2025-01", was), ("2025-02", now)))
    assert pair(one, two, unknown_jump=0.1) == found


@pytest.mark.parametrize(
    ("months", "missing"),
    [
        (["2025-01", "2025-02"], []),
        (["2025-01"], []),
        (["2025-01", "2025-03"], ["2025-02"]),
        (["2024-11", "2025-03"], ["2024-12, 2025-01, 2025-02"]),
        (["2023-12", "2024-12", "2025-12"], []),  # a yearly series
        (["2024-12", "2025-11"], [", ".join(f"2025-{number:02d}" for number in range(1, 11))]),
        (["2015-12", "2025-12"], []),
    ],
)
def test_missing_months(months: list[str], missing: list[str]) -> None:
    found = warnings([facts(month) for month in months], replace(of(), thresholds=OFF))
    assert [fault.facts["months"] for _, fault in found] == missing
    assert [str(month) for month, _ in found] == [months[-1]] * len(missing)


def test_sources_that_deliver_different_months_fill_each_others_gaps() -> None:
    assert codes(facts("2025-01"), facts("2025-02", source="cbs"), facts("2025-03")) == []


@pytest.mark.parametrize(
    ("before", "after", "share", "held"),
    [
        (100, 80, 0.2, False),
        (100, 79, 0.2, True),
        (100, 100, 0.2, False),
        (100, 200, 0.2, False),
        (10, 3, 0.7, False),  # 10 * (1 - 0.7) is 3.0000000000000004
        (10, 2, 0.7, True),
        (100, 0, 0.2, True),
        (0, 0, 0.2, False),
    ],
)
def test_a_short_file_waits(before: int, after: int, share: float, held: bool) -> None:
    found = short_files([facts("2025-02", after)], [facts("2025-01", before)], Thresholds(short_file=share))
    assert [fault.code for fault in found] == (["short_file"] if held else [])
    # The same when the month itself is delivered again.
    again = short_files([facts("2025-01", after)], [facts("2025-01", before)], Thresholds(short_file=share))
    assert bool(again) == held


def test_what_a_short_file_is_laid_beside() -> None:
    thresholds = Thresholds()
    before = [facts("2024-11", 1000), facts("2025-01", 100)]
    assert short_files([facts("2025-02", 90)], before, thresholds) == []
    assert short_files([facts("2024-12", 90)], before, thresholds) != []
    # Among files that arrive together too.
    assert short_files([facts("2025-02", 100), facts("2025-03", 10)], [], thresholds) != []
    assert short_files([facts("2025-01", 10)], [], thresholds) == []
    # A file that tells of other things is no measure for it.
    other = facts("2025-01", 1000, {"origin": {"nl": 1000}}, source="cbs")
    assert short_files([facts("2025-02", 10)], [other], thresholds) == []


def test_warnings_carry_their_numbers_in_both_languages() -> None:
    organisation = replace(of(), thresholds=Thresholds())
    ((month, fault), *_) = warnings([facts("2025-01", 100), facts("2025-02", 150)], organisation)
    for language in ("nl", "en"):
        said = fault.text(language)
        assert all(part in said for part in ("100", "150", "+50%", "2025-01"))
    assert str(month) == "2025-02"
