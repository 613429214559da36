"""A process that saves until it is killed: `python -m tests.registers.sayer PLACE NAME`."""

import sys

from registers import add, open_registers
from tests.registers.drawn import ADVISOR, NOON, conversation

ROLES = tuple(f"rol {number}" for number in range(300))


def main(place: str, name: str) -> None:
    registers = open_registers(place)
    for number in range(100_000):
        add(registers, f"{name}-{number}", conversation(roles=ROLES, notes="x" * 20_000), ADVISOR, NOON)
        print(number, flush=True)  # noqa: T201 - how the test knows that it saved


if __name__ == "__main__":
    main(*sys.argv[1:])
