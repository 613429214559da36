"""Everything comes out and goes in again, exactly, between SQLite and PostgreSQL; what is damaged does not."""

import contextlib
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Date, Integer, Text
from sqlalchemy.dialects import sqlite

from registers import (
    Registers,
    Rhythm,
    SchemaWrong,
    TableRefused,
    add,
    bring_back,
    bring_in_activities,
    change,
    export_registers,
    history,
    one,
    open_registers,
    remove,
    rhythm_key,
)
from registers.exchange.cells import read_cell, write_cell
from registers.store.moment import Moment
from tests.registers.conftest import new_database
from tests.registers.drawn import ADVISOR, AMBASSADOR, DAY, NOON, ODD_TEXTS, activity, agreement, conversation, later
from tests.registers.invented import TEXT


def filled(registers: Registers) -> None:
    """Every kind, every list, every act, and every odd text in some field."""
    bring_in_activities(registers, (TEXT.encode(), "a.txt"), ("bmt", {}), ADVISOR, NOON)
    for number, odd in enumerate(ODD_TEXTS):
        add(
            registers,
            f"talk-{number}",
            conversation(notes=odd, roles=(odd, "b", "a"), publication=f"p{odd}"),
            ADVISOR,
            NOON,
        )
        change(
            registers, f"talk-{number}", 1, conversation(state="held", notes=odd * 2), AMBASSADOR, later(hours=number)
        )
    add(registers, "long", conversation(notes="=" * 100_000, day=None, state="cancelled"), ADVISOR, NOON)
    add(registers, "promise", agreement(conversation="long", band="15+", due=DAY, start=DAY, outcome=""), ADVISOR, NOON)
    add(
        registers,
        "act",
        activity(groups=("women", "-x"), bands=("15+",), targets=("t", "'t"), phase="running"),
        ADVISOR,
        NOON,
    )
    remove(registers, "act", 1, AMBASSADOR, later(days=1))
    add(registers, rhythm_key("bmt"), Rhythm("bmt", "yearly", DAY), ADVISOR, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def other(postgres: Path, tmp_path: Path, registers: Registers) -> Iterator[Registers]:
    """Empty registers on the other database."""
    with contextlib.ExitStack() as stack:
        here = registers.engine.dialect.name
        place = stack.enter_context(new_database(postgres)) if here == "sqlite" else tmp_path / "other.sqlite"
        opened = open_registers(place, make=True)
        yield opened
        opened.close()


def test_there_and_back_again(registers: Registers, other: Registers) -> None:
    filled(registers)
    exported = export_registers(registers)
    rows = bring_back(other, exported)
    assert rows > 100
    assert export_registers(other) == exported
    for key in ("talk-0", "long", "promise", "act", rhythm_key("bmt")):
        assert one(other, key, None) == one(registers, key, None)
        assert history(other, key, None) == history(registers, key, None)
    # And life goes on there.
    assert change(other, "talk-0", 2, conversation(notes="verder"), ADVISOR, later(days=9)).version == 3


def test_the_export_is_what_its_description_says(registers: Registers, tmp_path: Path) -> None:
    filled(registers)
    with zipfile.ZipFile(io.BytesIO(export_registers(registers))) as archive:
        archive.extractall(tmp_path / "export")
    found = frictionless.Package(str(tmp_path / "export" / "datapackage.json")).validate()
    assert found.valid, found.flatten()


def test_no_cell_is_run_by_a_spreadsheet(registers: Registers) -> None:
    filled(registers)
    with zipfile.ZipFile(io.BytesIO(export_registers(registers))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")}
    cells = [cell for text in texts.values() for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) > 500
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


@given(st.one_of(st.none(), st.text(min_size=1), st.dates(), st.integers(), st.datetimes(timezones=st.just(UTC))))
def test_a_cell_gives_its_value_back(value: object) -> None:
    kinds = {date: Date(), datetime: Moment(), int: Integer(), str: Text(), type(None): Text()}
    assert read_cell(write_cell(value), Column("a", kinds[type(value)], nullable=True)) == value


def test_no_moment_is_none() -> None:
    dialect = sqlite.dialect()
    assert Moment().process_bind_param(None, dialect) is Moment().process_result_value(None, dialect) is None


def test_an_empty_text_is_not_null() -> None:
    assert read_cell(write_cell(""), Column("a", Text(), nullable=False)) == ""
    assert read_cell(write_cell(None), Column("a", Text(), nullable=True)) is None


def again(exported: bytes, edit: Callable[[dict[str, bytes]], None]) -> bytes:
    """The export with something done to its files."""
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    edit(files)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def other_revision(files: dict[str, bytes], revision: str) -> None:
    described = json.loads(files["datapackage.json"])
    files["datapackage.json"] = json.dumps({**described, "revision": revision}).encode()


DAMAGE: list[Callable[[dict[str, bytes]], object]] = [
    lambda files: files.pop("datapackage.json"),
    lambda files: files.pop("changes.csv"),
    lambda files: files.update({"datapackage.json": b"{}"}),
    lambda files: files.update({"datapackage.json": b"[1]"}),
    lambda files: files.update({"agreement.csv": files["agreement.csv"][:-1]}),
    lambda files: files.update({"conversation.csv": files["conversation.csv"].replace(b"held", b"cold", 1)}),
]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    registers = open_registers(tmp_path_factory.mktemp("full") / "a.sqlite", make=True)
    filled(registers)
    content = export_registers(registers)
    registers.close()
    return content


@pytest.fixture
def empty(tmp_path: Path) -> Registers:
    return open_registers(tmp_path / "empty.sqlite", make=True)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_export_changes_nothing(
    exported: bytes, empty: Registers, damage: Callable[[dict[str, bytes]], None]
) -> None:
    before = export_registers(empty)
    with pytest.raises(TableRefused):
        bring_back(empty, again(exported, damage))
    assert export_registers(empty) == before
    assert bring_back(empty, again(exported, lambda files: None)) > 100


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x00" * 100])
def test_what_is_no_export(empty: Registers, content: bytes) -> None:
    with pytest.raises(TableRefused):
        bring_back(empty, content)


@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_an_export_of_another_version(exported: bytes, empty: Registers, revision: str) -> None:
    with pytest.raises(SchemaWrong) as caught:
        bring_back(empty, again(exported, lambda files: other_revision(files, revision)))
    assert caught.value.faults[0].code == "export_other_version"
    assert caught.value.faults[0].facts["found"] == revision


def forged(exported: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Somebody changed a table and its fingerprint too."""

    def forge(files: dict[str, bytes]) -> None:
        files[name] = edit(files[name])
        described = json.loads(files["datapackage.json"])
        for each in described["resources"]:
            if each["path"] == name:
                each["hash"] = f"sha256:{hashlib.sha256(files[name]).hexdigest()}"
        files["datapackage.json"] = json.dumps(described).encode()

    return again(exported, forge)


FORGERIES: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("changes.csv", lambda content: b"\r\n".join(content.split(b"\r\n")[:-2]) + b"\r\n"),
    ("record.csv", lambda content: content.replace(b'"rhythm"', b'"secret"')),
    ("rhythm.csv", lambda content: content.replace(b'"2026-03-02"', b'"2026-02-30"')),
    ("rhythm.csv", lambda content: content.replace(b'"2026-03-02"', b'""')),
    ("rhythm.csv", lambda content: content.replace(b'"every"', b'"each"')),
    ("rhythm.csv", lambda content: content + content.split(b"\r\n")[1] + b"\r\n"),
    ("conversation.csv", lambda content: content + b'"a","b'),
]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_export_is_refused_whole(
    registers: Registers, exported: bytes, forgery: tuple[str, Callable[[bytes], bytes]]
) -> None:
    before = export_registers(registers)
    with pytest.raises(TableRefused):
        bring_back(registers, forged(exported, *forgery))
    assert export_registers(registers) == before


def test_a_table_beyond_all_measure_is_not_unpacked(
    empty: Registers, exported: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registers.exchange.bring_back._MOST_BYTES", 1000)
    with pytest.raises(TableRefused):
        bring_back(empty, exported)
