"""What is one conversation of an ambassador with a dean or service director?

Who took part is written down by role, never by name.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.faults import Fault
from registers.messages import NEEDS_DAY, WRONG_ORDER
from registers.model.texts import blank_codes, blank_items, missing, not_among

ConversationState = Literal["planned", "held", "cancelled"]
CONVERSATION_STATES: tuple[ConversationState, ...] = get_args(ConversationState)


@dataclass(frozen=True)
class Conversation:
    """One talk.

    `publication` is the id of the figures on the table, None when there were none; `next_day` is when to talk
    again, None when not agreed.
    """

    unit: str
    state: ConversationState = "planned"
    day: date | None = None
    roles: tuple[str, ...] = ()
    publication: str | None = None
    notes: str = ""
    next_day: date | None = None

    def faults(self) -> tuple[Fault, ...]:
        """Every broken rule, at its field."""
        found = [
            *missing(unit=self.unit),
            *not_among("state", self.state, CONVERSATION_STATES),
            *blank_codes(publication=self.publication),
            *blank_items(roles=self.roles),
        ]
        if self.day is None and self.state != "cancelled":
            found.append(NEEDS_DAY.at("day"))
        if self.day and self.next_day and self.next_day < self.day:
            found.append(WRONG_ORDER.at("next_day"))
        return tuple(found)
