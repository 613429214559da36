"""The database is of the version the program needs, or the program says so; up and down keeps every row."""

import sqlite3
import ssl
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, create_engine, text

from registers import (
    Registers,
    RegistersUnreachable,
    SchemaWrong,
    add,
    bring_in_activities,
    change,
    downgrade,
    export_registers,
    new_key,
    open_registers,
    place_of,
    revision_of,
    revisions,
    upgrade,
)
from registers.store.place import address, engine_at, make_owner_only, said
from registers.store.tables import IN_ORDER, metadata
from registers.store.tls import with_tls
from tests.registers import server
from tests.registers.drawn import ADVISOR, NOON, agreement, conversation, later
from tests.registers.invented import TEXT


def filled(registers: Registers) -> bytes:
    bring_in_activities(registers, (TEXT.encode(), "a.txt"), ("bmt", {}), ADVISOR, NOON)
    talk = add(registers, new_key(), conversation(roles=("decaan", "ambassadeur")), ADVISOR, NOON)
    add(registers, "promise", agreement(conversation=talk.key), ADVISOR, NOON)
    change(registers, "promise", 1, agreement(conversation=talk.key, outcome="half"), ADVISOR, later(hours=1))
    return export_registers(registers)


def test_the_migrations_make_the_tables_that_the_program_knows(registers: Registers) -> None:
    with registers.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_down_and_up_again_keeps_every_row(registers: Registers) -> None:
    before = filled(registers)
    for revision in reversed(revisions()[:-1]):
        downgrade(registers.engine, revision)
        assert revision_of(registers.engine) == revision
    upgrade(registers.engine)
    assert revision_of(registers.engine) == revisions()[-1]
    assert export_registers(registers) == before


def test_nothing_that_is_filled_is_dropped(registers: Registers) -> None:
    before = filled(registers)
    with pytest.raises(SchemaWrong) as caught:
        downgrade(registers.engine, "base")
    assert [fault.code for fault in caught.value.faults] == ["registers_not_empty"]
    assert export_registers(registers) == before


def test_what_is_empty_goes_all_the_way_down_and_up(registers: Registers) -> None:
    downgrade(registers.engine, "base")
    assert revision_of(registers.engine) is None
    upgrade(registers.engine)
    filled(registers)


def test_registers_that_were_not_made_are_not_made_by_surprise(nowhere: URL | Path) -> None:
    with pytest.raises(SchemaWrong) as caught:
        open_registers(nowhere)
    assert caught.value.faults[0].code == "registers_not_made"
    assert not isinstance(nowhere, Path) or not nowhere.parent.exists()
    open_registers(nowhere, make=True).close()
    open_registers(nowhere).close()


def test_older_and_newer_registers_are_refused(registers: Registers, place: URL | Path) -> None:
    downgrade(registers.engine, revisions()[0])
    with pytest.raises(SchemaWrong) as caught:
        open_registers(place)
    assert caught.value.faults[0].code == "registers_older"
    with registers.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (lambda: open_registers(place), lambda: open_registers(place, make=True)):
        with pytest.raises(SchemaWrong) as caught:
            act()
        assert caught.value.faults[0].code == "registers_newer"
        assert caught.value.faults[0].facts["found"] == "9999"


def test_a_version_that_never_was(registers: Registers) -> None:
    for act in (upgrade, downgrade):
        with pytest.raises(SchemaWrong) as caught:
            act(registers.engine, "nonsense")
        assert caught.value.faults[0].code == "registers_revision"


def test_two_who_make_them_at_once(nowhere: URL | Path) -> None:
    url = address(nowhere)
    make_owner_only(url)
    failed: list[Exception] = []

    def make() -> None:
        try:
            open_registers(url, make=True).close()
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for each in makers:
        each.start()
    for each in makers:
        each.join()
    assert failed == []
    open_registers(url).close()


def test_who_comes_while_somebody_else_makes_the_file_waits(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    first = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    first.execute("CREATE TABLE somebody_is_here (n)")
    # What SQLite refuses at once, whatever the patience of the one who comes.
    first.execute("BEGIN IMMEDIATE")
    held = threading.Timer(0.3, lambda: first.execute("COMMIT"))
    held.start()
    open_registers(file, make=True).close()
    held.join()
    first.close()
    open_registers(file).close()
    after = sqlite3.connect(file)
    assert after.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    after.close()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "registers" / "registers.sqlite"
    registers = open_registers(file, make=True)
    filled(registers)
    there = list(file.parent.iterdir())
    assert len(there) == 3, "the database, its log and its index"
    assert {stat.S_IMODE(each.stat().st_mode) for each in there} == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    registers.close()


def test_sqlite_is_set_up_as_it_should(tmp_path: Path) -> None:
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    with registers.reading() as connection:
        settings = {name: connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "busy_timeout", "recursive_triggers", "synchronous")}  # fmt: skip
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "recursive_triggers": 1, "synchronous": 2}  # fmt: skip
    registers.close()


def test_where_the_registers_are(tmp_path: Path) -> None:
    default = str(tmp_path / "data/processed/registers/registers.sqlite")
    assert said(place_of(None, {}, tmp_path)) == default
    assert said(place_of(None, {"STREEFCIJFER_REGISTERS": ""}, tmp_path)) == default
    shared = "postgresql://u:geheim@h/d"
    assert place_of(None, {"STREEFCIJFER_REGISTERS": shared}, tmp_path).drivername == "postgresql+pg8000"
    assert said(place_of(None, {"STREEFCIJFER_REGISTERS": shared}, tmp_path)) == "postgresql+pg8000://u:***@h/d"
    assert place_of("/a/b.sqlite", {"STREEFCIJFER_REGISTERS": shared}, tmp_path).database == "/a/b.sqlite"


@pytest.mark.parametrize("place", ["mysql://u:geheim@h/d", "://", "postgresql://u:geheim@h", "sqlite://"])
def test_an_address_of_something_else(place: str) -> None:
    with pytest.raises(RegistersUnreachable) as caught:
        open_registers(place)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("make", [False, True])
def test_a_server_that_does_not_answer(make: bool, tmp_path: Path) -> None:
    silent = URL.create("postgresql", "u", "geheim", database="d", query={"unix_sock": str(tmp_path / "none")})
    with pytest.raises(RegistersUnreachable) as caught:
        open_registers(silent, make=make)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("this is no database at all, and longer than its head", encoding="utf-8")
    with pytest.raises(RegistersUnreachable):
        open_registers(tmp_path / "a.sqlite")


def test_a_database_that_is_not_there(postgres: Path) -> None:
    with pytest.raises(RegistersUnreachable):
        open_registers(server.url(postgres, "nowhere"))


def test_every_table_is_in_the_order_of_what_points_at_what() -> None:
    known: set[str] = set()
    for table in IN_ORDER:
        assert {key.column.table.name for key in table.foreign_keys} <= known
        known.add(table.name)
    assert len(known) == 11


def test_an_engine_opens_nothing_yet(tmp_path: Path) -> None:
    engine_at(address(tmp_path / "a.sqlite")).dispose()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "checked"),
    [
        ("postgresql://u@localhost/d", None),
        ("postgresql://u@127.0.0.1/d?sslmode=verify-full", True),
        ("postgresql://u@db.example/d", True),
        ("postgresql://u@db.example/d?sslmode=require", False),
        ("postgresql://u@db.example/d?sslmode=disable", None),
    ],
)
def test_a_server_elsewhere_must_show_who_it_is(place: str, checked: bool | None) -> None:
    plain, told = with_tls(address(place))
    assert not plain.query
    context = told["ssl_context"]
    if checked is None:
        assert context is False
    else:
        assert isinstance(context, ssl.SSLContext)
        assert (context.verify_mode, context.check_hostname) == (
            (ssl.CERT_REQUIRED, True) if checked else (ssl.CERT_NONE, False)
        )


@pytest.mark.parametrize("asked", ["sslmode=prefer", "sslrootcert=/nowhere.pem", "sslmode=require&sslmode=disable"])
def test_an_address_that_asks_for_no_such_privacy(asked: str) -> None:
    with pytest.raises(RegistersUnreachable):
        open_registers(f"postgresql://u@h/d?{asked}")


def test_a_server_that_cannot_be_private_is_not_spoken_to(postgres: Path) -> None:
    with pytest.raises(RegistersUnreachable):
        open_registers(server.url(postgres, "postgres").update_query_dict({"sslmode": "require"}))


def test_nobody_waits_for_ever_for_a_connection(tmp_path: Path) -> None:
    open_registers(tmp_path / "a.sqlite", make=True).close()
    engine = create_engine(address(tmp_path / "a.sqlite"), pool_size=1, max_overflow=0, pool_timeout=0.05)
    registers = Registers(engine)
    with registers.reading(), pytest.raises(RegistersUnreachable), registers.reading():
        pass
    engine.dispose()
