"""What is one agreement: from what triggered it, through what stands in the way, to what is aimed at?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.faults import Fault
from registers.messages import DONE_DAY_TOO_SOON, NEEDS_DONE_DAY, NEEDS_OUTCOME, WRONG_ORDER
from registers.model.texts import blank_codes, missing, not_among

AgreementStatus = Literal["open", "under_way", "done", "dropped"]
AGREEMENT_STATUSES: tuple[AgreementStatus, ...] = get_args(AgreementStatus)
CLOSED: tuple[AgreementStatus, ...] = ("done", "dropped")


@dataclass(frozen=True)
class Agreement:
    """One thing that one function will do.

    `target` is the code of the target it should move; `band` None means the whole unit; `conversation` is the key
    of the talk it was made in, None when made outside one. `due` stays what was first agreed; a later day is
    `changed_due`.
    """

    unit: str
    target: str
    aim: str
    responsible: str
    band: str | None = None
    trigger: str = ""
    barrier: str = ""
    start: date | None = None
    due: date | None = None
    changed_due: date | None = None
    done: date | None = None
    status: AgreementStatus = "open"
    outcome: str = ""
    conversation: str | None = None

    @property
    def due_now(self) -> date | None:
        """The day it is due by now; None when no day was agreed."""
        return self.changed_due or self.due

    @property
    def closed(self) -> bool:
        """Done or dropped: it is no longer carried over."""
        return self.status in CLOSED

    def past_due(self, today: date) -> bool:
        """Still open after the last day that was agreed."""
        return not self.closed and self.due_now is not None and self.due_now < today

    def faults(self) -> tuple[Fault, ...]:
        """Every broken rule, at its field."""
        found = [
            *missing(unit=self.unit, target=self.target, aim=self.aim, responsible=self.responsible),
            *blank_codes(band=self.band, conversation=self.conversation),
            *not_among("status", self.status, AGREEMENT_STATUSES),
            *self._closing_faults(),
        ]
        for field, day in (("due", self.due), ("changed_due", self.changed_due)):
            if self.start and day and day < self.start:
                found.append(WRONG_ORDER.at(field))
        return tuple(found)

    def _closing_faults(self) -> list[Fault]:
        found: list[Fault] = []
        if self.status == "done" and self.done is None:
            found.append(NEEDS_DONE_DAY.at("done"))
        if self.done is not None and self.status != "done":
            found.append(DONE_DAY_TOO_SOON.at("done"))
        if self.status == "dropped" and not self.outcome.strip():
            found.append(NEEDS_OUTCOME.at("outcome"))
        return found
