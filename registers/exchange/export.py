"""How does everything come out: one ZIP with a CSV per table, every version included, and a description?

The same registers give the same bytes, from SQLite and from PostgreSQL alike: rows are ordered by their keys, and
no clock is read.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

from sqlalchemy import Connection, Table, select

from registers.exchange.cells import type_of, write_cell
from registers.store.opened import Registers
from registers.store.schema import revisions
from registers.store.tables import IN_ORDER

DESCRIPTION = "datapackage.json"
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the earliest moment a ZIP can hold


def export_registers(registers: Registers) -> bytes:
    """The whole of the registers as they are at one moment, as a ZIP."""
    with registers.reading() as connection:
        files = {f"{table.name}.csv": _csv(connection, table) for table in IN_ORDER}
    return _zip({DESCRIPTION: _description(files), **files})


def _csv(connection: Connection, table: Table) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    # Sorted here: databases do not agree on the order of letters.
    rows = sorted(connection.execute(select(table)).all(), key=lambda row: tuple(row)[: len(table.primary_key)])
    writer.writerows([write_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8")


def _description(files: Mapping[str, bytes]) -> bytes:
    """A Frictionless data package: each table, its columns, keys, size and fingerprint."""
    described = {
        "name": "streefcijfer-registers",
        "revision": revisions()[-1],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in IN_ORDER],
    }
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _resource(table: Table, content: bytes) -> dict[str, object]:
    fields = [
        {"name": column.name, "type": type_of(column), "constraints": {"required": not column.nullable}}
        if type_of(column) != "string"
        else {"name": column.name, "type": "string"}
        for column in table.columns
    ]
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": [column.name for column in table.primary_key]},
    }


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return written.getvalue()
