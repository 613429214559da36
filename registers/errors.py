"""The ways in which the registers stop on purpose, each with its own exit code.

They belong to the one exception family, so that a command says them in either language. What was
written down (notes, outcomes) never stands in their texts; a Conflict carries both values beside it.
"""

from pipeline.errors import StreefcijferError
from pipeline.faults import Fault


class Conflict(StreefcijferError):
    """Somebody else changed the record since it was read; nothing was saved.

    `mine` is the value that was to be saved, `theirs` the record as it stands now (a `Kept`).
    """

    exit_code = 20

    def __init__(self, fault: Fault, mine: object, theirs: object) -> None:
        super().__init__(fault)
        self.mine, self.theirs = mine, theirs

    def __reduce__(self) -> tuple[type["Conflict"], tuple[Fault, object, object]]:  # type: ignore[override]
        """Survives the way back from a worker process."""
        return type(self), (self.faults[0], self.mine, self.theirs)


class RecordRefused(StreefcijferError):
    """What was to be saved breaks a rule; every broken rule names its field. Nothing was saved."""

    exit_code = 21


class NotAllowed(StreefcijferError):
    """The author may not write about this unit; nothing was saved."""

    exit_code = 22


class SchemaWrong(StreefcijferError):
    """The database has no registers, or those of an older or newer version of the program."""

    exit_code = 23


class RegistersUnreachable(StreefcijferError):
    """The database could not be opened, or stopped answering."""

    exit_code = 24


class TableRefused(StreefcijferError):
    """A table of activities, or an export of registers, could not be taken in; nothing changed."""

    exit_code = 25
