"""The database itself refuses to change or delete what was written, and versions that nobody made."""

import re
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from registers import Registers, RegistersUnreachable, add, change, export_registers, history, open_registers
from registers.store.guard import REFUSAL
from registers.store.tables import IN_ORDER, conversation
from tests.registers import server
from tests.registers.conftest import new_database
from tests.registers.drawn import ADVISOR, NOON
from tests.registers.drawn import conversation as drawn
from tests.registers.test_schema import filled

NAMES = [table.name for table in IN_ORDER]


def refused(registers: Registers, statement: str) -> str:
    with pytest.raises(DBAPIError) as caught, registers.writing() as connection:
        connection.execute(text(statement))
    return str(caught.value)


def test_nothing_that_was_written_is_changed_or_deleted(registers: Registers) -> None:
    # Two lists are empty in the filled registers; a guard works row by row, so they get a row here.
    before = filled(registers)
    with registers.writing() as connection:
        for name in ("activity_groups", "activity_bands", "activity_targets"):
            connection.execute(text(f"INSERT INTO {name} (record, version, position, item) SELECT record, version, 1, 'x' FROM activity"))  # noqa: S608  # fmt: skip
        connection.execute(text("INSERT INTO record (key, kind) VALUES ('r', 'rhythm')"))
        connection.execute(text("INSERT INTO changes SELECT 'r', version, act, at, subject, role FROM changes WHERE record = 'promise' AND version = 1"))  # fmt: skip
        connection.execute(text("INSERT INTO rhythm (record, version, unit, every, first_day) VALUES ('r', 1, 'bmt', 'yearly', '2026-01-01')"))  # fmt: skip
        connection.execute(text("INSERT INTO blanked VALUES ('r', 1, 'x')"))
    full = export_registers(registers)
    assert full != before
    for table in IN_ORDER:
        column = list(table.columns)[-1].name
        assert REFUSAL in refused(registers, f'UPDATE {table.name} SET "{column}" = "{column}"')  # noqa: S608
        assert REFUSAL in refused(registers, f"DELETE FROM {table.name}")  # noqa: S608
        if registers.engine.dialect.name == "postgresql":
            assert REFUSAL in refused(registers, f"TRUNCATE {table.name} CASCADE")
        else:
            assert REFUSAL in refused(registers, f"INSERT OR REPLACE INTO {table.name} SELECT * FROM {table.name}")  # noqa: S608
    assert export_registers(registers) == full


def test_no_values_without_somebody_who_made_them(registers: Registers) -> None:
    filled(registers)
    for version in (0, 3, 99):
        statement = f"INSERT INTO conversation (record, version, unit, state, notes) VALUES ('promise', {version}, 'a', 'held', '')"  # noqa: S608  # fmt: skip
        assert "foreign key" in refused(registers, statement).lower()
    refused(registers, "INSERT INTO changes (record, version, act, at, subject, role) VALUES ('none', 1, 'made', '2026-01-01', '', '')")  # fmt: skip


def test_no_choice_that_is_none(registers: Registers) -> None:
    filled(registers)
    said = refused(registers, "INSERT INTO record (key, kind) VALUES ('x', 'secret')").lower()
    assert "ck_record_kind" in said


def test_an_error_does_not_tell_what_was_written(registers: Registers) -> None:
    filled(registers)
    values = {"record": "none", "version": 1, "unit": "bmt", "state": "held", "notes": "een geheime notitie"}
    with pytest.raises(DBAPIError) as caught, registers.writing() as connection:
        connection.execute(insert(conversation), values)
    assert "geheim" not in str(caught.value)


def test_who_may_only_add_can_do_all_the_work(postgres: Path) -> None:
    """On a shared server the program needs no more rights than to read and to add."""
    with new_database(postgres) as url:
        open_registers(url, make=True).close()
        for statement in (
            "DROP ROLE IF EXISTS worker",
            "CREATE ROLE worker LOGIN",
            "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO worker",
            "REVOKE INSERT ON alembic_version FROM worker",
        ):
            server.run(postgres, url.database or "", statement)
        opened = open_registers(url.set(username="worker"))
        add(opened, "a", drawn(roles=("decaan",)), ADVISOR, NOON)
        assert change(opened, "a", 1, drawn(notes="b"), ADVISOR, NOON).version == 2
        assert len(history(opened, "a", None)) == 2
        assert len(export_registers(opened)) > 1000
        for statement in (
            "DELETE FROM conversation",
            "ALTER TABLE conversation DISABLE TRIGGER USER",
            "DROP TRIGGER conversation_guard_rows ON conversation",
            "DROP TABLE conversation",
            "SET session_replication_role = replica",
            "UPDATE alembic_version SET version_num = '9999'",
        ):
            assert re.search("permission denied|must be owner", refused(opened, statement)), statement
        opened.close()


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    opened = open_registers(tmp_path / "a.sqlite", make=True)
    add(opened, "a", drawn(), ADVISOR, NOON)
    before = export_registers(opened)
    with opened.writing() as connection:
        pages = connection.scalar(text("PRAGMA page_count")) or 0
        connection.execute(text(f"PRAGMA max_page_count = {pages + 3}"))
    with pytest.raises(RegistersUnreachable):
        add(opened, "b", drawn(notes="x" * 100_000), ADVISOR, NOON)
    assert export_registers(opened) == before
    opened.close()
