"""The dashboard is killed (kill -9) while its page of a talk saves: every record is whole or absent, each version too."""

import contextlib
import random
import time
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import text

from registers import at_version, conversations, open_registers
from tests.dashboard.agreed import registers_beside
from tests.dashboard.publication import write_publication
from tests.dashboard.saver import LONG, ROLES, saving

KILLS, MOST_SECONDS = 4, 1.2


@pytest.mark.slow
def test_killed_while_saving(tmp_path: Path) -> None:
    write_publication(tmp_path, months=1)
    registers_beside(tmp_path, {}).close()
    drawn, said = random.Random(5), dict[str, int]()
    # Forked from a process that has imported the dashboard: importing takes longer than saving.
    processes = get_context("forkserver")
    processes.set_forkserver_preload([saving.__module__])
    for _ in range(KILLS):
        heard, says = processes.Pipe(duplex=False)
        started = processes.Process(target=saving, args=(tmp_path, says))
        started.start()
        says.close()
        lines = [heard.recv()]
        time.sleep(drawn.uniform(0, MOST_SECONDS))
        started.kill()
        # What was half said was not said.
        with contextlib.suppress(EOFError, OSError):
            while True:
                lines.append(heard.recv())
        heard.close()
        started.join()
        said |= dict(lines)
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
