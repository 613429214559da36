"""Is the database of the version this program needs, and how is it brought there?

Migrations run by command, never by surprise, each as a whole or not at all.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select, text

from registers.errors import SchemaWrong
from registers.messages import NEWER, NOT_EMPTY, NOT_MADE, OLDER, UNKNOWN_REVISION
from registers.store.tables import record

_LOCK = 5_742_001  # any number, the same for everyone: one migration at a time on a shared server
NOTHING = "base"


def revisions() -> tuple[str, ...]:
    """Every version of the database, oldest first."""
    walked = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in walked]))


def revision_of(engine: Engine) -> str | None:
    """The version a database has; None when there are no registers in it."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def require_current(engine: Engine | None, place: str) -> None:
    """Raises SchemaWrong, with what to do, when the registers are not there, older or newer. None: no database."""
    needed = revisions()[-1]
    found = revision_of(engine) if engine else None
    if found == needed:
        return
    if found is None:
        raise SchemaWrong(NOT_MADE.at(place=place))
    complaint = OLDER if found in revisions() else NEWER
    raise SchemaWrong(complaint.at(found=found, needed=needed))


def upgrade(engine: Engine, revision: str | None = None) -> None:
    """To the newest version, or to `revision`. Every row stays. Does nothing when it is there already."""
    _require_known(engine, revision)
    with engine.connect().execution_options(registers_writing=True) as connection, connection.begin():
        _alone(connection)
        command.upgrade(_config(connection), revision or "head")


def downgrade(engine: Engine, revision: str) -> None:
    """Back to an older `revision`, or to "base". Every row stays: refused when rows would be lost."""
    _require_known(engine, None if revision == NOTHING else revision)
    with engine.connect().execution_options(registers_writing=True) as connection, connection.begin():
        _alone(connection)
        if revision == NOTHING and inspect(connection).has_table(record.name):
            rows = connection.scalar(select(func.count()).select_from(record)) or 0
            if rows:
                raise SchemaWrong(NOT_EMPTY.at(rows=rows))
        command.downgrade(_config(connection), revision)


def _require_known(engine: Engine, revision: str | None) -> None:
    known = revisions()
    if revision is not None and revision not in known:
        raise SchemaWrong(UNKNOWN_REVISION.at(asked=revision, known=", ".join(known)))
    found = revision_of(engine)
    if found is not None and found not in known:
        raise SchemaWrong(NEWER.at(found=found, needed=known[-1]))


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
