"""A real PostgreSQL server of the tests' own, in a temporary folder, reached by a socket in it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pg8000.native
import pytest
from sqlalchemy import URL

OWNER = "tester"
REQUIRED = "STREEFCIJFER_REQUIRE_POSTGRES"


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version first."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    for folder in versions:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def absent(reason: str) -> None:
    """Skips, or fails where the tests on PostgreSQL must run."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{REQUIRED} is set, but {reason}")
    pytest.skip(reason)


def not_root() -> str | None:
    """Who runs the server when we are root, which PostgreSQL refuses; None: we ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def running() -> Iterator[Path]:
    """The folder of a running server."""
    found = programs()
    if found is None:
        absent("no PostgreSQL server is installed here (scripts/install-postgres)")
        return
    folder, user = Path(tempfile.mkdtemp(prefix="registers-pg-")), not_root()
    if user:
        shutil.chown(folder, user)
    started = None
    try:
        made = subprocess.run(
            [found / "initdb", "-D", folder / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            user=user, cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(folder),
            "fsync": "off",
            "max_connections": "120",
            "shared_buffers": "32MB",
        }
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        started = subprocess.Popen(
            [found / "postgres", "-D", folder / "data", *given],
            user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(folder, started)
        yield folder
    finally:
        if started:
            started.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a tidy end
            started.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(folder: Path, started: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert started.poll() is None, "the server stopped"
        try:
            run(folder, "postgres", "SELECT 1")
        except (pg8000.native.InterfaceError, pg8000.native.DatabaseError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def run(folder: Path, database: str, statement: str) -> list[list[object]] | None:
    """What a statement answers, if it is one that does."""
    socket = str(folder / ".s.PGSQL.5432")
    # Else the driver reads the certificates of the machine first, at every connection.
    connection = pg8000.native.Connection(OWNER, unix_sock=socket, database=database, ssl_context=False)
    try:
        return connection.run(statement)
    finally:
        connection.close()


def url(folder: Path, database: str) -> URL:
    socket = str(folder / ".s.PGSQL.5432")
    return URL.create("postgresql", username=OWNER, database=database, query={"unix_sock": socket})
