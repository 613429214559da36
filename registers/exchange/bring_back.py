"""How does an export come back in, exactly as it was, on either database?

Only whole, and only when each table is what its description says. Into registers that hold records too, where no record
has another history than in the export (merging.py).
"""

import csv
import hashlib
import io
import json
import zipfile

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from registers.errors import SchemaWrong, TableRefused
from registers.exchange.cells import read_cell
from registers.exchange.export import DESCRIPTION
from registers.exchange.merging import History, Rows, histories_of, lacking, others
from registers.messages import DAMAGED, OTHER_EXPORT, OTHER_HISTORY
from registers.store.opened import Registers
from registers.store.schema import revisions
from registers.store.tables import IN_ORDER, changes, record

_MOST_BYTES = 1 << 30  # of one table, unpacked: far beyond any register, and a stop to a ZIP that never ends
_AT_ONCE = 500


def bring_back(registers: Registers, exported: bytes) -> int:
    """Takes in an export; says how many rows were added.

    Raises TableRefused when it is not whole, or when a record has another history here (each of them is named), and
    SchemaWrong when it is of another version; nothing changed then.
    """
    read = _read(exported)
    try:
        return _merged(registers, *read)
    except _Refused:
        pass
    # Once more: somebody may have written in the same instant.
    try:
        return _merged(registers, *read)
    except _Refused as refused:
        part = refused.table
    raise TableRefused(DAMAGED.at(part=f"{part}.csv"))


class _Refused(Exception):
    """The database did not take the rows of a table."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def _merged(registers: Registers, tables: list[tuple[Table, Rows]], given: dict[str, History]) -> int:
    with registers.writing() as connection:
        there = histories_of(_there(connection, list(given)))
        other = others(given, there)
        if other:
            raise TableRefused([OTHER_HISTORY.at(key=each.key, kind=each.kind, version=each.version) for each in other])
        new = lacking(tables, there)
        for table, rows in new:
            if not _inserted(connection, table, rows):
                raise _Refused(table.name)
    return sum(len(rows) for _, rows in new)


def _there(connection: Connection, keys: list[str]) -> list[tuple[Table, Rows]]:
    """The rows of these records as they are."""
    found: list[tuple[Table, Rows]] = []
    for table in IN_ORDER:
        column = table.c.key if table is record else table.c.record
        rows: Rows = []
        for start in range(0, len(keys), _AT_ONCE):
            query = select(table).where(column.in_(keys[start : start + _AT_ONCE]))
            rows += [dict(row) for row in connection.execute(query).mappings()]
        found.append((table, rows))
    return found


def _inserted(connection: Connection, table: Table, rows: Rows) -> bool:
    """Whether the database took the rows: it refuses those that point nowhere, or hold no possible value."""
    try:
        for start in range(0, len(rows), _AT_ONCE):
            connection.execute(insert(table), rows[start : start + _AT_ONCE])
    except (IntegrityError, DataError, ProgrammingError):
        return False
    return True


def _read(exported: bytes) -> tuple[list[tuple[Table, Rows]], dict[str, History]]:
    damaged = DESCRIPTION
    try:
        with zipfile.ZipFile(io.BytesIO(exported)) as archive:
            described = json.loads(archive.read(DESCRIPTION))
            _require_revision(str(described["revision"]))
            hashes = {str(each["path"]): str(each["hash"]) for each in described["resources"]}
            found: list[tuple[Table, Rows]] = []
            for table in IN_ORDER:
                damaged = f"{table.name}.csv"
                found.append((table, _rows(_content(archive, damaged, hashes[damaged]), table)))
            damaged = f"{changes.name}.csv"
            return found, histories_of(found)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, csv.Error, NotImplementedError):
        pass
    raise TableRefused(DAMAGED.at(part=damaged))


def _require_revision(found: str) -> None:
    needed = revisions()[-1]
    if found != needed:
        raise SchemaWrong(OTHER_EXPORT.at(found=found, needed=needed))


def _content(archive: zipfile.ZipFile, name: str, fingerprint: str) -> str:
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(name)
    content = archive.read(name)
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != fingerprint:
        raise ValueError(name)
    return content.decode("utf-8")


def _rows(text: str, table: Table) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    if next(reader, None) != [column.name for column in table.columns]:
        raise ValueError(table.name)
    return [
        {column.name: read_cell(cell, column) for column, cell in zip(table.columns, row, strict=True)}
        for row in reader
    ]
