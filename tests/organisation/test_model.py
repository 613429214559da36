"""The paths and versions of targets, and how the values of an export are looked up."""

import re
from pathlib import Path

import pytest

from pipeline.month import Month
from pipeline.organisation.model import CodeTable, fold, words
from pipeline.organisation.reader import read_organisation
from tests.organisation.builder import TARGETS, write_organisation


@pytest.mark.parametrize(
    ("month", "share"), [("2022-12", 0.05), ("2023-01", 0.05), ("2025-12", 0.05 + 0.03 * 35 / 71), ("2028-12", 0.08)]
)
def test_a_straight_path(tmp_path: Path, month: str, share: float) -> None:
    target = read_organisation(write_organisation(tmp_path)).targets[0]
    assert target.expected(Month.parse(month)) == pytest.approx(share)


def test_the_version_in_force(tmp_path: Path) -> None:
    again = TARGETS[: TARGETS.index("[[target]]", 5)].replace("version = 1", "version = 2")
    again = again.replace('in_force_from = "2023-01"', 'in_force_from = "2025-01"')
    organisation = read_organisation(write_organisation(tmp_path, targets=again + TARGETS))
    found = {
        month: [(target.code, target.version) for target in organisation.targets_in(Month.parse(month))]
        for month in ("2021-12", "2022-01", "2024-12", "2025-01")
    }
    assert found == {
        "2021-12": [],
        "2022-01": [("women-15+", 1)],
        "2024-12": [("outside-europe-11-14", 1), ("women-15+", 1)],
        "2025-01": [("outside-europe-11-14", 2), ("women-15+", 1)],
    }


def test_a_template_yields_an_existing_code_or_nothing() -> None:
    pattern = (re.compile(r"s(\w+)"), r"\1")
    assert CodeTable({}, (pattern,)).lookup("S10a") == "10A"
    table = CodeTable({"a3x": "a3X"}, (pattern, (re.compile("s.*"), "rest")), codes=frozenset({"a3X"}))
    assert [table.lookup(raw) for raw in ("sA3x", "s9", "9")] == ["a3X", "rest", None]


def test_fold_and_words() -> None:
    assert fold("\ufeff [ Indicatie\u00a0 HOOFD ] ") == "indicatie hoofd"
    assert [words({"nl": "vrouw"}, "en"), words({"nl": "vrouw", "en": "woman"}, "en"), words({}, "en")] == [
        "vrouw",
        "woman",
        "",
    ]
