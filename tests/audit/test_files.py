"""Publications on disk: audited as they are, refused when a file was changed."""

import json
from pathlib import Path

import pytest

from pipeline.auditing import audit_files
from pipeline.errors import AuditFailed, StorageFailed
from pipeline.published import current
from tests.cli.shell import streefcijfer
from tests.refresh.university import University


@pytest.fixture
def university(tmp_path: Path) -> University:
    made = University(tmp_path)
    made.deliver("2025-11")
    made.refresh()
    return made


def test_a_publication_passes_and_says_who_was_not_judged(university: University) -> None:
    report = audit_files(university.processed)
    assert report.passed, report.faults()
    assert {each.attacker: each.judged for each in report.attacks} == {
        "outsider": True,
        "headcounts": True,
        "colleague": False,
        "insider": False,
    }
    answer = streefcijfer("audit", "--processed", university.processed, "--json").plain
    assert answer["ok"]
    assert answer["publications"] == [current(university.processed).id]
    for language, word in (("en", "Passed."), ("nl", "Geslaagd.")):
        assert streefcijfer("audit", "--processed", university.processed, language=language).out.strip().endswith(word)


def test_earlier_publications_are_joined(university: University) -> None:
    first = current(university.processed).id
    university.deliver("2025-12")
    university.refresh()
    second = current(university.processed).id
    assert audit_files(university.processed, every=True).publications == (first, second)
    assert audit_files(university.processed, (first,)).publications == (first,)
    with pytest.raises(AuditFailed, match="no publication nothing here"):
        audit_files(university.processed, ("nothing",))


@pytest.mark.parametrize("name", ["representation.parquet", "progress.csv", "about.json"])
def test_a_changed_file_is_refused(university: University, name: str) -> None:
    path = current(university.processed).folder / name
    if name == "about.json":
        path.write_text(json.dumps({**json.loads(path.read_text()), "snapshots": []}))
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    answer = streefcijfer("audit", "--processed", university.processed, "--json")
    assert (answer.code, answer.plain["stopped"]) == (13, "AuditFailed")
    assert answer.codes == ["audit.damaged"]


def test_a_missing_file_is_said(university: University) -> None:
    (current(university.processed).folder / "cells.csv").unlink()
    with pytest.raises(AuditFailed, match="cannot be audited"):
        audit_files(university.processed)


def test_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="nothing has been published"):
        audit_files(tmp_path)
