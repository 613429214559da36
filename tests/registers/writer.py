"""A process that writes to registers at the same time as others: `python -m tests.registers.writer FOLDER PLACE NAME THREADS`.

It waits for the file `go` in FOLDER. Each thread adds a record of its own, tries to be the one that makes version 2
of the record `shared`; two of them add their name to the record `counted`, again and again until it is in. Its last line says
how many conflicts there were, or what failed.
"""

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from registers import Conflict, Conversation, Registers, add, change, one, open_registers
from tests.registers.drawn import ADVISOR, NOON, conversation

ME = replace(ADVISOR)


def append(registers: Registers, name: str) -> int:
    conflicts = 0
    while True:
        kept = one(registers, "counted", None)
        assert kept is not None
        assert isinstance(kept.value, Conversation)
        try:
            change(registers, "counted", kept.version, replace(kept.value, roles=(*kept.value.roles, name)), ME, NOON)
        except Conflict:
            conflicts += 1
            time.sleep(0.002 * (1 + hash(name) % 7))
        else:
            return conflicts


def work(registers: Registers, name: str, found: list[str], appending: bool) -> None:
    try:
        add(registers, f"own-{name}", conversation(roles=(name,)), ME, NOON)
        try:
            change(registers, "shared", 1, conversation(notes=name), ME, NOON)
            shared = "won"
        except Conflict:
            shared = "lost"
        appended = append(registers, name) if appending else 0
        found.append(f"{name} {shared} {appended}")
    except Exception as error:  # noqa: BLE001 - the test reads it
        found.append(f"{name} failed {type(error).__name__} {error}")


def main(folder: Path, place: str, name: str, threads: int) -> None:
    registers = open_registers(place)
    found: list[str] = []
    workers = [
        threading.Thread(target=work, args=(registers, f"{name}-{number}", found, number < 2))
        for number in range(threads)
    ]
    print("ready", flush=True)  # noqa: T201 - how the test knows
    while not (folder / "go").exists():
        time.sleep(0.002)
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    registers.close()
    print("\n".join(found), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
