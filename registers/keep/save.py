"""How is a record saved, so that nothing is lost: not an older version, not what somebody else wrote meanwhile?

Every save says which version it read. It makes the next one, or raises Conflict. The same save sent twice (a form
sent again after the connection dropped) makes one version, because new records carry a key made by the sender.
"""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from registers.errors import Conflict, NotAllowed, RecordRefused
from registers.keep.rules import faults_of, faults_on, require_conversation
from registers.messages import CONFLICT, NO_RECORD, OTHER_UNIT
from registers.model.record import Act, Author, Entry, EntryT, Kept
from registers.store.kinds import Kind, kind_named, kind_of
from registers.store.opened import Registers
from registers.store.versions import add_version, every_version, kind_at

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class _Step:
    """What somebody wants a record to be next. `read` is the version they saw, 0 for a new record."""

    key: str
    read: int
    value: Entry
    author: Author
    at: datetime
    removing: bool = False


def new_key() -> str:
    """A key for a new record. Make it once, when the form opens, and send it with every try to save."""
    return uuid.uuid4().hex


def add(registers: Registers, key: str, value: EntryT, author: Author, at: datetime) -> Kept[EntryT]:
    """A new record. Sent again with the same key and value it makes no second one.

    Raises RecordRefused, NotAllowed, and Conflict when the key is of a record that began differently.
    """
    return cast(Kept[EntryT], _save(registers, _Step(key, 0, value, author, at)))


def change(registers: Registers, key: str, version: int, value: EntryT, author: Author, at: datetime) -> Kept[EntryT]:
    """The record as it should be now, by somebody who read `version`. An unchanged value makes no new version.

    A removed record that is changed is restored. Raises RecordRefused, NotAllowed, Conflict.
    """
    return cast(Kept[EntryT], _save(registers, _Step(key, version, value, author, at)))


def remove(registers: Registers, key: str, version: int, author: Author, at: datetime) -> Kept[Entry]:
    """Takes a record off every list; it keeps its history and can be restored. Raises as `change` does."""
    return _save(registers, _Step(key, version, _value_at(registers, key, version), author, at, removing=True))


def restore(registers: Registers, key: str, version: int, author: Author, at: datetime) -> Kept[Entry]:
    """Puts a removed record back as it was. Raises as `change` does."""
    return _save(registers, _Step(key, version, _value_at(registers, key, version), author, at))


def add_all(
    registers: Registers,
    entries: Sequence[tuple[str, EntryT]],
    author: Author,
    at: datetime,
    leave_out: Callable[[Connection, Sequence[tuple[str, EntryT]]], Collection[str]] | None = None,
) -> tuple[int, int]:
    """New records, all or none: how many were added, and how many were there already and stay as they are.

    There already is what has the key, and what `leave_out` names of the keys that are new. Whether the author may write
    about a unit is asked of what is added: what is there stays as it is.
    """
    steps = [_Step(key, 0, value, author, at) for key, value in entries]
    for step in steps:
        _require_sound(step)

    def act(connection: Connection) -> tuple[int, int]:
        left = leave_out(connection, entries) if leave_out else ()
        new = [step for step in steps if step.key not in left and kind_at(connection, step.key) is None]
        for step in new:
            _require_allowed(step)
            _put(connection, step)
        return len(new), len(steps) - len(new)

    return _settled(registers, act)


def _save(registers: Registers, step: _Step) -> Kept[Entry]:
    _require_sound(step)
    _require_allowed(step)
    return _settled(registers, lambda connection: _put(connection, step))


def _settled(registers: Registers, act: Callable[[Connection], Answer]) -> Answer:
    """Once more when somebody else made the same version in the same instant: the second try sees theirs."""
    try:
        with registers.writing() as connection:
            return act(connection)
    except IntegrityError:
        pass
    with registers.writing() as connection:
        return act(connection)


def _require_sound(step: _Step) -> None:
    if step.at.tzinfo is None:
        raise ValueError("a moment needs a time zone: nobody could tell later which hour it was")
    found = (*faults_of(step.key, step.value), *faults_on(step.value, step.at.date()))
    if found:
        raise RecordRefused(found)


def _require_allowed(step: _Step) -> None:
    if not step.author.may_write(step.value.unit):
        raise NotAllowed(OTHER_UNIT.at("unit"))


def _put(connection: Connection, step: _Step) -> Kept[Entry]:
    kind = kind_of(step.value)
    known = _known(connection, kind, step)
    if len(known) > step.read:
        if _made_by(known[step.read], step):
            return known[-1]
        raise Conflict(CONFLICT.at(read=step.read, now=known[-1].version), step.value, known[-1])
    if known and known[-1].value == step.value and known[-1].removed == step.removing:
        return known[-1]
    require_conversation(connection, step.value)
    made = Kept(step.key, step.read + 1, step.value, step.at, step.author.subject, step.author.role, _act(known, step))
    add_version(connection, kind, made)
    return made


def _known(connection: Connection, kind: Kind[Entry], step: _Step) -> list[Kept[Entry]]:
    """Every version there is. Refuses a key of another kind, a version that is not there, another's unit."""
    there = kind_at(connection, step.key)
    known = every_version(connection, kind, step.key)
    if (there is not None and there != kind.name) or not 0 <= step.read <= len(known):
        raise RecordRefused(NO_RECORD.at("key"))
    if known and not step.author.may_write(known[-1].value.unit):
        raise NotAllowed(OTHER_UNIT.at("unit"))
    return known


def _made_by(version: Kept[Entry], step: _Step) -> bool:
    """Whether this version is what an earlier, identical save made."""
    return (version.value, version.subject, version.removed) == (step.value, step.author.subject, step.removing)


def _act(known: Sequence[Kept[Entry]], step: _Step) -> Act:
    if step.removing:
        return "removed"
    if not known:
        return "made"
    return "restored" if known[-1].removed else "changed"


def _value_at(registers: Registers, key: str, version: int) -> Entry:
    with registers.reading() as connection:
        kind = kind_at(connection, key)
        known = every_version(connection, kind_named(kind), key) if kind else []
    if not 1 <= version <= len(known):
        raise RecordRefused(NO_RECORD.at("key"))
    return known[version - 1].value
