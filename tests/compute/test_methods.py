"""docs/methods.md defines everything that is published, in both languages, with examples that are right."""

from pathlib import Path

import pytest

from pipeline import published
from pipeline.compute import formulas
from pipeline.month import Month
from tests.compute.organisations import target

DOCS = Path(__file__).parents[2] / "docs"
METHODS = (DOCS / "methods.md").read_text(encoding="utf-8")
ENGLISH, DUTCH = METHODS.split("\n---\n")
COLUMNS = [column.name for column in (*published.REPRESENTATION, *published.PROGRESS, *published.CELLS)]


@pytest.mark.parametrize("half", [ENGLISH, DUTCH], ids=["English", "Dutch"])
@pytest.mark.parametrize("word", sorted({*COLUMNS, *published.VERDICTS, *published.STATEMENTS, *published.REASONS}))
def test_every_column_and_code_is_explained(half, word):
    assert f"`{word}`" in half


def test_its_examples_are_right():
    assert (formulas.share(8, 40, 8), formulas.bounds(8, 40, 8)) == (0.25, (0.2, 0.4))
    assert [round(100 * end, 1) for end in formulas.wilson(8, 32)] == [13.3, 42.1]
    assert [round(100 * end, 1) for end in formulas.wilson(1, 12)] == [1.5, 35.4]
    assert (formulas.need(0.08, 25), formulas.need(0.08, 26), formulas.need_fte(0.3, 41.37)) == (2, 3, 12.5)
    assert (formulas.gap(6, formulas.need(0.3, 30)), formulas.gap_adding(0.3, 6, 30)) == (3, 5)
    assert round(100 * target().expected(Month(2025, 3)), 1) == 30.3
    assert [formulas.zero_is_evidence_from(share) for share in (0.05, 0.08, 0.2, 0.3)] == [59, 36, 14, 9]
    assert formulas.less_than_one_person(0.08, 12)
    assert formulas.less_than_one_person(0.05, 19)
    assert round(formulas.one_head(12), 1) == 8.3


def test_privacy_says_what_is_not_protected():
    privacy = (DOCS / "privacy.md").read_text(encoding="utf-8")
    assert "## What is not promised" in privacy
    assert "**Niet beloofd.**" in privacy
