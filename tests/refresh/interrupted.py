"""Refreshes that are stopped at their N-th act on disk, each in a process of its own that is then really gone.

Run as `python -m tests.refresh.interrupted`: one job per line on standard input as JSON, one outcome per line
on standard output. Everything is imported once, then every refresh runs in a fork, so that a hundred of them
take seconds.
"""

import errno
import faulthandler
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import StreefcijferError
from pipeline.refresh import Folders, refresh

# What changes the disk, as Python's audit events name it. `open` counts only when it is for writing.
ACTS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink"}
# Imported late, by the first refresh of a process: once here, not in every fork.
LATE = ("pyarrow.dataset", "pyarrow.pandas_compat", "scipy.linalg", "scipy.sparse.csgraph")
LATE += ("hypothesis.strategies", "pandera.strategies", "pandera.backends.narwhals.container")
LATE += ("narwhals._arrow.dataframe", "narwhals._arrow.namespace", "narwhals._arrow.series", "narwhals._arrow.expr")
DONE, STOPPED, CRASHED = 0, 3, 4


def run(job: dict[str, Any]) -> int:
    """One refresh; `at` is the act it does not survive (0: it does), `how` is kill or full."""
    count = 0

    def act() -> None:
        nonlocal count
        count += 1
        if count == job["at"]:
            _stop(job["how"])

    if job["at"] or job["how"] == "count":
        _watch(act)
    home = Path(job["home"])
    folders = Folders(home / "tiny", home / "raw", home / "processed")
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
    said["acts"] = count
    Path(job["said"]).write_text(json.dumps(said))
    return code


def _stop(how: str) -> None:
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


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


def main() -> None:
    for name in LATE:
        importlib.import_module(name)
    for line in sys.stdin:
        job = json.loads(line)
        said = Path(job["said"])
        said.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            faulthandler.dump_traceback_later(60, exit=True)  # a refresh that hangs says where
            os._exit(run(job))
        _, status = os.waitpid(child, 0)
        outcome = json.loads(said.read_text()) if said.exists() else {}
        outcome["killed"] = os.WIFSIGNALED(status)
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
