"""Refreshes that are stopped at their N-th act on disk, or held before each of them, in processes of their own.

Run as `python -m tests.refresh.interrupted`: one job per line on standard input as JSON, one outcome per line
on standard output. Everything is imported and run once, then every refresh runs in a fork, so that a hundred of them
take seconds.

A refresh that is held stands still (SIGSTOP) before an act, until the job `on`: the disk is then as a kill at that
act would leave it, and one refresh shows it at every act. Other jobs may run meanwhile.
"""

import errno
import faulthandler
import gc
import importlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import StreefcijferError
from pipeline.refresh import Folders, refresh
from tests.refresh.university import University

# What changes the disk, as Python's audit events name it. `open` counts only when it is for writing.
ACTS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink"}
# Imported late, by the first refresh of a process: once here, not in every fork.
LATE = ("pyarrow.dataset", "pyarrow.pandas_compat", "scipy.linalg", "scipy.sparse.csgraph")
LATE += ("hypothesis.strategies", "pandera.strategies", "pandera.backends.narwhals.container")
LATE += ("narwhals._arrow.dataframe", "narwhals._arrow.namespace", "narwhals._arrow.series", "narwhals._arrow.expr")
DONE, STOPPED, CRASHED = 0, 3, 4
PATIENCE_SECONDS = 60


def run(job: dict[str, Any]) -> int:
    """One refresh; `at` is the act it does not survive (0: it does), `how` is kill, full, count or hold."""
    count, over = 0, False

    def act() -> None:
        nonlocal count
        if over:
            return
        count += 1
        if job["how"] == "hold":
            _hold()
        elif count == job["at"]:
            _stop(job["how"])

    if job["at"] or job["how"] in {"count", "hold"}:
        _watch(act)
    home = Path(job["home"])
    folders = Folders(home / "tiny", Path(job["raw"]), home / "processed")
    try:
        report = refresh(folders, date(2026, 1, 15), lambda *_: None, accept=True)
        said: dict[str, Any] = {"publication": report.publication, "changed": report.changed, "acts": count}
        code = DONE
    except StreefcijferError as stopped:
        said = {"stopped": type(stopped).__name__, "codes": [fault.code for fault in stopped.faults]}
        code = STOPPED
    except Exception as crashed:  # noqa: BLE001 - a crash is an outcome here
        said = {"crashed": repr(crashed)}
        code = CRASHED
    over = True  # what is said of it is no act of it
    said["acts"] = count
    Path(job["said"]).write_text(json.dumps(said))
    return code


def _stop(how: str) -> None:
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _hold() -> None:
    faulthandler.cancel_dump_traceback_later()
    os.kill(os.getpid(), signal.SIGSTOP)
    _says_where_it_hangs()


def _says_where_it_hangs() -> None:
    faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)


def _watch(act: Callable[[], None]) -> None:
    """Call `act` before every act on disk, and halfway through every write."""

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if _is_act(event, arguments):
            act()

    sys.addaudithook(heard)
    os.fdopen = _halting(act)  # type: ignore[assignment]


def _is_act(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
    if event == "os.mkdir":
        return not Path(arguments[0]).exists()
    return event in ACTS


def _halting(act: Callable[[], None]) -> Callable[..., Any]:
    real = os.fdopen

    def halting(handle: int, mode: str = "r") -> Any:
        """A file that is half written when the act comes, as a full disk or a kill leaves it."""
        file = real(handle, mode)
        write = file.raw.write

        class Halting:
            def __enter__(self) -> "Halting":
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, content: bytes) -> int:
                write(content[: len(content) // 2])
                act()
                return (write(content[len(content) // 2 :]) or 0) + len(content) // 2

            def flush(self) -> None:
                file.flush()

            def fileno(self) -> int:
                return file.fileno()

        return Halting() if "w" in mode else file

    return halting


class Held:
    """The one refresh that is held, and what it is to say."""

    def __init__(self) -> None:
        self.child, self.said = 0, Path()

    def begin(self, job: dict[str, Any]) -> dict[str, Any]:
        self.child, self.said = _started(job), Path(job["said"])
        return self.outcome()

    def on(self) -> dict[str, Any]:
        os.kill(self.child, signal.SIGCONT)
        return self.outcome()

    def end(self) -> None:
        """Whoever asked is gone; nobody would ever let it go on."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)

    def outcome(self) -> dict[str, Any]:
        """Whether it stands before another act; else what came of it."""
        _, status = os.waitpid(self.child, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            return {"held": True}
        self.child = 0
        return {"held": False, **_told(self.said, status)}


def _started(job: dict[str, Any]) -> int:
    Path(job["said"]).unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        _says_where_it_hangs()
        os._exit(run(job))
    return child


def _told(said: Path, status: int) -> dict[str, Any]:
    outcome = json.loads(said.read_text()) if said.exists() else {}
    return {**outcome, "killed": os.WIFSIGNALED(status)}


def _warm() -> None:
    """One refresh, of nothing that is looked at: what only the first one of a process has to do, no fork has to do again.

    The threads it leaves are Arrow's, which makes new ones in a fork; none of them works while there are forks.
    """
    for name in LATE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        university = University(Path(folder))
        university.deliver("2025-11")
        university.refresh()


def main() -> None:
    _warm()
    gc.collect()
    gc.freeze()  # else the first collection of every fork copies all that was imported
    held = Held()
    for line in sys.stdin:
        job = json.loads(line)
        if job["how"] == "hold":
            outcome = held.begin(job)
        elif job["how"] == "on":
            outcome = held.on()
        else:
            _, status = os.waitpid(_started(job), 0)
            outcome = _told(Path(job["said"]), status)
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()
    held.end()


if __name__ == "__main__":
    main()
