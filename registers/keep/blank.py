"""How is a text taken out of a record for good, though nothing is overwritten otherwise?

For what should never have been written: a name, something about one person. An administrator's command alone does it,
as the owner of the database. In one transaction the text of one field is replaced by a mark in every version, and a
version is added that says who did it, when, and to which field. What the text was stands nowhere in the database then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from registers.errors import NotAllowed, RecordRefused
from registers.messages import NO_RECORD, NO_SUCH_CHOICE, NOT_OWNER, NOTHING_THERE
from registers.model.activity import WORDS
from registers.model.record import Author, Entry, Kept
from registers.model.texts import BLANKED
from registers.store.guard import guard_lifted
from registers.store.kinds import Kind, kind_named
from registers.store.opened import Registers
from registers.store.sweep import sweep
from registers.store.tables import blanked
from registers.store.versions import add_version, every_version, kind_at

# Kind of record -> the fields in which people write what they like.
FREE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "conversation": ("notes", "roles"),
    "agreement": ("aim", "responsible", "trigger", "barrier", "outcome"),
    "activity": (*WORDS, "theme", "source"),
    "rhythm": (),
}
_NOT_YOURS = "42501"  # what PostgreSQL answers to whoever does not own a table


@dataclass(frozen=True)
class _Place:
    """Where the texts of one field of one record stand."""

    key: str
    field: str
    kind: Kind[Entry]
    table: Table
    column: Column[Any]


def blank_out(registers: Registers, key: str, field: str, author: Author, at: datetime) -> Kept[Entry]:
    """The record without the text of one field, in any version; the last version says so.

    Raises RecordRefused (no such record, no such field, nothing there to take out), NotAllowed (not the owner of the
    database), and RegistersUnreachable when the text was replaced and the database may still hold traces of it.
    """
    place = _place(registers, key, field)
    try:
        kept = _replaced(registers, place, author, at)
    except RecordRefused:
        # A run that was killed after it replaced the text did not come to this.
        sweep(registers.engine, place.table.name)
        raise
    sweep(registers.engine, place.table.name)
    return kept


def _place(registers: Registers, key: str, field: str) -> _Place:
    with registers.reading() as connection:
        name = kind_at(connection, key)
    if name is None:
        raise RecordRefused(NO_RECORD.at("key"))
    if field not in FREE_TEXTS[name]:
        raise RecordRefused(NO_SUCH_CHOICE.at("field", choices=", ".join(FREE_TEXTS[name]) or "-"))
    kind = kind_named(name)
    if field in kind.lists:
        return _Place(key, field, kind, kind.lists[field], kind.lists[field].c.item)
    return _Place(key, field, kind, kind.table, kind.table.c[field])


def _replaced(registers: Registers, place: _Place, author: Author, at: datetime) -> Kept[Entry]:
    """Once more when somebody else made a version in the same instant: the second try takes theirs along."""
    try:
        with registers.writing() as connection:
            return _replace(connection, place, author, at)
    except IntegrityError:
        pass
    except ProgrammingError as refused:
        if _NOT_YOURS not in str(refused.orig):
            raise
        raise NotAllowed(NOT_OWNER.at()) from None
    with registers.writing() as connection:
        return _replace(connection, place, author, at)


def _replace(connection: Connection, place: _Place, author: Author, at: datetime) -> Kept[Entry]:
    table, column = place.table, place.column
    there = (table.c.record == place.key, column.is_not(None), column.not_in(("", BLANKED)))
    with guard_lifted(connection, [table.name]):
        replaced = connection.execute(update(table).where(*there).values({column.name: BLANKED})).rowcount
    if not replaced:
        raise RecordRefused(NOTHING_THERE.at(place.field))
    last = every_version(connection, place.kind, place.key)[-1]
    act = "removed" if last.removed else "changed"
    made = Kept(place.key, last.version + 1, last.value, at, author.subject, author.role, act)
    add_version(connection, place.kind, made)
    connection.execute(insert(blanked), {"record": made.key, "version": made.version, "field": place.field})
    return made
