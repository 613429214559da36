"""Killed, or out of disk, at every single act on disk: what readers see is the old or the new publication, whole.

What a kill at an act leaves is looked at while one refresh is held before that act: it has then done what a killed one
has done, and nothing more. That this is so is held against refreshes that are really killed. The refresh that comes
next runs on a copy. It is tried once for every state of the disk: many acts change nothing (a lock is opened, a mode
is set again), and it knows of nothing but the disk.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.organisation.builder import TARGETS
from tests.refresh.university import HEADINGS, University, altered, export, staff

Files = dict[str, bytes]
Prepare = Callable[[Path], None]
Grounds = Callable[[Prepare], "Ground"]
HOME, BESIDE = "home", "beside"
REFUSED = "personeel_2025-12 (2).csv"
ALONE = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # a process with threads forks badly


class Refresher:
    """Runs refreshes that are stopped or held on the way, and tells what came of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.refresh.interrupted"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ALONE},
        )

    def run(self, home: Path, raw: Path, at: int = 0, how: str = "kill") -> dict[str, Any]:
        said = self.folder / f"said-{how}.json"
        return self._ask({"home": str(home), "raw": str(raw), "said": str(said), "at": at, "how": how})

    def hold(self, home: Path, raw: Path) -> Iterator[int]:
        """One refresh that goes through; it stands still before each of its acts, which are counted from 1."""
        at, outcome = 1, self.run(home, raw, how="hold")
        while outcome["held"]:
            yield at
            at, outcome = at + 1, self._ask({"how": "on"})
        assert not outcome["killed"]
        assert "crashed" not in outcome, outcome
        assert outcome["acts"] == at - 1

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@dataclass
class Ground:
    """What refreshes start from, what comes of it when nothing is in the way, and what they were found to recover from.

    Exports are never copied: a refresh knows one by its time of change. In `mended` the one that is refused is missing.
    """

    start: Path
    whole: Path
    raw: Path
    mended: Path
    publication: str
    recovered: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of refreshes wait for the disk otherwise."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def refresher(place: Path) -> Iterator[Refresher]:
    made = Refresher(place)
    with made.process:
        yield made
        assert made.process.stdin is not None
        made.process.stdin.close()


@pytest.fixture(scope="module")
def grounds(place: Path, refresher: Refresher) -> Grounds:
    """Each is made once; what was found out about it holds for the tests that come after."""
    made: dict[Prepare, Ground] = {}

    def of(prepare: Prepare) -> Ground:
        if prepare not in made:
            ground = place / prepare.__name__
            start, whole, raw = ground / "start", ground / "whole", ground / "raw"
            prepare(start)
            (start / "raw").rename(raw)
            shutil.copytree(start, whole)
            mended = without_refused(raw)
            outcome = refresher.run(whole, mended)
            assert outcome["changed"]
            made[prepare] = Ground(start, whole, raw, mended, outcome["publication"])
        return made[prepare]

    return of


@pytest.fixture
def home(place: Path) -> Iterator[Path]:
    """Where a refresh is stopped; another one may run beside it, in `beside`."""
    yield place / HOME
    shutil.rmtree(place / HOME, ignore_errors=True)
    shutil.rmtree(place / BESIDE, ignore_errors=True)


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
    university.put(REFUSED, export("2025-12", staff(), HEADINGS[:-2]))


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


def without_refused(raw: Path) -> Path:
    """The same exports, as after a person took the refused one away; the folder itself when none is refused."""
    if not (raw / REFUSED).exists():
        return raw
    mended = raw.with_name("mended")
    mended.mkdir()
    for path in raw.iterdir():
        if path.name != REFUSED:
            (mended / path.name).hardlink_to(path)
    return mended


def state(home: Path) -> str:
    """All there is on disk: names, modes, contents, which publication is the younger one.

    Not the number of the process in the name of what is half written.
    """
    digest = hashlib.sha256()
    for path in sorted(home.rglob("*")):
        name = re.sub(r"\.\d+\.part$", ".part", str(path.relative_to(home)))
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        digest.update(f"{name}\0{path.lstat().st_mode}\0{content}\n".encode())
    for path in sorted(home.rglob("about.json"), key=lambda each: each.stat().st_mtime_ns):
        digest.update(f"{path.relative_to(home)}\n".encode())
    return digest.hexdigest()


def fresh(ground: Ground, home: Path) -> None:
    """A folder as it was before any refresh was stopped."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ground.start, home)


def readers_see_one_of_two(ground: Ground, home: Path, at: int) -> None:
    """The old publication, and nothing told of another; or the new one."""
    old = live(ground.start)
    assert live(home) in (old, live(ground.whole)), at
    if live(home) == old:
        assert published_in(told(home)) == published_in(told(ground.start)), at


def all_is_as_if_nothing_happened(ground: Ground, home: Path, at: int) -> None:
    assert live(home) == live(ground.whole), at
    assert published(home) == published(ground.whole), at
    assert told(home) == told(ground.whole), at
    assert set(modes(home).values()) == set(modes(ground.whole).values()), at
    assert kept(home) == kept(ground.whole), at


def recovers(ground: Ground, refresher: Refresher, home: Path, at: int) -> None:
    """The next refresh makes what it would have made; tried in `home` itself, unless it was from this state before."""
    found = state(home)
    if found not in ground.recovered:
        again = refresher.run(home, ground.mended)
        assert again.get("publication") == ground.publication, (at, again)
        all_is_as_if_nothing_happened(ground, home, at)
        ground.recovered.add(found)


def killed_everywhere(
    ground: Ground, refresher: Refresher, home: Path, part: int = 0, parts: int = 1, *, readable: bool = True
) -> None:
    """Look at the disk before every act of one refresh, and let the next refresh run on a copy of it.

    `readable`: what readers are led to is whole all along.
    """
    fresh(ground, home)
    beside, acts = home.with_name(BESIDE), 0
    for at in refresher.hold(home, ground.raw):
        acts = at
        if at % parts == part:
            if readable:
                readers_see_one_of_two(ground, home, at)
            if state(home) not in ground.recovered:
                shutil.copytree(home, beside)
                recovers(ground, refresher, beside, at)
                shutil.rmtree(beside)
    assert acts > 10


def stopped_at(ground: Ground, refresher: Refresher, home: Path, how: str, every: range) -> None:
    """Really kill a refresh at these acts, or let it find the disk full; then the next one runs where it stopped."""
    for at in every:
        fresh(ground, home)
        outcome = refresher.run(home, ground.raw, at, how)
        assert outcome["killed"] or how == "full"
        assert "crashed" not in outcome, (at, outcome)
        if "stopped" in outcome:
            assert (outcome["stopped"], outcome["codes"]) == ("StorageFailed", ["disk_full"]), at
        readers_see_one_of_two(ground, home, at)
        recovers(ground, refresher, home, at)


def acts_of(ground: Ground, refresher: Refresher, home: Path) -> int:
    fresh(ground, home)
    return refresher.run(home, ground.raw, how="count")["acts"]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("prepare", [first, everything], ids=["first", "everything"])
def test_killed_at_every_act(grounds: Grounds, refresher: Refresher, home: Path, prepare: Prepare, part: int) -> None:
    """In four parts: together they take minutes."""
    killed_everywhere(grounds(prepare), refresher, home, part, parts=4)


@pytest.mark.slow
@pytest.mark.parametrize("prepare", [first, everything, refused, damaged])
def test_a_killed_refresh_leaves_what_a_held_one_shows(
    grounds: Grounds, refresher: Refresher, home: Path, prepare: Prepare
) -> None:
    ground, beside = grounds(prepare), home.with_name(BESIDE)
    fresh(ground, home)
    compared = 0
    for at in refresher.hold(home, ground.raw):
        if at % 8 == 1:
            fresh(ground, beside)
            assert refresher.run(beside, ground.raw, at)["killed"]
            assert state(beside) == state(home), at
            compared += 1
    assert compared > 4


@pytest.mark.slow
@pytest.mark.parametrize("part", [1, 3])
def test_out_of_disk_at_every_other_act(grounds: Grounds, refresher: Refresher, home: Path, part: int) -> None:
    """What is found full is not held but really run, up to there and again: at every act it would take minutes."""
    ground = grounds(everything)
    acts = acts_of(ground, refresher, home)
    assert acts > 10
    stopped_at(ground, refresher, home, "full", range(part, acts + 1, 4))


@pytest.mark.parametrize("step", [pytest.param(41, marks=pytest.mark.slow), 101])
@pytest.mark.parametrize("how", ["kill", "full"])
def test_stopped_at_some_acts(grounds: Grounds, refresher: Refresher, home: Path, how: str, step: int) -> None:
    ground = grounds(everything)
    acts = acts_of(ground, refresher, home)
    assert acts > 10
    stopped_at(ground, refresher, home, how, range(1, acts + 1, step))


@pytest.mark.slow
def test_killed_while_a_damaged_publication_is_put_back(grounds: Grounds, refresher: Refresher, home: Path) -> None:
    killed_everywhere(grounds(damaged), refresher, home, readable=False)


@pytest.mark.slow
def test_killed_while_a_file_is_refused(grounds: Grounds, refresher: Refresher, home: Path) -> None:
    """Taking back what was written for the good file is interrupted; then the bad one is removed."""
    killed_everywhere(grounds(refused), refresher, home)
