"""A disk that is really full, and two refreshes that really run at once."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import StorageFailed
from tests.refresh.university import University, export, staff


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that holds one publication and hardly more."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if mount is None or os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk; test_interrupted fills the disk without one")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_full_disk_leaves_the_publication_and_says_what_to_do(tmp_path: Path, small_disk: Path) -> None:
    university = University(tmp_path)
    university.processed = small_disk / "processed"
    university.deliver("2025-09")
    published = university.refresh().publication
    before = university.on_disk("published")
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 24 * 1024))
    university.deliver("2025-10", "2025-11")
    failed = university.stopped(StorageFailed)
    assert failed.exit_code == 15
    (fault,) = failed.faults
    assert fault.text("en").startswith("the disk is full while writing ")
    assert fault.text("en").endswith("; free some space and run again; the former publication stands")
    assert fault.text("nl").startswith("de schijf is vol bij het schrijven van ")
    assert fault.text("nl").endswith("; maak ruimte en voer opnieuw uit; de vorige publicatie staat er nog")
    assert json.loads((university.processed / "published" / "current.json").read_text())["id"] == published
    after = university.on_disk("published")
    assert {name: after[name] for name in before} == before
    filler.unlink()
    assert [str(month) for month in university.refresh().months] == ["2025-09", "2025-10", "2025-11"]


SLOW = """
import sys, time
from datetime import date
from pathlib import Path
from pipeline import refresh as job
home = Path(sys.argv[1])
real = job.figures
def slowly(*arguments):
    print("counting", flush=True)
    sys.stdin.readline()
    return real(*arguments)
job.figures = slowly
folders = job.Folders(home / "tiny", home / "raw", home / "processed")
print(job.refresh(folders, date(2026, 1, 15), lambda *_: None).publication, flush=True)
"""


def test_second_process_leaves_while_the_first_is_at_work(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.put("personeel_2025-11.csv", export("2025-11", staff()))
    home = str(tmp_path)
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", SLOW, home], stdin=pipe, stdout=pipe, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "counting\n"
        began = time.monotonic()
        second = subprocess.run(
            [
                *(sys.executable, "-m", "pipeline.cli", "refresh", "--organisation", str(university.organisation)),
                *("--raw", str(university.raw), "--processed", str(university.processed)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (second.returncode, second.stdout) == (14, "")
        assert second.stderr == (
            "another refresh is running on this folder; this one has stopped and changed nothing; try again when it is done\n"
        )
        assert time.monotonic() - began < 30
        first.stdin.write("\n")
        first.stdin.flush()
        published = first.stdout.readline().strip()
    assert first.returncode == 0
    assert json.loads((university.processed / "published" / "current.json").read_text())["id"] == published


def test_lock_of_a_killed_refresh_is_free(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.deliver("2025-11")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path)], stdin=pipe, stdout=pipe, text=True) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
    assert university.refresh().changed
