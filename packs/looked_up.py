"""Which registers go with a publication, and what do they hold? Read once, for every pack of a run."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dashboard.followed.record import OnRecord, read_record
from dashboard.serve import registers_place
from registers import SchemaWrong, open_registers, place_of

_NOT_MADE = "registers_not_made"


class NoRegisters(Exception):
    """There are none yet. `said` tells where they were looked for and how to make them, in both languages."""

    def __init__(self, said: Mapping[str, str]) -> None:
        super().__init__(said["en"])
        self.said = said


def look_up(
    place: str | None, environment: Mapping[str, str], processed: Path, renamed: Mapping[str, str], today: date
) -> OnRecord:
    """What the registers hold of every unit: those at `place`, else of the environment, else beside the publication.

    `renamed`: former code of a unit -> the code it has now.

    Raises NoRegisters; SchemaWrong for older or newer ones, RegistersUnreachable when they cannot be opened.
    """
    url = place_of(place or registers_place(processed, environment), environment, Path.cwd())
    try:
        registers = open_registers(url)
    except SchemaWrong as wrong:
        (fault,) = wrong.faults
        if fault.code == _NOT_MADE:
            raise NoRegisters({"nl": fault.text("nl"), "en": fault.text("en")}) from None
        raise
    try:
        return read_record(registers, None, today, renamed)
    finally:
        registers.close()
