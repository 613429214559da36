"""A dashboard, or the empty page, served as it is served in use; and what its process costs."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.serve import command, environment

ROOT = Path(__file__).parent.parent
EMPTY = Path(__file__).with_name("empty_page.py")
_PATIENCE_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A process that answers at 127.0.0.1."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Ends in a slash."""
        return f"http://127.0.0.1:{self.port}/"

    def cpu(self) -> float:
        """Seconds of a core it has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def megabytes(self) -> float:
        """What it holds in memory now."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


@contextmanager
def serving(port: int, processed: Path, script: Path | None = None) -> Iterator[Server]:
    """A server until the end of the block; `script` instead of the dashboard."""
    started = [str(script) if script and each.endswith("app.py") else each for each in command(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(started, env=environment(processed, os.environ), cwd=ROOT, stdout=quiet, stderr=quiet)
    server = Server(port, process.pid)
    try:
        _answering(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answering(server: Server) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{server.address}_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"the server at {server.address} does not answer")
