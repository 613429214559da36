"""Patterns of texts, and fte amounts, as tables."""

import pytest

from pipeline.ingest.describe.amounts import fte_unit
from pipeline.ingest.describe.look import Look, pattern
from pipeline.ingest.describe.tables import age_edges
from pipeline.organisation.model import Attribute


@pytest.mark.parametrize(
    ("text", "shape"),
    [("AB7", "AA9"), ("31-12-2025", "99-99-9999"), ("Jansen", "Aaaaaa"), ("", ""), ("École 1", "Aaaaa 9"), ("een hele lange tekst", "aaa aaaa aaaaa..."), ("٣ß_", "9a_")],
)  # fmt: skip
def test_patterns(text, shape):
    assert pattern(text) == shape


def test_patterns_of_few_rows_are_not_shown():
    look = Look(0, "x", 10, {"AB1": 3, "AB2": 3, "geheim": 4, "": 2})
    assert look.patterns == ("AA9",)
    assert look.blank == 2


@pytest.mark.parametrize(
    ("categories", "edges"),
    [
        (("under-35", "35-54", "55-plus", "unknown"), ((0, "under-35"), (35, "35-54"), (55, "55-plus"))),
        (("<30", "30-50", ">50", "unknown"), ((0, "<30"), (30, "30-50"), (50, ">50"))),
        (("young", "old"), ()),
    ],
)
def test_edges_from_the_names_of_age_bands(categories, edges):
    assert age_edges(Attribute("age", {"en": "Age"}, categories, frozenset({"unknown"}))) == edges


def test_a_column_without_a_number_says_nothing_about_fte():
    assert fte_unit(Look(0, "fte", 2, {"1.2,3.4": 2})) == ("fraction", True)
