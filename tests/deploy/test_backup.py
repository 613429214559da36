"""Backup and restore by the very commands of docs/operations.md, on a small organisation with two months."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.published import current
from pipeline.storage.store import Store, exclusive
from tests.deploy.machine import ROOT, program
from tests.refresh.university import University

pytestmark = pytest.mark.slow

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
# What only a machine that runs the units can do; everything else of the document is run as it stands.
ELSEWHERE = ("systemctl ", "systemd-tmpfiles ")
AS_ANOTHER = "runuser -u streefcijfer-pipeline -- "


def commands(heading: str, state: Path) -> str:
    """The commands under a heading of the document, for these folders."""
    (block,) = re.findall(rf"^## {heading}\n.*?^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    kept = [line for line in block.splitlines() if not line.startswith(ELSEWHERE)]
    here = "\n".join(line.removeprefix(AS_ANOTHER) for line in kept)
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
