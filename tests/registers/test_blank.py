"""A text that must not stay is taken out of every version and of the files; that it was is said; nothing else changes."""

import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from registers import (
    BLANKED,
    FREE_TEXTS,
    Author,
    Conflict,
    Conversation,
    Entry,
    Kept,
    NotAllowed,
    RecordRefused,
    Registers,
    RegistersUnreachable,
    Rhythm,
    SchemaWrong,
    TableRefused,
    add,
    at_version,
    blank_out,
    bring_back,
    change,
    downgrade,
    export_registers,
    histories,
    history,
    one,
    open_registers,
    remove,
    rhythm_key,
    upgrade,
    work_to_do,
)
from registers.__main__ import main
from registers.keep import blank
from tests.registers import server
from tests.registers.conftest import new_database
from tests.registers.drawn import ADVISOR, DAY, NOON, activity, agreement, conversation, later
from tests.registers.test_guard import refused
from tests.registers.test_many_writers import ROOT, at

SECRET = "Zzgeheime Naam uit de notities"
ADMINISTRATOR = Author("command-line", "administrator")


@pytest.fixture
def talk(registers: Registers) -> Registers:
    """A talk of four versions, two of which name somebody, and another talk that says the same."""
    for key in ("talk", "other"):
        add(registers, key, conversation(roles=("decaan", "ambassadeur")), ADVISOR, NOON)
        change(registers, key, 1, conversation(notes=f"met {SECRET}", roles=("decaan",)), ADVISOR, later(hours=1))
        change(registers, key, 2, conversation(notes=SECRET * 200, state="held"), ADVISOR, later(hours=2))
        change(registers, key, 3, conversation(state="held", publication="p1"), ADVISOR, later(hours=3))
    return registers


def everywhere(registers: Registers, key: str) -> list[Conversation]:
    kept = [at_version(registers, key, number, None) for number in range(1, 9)]
    return [each.value for each in kept if each is not None and isinstance(each.value, Conversation)]


def test_it_is_gone_from_every_version_and_nothing_else_is(talk: Registers) -> None:
    before, other = everywhere(talk, "talk"), everywhere(talk, "other")
    kept = blank_out(talk, "talk", "notes", ADMINISTRATOR, later(days=1))
    assert (kept.version, kept.act, kept.subject, kept.role) == (5, "changed", "command-line", "administrator")
    after = everywhere(talk, "talk")
    assert [each.notes for each in after] == ["", BLANKED, BLANKED, "", ""]
    assert [replace(each, notes="") for each in after[:4]] == [replace(each, notes="") for each in before]
    assert everywhere(talk, "other") == other


def test_the_history_says_who_when_and_which_field(talk: Registers) -> None:
    blank_out(talk, "talk", "notes", ADMINISTRATOR, later(days=1))
    steps = history(talk, "talk", None)
    assert [(each.version, each.blanked) for each in steps] == [
        (1, None),
        (2, None),
        (3, None),
        (4, None),
        (5, "notes"),
    ]
    last = steps[-1]
    assert (last.act, last.at, last.role, list(last.fields)) == ("changed", later(days=1), "administrator", ["notes"])
    assert SECRET not in str(steps)
    assert histories(talk, ["talk"], None) == {}  # of activities only


def test_items_of_a_list_go_too(talk: Registers) -> None:
    blank_out(talk, "talk", "roles", ADMINISTRATOR, NOON)
    assert [each.roles for each in everywhere(talk, "talk")] == [(BLANKED,) * 2, (BLANKED,), (), (), ()]
    assert everywhere(talk, "other")[0].roles == ("decaan", "ambassadeur")


def test_every_text_that_people_write_can_be_taken_out(registers: Registers) -> None:
    add(registers, "conversation", conversation(notes=SECRET, roles=(SECRET,)), ADVISOR, NOON)
    texts = dict.fromkeys(FREE_TEXTS["agreement"], SECRET)
    add(registers, "agreement", agreement(**texts), ADVISOR, NOON)
    add(registers, "activity", activity(**dict.fromkeys(FREE_TEXTS["activity"], SECRET)), ADVISOR, NOON)
    for kind, fields in FREE_TEXTS.items():
        for field in fields:
            blank_out(registers, kind, field, ADMINISTRATOR, later(days=1))
    with zipfile.ZipFile(BytesIO(export_registers(registers))) as archive:
        assert not any(SECRET in archive.read(name).decode() for name in archive.namelist())
    kept = one(registers, "activity", None)
    assert kept is not None
    # What is blanked says nothing: an owner that was taken out is work to do, and a record can still be saved.
    assert "owner_redacted" in {each.code for each in work_to_do(kept.value)}  # type: ignore[arg-type]
    assert change(registers, "activity", kept.version, kept.value, ADVISOR, NOON).version == kept.version


def test_the_guard_is_back(talk: Registers) -> None:
    blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    assert "append-only" in refused(talk, "UPDATE conversation SET notes = 'x'")
    assert "append-only" in refused(talk, "DELETE FROM conversation")
    assert "append-only" in refused(talk, "UPDATE blanked SET field = 'x'")
    blank_out(talk, "talk", "roles", ADMINISTRATOR, NOON)
    assert "append-only" in refused(talk, "UPDATE conversation_roles SET item = 'x'")


def test_the_export_carries_it_and_brings_it_back(talk: Registers, tmp_path: Path) -> None:
    old = export_registers(talk)
    blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    exported, again = export_registers(talk), open_registers(tmp_path / "again.sqlite", make=True)
    bring_back(again, exported)
    assert export_registers(again) == exported
    assert history(again, "talk", None)[-1].blanked == "notes"
    # A former export still names somebody: it is not let in again.
    with pytest.raises(TableRefused):
        bring_back(talk, old)
    assert export_registers(talk) == exported
    again.close()


def test_a_removed_record_stays_removed(registers: Registers) -> None:
    add(registers, "a", conversation(notes=SECRET), ADVISOR, NOON)
    remove(registers, "a", 1, ADVISOR, NOON)
    assert blank_out(registers, "a", "notes", ADMINISTRATOR, NOON).removed


def test_who_read_it_before_gets_a_conflict_and_cannot_write_it_back_unseen(talk: Registers) -> None:
    kept = one(talk, "talk", None)
    assert kept is not None
    blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    with pytest.raises(Conflict):
        change(talk, "talk", kept.version, conversation(notes=SECRET), ADVISOR, NOON)


@pytest.mark.parametrize(
    ("key", "field", "code"),
    [
        ("none", "notes", "no_such_record"),
        ("talk", "unit", "no_such_choice"),
        ("talk", "aim", "no_such_choice"),
        ("talk", "day", "no_such_choice"),
        ("rhythm", "every", "no_such_choice"),
        ("empty", "notes", "nothing_to_blank"),
    ],
)
def test_what_cannot_be_taken_out_changes_nothing(talk: Registers, key: str, field: str, code: str) -> None:
    add(talk, "empty", conversation(), ADVISOR, NOON)
    add(talk, rhythm_key("bmt"), Rhythm("bmt", "yearly", DAY), ADVISOR, NOON)
    before = export_registers(talk)
    with pytest.raises(RecordRefused) as caught:
        blank_out(talk, rhythm_key("bmt") if key == "rhythm" else key, field, ADMINISTRATOR, NOON)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert export_registers(talk) == before
    assert "append-only" in refused(talk, "UPDATE conversation SET notes = 'x'")


def test_taken_out_twice_is_once(talk: Registers) -> None:
    blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    before = export_registers(talk)
    with pytest.raises(RecordRefused):
        blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    assert export_registers(talk) == before


def test_a_sqlite_file_holds_no_trace_of_it(tmp_path: Path) -> None:
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    add(registers, "talk", conversation(notes=f"{SECRET} {'x' * 20_000} {SECRET}"), ADVISOR, NOON)
    reader = open_registers(tmp_path / "a.sqlite")  # a dashboard that has it open meanwhile
    assert one(reader, "talk", None) is not None

    def found() -> set[str]:
        return {each.name for each in tmp_path.iterdir() if SECRET.encode() in each.read_bytes()}

    assert found()
    blank_out(registers, "talk", "notes", ADMINISTRATOR, NOON)
    assert found() == set()
    kept = one(reader, "talk", None)
    assert kept is not None
    assert kept.version == 2
    for each in (reader, registers):
        each.close()


def test_somebody_in_the_way_of_clearing_the_file_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registers.store.place.WAIT_SECONDS", 0.2)
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    add(registers, "talk", conversation(notes=SECRET), ADVISOR, NOON)
    reader = open_registers(tmp_path / "a.sqlite")
    with reader.reading() as connection:
        connection.execute(text("SELECT count(*) FROM record"))
        with pytest.raises(RegistersUnreachable) as caught:
            blank_out(registers, "talk", "notes", ADMINISTRATOR, NOON)
    assert caught.value.faults[0].code == "blank_not_swept"
    # The text is gone from the records; the same command clears the file.
    with pytest.raises(RecordRefused):
        blank_out(registers, "talk", "notes", ADMINISTRATOR, NOON)
    assert not any(SECRET.encode() in each.read_bytes() for each in tmp_path.iterdir())
    for each in (reader, registers):
        each.close()


def test_somebody_who_writes_in_the_same_instant_is_taken_along(
    talk: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their version is there when ours is to be added: the whole is done again, over theirs."""
    added, tried = blank.add_version, list[int]()

    def clash(connection: Connection, kind: object, made: Kept[Entry]) -> None:
        tried.append(made.version)
        if len(tried) == 1:
            raise IntegrityError("", {}, Exception())
        added(connection, kind, made)  # type: ignore[arg-type]

    monkeypatch.setattr(blank, "add_version", clash)
    assert blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON).version == 5
    assert tried == [5, 5]
    assert BLANKED in {each.notes for each in everywhere(talk, "talk")}
    assert not any(SECRET in each.notes for each in everywhere(talk, "talk"))


def test_what_the_database_says_beside_that_is_not_taken_for_a_right(
    talk: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ProgrammingError("", {}, Exception("a fault of our own"))

    monkeypatch.setattr(blank, "guard_lifted", broken)
    before = export_registers(talk)
    with pytest.raises(ProgrammingError):
        blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    assert export_registers(talk) == before


def test_a_file_that_cannot_be_written_anew_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> bool:
        raise sqlite3.OperationalError("disk is full")

    monkeypatch.setattr("registers.store.sweep._file", full)
    registers = open_registers(tmp_path / "a.sqlite", make=True)
    add(registers, "talk", conversation(notes=SECRET), ADVISOR, NOON)
    with pytest.raises(RegistersUnreachable) as caught:
        blank_out(registers, "talk", "notes", ADMINISTRATOR, NOON)
    assert caught.value.faults[0].code == "blank_not_swept"
    registers.close()


def test_a_server_lets_its_owner_alone(postgres: Path) -> None:
    with new_database(postgres) as url:
        owner = open_registers(url, make=True)
        add(owner, "talk", conversation(notes=SECRET), ADVISOR, NOON)
        for statement in (
            "DROP ROLE IF EXISTS writer",
            "CREATE ROLE writer LOGIN",
            "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO writer",
        ):
            server.run(postgres, url.database or "", statement)
        opened = open_registers(url.set(username="writer"))
        before = export_registers(owner)
        with pytest.raises(NotAllowed) as caught:
            blank_out(opened, "talk", "notes", ADMINISTRATOR, NOON)
        assert caught.value.faults[0].code == "blank_not_owner"
        assert export_registers(owner) == before
        assert "append-only" in refused(owner, "UPDATE conversation SET notes = 'x'")
        assert blank_out(owner, "talk", "notes", ADMINISTRATOR, NOON).version == 2
        for each in (opened, owner):
            each.close()


def test_a_migration_back_does_not_forget_what_was_taken_out(talk: Registers) -> None:
    blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    before = export_registers(talk)
    with pytest.raises(SchemaWrong):
        downgrade(talk.engine, "0002")
    upgrade(talk.engine)
    assert export_registers(talk) == before


def test_the_command(place: URL | Path) -> None:
    registers = open_registers(place)
    add(registers, "talk", conversation(notes=SECRET), ADVISOR, NOON)
    registers.close()

    def run(*words: str) -> tuple[int, str]:
        found = CliRunner().invoke(main, [*words, "--registers", at(place)])
        return found.exit_code, found.output

    code, said = run("blank", "talk", "--field", "notes")
    assert (code, said.startswith("talk: notes holds no text any more")) == (0, True)
    assert run("history", "talk")[1].splitlines()[-1].endswith("command-line (administrator)  blanked  notes")
    assert run("blank", "talk", "--field", "notes", "--language", "nl")[0] == 21
    assert "notes, roles" in run("blank", "talk", "--field", "unit")[1]
    assert run("blank", "talk")[0] == 2


@pytest.mark.parametrize(("moment", "is_done"), [("lifted", False), ("added", False), ("kept", True)])
def test_killed_at_any_moment_it_is_done_or_not(talk: Registers, place: URL | Path, moment: str, is_done: bool) -> None:
    """kill -9: with the guard off, with the version added, and with all of it kept but the files not cleared yet."""
    before = export_registers(talk)
    command = [sys.executable, "-m", "tests.registers.blanker", at(place), "talk", moment]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "here\n"
        started.kill()
    assert (history(talk, "talk", None)[-1].blanked == "notes") == is_done
    assert (export_registers(talk) != before) == is_done
    assert [each.notes for each in everywhere(talk, "talk")].count(BLANKED) == (2 if is_done else 0)
    assert "append-only" in refused(talk, "UPDATE conversation SET notes = 'x'")
    # Whatever the moment, the command can be given again.
    if is_done:
        with pytest.raises(RecordRefused):
            blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
    else:
        blank_out(talk, "talk", "notes", ADMINISTRATOR, NOON)
