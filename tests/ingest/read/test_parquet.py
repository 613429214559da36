import datetime as dt
import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import FileRefused
from pipeline.ingest.read import read_sheets
from tests.ingest.read.tables import cells, read_one, refusal


def parquet(**columns):
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


def test_every_type_as_text():
    sheet = read_one(
        parquet(
            eenheid=pa.array(["A", None]).dictionary_encode(),
            schaal=pa.array([11, 12], pa.int16()),
            fte=[0.8, 1.0],
            bedrag=[Decimal("1200.00"), None],
            datum=[dt.date(2025, 12, 31), None],
            tijd=[dt.datetime.fromisoformat("2025-12-31"), dt.datetime.fromisoformat("2025-12-31 09:05")],
            vast=[True, None],
            leeg=pa.nulls(2),
        )
    )
    assert cells(sheet) == [
        ["A", "11", "0.8", "1200", "2025-12-31", "2025-12-31", "true", ""],
        ["", "12", "1", "", "", "2025-12-31 09:05:00", "", ""],
    ]
    assert (sheet.heading_row, sheet.rows.to_pylist(), sheet.facts["format"]) == (0, [1, 2], "parquet")


def test_blank_rows_and_no_rows():
    sheet = read_one(parquet(a=["x", None, "y"], b=[None, "", "z"]))
    assert (sheet.table.num_rows, sheet.rows.to_pylist(), sheet.blank_rows) == (2, [1, 3], 1)
    assert read_one(parquet(a=pa.array([], pa.string()))).table.num_rows == 0


def test_columns_that_hold_no_single_values_are_all_named():
    with pytest.raises(FileRefused) as stopped:
        read_sheets(parquet(a=[[1]], b=[{"x": 1}], c=["x"], d=[b"x"]), "x.parquet", frozenset())
    assert [(fault.code, fault.where.column) for fault in stopped.value.faults] == [
        ("read.nested", each) for each in "abd"
    ]


def test_damaged_files():
    whole = parquet(a=["x"] * 1000)
    for content in (whole[:100], b"PAR1", whole[:-4], whole[:8] + b"\xff" * 40 + whole[48:]):
        assert refusal(content).code == "read.damaged"
    assert refusal(b"PARE" + whole[4:]).code == "read.password"
