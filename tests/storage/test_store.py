"""Files are written whole or not at all, folders swapped in, and one refresh at a time holds the store."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.errors import RefreshRunning, StorageFailed
from pipeline.storage.store import (
    Store,
    exclusive,
    folder_aside,
    json_bytes,
    move_in,
    read_bytes,
    read_json,
    read_table,
    storage,
    write_json,
    write_table,
    write_whole,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "processed")
    made.prepare()
    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- write_whole --------------------------------------------------------------------------------------


def test_written_whole_with_its_folders_and_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file.bin"
    write_whole(path, b"content", "a file")
    assert path.read_bytes() == b"content"
    assert mode(path) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["file.bin"]


@pytest.mark.parametrize("mask", [0o000, 0o077])
@pytest.mark.parametrize("wanted", [0o600, 0o644])
def test_mode_does_not_hang_on_the_mask(tmp_path: Path, mask: int, wanted: int) -> None:
    former = os.umask(mask)
    try:
        write_whole(tmp_path / "file", b"", "a file", mode=wanted)
    finally:
        os.umask(former)
    assert mode(tmp_path / "file") == wanted


def test_two_processes_may_write_the_same_file_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers of a refresh that was killed go on for a moment beside the next refresh."""
    sync = os.fsync
    other = f"""
from pathlib import Path
from pipeline.storage.store import write_whole
write_whole(Path({str(tmp_path / "file")!r}), b"content", "a file")
"""

    def meanwhile(handle: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        subprocess.run([sys.executable, "-c", other], check=True)
        sync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_whole(tmp_path / "file", b"content", "a file")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"content")]


def test_a_file_that_cannot_be_finished_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "file", b"former", "a file")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed) as failed:
        write_whole(tmp_path / "file", b"newer", "a file")
    assert failed.value.faults[0].code == "disk_full"
    assert (tmp_path / "file").read_bytes() == b"former"


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (errno.ENOSPC, "disk_full", "the disk is full while writing a file;"),
        (errno.EDQUOT, "disk_full", "the disk is full while writing a file;"),
        (errno.EACCES, "cannot_write", "a file cannot be written (Permission denied);"),
        (errno.EROFS, "cannot_write", "a file cannot be written (Read-only file system);"),
        (errno.EIO, "cannot_write", "a file cannot be written (Input/output error);"),
    ],
)
def test_every_error_of_the_system_is_one_of_ours(number: int, code: str, said: str) -> None:
    with pytest.raises(StorageFailed) as failed, storage("a file"):
        raise OSError(number, os.strerror(number))
    (fault,) = failed.value.faults
    assert (fault.code, fault.text("en").startswith(said)) == (code, True)
    assert failed.value.__cause__ is None


# --- reading back -------------------------------------------------------------------------------------


def test_json_has_one_form_and_comes_back(tmp_path: Path) -> None:
    value = {"b": [1, None, "é"], "a": {"y": 0.1, "x": True}}
    assert json_bytes(value) == json_bytes(dict(reversed(value.items())))
    write_json(tmp_path / "a.json", value, "a file")
    assert read_json(tmp_path / "a.json", "a file") == value


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe\x00"])
def test_json_that_is_no_object_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(StorageFailed) as failed:
        read_json(tmp_path / "a.json", "the list")
    assert failed.value.faults[0].text("en").startswith("the list cannot be read (not JSON);")


@pytest.mark.parametrize("read", [read_bytes, read_json, read_table])
def test_what_is_not_there_is_said(tmp_path: Path, read: object) -> None:
    with pytest.raises(StorageFailed) as failed:
        read(tmp_path / "none", "the list")  # type: ignore[operator]
    assert failed.value.faults[0].code == "cannot_read"


def test_equal_tables_give_equal_bytes_and_come_back(tmp_path: Path) -> None:
    table = pa.table({"unit": ["A", None], "heads": [1, 2]})
    for name in ("one", "two"):
        write_table(tmp_path / name, table, "a table", {"kept": "yes"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    back = read_table(tmp_path / "one", "a table")
    assert back.to_pylist() == table.to_pylist()
    assert back.schema.metadata[b"kept"] == b"yes"


def test_damaged_table(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(b"PAR1 but no more")
    with pytest.raises(StorageFailed):
        read_table(tmp_path / "t", "a table")


# --- the secret ---------------------------------------------------------------------------------------


def test_secret_is_made_once_and_is_of_this_store_only(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other")
    other.prepare()
    assert store.secret() == store.secret() != other.secret()
    assert len(store.secret()) == 32
    assert mode(store.restricted / "secret.key") == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_damaged_secret_is_never_hashed_with(store: Store, content: bytes) -> None:
    store.secret()
    (store.restricted / "secret.key").write_bytes(content)
    with pytest.raises(StorageFailed):
        store.secret()


# --- folders ------------------------------------------------------------------------------------------


def test_folder_is_built_aside_and_moved_in(tmp_path: Path) -> None:
    final = tmp_path / "abc"
    aside = folder_aside(final)
    (aside / "file").write_text("new")
    assert not final.exists()
    move_in(aside, final)
    assert [each.name for each in tmp_path.iterdir()] == ["abc"]
    assert (final / "file").read_text() == "new"


def test_folder_that_was_left_half_built_is_started_over(tmp_path: Path) -> None:
    final = tmp_path / "abc"
    (folder_aside(final) / "leftover").write_text("half")
    assert list(folder_aside(final).iterdir()) == []


def test_folder_of_the_same_name_is_replaced_whole(tmp_path: Path) -> None:
    final = tmp_path / "abc"
    final.mkdir()
    (final / "old").write_text("old")
    aside = folder_aside(final)
    (aside / "new").write_text("new")
    move_in(aside, final)
    assert [each.name for each in final.iterdir()] == ["new"]
    assert [each.name for each in tmp_path.iterdir()] == ["abc"]


def test_sweep_removes_what_is_unfinished_and_nothing_else(store: Store) -> None:
    kept = [store.restricted / "received" / "a.parquet", store.published / "abc" / "about.json", store.pointer]
    left = [
        store.restricted / "received" / "b.parquet.part",
        store.restricted / "months" / "k" / "c.part",
        store.published / "def.part" / "about.json",
        store.published / "current.json.part",
    ]
    for path in (*kept, *left):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    store.sweep()
    assert [path.exists() for path in kept] == [True] * 3
    assert [path.exists() for path in left] == [False] * 4
    assert not (store.published / "def.part").exists()


def test_prepare_closes_the_restricted_zone(tmp_path: Path) -> None:
    store = Store(tmp_path / "processed")
    store.restricted.mkdir(parents=True, mode=0o777)
    store.restricted.chmod(0o777)
    store.prepare()
    assert mode(store.restricted) == 0o700


def test_prepare_where_a_file_stands_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "processed").write_text("a file")
    with pytest.raises(StorageFailed) as failed:
        Store(tmp_path / "processed").prepare()
    assert failed.value.exit_code == 15


# --- the lock -----------------------------------------------------------------------------------------


def test_only_one_holds_the_lock(store: Store) -> None:
    with exclusive(store), pytest.raises(RefreshRunning), exclusive(store):
        raise AssertionError("two refreshes at once")
    with exclusive(store):
        pass


def test_lock_is_let_go_when_the_refresh_fails(store: Store) -> None:
    with pytest.raises(ValueError, match="broken"), exclusive(store):
        raise ValueError("broken")
    with exclusive(store):
        pass


HOLD = """
import sys
from pathlib import Path
from pipeline.storage.store import Store, exclusive
with exclusive(Store(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_lock_holds_between_processes_and_dies_with_its_holder(store: Store) -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(store.processed)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RefreshRunning), exclusive(store):
            pass
        holder.kill()
        holder.wait()
        with exclusive(store):
            pass
