"""Figures worked out by hand, and what is not there."""

from datetime import date

import duckdb
import pytest

from pipeline import published
from pipeline.compute.representation import measure, represent
from tests.compute.draws import SNAPSHOT, table
from tests.compute.organisations import organisation, target

TREE = {"UNI": None, "FAC": "UNI", "DEP": "FAC", "EMPTY": "FAC"}
PLAIN = ("unit", "function_scale", "personal_scale", "attribute", "category", "headcount", "fte")


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        yield opened


def cube(*rows):
    return table([{"snapshot": SNAPSHOT, **dict(zip(PLAIN, row, strict=True))} for row in rows])


STAFF = (
    ("DEP", "11", "11", "gender", "f", 3, 2.4),
    ("DEP", "11", "11", "gender", "m", 9, 8.1),
    ("DEP", "14", "15", "gender", "unknown", 2, 2.0),
    ("DEP", "16", "16", "gender", "m", 4, 4.0),
    ("FAC", "H1", None, "gender", "f", 1, 0.8),
    ("FAC", None, None, "gender", "m", 1, 1.0),
    ("DEP", "11", "11", "everyone", "everyone", 12, 10.5),
    ("DEP", "14", "15", "everyone", "everyone", 2, 2.0),
    ("DEP", "16", "16", "everyone", "everyone", 4, 4.0),
    ("FAC", "H1", None, "everyone", "everyone", 1, 0.8),
    ("FAC", None, None, "everyone", "everyone", 1, 1.0),
)
ROWS = [
    # unit, band, basis, headcount, fte, members, members fte, unknown
    ("DEP", "11-14", "function", 14, 12.5, 3, 2.4, 2),
    ("DEP", "15+", "function", 4, 4.0, 0, 0.0, 0),
    ("DEP", "15+", "personal", 6, 6.0, 0, 0.0, 2),
    ("DEP", "all", "function", 18, 16.5, 3, 2.4, 2),
    ("FAC", "15+", "function", 5, 4.8, 1, 0.8, 0),
    ("FAC", "15+", "personal", 7, 6.8, 1, 0.8, 2),  # who has no personal scale is placed by the function
    ("FAC", "all", "function", 20, 18.3, 4, 3.2, 2),  # who has no scale at all is in `all` alone
    ("UNI", "11-14", "function", 14, 12.5, 3, 2.4, 2),
    ("EMPTY", "all", "function", 0, 0.0, 0, 0.0, 0),
]


@pytest.fixture(scope="module")
def worked(connection):
    of = organisation(TREE, targets=[target(band="15+", scale_basis="personal")])
    rows = represent(cube(*STAFF), of, SNAPSHOT, "person", connection).to_pylist()
    return {(row["unit"], row["band"], row["scale_basis"]): row for row in rows}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_worked_by_hand(worked, row):
    found = worked[row[:3]]
    names = ("headcount", "fte", "members", "members_fte", "unknown")
    assert tuple(found[name] for name in names) == row[3:]


def test_measures_of_one_row_worked_by_hand(worked):
    found = worked["DEP", "11-14", "function"]
    assert found["share"] == 0.25
    assert (found["share_low"], found["share_high"]) == (0.214286, 0.357143)
    assert found["share_fte"] == pytest.approx(2.4 / 10.5, abs=1e-6)
    assert (round(found["margin_low"], 3), round(found["margin_high"], 3)) == (0.089, 0.532)
    assert (found["shown"], found["reason"], found["counted"]) == (True, None, "person")


def test_low_response_and_nobody(worked):
    assert worked["DEP", "15+", "personal"]["reason"] is None  # 4 of 6 known is over 60%
    assert worked["EMPTY", "11-14", "function"]["reason"] == "nobody_here"


def test_personal_rows_only_where_a_target_asks(worked):
    assert {key[1] for key in worked if key[2] == "personal"} == {"15+"}


def test_every_unit_is_there_in_the_published_order(worked):
    assert list(dict.fromkeys(key[0] for key in worked)) == list(TREE)
    assert [key[1:] for key in worked if key[0] == "UNI"] == [
        ("all", "function"),
        ("11-14", "function"),
        ("15+", "function"),
        ("15+", "personal"),
    ]


def test_no_personal_scale_no_personal_rows(connection):
    of = organisation(TREE, targets=[target(band="15+", scale_basis="personal")])
    rows = represent(cube(("DEP", "16", None, "everyone", "everyone", 4, 4.0)), of, SNAPSHOT, "person", connection)
    assert set(rows["scale_basis"].to_pylist()) == {"function"}


def test_without_scales_bands_are_not_available(connection):
    rows = represent(
        cube(("DEP", None, None, "gender", "f", 4, None), ("DEP", None, None, "everyone", "everyone", 4, None)),
        organisation(TREE),
        SNAPSHOT,
        "appointment",
        connection,
    ).to_pylist()
    found = {(row["unit"], row["band"]): row for row in rows}
    assert found["DEP", "15+"]["headcount"] is None
    assert found["DEP", "15+"]["reason"] == "not_available"
    assert (found["DEP", "all"]["members"], found["DEP", "all"]["fte"]) == (4, None)


def test_an_attribute_the_export_lacks_is_not_available(connection):
    rows = represent(
        cube(("DEP", "11", None, "everyone", "everyone", 30, 30.0)), organisation(TREE), SNAPSHOT, "person", connection
    ).to_pylist()
    row = next(row for row in rows if (row["unit"], row["band"]) == ("UNI", "all"))
    assert (row["headcount"], row["members"], row["reason"]) == (30, None, "not_available")


def test_a_cell_that_is_not_available_spoils_every_sum_it_is_in(connection):
    rows = represent(
        cube(
            ("DEP", "11", None, "gender", "f", None, None),
            ("DEP", "11", None, "gender", "m", 20, 20.0),
            ("FAC", "16", None, "gender", "f", 7, 7.0),
            ("FAC", "16", None, "gender", "m", 8, 8.0),
        ),
        organisation(TREE),
        SNAPSHOT,
        "person",
        connection,
    ).to_pylist()
    found = {(row["unit"], row["band"]): row for row in rows}
    assert (found["UNI", "11-14"]["headcount"], found["UNI", "11-14"]["reason"]) == (None, "not_available")
    assert found["UNI", "all"]["members"] is None
    assert (found["UNI", "15+"]["members"], found["UNI", "15+"]["headcount"]) == (7, 15)


def test_fte_adds_up_the_same_in_any_order(connection):
    rows = [("DEP", str(1 + index % 18), None, "gender", "f", 1, 0.1 * (1 + index % 7)) for index in range(200)]
    of = organisation(TREE)
    first = represent(cube(*rows), of, SNAPSHOT, "person", connection)
    assert first.equals(represent(cube(*reversed(rows)), of, SNAPSHOT, "person", connection))


def test_other_snapshots_in_the_cube_are_left_alone(connection):
    both = [
        {"snapshot": day, **dict(zip(PLAIN, ("DEP", "11", None, "gender", "f", heads, None), strict=True))}
        for day, heads in ((SNAPSHOT, 4), (date(2025, 4, 30), 9))
    ]
    rows = represent(table(both), organisation(TREE), SNAPSHOT, "person", connection)
    assert max(rows["members"].to_pylist()) == 4


def test_a_unit_outside_the_tree_is_refused(connection):
    with pytest.raises(ValueError, match="do not exist then: ELSEWHERE"):
        represent(
            cube(("ELSEWHERE", "11", None, "gender", "f", 4, None)), organisation(TREE), SNAPSHOT, "person", connection
        )


def test_shape(connection):
    measured = measure(cube(), organisation(TREE), SNAPSHOT, "person", connection)
    assert measured.rows.schema == published.schema("representation")
    assert connection.sql("SELECT count(*) FROM duckdb_views() WHERE view_name LIKE '%_source'").fetchall() == [(0,)]
