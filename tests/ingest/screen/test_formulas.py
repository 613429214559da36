"""Cells that a spreadsheet would run, as a table."""

import pyarrow as pa
import pytest

from pipeline.ingest.screen import formula_values

FORMULAS = [
    "=cmd()",
    "=1+1",
    "+SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    " =HYPERLINK(1)",
    "\t=A1",
    "\r+A1",
    "=",
    "@",
    "\uff1dA1",
    "-1-1",
    "+a",
    "\u00a0=A1",
    "--1",
    "-geen",
]
NUMBERS = [
    "-1",
    "+0,8",
    "15.00-",
    "-",
    "--",
    "- ",
    "+",
    "-1.234,56",
    "-5%",
    "-€ 5",
    "+31612345678",
    "",
    " ",
    "0",
    "a=b",
    "12-13",
    "-,5",
    "- 3",
    "=5",
    "e@f.nl",
    "31-12-2025",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text):
    assert formula_values(pa.array([text, "schaal 11"])).to_pylist() == [True, False]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_and_words(text):
    assert formula_values(pa.array([text, "=x"])).to_pylist() == [False, True]


def test_shape_is_kept_without_signs_with_nulls_and_when_empty():
    assert formula_values(pa.array(["a", "b"])).to_pylist() == [False, False]
    assert formula_values(pa.array([], pa.string())).to_pylist() == []
    assert formula_values(pa.array([None, "=a", None])).to_pylist() == [False, True, False]
    assert formula_values(pa.array(["=a", "b"]).dictionary_encode()).to_pylist() == [True, False]
