"""The dashboard is killed (kill -9) while its page of a talk saves: every record is whole or absent, each version too."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from registers import at_version, conversations, open_registers
from tests.dashboard.agreed import registers_beside
from tests.dashboard.publication import write_publication
from tests.dashboard.saver import LONG, ROLES

ROOT = Path(__file__).parents[2]
KILLS, MOST_SECONDS = 4, 1.2


@pytest.mark.slow
def test_killed_while_saving(tmp_path: Path) -> None:
    write_publication(tmp_path, months=1)
    registers_beside(tmp_path, {}).close()
    drawn, said = random.Random(5), dict[str, int]()
    for _ in range(KILLS):
        saving = [sys.executable, "-m", "tests.dashboard.saver", str(tmp_path)]
        with subprocess.Popen(
            saving, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as started:
            assert started.stdout is not None
            first = started.stdout.readline()
            time.sleep(drawn.uniform(0, MOST_SECONDS))
            started.kill()
            lines = [first, *started.stdout]
        # Half a line was not said.
        said |= {key: int(version) for key, version in (line.split() for line in lines if line.endswith("\n"))}
    registers = open_registers(tmp_path / "registers" / "registers.sqlite")
    found = {each.key: each for each in conversations(registers, None)}
    assert len(said) >= KILLS
    assert {key for key, version in said.items() if found[key].version < version} == set()
    assert len(found) - len(said) <= KILLS, "at most one a kill was saved and not said"
    for key, last in found.items():
        for version in range(1, last.version + 1):
            kept = at_version(registers, key, version, None)
            assert kept is not None
            letter = kept.value.notes[0]
            assert kept.value.notes == letter * (LONG + version - 1)
            assert kept.value.roles == tuple(f"{role} {letter}" for role in ROLES)
    with registers.reading() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    registers.close()
