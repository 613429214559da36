"""Killed while saving (kill -9): every record is whole or absent, and what was said to be saved is there."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import URL, func, select, text

from registers import Registers, conversations, open_registers
from registers.store.tables import changes, conversation_roles, record
from registers.store.tables import conversation as table
from tests.registers.sayer import ROLES
from tests.registers.test_many_writers import ROOT, at

KILLS = 3


@pytest.mark.slow
def test_killed_while_saving(registers: Registers, place: URL | Path) -> None:
    drawn, saved = random.Random(11), set[str]()
    for kill in range(KILLS):
        saying = [sys.executable, "-m", "tests.registers.sayer", at(place), f"k{kill}"]
        with subprocess.Popen(saying, cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
            assert started.stdout is not None
            first = started.stdout.readline()
            time.sleep(drawn.uniform(0.0, 0.2))
            started.kill()
            rest = started.stdout.read()
        saved |= {f"k{kill}-{line}" for line in (first + rest).split()}
    again = open_registers(place)
    kept = conversations(again, None)
    assert saved <= {each.key for each in kept}
    assert len(kept) - len(saved) <= KILLS, "at most one a kill was saved and not said"
    assert {(each.value.roles, len(each.value.notes)) for each in kept} == {(ROLES, 20_000)}
    with again.reading() as connection:
        counts = [connection.scalar(select(func.count()).select_from(each)) for each in (record, changes, table)]
        assert counts == [len(kept)] * 3
        assert connection.scalar(select(func.count()).select_from(conversation_roles)) == len(kept) * len(ROLES)
        if again.engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    again.close()
