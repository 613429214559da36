"""Workers do what they are asked, in order; and whoever started them may be killed without leaving any behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import workers

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60
# Two jobs at two workers; being told that one is done takes so long that the run is killed meanwhile.
RUN = """
import sys, time
from tests import test_workers
from pipeline import workers
workers.os.cpu_count = lambda: 2
workers.for_each(getattr(test_workers, sys.argv[1]), [sys.argv[2]] * 2, lambda done: time.sleep(done * 600), heavy=True)
"""


def doubled(number: int) -> int:
    return 2 * number


def tells_and_waits(folder: str) -> None:
    """A job under way, which would go on for long."""
    Path(folder, str(os.getpid())).touch()
    time.sleep(10 * PATIENCE_SECONDS)


def tells_and_is_done(folder: str) -> None:
    """A job that is done when the other worker has one too: both then wait for the next."""
    Path(folder, str(os.getpid())).touch()
    until = time.monotonic() + PATIENCE_SECONDS
    while len(list(Path(folder).iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.parametrize("heavy", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_results_come_in_order_and_how_many_are_done_is_told(heavy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)
    told: list[int] = []
    assert workers.for_each(doubled, range(5), told.append, heavy=heavy) == [0, 2, 4, 6, 8]
    assert told == [0, 1, 2, 3, 4, 5]


@pytest.mark.slow
@pytest.mark.parametrize("job", ["tells_and_waits", "tells_and_is_done"])
def test_a_killed_run_leaves_no_workers(job: str, tmp_path: Path) -> None:
    running = subprocess.Popen([sys.executable, "-c", RUN, job, str(tmp_path)], cwd=ROOT)
    until = time.monotonic() + PATIENCE_SECONDS
    while len(list(tmp_path.iterdir())) < 2 and running.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    there = [*map(int, (path.name for path in tmp_path.iterdir())), *_family(running.pid)]
    assert len(set(there)) >= 3
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    while any(_lives(each) for each in there) and time.monotonic() < until:
        time.sleep(0.05)
    assert [each for each in there if _lives(each)] == []


def _family(pid: int) -> list[int]:
    """The processes that this one started, and theirs."""
    own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return own + [other for each in own for other in _family(each)]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
