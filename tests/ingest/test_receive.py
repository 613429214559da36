"""Which files lie in the raw folder, and which of them are new."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import StorageFailed
from pipeline.ingest.receive import arrivals, fingerprint_of


def test_files_by_name_without_hidden_ones_and_folders(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".DS_Store", "~$a.xlsx"):
        (tmp_path / name).write_text(name)
    (tmp_path / "older").mkdir()
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    found = arrivals(tmp_path, {})
    assert [each.path.name for each in found] == ["a.csv", "b.csv"]
    assert found[0].fingerprint == hashlib.sha256(b"a.csv").hexdigest() == fingerprint_of(tmp_path / "a.csv")
    assert found[0].stamp.size == 5


def test_files_with_the_same_bytes_are_both_named(tmp_path: Path) -> None:
    for name in ("z.csv", "a.csv"):
        (tmp_path / name).write_text("same")
    found = arrivals(tmp_path, {})
    assert [each.path.name for each in found] == ["a.csv", "z.csv"]
    assert len({each.fingerprint for each in found}) == 1


def test_a_file_with_the_stamp_it_had_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one")
    (first,) = arrivals(tmp_path, {})
    assert arrivals(tmp_path, {"a.csv": (first.stamp, "known")})[0].fingerprint == "known"
    other = replace(first.stamp, size=first.stamp.size + 1)
    assert arrivals(tmp_path, {"a.csv": (other, "known")}) == (first,)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed) as stopped:
        arrivals(tmp_path / "raw", {})
    assert stopped.value.faults[0].code == "raw_missing"


def test_copies_stand_in_their_order_whatever_their_names(tmp_path: Path) -> None:
    names = ["hr (2).csv", "hr (10).csv", "².csv", "٣.csv"]
    for name in names:
        (tmp_path / name).write_text(name)
    found = [each.path.name for each in arrivals(tmp_path, {})]
    assert sorted(found) == sorted(names)
    assert found.index("hr (2).csv") < found.index("hr (10).csv")
