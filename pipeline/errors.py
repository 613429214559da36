"""The one exception family: each member is a way to stop, with its own exit code.

Exit codes are public (documented in docs/commands.md): 0 done, 2 usage, and those below.
"""

from collections.abc import Sequence

from pipeline.faults import Fault


class StreefcijferError(Exception):
    """A run that stops on purpose. Carries every fault found, never a value of a person."""

    exit_code = 1

    def __init__(self, faults: Sequence[Fault] | Fault) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        # The English text is for developers' tracebacks; users get faults rendered in their language.
        super().__init__("\n".join(fault.text("en") for fault in self.faults))

    def __reduce__(self) -> tuple[type["StreefcijferError"], tuple[tuple[Fault, ...]]]:
        """Survives the way back from a worker process."""
        return type(self), (self.faults,)


class OrganisationFault(StreefcijferError):
    """The organisation's folder is at fault; nothing was read or changed."""

    exit_code = 10


class FileRefused(StreefcijferError):
    """An export was refused whole; nothing changed."""

    exit_code = 11


class HeldBack(StreefcijferError):
    """An export looks wrong enough to wait for a person; run again with --accept to take it in."""

    exit_code = 12


class ProtectionFailed(StreefcijferError):
    """Protection or its audit failed; nothing was published."""

    exit_code = 13


class AuditFailed(ProtectionFailed):
    """The independent audit found what a reader could work out, or could not do its work; nothing was published."""


class RefreshRunning(StreefcijferError):
    """Another refresh holds the lock; this one left without touching anything."""

    exit_code = 14


class StorageFailed(StreefcijferError):
    """The disk is full, unwritable, or what it holds was damaged; the old publication stands."""

    exit_code = 15
