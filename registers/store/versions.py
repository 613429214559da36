"""How are the versions of records read from and added to the tables?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, select

from registers.model.record import Entry, EntryT, Kept, Units
from registers.store.kinds import Kind
from registers.store.tables import blanked, changes, record


def kind_at(connection: Connection, key: str) -> str | None:
    """The kind of the record with a key; None when there is none."""
    return connection.scalar(select(record.c.kind).where(record.c.key == key))


def every_version(connection: Connection, kind: Kind[EntryT], key: str) -> list[Kept[EntryT]]:
    """All versions of one record, oldest first; empty when there is no such record of this kind."""
    return _read(connection, kind, [kind.table.c.record == key])


def every_version_of(connection: Connection, kind: Kind[EntryT], keys: Iterable[str]) -> dict[str, list[Kept[EntryT]]]:
    """Key -> all versions of that record, oldest first; keys of which there is no record of this kind are left out."""
    found: dict[str, list[Kept[EntryT]]] = {}
    for kept in _read(connection, kind, [kind.table.c.record.in_(sorted(keys))]):
        found.setdefault(kept.key, []).append(kept)
    return found


def blanked_in(connection: Connection, keys: Iterable[str]) -> dict[tuple[str, int], str]:
    """Record and version -> the field whose text was taken out with it."""
    query = select(blanked.c.record, blanked.c.version, blanked.c.field).where(blanked.c.record.in_(sorted(keys)))
    return {(key, version): field for key, version, field in connection.execute(query)}


def current(
    connection: Connection, kind: Kind[EntryT], units: Units, keys: Iterable[str] | None = None
) -> list[Kept[EntryT]]:
    """The latest version of each record of a kind, of these units only, removed ones too; by key."""
    table, later = kind.table, changes.alias("later")
    newest = select(func.max(later.c.version)).where(later.c.record == table.c.record).scalar_subquery()
    conditions: list[ColumnElement[bool]] = [table.c.version == newest]
    if units is not None:
        conditions.append(table.c.unit.in_(sorted(units)))
    if keys is not None:
        conditions.append(table.c.record.in_(sorted(keys)))
    return _read(connection, kind, conditions)


def add_version(connection: Connection, kind: Kind[Entry], made: Kept[Entry]) -> None:
    """One version more: the record itself when it is the first, who made it, its values and its lists."""
    value, of_version = made.value, {"record": made.key, "version": made.version}
    if made.version == 1:
        connection.execute(insert(record), {"key": made.key, "kind": kind.name})
    who = {"act": made.act, "at": made.at, "subject": made.subject, "role": made.role}
    connection.execute(insert(changes), {**of_version, **who})
    plain = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in kind.lists}
    connection.execute(insert(kind.table), {**of_version, **plain})
    for field, table in kind.lists.items():
        items = [
            {**of_version, "position": position, "item": item} for position, item in enumerate(getattr(value, field), 1)
        ]
        if items:
            connection.execute(insert(table), items)


def _read(connection: Connection, kind: Kind[EntryT], conditions: list[ColumnElement[bool]]) -> list[Kept[EntryT]]:
    table = kind.table
    same = and_(changes.c.record == table.c.record, changes.c.version == table.c.version)
    made = [changes.c.act, changes.c.at, changes.c.subject, changes.c.role]
    query = select(*table.c, *(column.label(f"made_{column.name}") for column in made)).join(changes, same)
    lists = {field: _items(connection, kind, field, conditions) for field in kind.lists}
    ordered = query.where(*conditions).order_by(table.c.record, table.c.version)
    return [_kept(row, kind, lists) for row in connection.execute(ordered).mappings()]


_Lists = dict[str, dict[tuple[str, int], tuple[str, ...]]]


def _items(
    connection: Connection, kind: Kind[Any], field: str, conditions: list[ColumnElement[bool]]
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Record and version -> the items of one list."""
    items, table = kind.lists[field], kind.table
    same = and_(items.c.record == table.c.record, items.c.version == table.c.version)
    query = select(items.c.record, items.c.version, items.c.item).join(table, same).where(*conditions)
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, version, item in connection.execute(query.order_by(items.c.record, items.c.version, items.c.position)):
        found[key, version].append(item)
    return {of: tuple(each) for of, each in found.items()}


def _kept(cells: RowMapping, kind: Kind[EntryT], lists: _Lists) -> Kept[EntryT]:
    key, version = cast(str, cells["record"]), cast(int, cells["version"])
    given: dict[str, Any] = {each.name: cells[each.name] for each in fields(kind.value) if each.name not in kind.lists}
    given |= {field: found.get((key, version), ()) for field, found in lists.items()}
    value = kind.value(**given)
    return Kept(key, version, value, cells["made_at"], cells["made_subject"], cells["made_role"], cells["made_act"])
