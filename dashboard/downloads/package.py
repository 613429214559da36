"""The tables that a reader may see, as a Frictionless data package in one ZIP file.

A publication that is not limited gives the very files it was published with.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
import pyarrow.csv as csv

# The earliest time that ZIP knows: a file of today would make equal content differ.
_TIME = (1980, 1, 1, 0, 0, 0)
_OWNER_WRITES_ALL_READ = 0o644 << 16


def data_package(tables: Mapping[str, pa.Table], descriptor: Mapping[str, Any], about: Mapping[str, Any]) -> bytes:
    """CSV of each table, datapackage.json with their sizes and hashes, and about.json (left out when empty).

    `tables` hold the rows this reader may see, `descriptor` is the publication's datapackage.json, `about` what the
    reader may know of the publication. A table that is not handed over is not described. Equal input, equal bytes.
    Raises KeyError for a table that `descriptor` does not describe.
    """
    described = {resource["name"]: resource for resource in descriptor["resources"]}
    texts = {described[name]["path"]: as_csv(table) for name, table in tables.items()}
    files = {"datapackage.json": _json(_described(descriptor, texts)), **texts}
    if about:
        files["about.json"] = _json(about)
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _OWNER_WRITES_ALL_READ
            archive.writestr(entry, files[name])
    return written.getvalue()


def as_csv(table: pa.Table) -> bytes:
    """A published table as CSV, in the form publications have: UTF-8, texts in quotes, nothing where it is null."""
    sink = pa.BufferOutputStream()
    # The form is that of pipeline/publish/publication.py; a test holds the two together.
    csv.write_csv(table.combine_chunks(), sink, csv.WriteOptions(include_header=True, quoting_style="needed"))
    return sink.getvalue().to_pybytes()


def _described(descriptor: Mapping[str, Any], texts: Mapping[str, bytes]) -> dict[str, Any]:
    resources = [
        {**each, "bytes": len(texts[each["path"]]), "hash": f"sha256:{hashlib.sha256(texts[each['path']]).hexdigest()}"}
        for each in descriptor["resources"]
        if each["path"] in texts
    ]
    return {**descriptor, "resources": resources}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
