"""How a reader says no: one fault, in the one exception the refresh knows."""

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Message, Where


def refused(code: str, message: Message, where: Where, **facts: object) -> FileRefused:
    """The exception for one fault; the caller raises it, so that type checkers see the exit."""
    return FileRefused(Fault(f"read.{code}", message, where, facts))
