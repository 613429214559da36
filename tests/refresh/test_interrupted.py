"""Killed, or out of disk, at every single act on disk: what readers see is the old or the new publication, whole."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.organisation.builder import TARGETS
from tests.refresh.university import HEADINGS, University, altered, export, staff

Files = dict[str, bytes]
Prepare = Callable[[Path], None]
HOME = "home"


ALONE = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # a process with threads forks badly


class Refresher:
    """Runs refreshes that are stopped on the way, and tells what came of them."""

    def __init__(self, folder: Path) -> None:
        self.said = folder / "said.json"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.refresh.interrupted"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ALONE},
        )

    def run(self, home: Path, at: int = 0, how: str = "kill") -> dict[str, Any]:
        job = {"home": str(home), "said": str(self.said), "at": at, "how": how}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of refreshes wait for the disk otherwise."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def refresher(place: Path) -> Iterator[Refresher]:
    made = Refresher(place)
    with made.process:
        yield made
        assert made.process.stdin is not None
        made.process.stdin.close()


def first(home: Path) -> None:
    """Nothing was published yet, and the secret is there: a publication made with another one has other names."""
    university = University(home)
    university.take_secret(bytes(32))
    university.deliver("2025-11")


def everything(home: Path) -> None:
    """A publication stands; a month comes, another comes again, and the organisation changed a target."""
    university = University(home)
    university.deliver("2025-10", "2025-11")
    university.refresh()
    university.deliver("2025-12")
    university.put("personeel_2025-11 (2).csv", export("2025-11", altered(staff(), 7, gender="M")))
    university.change(targets=TARGETS.replace("0.08", "0.09"))


def refused(home: Path) -> None:
    """A publication stands; one new file is good and one is not, so neither is taken in."""
    university = University(home)
    university.deliver("2025-10")
    university.refresh()
    university.deliver("2025-11")
    university.put("personeel_2025-12.csv", export("2025-12", staff(), HEADINGS[:-2]))


def damaged(home: Path) -> None:
    """The folder of the live publication was edited by hand."""
    university = University(home)
    university.deliver("2025-11")
    folder = university.processed / "published" / university.refresh().publication
    (folder / "progress.csv").write_text("edited")


def published(home: Path) -> Files:
    """Everything under published/ that a reader can be led to."""
    folder = home / "processed" / "published"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def live(home: Path) -> Files | None:
    """The files of the live publication; None when nothing is published."""
    folder = home / "processed" / "published"
    if not (folder / "current.json").exists():
        return None
    named = json.loads((folder / "current.json").read_text())
    return {path.name: path.read_bytes() for path in sorted((folder / named["path"]).iterdir())}


def told(home: Path) -> Files:
    """The accounts of refreshes."""
    return {path.name: path.read_bytes() for path in (home / "processed" / "accounts").iterdir()}


def published_in(accounts: Files) -> list[str]:
    """The publications that accounts tell of; a half written one does not count."""
    return [json.loads(content)["publication"] for name, content in accounts.items() if name.endswith(".json")]


def modes(home: Path) -> dict[str, int]:
    zones = [home / "processed" / "published", home / "processed" / "accounts"]
    return {str(path): path.stat().st_mode for zone in zones for path in zone.rglob("*")}


def kept(home: Path) -> set[str]:
    """What lies in the restricted zone, by name."""
    folder = home / "processed" / "restricted"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def stopped_everywhere(
    place: Path, refresher: Refresher, prepare: Prepare, how: str, acts_to_try: slice = slice(None)
) -> None:
    start, home, whole = place / "start", place / HOME, place / "whole"
    prepare(start)
    old = live(start)
    shutil.copytree(start, whole)
    uninterrupted = refresher.run(whole, how="count")
    new, acts = live(whole), uninterrupted["acts"]
    assert uninterrupted["changed"]
    assert acts > 10
    for at in range(1, acts + 1)[acts_to_try]:
        shutil.copytree(start, home)
        outcome = refresher.run(home, at, how)
        assert outcome["killed"] or how == "full"
        assert "crashed" not in outcome, (at, outcome)
        if "stopped" in outcome:
            assert (outcome["stopped"], outcome["codes"]) == ("StorageFailed", ["disk_full"]), at
        assert live(home) in (old, new), at
        if live(home) == old:
            assert published_in(told(home)) == published_in(told(start)), at
        again = refresher.run(home)
        assert again.get("publication") == uninterrupted["publication"], (at, again)
        assert live(home) == new, at
        assert published(home) == published(whole), at
        assert told(home) == told(whole), at
        assert set(modes(home).values()) == set(modes(whole).values()), at
        assert kept(home) == kept(whole), at
        shutil.rmtree(home)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("prepare", [first, everything], ids=["first", "everything"])
def test_killed_at_every_act(place: Path, refresher: Refresher, prepare: Prepare, start: int) -> None:
    """In four parts: together they take minutes."""
    stopped_everywhere(place, refresher, prepare, "kill", slice(start, None, 4))


@pytest.mark.slow
@pytest.mark.parametrize("start", [0, 2])
def test_out_of_disk_at_every_other_act(place: Path, refresher: Refresher, start: int) -> None:
    stopped_everywhere(place, refresher, everything, "full", slice(start, None, 4))


@pytest.mark.parametrize("how", ["kill", "full"])
def test_stopped_at_some_acts(place: Path, refresher: Refresher, how: str) -> None:
    stopped_everywhere(place, refresher, everything, how, slice(None, None, 41))


@pytest.mark.slow
def test_killed_while_a_damaged_publication_is_put_back(place: Path, refresher: Refresher) -> None:
    start, home = place / "start", place / HOME
    damaged(start)
    shutil.copytree(start, home)
    acts = refresher.run(home, how="count")["acts"]
    whole = live(home)
    for at in range(1, acts + 1):
        shutil.rmtree(home)
        shutil.copytree(start, home)
        assert refresher.run(home, at)["killed"]
        assert refresher.run(home)["changed"] in (True, False)
        assert live(home) == whole, at


@pytest.mark.slow
def test_killed_while_a_file_is_refused(place: Path, refresher: Refresher) -> None:
    """Taking back what was written for the good file is interrupted; then the bad one is removed."""
    start, home, whole = place / "start", place / HOME, place / "whole"
    refused(start)
    old = live(start)
    shutil.copytree(start, whole)
    (whole / "raw" / "personeel_2025-12.csv").unlink()
    publication = refresher.run(whole)["publication"]
    shutil.copytree(start, home)
    acts = refresher.run(home, how="count")["acts"]
    for at in range(1, acts + 1):
        shutil.rmtree(home)
        shutil.copytree(start, home)
        assert refresher.run(home, at)["killed"]
        assert live(home) == old
        (home / "raw" / "personeel_2025-12.csv").unlink()
        assert refresher.run(home).get("publication") == publication, at
        assert kept(home) == kept(whole), at
