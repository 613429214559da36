"""The record that a form in the address is about: there only for whoever may write it, on the page of its own unit."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.access.reach import Reach
from dashboard.form import Form
from registers import Agreement, Conversation, Entry, Kept, Registers, at_version, one

Value = TypeVar("Value", Conversation, Agreement)


@dataclass(frozen=True)
class Opened(Generic[Value]):
    """A form with what it begins with. `later`: the record as it stands now, when that is a later version."""

    form: Form
    start: Value
    later: Kept[Entry] | None = None


def opened(
    registers: Registers, form: Form, codes: Collection[str], reach: Reach, blank: Value
) -> Opened[Value] | None:
    """What the form opens with: the version it names, or `blank`. `codes`: those of the unit the page is about.

    None when it may not be written, is not of this unit or kind, was removed or never existed: one answer for all.
    """
    writable = frozenset(codes) if reach.writes is None else reach.writes & frozenset(codes)
    if reach.role is None or not writable:
        return None
    now = one(registers, form.key, writable)
    if form.version == 0:
        return Opened(form, blank, now) if form.is_new and (now is None or _alike(now, blank)) else None
    read = at_version(registers, form.key, form.version, writable)
    if now is None or now.removed or read is None or not isinstance(read.value, type(blank)):
        return None
    return Opened(form, read.value, now if now.version > form.version else None)


def _alike(kept: Kept[Entry], blank: Conversation | Agreement) -> bool:
    return isinstance(kept.value, type(blank))
