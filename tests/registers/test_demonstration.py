"""The example beside the demonstration: made once, and taken away only while nobody wrote anything."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from registers import (
    SchemaWrong,
    activities,
    add,
    change,
    downgrade,
    export_registers,
    one,
    open_registers,
    remove,
    revisions,
)
from registers.__main__ import main
from registers.demonstration import KEPT, MADE, NONE, REMOVED, THERE, make_demonstration, remove_demonstration
from registers.example import example
from tests.registers.drawn import ADVISOR, activity

TODAY = date(2026, 11, 26)
RECORDS = len(example(TODAY))
README = Path(__file__).parents[2] / "README.md"
AT = datetime(2026, 11, 26, 9, 30, 15, 123456, tzinfo=UTC)


def test_the_readme_shows_the_line_that_the_demonstration_says() -> None:
    said = MADE.fill("en", {"n": RECORDS, "place": "data/processed/registers/registers.sqlite"})
    assert f"\n{said}\n" in README.read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "processed" / "registers" / "registers.sqlite"


def content(file: Path) -> bytes:
    registers = open_registers(file)
    try:
        return export_registers(registers)
    finally:
        registers.close()


def test_made_once_and_left_as_it_is_the_second_time(file: Path) -> None:
    assert make_demonstration(file, TODAY, AT) == (MADE, RECORDS)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    before = content(file)
    # Also on another day, when the example would have other days.
    assert make_demonstration(file, TODAY + timedelta(days=40), AT + timedelta(days=40)) == (THERE, RECORDS)
    assert content(file) == before


def test_empty_registers_are_filled_and_those_of_somebody_are_not(file: Path) -> None:
    open_registers(file, make=True).close()
    assert make_demonstration(file, TODAY, AT) == (MADE, RECORDS)
    file.unlink()
    registers = open_registers(file, make=True)
    add(registers, "mine", activity(who="HR"), ADVISOR, AT)
    registers.close()
    assert make_demonstration(file, TODAY, AT) == (THERE, 1)
    assert remove_demonstration(file) is KEPT
    assert file.exists()


@pytest.mark.parametrize("shift", [timedelta(), timedelta(hours=14), timedelta(hours=-12)])
def test_taken_away_while_it_is_only_that_wherever_it_was_written(file: Path, shift: timedelta) -> None:
    """A calendar on the other side of the earth says another day at the same moment."""
    make_demonstration(file, (AT + shift).date(), AT)
    assert remove_demonstration(file) is REMOVED
    assert not file.parent.exists()
    assert remove_demonstration(file) is NONE


def test_empty_registers_and_other_files_beside_it_are_not_the_demonstrations(file: Path) -> None:
    open_registers(file, make=True).close()
    assert remove_demonstration(file) is KEPT
    make_demonstration(file, TODAY, AT)
    (file.parent / "notes.txt").write_text("mine", encoding="utf-8")
    assert remove_demonstration(file) is REMOVED
    assert [each.name for each in file.parent.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("how", ["added", "changed", "removed", "changed back"])
def test_one_word_of_somebody_keeps_it(file: Path, how: str) -> None:
    make_demonstration(file, TODAY, AT)
    registers = open_registers(file)
    key = next(kept.key for kept in activities(registers, None))
    kept = one(registers, key, None)
    assert kept is not None
    if how == "added":
        add(registers, "mine", activity(who="HR"), ADVISOR, AT)
    elif how == "removed":
        remove(registers, key, kept.version, ADVISOR, AT)
    else:
        other = change(registers, key, kept.version, activity(who="HR"), ADVISOR, AT)
        if how == "changed back":
            change(registers, key, other.version, kept.value, ADVISOR, AT)
    registers.close()
    before = content(file)
    assert remove_demonstration(file) is KEPT
    assert content(file) == before


def test_registers_of_another_version_are_neither_migrated_nor_removed(file: Path) -> None:
    make_demonstration(file, TODAY, AT)
    registers = open_registers(file)
    downgrade(registers.engine, revisions()[-2])
    registers.close()
    for act in (lambda: make_demonstration(file, TODAY, AT), lambda: remove_demonstration(file)):
        with pytest.raises(SchemaWrong, match=r"older|ouder"):
            act()
    assert file.exists()


def told(*words: object, code: int = 0) -> str:
    found = CliRunner().invoke(main, ["example", *map(str, words)])
    assert found.exit_code == code, found.output
    return found.output


def test_the_command_says_what_it_made_and_what_it_took_away(file: Path) -> None:
    at = ("--registers", file, "--language", "en")
    assert told("--make", *at) == (
        f"Registers: an invented example of 23 records (conversations, agreements, activities) in {file}\n"
    )
    assert told("--make", *at) == f"Registers: 23 records in {file}, left as they are\n"
    assert told("--remove", "--registers", file, "--language", "nl") == "De verzonnen registers zijn ook weg.\n"
    assert told("--remove", *at) == "There were no registers beside it.\n"
    assert not file.exists()


@pytest.mark.parametrize("words", [("--make", "--remove"), ("--make", "--registers", "postgresql://x:zzsecret@y/z")])
def test_the_command_is_for_one_file_and_one_act(words: tuple[str, ...]) -> None:
    assert "zzsecret" not in told(*words, code=2)
