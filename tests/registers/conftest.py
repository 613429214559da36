"""Registers to test on: a new SQLite file, and a new database of a real PostgreSQL server."""

import contextlib
import itertools
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pg8000.native
import pytest
from sqlalchemy import URL

from registers.store.opened import Registers, open_registers
from registers.store.schema import revisions
from registers.store.tables import IN_ORDER
from tests.registers import server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """A server of our own."""
    with server.running() as folder:
        yield folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Empty registers in a SQLite file, to copy."""
    file = tmp_path_factory.mktemp("made") / "registers.sqlite"
    open_registers(file, make=True).close()
    assert [each.name for each in file.parent.iterdir()] == [file.name], "all of it is in the one file"
    return file


def emptied(folder: Path) -> URL:
    """The database of registers that the tests share on the server, made anew when a test changed its version."""
    url = server.url(folder, "shared")
    # Not there yet: the driver says so, or finds the line closed before it could.
    with contextlib.suppress(pg8000.native.DatabaseError, pg8000.native.InterfaceError):
        if server.run(folder, "shared", "SELECT version_num FROM alembic_version") == [[revisions()[-1]]]:
            # What the guard refuses everybody else, the server's owner may: triggers do not fire for a replica.
            gone = "; ".join(str(table.delete()) for table in IN_ORDER)
            server.run(folder, "shared", f"SET session_replication_role = replica; {gone}")
            return url
    server.run(folder, "postgres", "DROP DATABASE IF EXISTS shared WITH (FORCE)")
    server.run(folder, "postgres", "CREATE DATABASE shared")
    open_registers(url, make=True).close()
    return url


@contextlib.contextmanager
def new_database(folder: Path) -> Generator[URL]:
    name = f"test{next(_numbers)}"
    server.run(folder, "postgres", f"CREATE DATABASE {name}")
    yield server.url(folder, name)
    server.run(folder, "postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> URL | Path:
    """Where registers of the newest version are, empty."""
    if request.param == "sqlite":
        file = tmp_path / "registers" / "registers.sqlite"
        file.parent.mkdir()
        shutil.copy(request.getfixturevalue("made"), file)
        return file
    return emptied(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL | Path]:
    """A database without registers (SQLite: not even a file)."""
    if request.param == "sqlite":
        yield tmp_path / "registers" / "registers.sqlite"
    else:
        with new_database(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture
def registers(place: URL | Path) -> Iterator[Registers]:
    opened = open_registers(place)
    yield opened
    opened.close()
