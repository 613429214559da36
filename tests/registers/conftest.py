"""Registers to test on: a new SQLite file, and a new database of a real PostgreSQL server."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from registers.store.opened import Registers, open_registers
from tests.registers import server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """A server with one database, `made`, that has the registers in it, to copy."""
    with server.running() as folder:
        server.run(folder, "postgres", "CREATE DATABASE made")
        open_registers(server.url(folder, "made"), make=True).close()
        yield folder


def new_database(folder: Path, template: str = "made") -> URL:
    name = f"test{next(_numbers)}"
    server.run(folder, "postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.url(folder, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> URL | Path:
    """Where registers of the newest version are, empty."""
    if request.param == "sqlite":
        file = tmp_path / "registers" / "registers.sqlite"
        open_registers(file, make=True).close()
        return file
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> URL | Path:
    """A database without registers (SQLite: not even a file)."""
    if request.param == "sqlite":
        return tmp_path / "registers" / "registers.sqlite"
    return new_database(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def registers(place: URL | Path) -> Iterator[Registers]:
    opened = open_registers(place)
    yield opened
    opened.close()
