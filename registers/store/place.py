"""Where are the registers: which file or server, and how is it spoken to?

SQLite by default: write-ahead log, foreign keys, a patient wait for other writers, a file that only its owner can
open. PostgreSQL by URL. No text made here ever holds the password of an address, and no error what was written.
"""

import os
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from registers.errors import RegistersUnreachable
from registers.messages import BAD_PLACE
from registers.store.tls import with_tls

VARIABLE = "STREEFCIJFER_REGISTERS"
DEFAULT = Path("data") / "processed" / "registers" / "registers.sqlite"
WAIT_SECONDS = 30  # how long a writer waits for the others before it gives up
MOST_CONNECTIONS = 50  # of one process; a writer beyond these waits its turn


def place_of(argument: str | None, environment: Mapping[str, str], home: Path) -> URL:
    """The address: the argument, else $STREEFCIJFER_REGISTERS, else the default file under `home`."""
    return address(argument or environment.get(VARIABLE) or home / DEFAULT)


def address(place: str | Path | URL) -> URL:
    """A file path or an address, as SQLAlchemy's URL. RegistersUnreachable when it is neither SQLite nor PostgreSQL."""
    if isinstance(place, Path) or (isinstance(place, str) and "://" not in place):
        return URL.create("sqlite", database=str(Path(place).absolute()))
    try:
        url = make_url(place)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("sqlite", "postgresql") or not url.database:
        raise RegistersUnreachable(BAD_PLACE.at())
    return url.set(drivername="postgresql+pg8000" if url.get_backend_name() == "postgresql" else "sqlite")


def said(url: URL) -> str:
    """The address for messages, without its password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def engine_at(url: URL) -> Engine:
    """An engine that speaks to the registers as it should. Opens nothing yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS}, hide_parameters=True)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    plain, told = with_tls(url)
    pool: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 5, "max_overflow": MOST_CONNECTIONS - 5}
    return create_engine(plain, connect_args=told, hide_parameters=True, **pool)


def make_owner_only(url: URL) -> None:
    """The file of a SQLite database, and its folder, made so that only their owner can open them."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    file = Path(url.database)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    file.chmod(0o600)


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # the driver would begin on its own, too late to keep others out
    _write_ahead(connection)
    for setting in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}").close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Two that make this switch in the same instant are refused at once, whatever their patience for other locks.
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first and wrote later could be refused half-way.
    writing = connection.get_execution_options().get("registers_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
