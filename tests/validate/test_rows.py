"""Judging rows: every reason of every row, and when the whole file is refused."""

import pytest

from pipeline.month import Month
from pipeline.organisation.model import Scale, Unit
from tests.ingest.mapping.exports import checked, of, refused, rows_of, source


def drawn(good: int, bad: int, ragged: int = 0, **changes: object):
    hr = source("unit", **changes)
    rows = [{"unit": "A"}] * good + [{"unit": "?"}] * bad
    return hr, rows_of(hr, rows, ragged=range(100, 100 + ragged))


@pytest.mark.parametrize(
    ("good", "bad", "ragged", "limit", "taken"),
    [
        (98, 2, 0, 0.02, True),
        (97, 3, 0, 0.02, False),
        (71, 29, 0, 0.29, True),  # 0.29 * 100 is 28.999999999999996
        (70, 30, 0, 0.29, False),
        (99, 0, 1, 0.01, True),
        (98, 1, 1, 0.01, False),
        (1, 0, 0, 0.0, True),
        (1, 1, 0, 0.0, False),
        (0, 1, 0, 1.0, False),  # nothing left at all
        (1, 99, 0, 1.0, True),
    ],
)
def test_the_share_of_bad_rows(good: int, bad: int, ragged: int, limit: float, taken: bool) -> None:
    hr, rows = drawn(good, bad, ragged, max_bad_share=limit)
    if taken:
        tally = checked(hr, rows).tally
        assert (tally.read, tally.accepted, tally.quarantined) == (good + bad + ragged, good, bad + ragged)
    else:
        first, *others = refused(hr, rows)
        assert (first.code, first.facts["bad"], first.facts["rows"]) == (
            "too_many_bad_rows",
            bad + ragged,
            good + bad + ragged,
        )
        assert {fault.code for fault in others} == {"unknown_unit"} | ({"ragged"} if ragged else set())


def test_totals_do_not_thin_the_share_out() -> None:
    hr = source("unit", max_bad_share=0.1)
    rows = [{"unit": "A"}] * 5 + [{"unit": "?"}] + [{"unit": "Totaal"}] * 100
    assert refused(hr, rows_of(hr, rows))[0].facts["rows"] == 6


def test_a_row_with_several_things_wrong_is_set_aside_once_with_every_reason() -> None:
    hr = source("unit", "scale", "gender")
    found = checked(hr, rows_of(hr, [{"unit": "A", "scale": "11", "gender": "f"}, {"unit": "?", "scale": "?"}]))
    assert found.tally.quarantined == 1
    assert [(cells.column, cells.reason.code) for cells in found.bad] == [
        ("Eenheid", "unknown_unit"),
        ("Functieschaal", "unknown_scale"),
        ("Geslacht", "empty"),
    ]


def test_units_and_scales_that_do_not_exist_this_month() -> None:
    hr = source("unit", "scale", "personal_scale")
    units = (*of().units[:1], Unit("A", {"en": "A"}, "department", "TU", valid_to=Month(2025, 11)), *of().units[2:])
    scales = (Scale("10", {"en": "10"}, valid_from=Month(2026, 1)), Scale("11", {"en": "11"}))
    rows = [
        {"unit": unit, "scale": scale, "personal_scale": personal}
        for unit, scale, personal in (("B", "11", "11"), ("A", "11", "11"), ("B", "10", "11"), ("B", "11", "10"))
    ]
    found = checked(hr, rows_of(hr, rows), units=units, scales=scales)
    assert [(cells.column, cells.reason.code, cells.rows.tolist()) for cells in found.bad] == [
        ("Eenheid", "unit_not_valid", [4]),
        ("Functieschaal", "scale_not_valid", [5]),
        ("Salarisschaal", "scale_not_valid", [6]),
    ]


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        # main, gender of one person's two rows
        (("J", "f"), ("N", "f"), []),
        (("J", "f"), ("J", "f"), ["duplicate_pseudonym"]),
        (("N", "f"), ("N", "f"), []),
        (("J", "f"), ("N", "m"), ["contradiction"]),
        (("J", "f"), ("N", "unknown"), []),
        (("J", "f"), ("J", "m"), ["duplicate_pseudonym", "contradiction"]),
    ],
)
def test_rows_of_one_person(one: tuple[str, str], other: tuple[str, str], reasons: list[str]) -> None:
    hr = source("pseudonym", "unit", "main_appointment", "gender")
    rows = [
        {"pseudonym": pseudonym, "unit": "A", "main_appointment": main, "gender": gender}
        for pseudonym, (main, gender) in (("p", one), ("p", other), ("q", ("J", "m")))
    ]
    found = checked(hr, rows_of(hr, rows))
    assert [cells.reason.code for cells in found.bad] == reasons
    assert all(cells.rows.tolist() == [3, 4] for cells in found.bad)
    assert (found.tally.people, found.tally.quarantined) == ((1, 2) if reasons else (2, 0))


def test_an_empty_pseudonym_is_nobody() -> None:
    hr = source("pseudonym", "unit")
    found = checked(hr, rows_of(hr, [{"pseudonym": each, "unit": "A"} for each in ("", " ", "p")]))
    assert [(cells.reason.code, cells.rows.tolist()) for cells in found.bad] == [("no_pseudonym", [3, 4])]
    assert found.tally.people == 1


def test_rows_that_get_lost_stop_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.digest.Tally.balanced", lambda _: False)
    hr, rows = drawn(3, 0)
    (fault,) = refused(hr, rows)
    assert (fault.code, fault.facts["read"], fault.facts["accepted"]) == ("not_balanced", 3, 3)
