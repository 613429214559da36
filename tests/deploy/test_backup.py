"""Backup and restore by the very commands of docs/operations.md, on a small organisation with two months."""

import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from pipeline.published import current
from pipeline.storage.store import Store, exclusive
from registers import Agreement, Author, add, agreements, export_registers, new_key, open_registers
from registers.demonstration import make_demonstration
from registers.example import example
from tests.deploy.machine import ROOT, program
from tests.refresh.university import University

pytestmark = pytest.mark.slow

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WRITER = Author("somebody", "advisor")
# What only a machine that runs the units can do; everything else of the document is run as it stands.
ELSEWHERE = ("systemctl ", "systemd-tmpfiles ", "chown ")
AS_ANOTHER = re.compile("runuser -u streefcijfer-(?:pipeline|dashboard) -- ")


def commands(heading: str, state: Path) -> str:
    """The commands under a heading of the document, for these folders."""
    (block,) = re.findall(rf"^## {heading}\n.*?^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    kept = [line for line in block.splitlines() if not line.startswith(ELSEWHERE)]
    here = "\n".join(AS_ANOTHER.sub("", line) for line in kept)
    for said, place in (
        ("/var/lib/streefcijfer", state),
        ("/var/backups/streefcijfer", state / "backups"),
        ("/opt/streefcijfer", ROOT),
    ):
        here = here.replace(said, str(place))
    return here


def run(heading: str, state: Path) -> subprocess.CompletedProcess[str]:
    script = f"set -e\n{commands(heading, state)}\n"
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def university(tmp_path) -> University:
    for each in ("tar", "flock", "gzip"):
        program(each, "Debian's tar, util-linux and gzip")
    made = University(tmp_path)
    made.deliver("2025-10", "2025-11")
    made.refresh()
    (made.processed / "inbox").mkdir(exist_ok=True)
    (made.processed / "inbox" / "waiting").write_text("an upload", encoding="utf-8")
    return made


def modes(store: Store) -> dict[str, int]:
    found = [path for path in store.processed.rglob("*") if "inbox" not in path.parts]
    return {path.relative_to(store.processed).as_posix(): path.stat().st_mode for path in found}


def test_what_was_restored_goes_on_as_if_nothing_had_happened(university, tmp_path):
    store = Store(university.processed)
    before, live, secret = modes(store), current(store.processed).id, store.secret()
    done = run("Backup", tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    copy = tmp_path / "backups" / "latest.tar.gz"
    assert copy.stat().st_mode & 0o077 == 0
    # The disaster: everything is gone, the secret included.
    shutil.rmtree(store.restricted)
    store.pointer.unlink()
    restored = run("Restore", tmp_path)
    assert restored.returncode == 0, restored.stderr
    assert modes(store) == before
    assert current(university.processed).id == live
    assert not (university.processed / "inbox").exists()
    assert (tmp_path / "processed.before").exists()
    # A month more gives what it would have given without the disaster: secret and memory are what they were.
    (tmp_path / "untouched").mkdir()
    untouched = University(tmp_path / "untouched")
    untouched.take_secret(secret)
    untouched.deliver("2025-10", "2025-11", "2025-12")
    university.deliver("2025-12")
    university.refresh()
    untouched.refresh()
    assert current(university.processed).id == current(untouched.processed).id


def test_no_copy_is_made_while_a_refresh_runs(university, tmp_path):
    with exclusive(Store(university.processed)):
        done = run("Backup", tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "backups" / "latest.tar.gz").exists()


def test_a_copy_that_differs_from_the_folder_is_noticed(university, tmp_path):
    script = commands("Backup", tmp_path).splitlines()
    change = f"echo more >> {Store(university.processed).pointer}"
    made = subprocess.run(
        ["sh", "-c", "\n".join(["set -e", *script[:-1], change, script[-1]])], capture_output=True, check=False
    )
    assert made.returncode == 1


# --- the registers -------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path) -> Path:
    """Registers with the invented example in them, as on a server."""
    file = tmp_path / "registers" / "registers.sqlite"
    assert make_demonstration(file, NOW.date(), NOW)[1] > 20
    return file


def test_what_people_wrote_comes_back_word_for_word_also_when_somebody_writes_meanwhile(place, tmp_path):
    stop, written = Event(), []

    def write() -> None:
        registers = open_registers(place)
        while not stop.is_set():
            written.append(add(registers, new_key(), Agreement("FGW", "t", "a", "dean"), WRITER, NOW).key)
        registers.close()

    writer = Thread(target=write)
    writer.start()
    try:
        while len(written) < 3:
            time.sleep(0.01)
        at_least = list(written)
        done = run("Backup of the registers", tmp_path)
    finally:
        stop.set()
        writer.join()
    assert (done.returncode, done.stderr) == (0, "")
    copies = tmp_path / "backups"
    assert [(each.name, each.stat().st_mode & 0o077) for each in copies.iterdir()] == [("registers.zip", 0)]
    # The disaster.
    place.write_bytes(b"gone")
    restored = run("Restore of the registers", tmp_path)
    assert restored.returncode == 0, restored.stderr
    assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    registers = open_registers(place)
    keys = {kept.key for kept in agreements(registers, None)}
    registers.close()
    assert set(at_least) <= keys
    # One moment of it: nothing that was never written, and nothing of the example lost.
    example_has = {key for key, value in example(NOW.date()) if isinstance(value, Agreement)}
    assert example_has < keys <= example_has | set(written)
    assert (tmp_path / "registers.before").exists()


def test_a_quiet_copy_holds_every_version_of_every_record(place, tmp_path):
    assert run("Backup of the registers", tmp_path).returncode == 0
    registers = open_registers(place)
    assert (tmp_path / "backups" / "registers.zip").read_bytes() == export_registers(registers)
    registers.close()


def test_a_copy_that_is_not_whole_is_not_kept_for_one(place, tmp_path):
    assert run("Backup of the registers", tmp_path).returncode == 0
    good = (tmp_path / "backups" / "registers.zip").read_bytes()
    script = commands("Backup of the registers", tmp_path).splitlines()
    at = next(n for n, line in enumerate(script) if "registers export" in line)
    cut = "truncate -s -100 " + str(tmp_path / "backups" / "registers.new.zip")
    broken = "\n".join(["set -e", *script[: at + 1], cut, *script[at + 1 :]])
    done = subprocess.run(["sh", "-c", broken], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 25, done.stderr
    assert (tmp_path / "backups" / "registers.zip").read_bytes() == good
    # What was tried half-way is no reason for the next copy to fail.
    again = run("Backup of the registers", tmp_path)
    assert again.returncode == 0, again.stderr
