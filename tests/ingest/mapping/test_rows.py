"""A kept export in our own terms: codes, totals, constants, absent columns; and the whole file's faults."""

import re

import numpy as np
import pytest

from pipeline.ingest.mapping.rows import map_export
from tests.compute.organisations import SCALES
from tests.ingest.mapping.exports import TABLES, TODAY, checked, codes, kept, of, refused, rows_of, sheet, source

MARKER = "Jansen-de-Boer"


def mapped(hr, drawn):
    return map_export(kept(hr, drawn), hr, of(hr), TODAY)


def test_codes_and_reasons_of_every_field() -> None:
    hr = source("unit", "scale", "gender", "fte")
    drawn = rows_of(
        hr,
        [
            {"unit": " a ", "scale": "11", "gender": "V", "fte": "1"},
            {"unit": "Z", "scale": "99", "gender": "?", "fte": "veel"},
            {"unit": "", "scale": "=1+1", "gender": "", "fte": ""},
        ],
    )
    found = mapped(hr, drawn).coded
    assert {name: coded.text().to_pylist() for name, coded in found.items() if name != "fte"} == {
        "unit": ["A", None, None],
        "scale": ["11", None, None],
        "gender": ["f", None, None],
    }
    reasons = {name: [coded.reasons[i] and coded.reasons[i].code for i in coded.index] for name, coded in found.items()}
    assert reasons == {
        "unit": [None, "unknown_unit", "empty"],
        "scale": [None, "unknown_scale", "formula"],
        "gender": [None, "unknown_category", "empty"],
        "fte": [None, "not_a_number", "empty"],
    }
    assert found["fte"].numbers().tolist() == [1_000_000, 0, 0]
    assert found["fte"].bad().tolist() == [False, True, True]


def test_a_code_of_the_table_that_the_organisation_does_not_have_is_unknown() -> None:
    hr = source("unit", tables={"unit": codes("A", elders="ELDERS")})
    assert mapped(hr, rows_of(hr, [{"unit": "elders"}])).coded["unit"].reasons[0].code == "unknown_unit"


def test_constants_and_optional_columns_that_are_absent() -> None:
    hr = source("scale", "gender", constants={"unit": "B"}, optional=frozenset({"gender"}))
    found = mapped(hr, sheet(["Functieschaal"], [["11"], ["12"]]))
    assert found.coded["unit"].text().to_pylist() == ["B", "B"]
    assert found.coded["gender"].text().to_pylist() == ["unknown", "unknown"]
    assert [(notice.code, notice.facts["field"]) for notice in found.notices] == [("optional_absent", "gender")]


@pytest.mark.parametrize(
    ("rule", "totals"),
    [
        ({"total_rows": (("unit", re.compile("totaal.*")),)}, [False, True, True, False]),
        ({"total_rows": (("Afdeling", re.compile("totaal")),)}, [False, True, False, False]),
        ({"total_rows": (("Soort", re.compile("t")),)}, [False, False, False, True]),  # a column that is no field
        ({"total_rows": (("nergens", re.compile(".*")),)}, [False] * 4),
        ({"total_rows": (), "tables": TABLES | {"unit": codes("A", "B")}}, [False] * 4),
    ],
)
def test_totals_are_recognised_in_a_field_or_a_heading(rule: dict, totals: list[bool]) -> None:
    hr = source("unit", **rule)
    drawn = sheet(["Afdeling", "Soort"], [["A", "x"], ["TOTAAL", "x"], ["Totaal B", "x"], ["B", " T "]])
    assert mapped(hr, drawn).totals.tolist() == totals


def test_totals_recognised_by_the_code_table() -> None:
    table = codes("A")
    hr = source("unit", tables={"unit": type(table)(table.values, ignore=frozenset({"alles"}))}, total_rows=())
    assert mapped(hr, rows_of(hr, [{"unit": "A"}, {"unit": "Alles"}])).totals.tolist() == [False, True]


def test_totals_are_never_added_up() -> None:
    hr = source("unit", "count", kind="counts")
    drawn = rows_of(hr, [{"unit": "A", "count": "3"}, {"unit": "B", "count": "4"}, {"unit": "Totaal", "count": "7"}])
    found = checked(hr, drawn)
    assert sum(found.cube.column("headcount").to_pylist()) == found.tally.people == 7


def test_a_heading_without_rows() -> None:
    assert refused(source("unit"), sheet(["Eenheid"], []))[0].code == "no_rows"


def test_rows_that_all_have_another_number_of_cells() -> None:
    (fault,) = refused(source("unit"), sheet(["Eenheid"], [], ragged=(3, 4)))
    assert (fault.code, fault.where.rows) == ("all_ragged", (3, 4))


def test_what_the_archive_lacks_after_the_source_grew() -> None:
    hr = source("unit")
    archived = kept(hr, rows_of(hr, [{"unit": "A"}]))
    grown = source("unit", "scale")
    with pytest.raises(Exception, match="which was not kept") as stopped:
        map_export(archived, grown, of(grown), TODAY)
    assert stopped.value.faults[0].facts == {"source": "hr", "field": "scale", "file": "hr.csv"}


def test_no_refusal_names_a_value() -> None:
    fields = ("pseudonym", "unit", "scale", "personal_scale", "fte", "main_appointment", "gender")
    hr = source(*fields, max_bad_share=0.0)
    found = refused(hr, rows_of(hr, [dict.fromkeys(fields, MARKER), dict.fromkeys(fields, f"={MARKER}")]))
    assert {fault.code for fault in found} >= {"too_many_bad_rows", "unknown_unit", "formula", "not_a_number"}
    assert not any(MARKER in fault.text(language) for fault in found for language in ("nl", "en"))


def test_row_numbers_are_those_of_the_file() -> None:
    hr = source("unit")
    found = checked(hr, rows_of(hr, [{"unit": "A"}, {"unit": "?"}, {"unit": "B"}], ragged=(9,)))
    assert [(cells.column, cells.reason.code, cells.rows.tolist()) for cells in found.bad] == [
        ("Eenheid", "unknown_unit", [4]),
        ("", "ragged", [9]),
    ]
    assert np.all(mapped(hr, rows_of(hr, [{"unit": "A"}])).rows == [3])
    assert (found.tally.read, found.tally.accepted, found.tally.quarantined) == (4, 2, 2)


def test_every_scale_of_the_organisation_is_known() -> None:
    hr = source("unit", "scale")
    assert checked(hr, rows_of(hr, [{"unit": "A", "scale": each} for each in SCALES])).tally.accepted == len(SCALES)
