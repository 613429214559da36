"""How does the database itself keep anybody, this program included, from rewriting what was written?

Triggers on every table refuse updates and deletes. On PostgreSQL they refuse emptying a table too; on SQLite they
refuse an `INSERT OR REPLACE`, which would delete without asking the other triggers. Whoever owns the database can
lift the guard (a migration does); the application never does.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, inspect

REFUSAL = "registers are append-only"
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


def _statements(connection: Connection, table: str) -> Iterator[str]:
    if connection.dialect.name == "postgresql":
        call = "EXECUTE FUNCTION registers_append_only()"
        yield f"CREATE TRIGGER {table}_guard_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}"
        yield f"CREATE TRIGGER {table}_guard_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("update", "delete"):
        yield f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} {refuse}"
    key = inspect(connection).get_pk_constraint(table)["constrained_columns"]
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of our own tables and columns
    yield f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {there} {refuse}"
