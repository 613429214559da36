"""How are the registers opened, read from, and written to?"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from registers.errors import RegistersUnreachable
from registers.messages import UNREACHABLE
from registers.store.place import address, engine_at, make_owner_only, said
from registers.store.schema import require_current, upgrade


@dataclass(frozen=True)
class Registers:
    """Opened registers, of the version this program needs. Safe to share between threads, not between processes."""

    engine: Engine

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A view of one moment: what others write meanwhile is not seen."""
        with reached(self.engine), self.engine.connect() as plain:
            connection = plain
            if self.engine.dialect.name == "postgresql":
                connection = plain.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """All or nothing: what is written is there as a whole after the block, or not at all."""
        with reached(self.engine), self.engine.connect() as plain:
            connection = plain.execution_options(registers_writing=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_registers(place: str | Path | URL, *, make: bool = False) -> Registers:
    """The registers at a file or address. With `make`, they are made or brought up to date when they are not.

    Raises SchemaWrong (not made, older, newer) and RegistersUnreachable.
    """
    url = address(place)
    if make:
        make_owner_only(url)
    elif url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        require_current(None, said(url))
    engine = engine_at(url)
    ready = False
    try:
        with reached(engine, opening=True):
            if make:
                upgrade(engine)
            require_current(engine, said(url))
        ready = True
    finally:
        if not ready:
            engine.dispose()
    return Registers(engine)


@contextmanager
def reached(engine: Engine, *, opening: bool = False) -> Generator[None]:
    """Turns a database that cannot be reached into one clear fault; the driver's own text could hold an address.

    While opening, whatever the driver raises means that (a wrong password, say, comes as a general error).
    """
    kind = ""
    try:
        yield
        return
    except NoConnection as error:
        kind = type(error).__name__
    except DBAPIError as error:
        if not (opening or error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)):
            raise
        kind = type(error).__name__
    raise RegistersUnreachable(UNREACHABLE.at(place=said(engine.url), kind=kind))
