"""How often is there a conversation with a unit, and from when on?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.faults import Fault
from registers.model.texts import missing, not_among

Every = Literal["yearly", "half_yearly", "quarterly"]
EVERY: tuple[Every, ...] = get_args(Every)
MONTHS: dict[Every, int] = {"yearly": 12, "half_yearly": 6, "quarterly": 3}


@dataclass(frozen=True)
class Rhythm:
    """The rhythm of one unit; `first_day` is when the first conversation under it is due."""

    unit: str
    every: Every
    first_day: date

    def faults(self) -> tuple[Fault, ...]:
        """Every broken rule, at its field."""
        return (*missing(unit=self.unit), *not_among("every", self.every, EVERY))
