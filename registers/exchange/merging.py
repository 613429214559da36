"""What of an export is new beside what is there already, and what cannot stand beside it? Pure.

A record is its history: every version with who made it and what it held. Of one that is on both sides the shorter
history must be how the longer one begins; then the longer one stands. Anything else cannot be put together without
losing what somebody wrote, and is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from registers.store.kinds import kind_named
from registers.store.tables import changes, record

Rows = list[dict[str, Any]]
Version = tuple[tuple[str, tuple[Any, ...]], ...]  # the rows of one version: name of the table, values


@dataclass(frozen=True)
class History:
    """One record: its kind, and its versions from 1 on."""

    kind: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Other:
    """A record of which the histories differ, from which version on."""

    key: str
    kind: str
    version: int


def histories_of(tables: Iterable[tuple[Table, Rows]]) -> dict[str, History]:
    """Key -> history. Raises ValueError when versions are lacking, or one without what it held."""
    kinds: dict[str, str] = {}
    found: dict[str, dict[int, list[tuple[str, tuple[Any, ...]]]]] = {}
    for table, rows in tables:
        for row in rows:
            if table is record:
                kinds[row["key"]] = row["kind"]
            else:
                version = found.setdefault(row["record"], {}).setdefault(row["version"], [])
                version.append((table.name, tuple(row.values())))
    if set(found) != set(kinds):
        raise ValueError("a record without versions, or versions without a record")
    return {key: History(kind, _versions(kind, found[key])) for key, kind in kinds.items()}


def others(given: Mapping[str, History], there: Mapping[str, History]) -> list[Other]:
    """The records that cannot be put together, by key."""
    found: list[Other] = []
    for key in sorted(given.keys() & there.keys()):
        pairs = zip(given[key].versions, there[key].versions, strict=False)
        first = next((number for number, (mine, theirs) in enumerate(pairs, 1) if mine != theirs), None)
        if given[key].kind != there[key].kind:
            first = 1
        if first is not None:
            found.append(Other(key, given[key].kind, first))
    return found


def lacking(tables: Sequence[tuple[Table, Rows]], there: Mapping[str, History]) -> list[tuple[Table, Rows]]:
    """The rows of an export that are not there yet; of a record that is there, those of its later versions."""
    known = {key: len(history.versions) for key, history in there.items()}
    return [
        (table, [row for row in rows if (row["key"] not in known if table is record else row["version"] > known.get(row["record"], 0))])
        for table, rows in tables
    ]  # fmt: skip


def _versions(kind: str, found: Mapping[int, list[tuple[str, tuple[Any, ...]]]]) -> tuple[Version, ...]:
    whole = {changes.name, kind_named(kind).table.name}
    for number in range(1, len(found) + 1):
        if not whole <= {name for name, _ in found.get(number, ())}:
            raise ValueError("a version that is not whole")
    return tuple(tuple(sorted(found[number], key=_place)) for number in range(1, len(found) + 1))


def _place(row: tuple[str, tuple[Any, ...]]) -> tuple[str, str]:
    # Rows of a list are told apart by their position, which comes after the record and the version.
    return row[0], f"{row[1][2]:09d}" if isinstance(row[1][2], int) else ""
