"""How does the database itself keep anybody, this program included, from rewriting what was written?

Triggers on every table refuse updates and deletes. On PostgreSQL they refuse emptying a table too; on SQLite they
refuse an `INSERT OR REPLACE`, which would delete without asking the other triggers. Whoever owns the database can
lift the guard (a migration does, and the command that takes out a text); the dashboard never does.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect

REFUSAL = "registers are append-only"
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION registers_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END
$body$
"""


def set_guard(connection: Connection, tables: Iterable[str]) -> None:
    """Guards the tables."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_FUNCTION)
    for table in tables:
        for statement in _statements(connection, table):
            connection.exec_driver_sql(statement)


def lift_guard(connection: Connection, tables: Iterable[str]) -> None:
    """Takes the guard off again."""
    on_table = connection.dialect.name == "postgresql"
    for table in tables:
        for name in ("guard_rows", "guard_all") if on_table else ("update", "delete", "insert"):
            on = f" ON {table}" if on_table else ""
            connection.exec_driver_sql(f"DROP TRIGGER {table}_{name}{on}")
    if on_table:
        connection.exec_driver_sql("DROP FUNCTION registers_append_only()")


@contextmanager
def guard_lifted(connection: Connection, tables: Iterable[str]) -> Generator[None]:
    """The guard off these tables within one transaction: it is back before anybody else sees anything.

    Whoever is not the owner of the tables is refused by the database. Killed half-way, nothing of it has happened.
    """
    on_server, guarded = connection.dialect.name == "postgresql", list(tables)
    for table in guarded:
        off = f"ALTER TABLE {table} DISABLE TRIGGER {table}_guard_rows"
        connection.exec_driver_sql(off if on_server else f"DROP TRIGGER {table}_update")
    yield
    for table in guarded:
        back = f"ALTER TABLE {table} ENABLE TRIGGER {table}_guard_rows"
        connection.exec_driver_sql(back if on_server else _refusing(table, "update"))


def _statements(connection: Connection, table: str) -> Iterator[str]:
    if connection.dialect.name == "postgresql":
        call = "EXECUTE FUNCTION registers_append_only()"
        yield f"CREATE TRIGGER {table}_guard_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}"
        yield f"CREATE TRIGGER {table}_guard_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"
        return
    for act in ("update", "delete"):
        yield _refusing(table, act)
    key = inspect(connection).get_pk_constraint(table)["constrained_columns"]
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of our own tables and columns
    yield f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {there} {_REFUSE}"


def _refusing(table: str, act: str) -> str:
    """What keeps SQLite from an update or a delete."""
    return f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} {_REFUSE}"
