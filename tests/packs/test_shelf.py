"""The shelf: whole or absent, the owner's only, nothing made twice, one run at a time."""

import json
import multiprocessing
import os
import signal
import stat
import time
from pathlib import Path

import pytest

from packs.shelf import ShelfBusy, open_shelf


def test_a_file_stands_only_as_it_was_made(tmp_path: Path):
    folder = tmp_path / "packs" / "id"
    with open_shelf(folder) as shelf:
        assert not shelf.stands("a.pdf", "1")
        path = shelf.put("a.pdf", b"content", "1")
        assert shelf.stands("a.pdf", "1")
        assert not shelf.stands("a.pdf", "2")
    with open_shelf(folder) as again:
        assert dict(again.sources()) == {"a.pdf": "1"}
        path.write_bytes(b"conten")
        assert not again.stands("a.pdf", "1")
        path.unlink()
        assert dict(again.sources()) == {}


def test_everything_on_it_is_the_owners(tmp_path: Path):
    folder = tmp_path / "packs" / "id"
    before = os.umask(0)
    try:
        with open_shelf(folder) as shelf:
            shelf.put("a.pdf", b"content", "1")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path):
    """`--output` may name a folder of somebody's, and what lies above it is none of ours."""
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    theirs.chmod(0o755)
    with open_shelf(theirs / "new" / "er"):
        pass
    with open_shelf(theirs) as shelf:
        path = shelf.put("a.pdf", b"content", "1")
    rights = [stat.S_IMODE(each.stat().st_mode) for each in (theirs, theirs / "new", theirs / "new" / "er", path)]
    assert rights == [0o755, 0o700, 0o700, 0o600]
    with pytest.raises(OSError, match=r"a\.pdf"), open_shelf(path):
        pass


def test_one_run_at_a_time(tmp_path: Path):
    folder = tmp_path / "packs" / "id"
    with open_shelf(folder), pytest.raises(ShelfBusy), open_shelf(folder):
        pass
    with open_shelf(folder):
        pass


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": ["x"]}'])
def test_a_damaged_list_makes_everything_again(tmp_path: Path, text: str):
    folder = tmp_path / "packs" / "id"
    with open_shelf(folder) as shelf:
        shelf.put("a.pdf", b"content", "1")
    (folder / "made.json").write_text(text)
    with open_shelf(folder) as shelf:
        assert dict(shelf.sources()) == {}


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path):
    folder = tmp_path / "packs" / "id"
    with open_shelf(folder) as shelf:
        (folder / "a.pdf").mkdir()
        with pytest.raises(OSError, match=r"a\.pdf"):
            shelf.put("a.pdf", b"content", "1")
        assert not list(folder.glob(".making-*"))


def _write_on(folder: Path) -> None:
    with open_shelf(folder) as shelf:
        for n in range(10_000):
            shelf.put(f"{n % 7}.pdf", bytes([n % 251]) * 400_000, str(n))


def test_a_killed_run_leaves_whole_files_and_the_next_sweeps(tmp_path: Path):
    folder = tmp_path / "packs" / "id"
    context = multiprocessing.get_context("spawn")
    for wait in (0.02, 0.05):
        child = context.Process(target=_write_on, args=(folder,))
        child.start()
        until = time.monotonic() + 60
        while not list(folder.glob("*.pdf")) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(wait)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        for path in folder.glob("*.pdf"):
            content = path.read_bytes()
            assert len(content) == 400_000
            assert len(set(content)) == 1
        listed = folder / "made.json"
        assert not listed.exists() or json.loads(listed.read_text())
        (folder / ".making-left.pdf.part").write_bytes(b"half")
        with open_shelf(folder) as shelf:
            assert not list(folder.glob(".making-*"))
            assert all(shelf.stands(name, source) for name, source in shelf.sources().items())
