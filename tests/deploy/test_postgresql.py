"""PostgreSQL by the very statements and commands of docs/operations.md, on a real server of the tests' own."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import ProgrammingError

from registers import (
    Author,
    Conversation,
    Registers,
    add,
    change,
    downgrade,
    export_registers,
    new_key,
    open_registers,
    revisions,
    upgrade,
)
from registers.store.guard import REFUSAL
from tests.deploy.machine import ROOT, left_out
from tests.registers import server

pytestmark = pytest.mark.slow

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SOMEBODY = Author("somebody", "advisor")
DATABASE = "streefcijfer"


def blocks(heading: str, kind: str) -> list[str]:
    """The blocks of one kind under a heading of the document."""
    (part,) = re.findall(rf"^#+ {heading}\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL)
    return re.findall(rf"^```{kind}\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def running() -> Iterator[Path]:
    for each in ("psql", "pg_dump", "pg_restore", "createdb"):
        if shutil.which(each) is None:
            left_out(f"no {each} here (scripts/install-postgres)")
    with server.running() as folder:
        yield folder


def psql(folder: Path, database: str, statements: str, user: str = server.OWNER) -> None:
    told = ["psql", "-v", "ON_ERROR_STOP=1", "-q", "-h", folder, "-U", user, "-d", database, "-f", "-"]
    done = subprocess.run(told, input=statements, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def at(folder: Path, user: str, database: str = DATABASE) -> URL:
    return server.url(folder, database).set(username=user)


@pytest.fixture(scope="module")
def prepared(running: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server after everything the document says, in its order."""
    first, last = blocks("PostgreSQL", "sql")
    (make,) = blocks("PostgreSQL", "sh")
    psql(running, "postgres", first)
    address = tmp_path_factory.mktemp("etc") / "registers-owner.address"
    address.write_text(f"{at(running, 'streefcijfer_owner').render_as_string(hide_password=False)}\n", encoding="utf-8")
    here = make.replace("/etc/streefcijfer", str(address.parent)).replace("/opt/streefcijfer", str(ROOT))
    done = subprocess.run(["sh", "-c", f"set -e\n{here}"], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"{revisions()[-1]}\n")
    psql(running, DATABASE, last)
    return running


@pytest.fixture
def dashboard(prepared: Path) -> Iterator[Registers]:
    opened = open_registers(at(prepared, "streefcijfer_dashboard"))
    yield opened
    opened.close()


def test_the_dashboards_user_does_all_its_work(dashboard: Registers) -> None:
    key = new_key()
    add(dashboard, key, Conversation("FGW", "planned", date(2027, 3, 1), roles=("dean",)), SOMEBODY, NOW)
    held = Conversation("FGW", "held", date(2026, 11, 26), roles=("dean",), notes="a")
    assert change(dashboard, key, 1, held, SOMEBODY, NOW).version == 2
    assert len(export_registers(dashboard)) > 1000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE conversation SET notes = 'b'",
        "DELETE FROM conversation",
        "TRUNCATE conversation",
        "DROP TABLE conversation",
        "ALTER TABLE conversation DISABLE TRIGGER USER",
        "INSERT INTO alembic_version VALUES ('9999')",
        "CREATE TABLE mine (x integer)",
        "SET ROLE streefcijfer_owner",
    ],
)
def test_and_nothing_else(dashboard: Registers, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        dashboard.engine.connect() as connection,
    ):
        connection.execute(text(statement))


def test_tables_of_a_later_version_are_the_dashboards_to_read_and_add_to(prepared: Path) -> None:
    psql(prepared, DATABASE, "CREATE TABLE later (x integer)", "streefcijfer_owner")
    psql(prepared, DATABASE, "INSERT INTO later VALUES (1); SELECT * FROM later", "streefcijfer_dashboard")
    psql(prepared, DATABASE, "DROP TABLE later", "streefcijfer_owner")


def test_after_a_migration_the_dashboard_goes_on(prepared: Path) -> None:
    owner = open_registers(at(prepared, "streefcijfer_owner"))
    downgrade(owner.engine, revisions()[-2])
    upgrade(owner.engine)
    owner.close()
    opened = open_registers(at(prepared, "streefcijfer_dashboard"))
    add(opened, new_key(), Conversation("FGM", "planned", date(2027, 3, 1)), SOMEBODY, NOW)
    opened.close()


def test_a_dump_comes_back_with_every_row_the_rights_and_the_guard(
    prepared: Path, dashboard: Registers, tmp_path: Path
) -> None:
    add(dashboard, new_key(), Conversation("FER", "planned", date(2027, 3, 1), notes="é"), SOMEBODY, NOW)
    (_, block) = blocks("Backup of the registers", "sh")
    script = "set -e\n" + block.replace("/var/backups/streefcijfer", str(tmp_path))
    told = {**os.environ, "PGHOST": str(prepared), "PGUSER": server.OWNER}
    done = subprocess.run(["sh", "-c", script], env=told, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    restored = open_registers(at(prepared, "streefcijfer_dashboard", "streefcijfer_restored"))
    assert export_registers(restored) == export_registers(dashboard)
    add(restored, new_key(), Conversation("FER", "planned", date(2027, 4, 1)), SOMEBODY, NOW)
    with pytest.raises(ProgrammingError, match="permission denied"), restored.engine.connect() as connection:
        connection.execute(text("DELETE FROM conversation"))
    restored.close()
    # The guard came along: not even the owner changes a row without lifting it.
    owner = open_registers(at(prepared, "streefcijfer_owner", "streefcijfer_restored"))
    with pytest.raises(ProgrammingError, match=REFUSAL), owner.engine.connect() as connection:
        connection.execute(text("DELETE FROM conversation"))
    owner.close()
