"""What is one activity: the seven columns of a register of activities, as written, and what could be read in them?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.faults import Fault
from registers.messages import NO_WORDS, WRONG_ORDER
from registers.model.texts import blank_codes, blank_items, missing, not_among

Phase = Literal["to_plan", "planned", "running", "done", "stopped"]
PHASES: tuple[Phase, ...] = get_args(Phase)
ENDED: tuple[Phase, ...] = ("done", "stopped")
Recurrence = Literal["continuous", "yearly", "half_yearly", "quarterly", "monthly", "on_request"]
RECURRENCES: tuple[Recurrence, ...] = get_args(Recurrence)
WORDS = ("what", "meaning", "aim", "who", "place", "period", "usage")
LINKS = ("groups", "bands", "targets")


@dataclass(frozen=True)
class Activity:
    """One activity, in the words it was written in.

    The seven columns are `what`, `meaning`, `aim`, `who`, `place` (the part of the organisation), `period` (when)
    and `usage` (how to use it); blank means nothing was written.

    `unit` is the code of the unit it belongs to. `first_day`, `last_day`, `recurrence` and `phase` are what was
    read in the words, or set by hand; None means not known. `groups`, `bands` and `targets` are the codes of what it
    is linked to. `source` says where it was imported from.
    """

    unit: str
    what: str = ""
    meaning: str = ""
    aim: str = ""
    who: str = ""
    place: str = ""
    period: str = ""
    usage: str = ""
    theme: str = ""
    first_day: date | None = None
    last_day: date | None = None
    recurrence: Recurrence | None = None
    phase: Phase | None = None
    groups: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    source: str | None = None

    @property
    def ended(self) -> bool:
        """Done or stopped: nothing is left to do for it."""
        return self.phase in ENDED

    def faults(self) -> tuple[Fault, ...]:
        """Every broken rule, at its field."""
        found = [
            *missing(unit=self.unit),
            *not_among("phase", self.phase, PHASES),
            *not_among("recurrence", self.recurrence, RECURRENCES),
            *blank_codes(source=self.source),
            *blank_items(groups=self.groups, bands=self.bands, targets=self.targets),
        ]
        if not any(str(getattr(self, name)).strip() for name in WORDS):
            found.append(NO_WORDS.at("what"))
        if self.first_day and self.last_day and self.last_day < self.first_day:
            found.append(WRONG_ORDER.at("last_day"))
        return tuple(found)
