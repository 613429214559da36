"""What is a record: a value, its version, and who last changed it when?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.rhythm import Rhythm

Entry = Conversation | Agreement | Activity | Rhythm
EntryT = TypeVar("EntryT", bound=Entry)
EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)
Act = Literal["made", "changed", "removed", "restored"]
Units = frozenset[str] | None  # the units somebody may see or write about; None means all of them


@dataclass(frozen=True)
class Author:
    """Who writes: an opaque subject and a role, as the login gave them, and the units they may write about."""

    subject: str
    role: str
    units: Units = None

    def may_write(self, unit: str) -> bool:
        """Whether the unit is among theirs."""
        return self.units is None or unit in self.units


@dataclass(frozen=True)
class Kept(Generic[EntryT_co]):
    """One record as it stands (or stood, at `version`). Versions count from 1, without gaps."""

    key: str
    version: int
    value: EntryT_co
    at: datetime
    subject: str
    role: str
    act: Act = "made"

    @property
    def removed(self) -> bool:
        """Taken off every list, by somebody, at some moment; it can be restored."""
        return self.act == "removed"


@dataclass(frozen=True)
class Change:
    """One step in the history of a record: field -> (before, after); what did not change is left out.

    `blanked`: the field whose text was taken out of every version with this step; both its values are the mark then.
    """

    key: str
    version: int
    act: Act
    at: datetime
    subject: str
    role: str
    fields: dict[str, tuple[object, object]]
    blanked: str | None = None
