"""The database itself refuses to change or delete what was written, and versions that nobody made."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registers import Registers, export_registers
from registers.store.guard import REFUSAL
from registers.store.tables import IN_ORDER
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
