"""How does a text that was replaced leave the files of the database too?

SQLite keeps it in pages that are free by now and in its write-ahead log; PostgreSQL in rows that nobody can read any
more. Both write their files anew here. Copies elsewhere (backups, archived logs, exports) are not ours to reach.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

from registers.errors import RegistersUnreachable
from registers.messages import NOT_SWEPT


def sweep(engine: Engine, table: str) -> None:
    """Clears the files of what was replaced in a table. Raises RegistersUnreachable when somebody is in the way."""
    # Past the transaction that every connection of ours begins with: files are not written anew within one.
    raw = engine.raw_connection()
    try:
        done = _server(raw, table) if engine.dialect.name == "postgresql" else _file(raw)
    except engine.dialect.loaded_dbapi.Error:
        done = False
    finally:
        raw.close()
    if not done:
        raise RegistersUnreachable(NOT_SWEPT.at())


def _server(raw: PoolProxiedConnection, table: str) -> bool:
    connection: Any = raw.dbapi_connection
    connection.rollback()
    connection.autocommit = True
    try:
        connection.cursor().execute(f"VACUUM (FULL) {table}")
    finally:
        connection.autocommit = False
    return True


def _file(raw: PoolProxiedConnection) -> bool:
    cursor = raw.cursor()
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    busy = cursor.fetchone()
    return busy is not None and busy[0] == 0
