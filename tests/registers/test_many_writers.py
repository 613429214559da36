"""Many who write at once, in real processes: nothing is lost, every conflict is said, on both databases."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL

from registers import Conversation, Registers, add, conversations, history, one
from tests.registers.drawn import ADVISOR, NOON, conversation

ROOT = Path(__file__).parents[2]


def run(folder: Path, place: str, processes: int, threads: int) -> list[list[str]]:
    """What each of the writers said."""
    command = [sys.executable, "-m", "tests.registers.writer", folder, place]
    started = [
        subprocess.Popen([*command, f"w{number}", str(threads)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for number in range(processes)
    ]
    for each in started:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    (folder / "go").touch()
    said: list[list[str]] = []
    for each in started:
        out, _ = each.communicate(timeout=120)
        said += [line.split() for line in out.splitlines()]
    return said


def at(place: URL | Path) -> str:
    return str(place) if isinstance(place, Path) else place.render_as_string(hide_password=False)


@pytest.mark.slow
def test_nothing_is_lost(registers: Registers, place: URL | Path, tmp_path: Path) -> None:
    add(registers, "shared", conversation(), ADVISOR, NOON)
    add(registers, "counted", conversation(), ADVISOR, NOON)
    processes, threads = (4, 3) if isinstance(place, Path) else (4, 13)  # 12 on SQLite, 52 on PostgreSQL
    said = run(tmp_path, at(place), processes, threads)
    names = {line[0] for line in said}
    assert len(names) == processes * threads
    assert [line for line in said if line[1] == "failed"] == []
    # Everybody's own record is there, once.
    own = [kept for kept in conversations(registers, None) if kept.key.startswith("own-")]
    assert sorted(kept.value.roles[0] for kept in own) == sorted(names)
    # Of all who wanted version 2 of the same record one made it, and the others were told.
    (winner,) = [line[0] for line in said if line[1] == "won"]
    shared = one(registers, "shared", None)
    assert shared is not None
    assert (shared.version, shared.value) == (2, conversation(notes=winner))
    # Every addition to one record is in it, each in a version of its own.
    adding = {name for name in names if int(name.split("-")[1]) < 2}
    counted = one(registers, "counted", None)
    assert counted is not None
    assert isinstance(counted.value, Conversation)
    assert counted.version == 1 + len(adding)
    assert sorted(counted.value.roles) == sorted(adding)
    assert len(history(registers, "counted", None)) == 1 + len(adding)
    assert sum(int(line[2]) for line in said) > 0, "they did not write at the same time: the test showed nothing"
