"""File stamps spare reading; nothing hangs on them."""

import os
from pathlib import Path

import pytest

from pipeline.ingest.receive import arrivals, fingerprint_of
from pipeline.storage.stamps import Stamp, read_stamps, write_stamps
from pipeline.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "processed")
    made.prepare()
    return made


def test_stamps_come_back(store: Store) -> None:
    stamps = {"a.csv": (Stamp(3, 1_700_000_000_123_456_789), "abc"), "é ü.csv": (Stamp(0, 0), "")}
    assert read_stamps(store) == {}
    write_stamps(store, stamps)
    assert read_stamps(store) == stamps


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": [1, 2]}', '{"a": "text"}'])
def test_damaged_stamps_are_no_stamps(store: Store, content: str) -> None:
    (store.restricted / "stamps.json").write_text(content)
    assert read_stamps(store) == {}


def test_same_stamp_spares_reading(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one")
    (first,) = arrivals(tmp_path, {})
    (second,) = arrivals(tmp_path, {"a.csv": (first.stamp, "as remembered")})
    assert (first.fingerprint, second.fingerprint) == (fingerprint_of(tmp_path / "a.csv"), "as remembered")


def test_other_content_of_the_same_size_and_time_is_seen(tmp_path: Path) -> None:
    """`cp -p` and unpacking set the time of change back; the inode's own time cannot be."""
    path = tmp_path / "a.csv"
    path.write_text("one")
    (first,) = arrivals(tmp_path, {})
    times = path.stat()
    path.write_text("two")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    (second,) = arrivals(tmp_path, {"a.csv": (first.stamp, first.fingerprint)})
    assert second.fingerprint == fingerprint_of(path) != first.fingerprint
