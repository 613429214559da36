"""How does an export come back in, exactly as it was, on either database?

Only into empty registers, only whole, and only when each table is what its description says.
"""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from registers.errors import SchemaWrong, TableRefused
from registers.exchange.cells import read_cell
from registers.exchange.export import DESCRIPTION
from registers.messages import DAMAGED, NOT_EMPTY, OTHER_EXPORT
from registers.store.opened import Registers
from registers.store.schema import revisions
from registers.store.tables import IN_ORDER, record

_Rows = list[dict[str, Any]]
_MOST_BYTES = 1 << 30  # of one table, unpacked: far beyond any register, and a stop to a ZIP that never ends
_AT_ONCE = 500


def bring_back(registers: Registers, exported: bytes) -> int:
    """Takes in an export; says how many rows.

    Raises TableRefused when it is not whole, SchemaWrong when it is of another version or the registers are not
    empty; nothing changed then.
    """
    read = _read(exported)
    with registers.writing() as connection:
        rows = connection.scalar(select(func.count()).select_from(record)) or 0
        if rows:
            raise SchemaWrong(NOT_EMPTY.at(rows=rows))
        refused = next((table.name for table, each in read if not _inserted(connection, table, each)), None)
        if refused is not None:
            raise TableRefused(DAMAGED.at(part=f"{refused}.csv"))
    return sum(len(each) for _, each in read)


def _inserted(connection: Connection, table: Table, rows: _Rows) -> bool:
    """Whether the database took the rows: it refuses those that point nowhere, or hold no possible value."""
    try:
        for start in range(0, len(rows), _AT_ONCE):
            connection.execute(insert(table), rows[start : start + _AT_ONCE])
    except (IntegrityError, DataError, ProgrammingError):
        return False
    return True


def _read(exported: bytes) -> list[tuple[Table, _Rows]]:
    damaged = DESCRIPTION
    try:
        with zipfile.ZipFile(io.BytesIO(exported)) as archive:
            described = json.loads(archive.read(DESCRIPTION))
            _require_revision(str(described["revision"]))
            hashes = {str(each["path"]): str(each["hash"]) for each in described["resources"]}
            found: list[tuple[Table, _Rows]] = []
            for table in IN_ORDER:
                damaged = f"{table.name}.csv"
                found.append((table, _rows(_content(archive, damaged, hashes[damaged]), table)))
            return found
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


def _rows(text: str, table: Table) -> _Rows:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    if next(reader, None) != [column.name for column in table.columns]:
        raise ValueError(table.name)
    return [
        {column.name: read_cell(cell, column) for column, cell in zip(table.columns, row, strict=True)}
        for row in reader
    ]
