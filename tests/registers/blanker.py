"""A process that takes out a text and stops at a moment, to be killed there: `python -m tests.registers.blanker PLACE KEY MOMENT`."""

import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from registers import blank_out, open_registers
from registers.keep import blank
from tests.registers.drawn import ADVISOR, NOON

lifted, added = blank.guard_lifted, blank.add_version


def stop() -> None:
    print("here", flush=True)  # noqa: T201 - how the test knows
    time.sleep(600)


@contextmanager
def stopped_while_lifted(connection: Connection, tables: Iterable[str]) -> Generator[None]:
    with lifted(connection, tables):
        yield
        stop()


def stopped_after_adding(*given: Any) -> None:
    added(*given)
    stop()


def main(place: str, key: str, moment: str) -> None:
    if moment == "lifted":
        blank.guard_lifted = stopped_while_lifted
    elif moment == "added":
        blank.add_version = stopped_after_adding
    else:
        blank.sweep = lambda *_: stop()
    blank_out(open_registers(place), key, "notes", ADVISOR, NOON)


if __name__ == "__main__":
    main(*sys.argv[1:])
