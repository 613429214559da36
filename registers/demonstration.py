"""The invented example beside the demonstration's figures: made once, and taken away only while it is nothing else.

What anybody wrote, were it one word, keeps the file where it is.
"""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from pipeline.faults import Message
from registers.example import bring_in_example
from registers.exchange.export import export_registers
from registers.store.opened import Registers, open_registers
from registers.store.tables import changes, record

MADE = Message(
    "Registers: an invented example of {n} records (conversations, agreements, activities) in {place}",
    "Registers: een verzonnen voorbeeld van {n} records (gesprekken, afspraken, activiteiten) in {place}",
)
THERE = Message(
    "Registers: {n} records in {place}, left as they are",
    "Registers: {n} records in {place}, die gebleven zijn zoals ze waren",
)
REMOVED = Message("The invented registers are gone too.", "De verzonnen registers zijn ook weg.")
KEPT = Message(
    "The registers in {place} stay: they are not, or no longer, only the demonstration's.",
    "De registers in {place} blijven: ze zijn niet, of niet meer, alleen die van de demonstratie.",
)
NONE = Message("There were no registers beside it.", "Er stonden geen registers naast.")


def make_demonstration(file: Path, today: date, at: datetime) -> tuple[Message, int]:
    """Make the registers where there are none, and fill them when they are empty; what to say, and how many records.

    Raises SchemaWrong when they are there in another version: nothing is migrated by surprise.
    """
    registers = open_registers(file, make=not file.exists())
    try:
        there = _records(registers)
        return (THERE, there) if there else (MADE, bring_in_example(registers, today, at))
    finally:
        registers.close()


def remove_demonstration(file: Path) -> Message:
    """Take the file away when it holds the example and not a word else. Raises SchemaWrong."""
    if not file.exists():
        return NONE
    registers = open_registers(file)
    try:
        ours = _is_example(registers)
    finally:
        registers.close()
    if not ours:
        return KEPT
    for each in (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm"))):
        each.unlink(missing_ok=True)
    if not any(file.parent.iterdir()):
        file.parent.rmdir()
    return REMOVED


def _is_example(registers: Registers) -> bool:
    """Whether every version of every record is what the example wrote on the day it was written, and nothing is more."""
    with registers.reading() as connection:
        last = connection.scalar(select(func.max(changes.c.at)))
    if last is None:
        return False
    found = export_registers(registers)
    return any(found == _example_of(day, last) for day in _days_round(last))


def _days_round(moment: datetime) -> Iterator[date]:
    """The day it was, wherever on earth: it was written by a calendar of its own place."""
    yield from (moment.date() + timedelta(days=shift) for shift in (0, 1, -1))


def _example_of(today: date, at: datetime) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        registers = open_registers(Path(folder) / "registers.sqlite", make=True)
        try:
            bring_in_example(registers, today, at)
            return export_registers(registers)
        finally:
            registers.close()


def _records(registers: Registers) -> int:
    with registers.reading() as connection:
        return connection.scalar(select(func.count()).select_from(record)) or 0
