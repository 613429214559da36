"""The Frictionless data package of a publication: what every column means, so that files explain themselves."""

from collections.abc import Mapping
from typing import Any

from pipeline import published
from pipeline.published import Column

_KEYS = {
    "representation": ["snapshot", "unit", "band", "group", "scale_basis"],
    "progress": ["snapshot", "target", "unit"],
    "cells": ["snapshot", "unit", "bands"],
    "units": ["snapshot", "unit"],
}
_TITLES = {
    "representation": "Representation per unit, band and group / Vertegenwoordiging per eenheid, schaalgroep en doelgroep",
    "progress": "Progress towards each target / Voortgang per streefcijfer",
    "cells": "Headcounts per unit and set of bands / Aantallen per eenheid en combinatie van schaalgroepen",
    "units": "Units at each snapshot / Eenheden per peildatum",
    "breaks": "Breaks in series / Breuken in reeksen",
}


def descriptor(publication_id: str, organisation: str, files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """The content of datapackage.json. `organisation` is its name; `files` gives size in bytes and SHA-256 per file name."""
    return {
        "name": f"streefcijfer-{publication_id}",
        "id": publication_id,
        "title": f"Streefcijfer, {organisation}",
        "profile": "tabular-data-package",
        "resources": [_resource(table, files) for table in published.TABLES],
    }


def _resource(table: str, files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    size, digest = files[f"{table}.csv"]
    resource: dict[str, Any] = {
        "name": table,
        "title": _TITLES[table],
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {"fields": [_field(column) for column in published.TABLES[table]], "missingValues": [""]},
    }
    if table in _KEYS:
        resource["schema"]["primaryKey"] = _KEYS[table]
    return resource


def _field(column: Column) -> dict[str, Any]:
    always = column.null_en == "never null"
    field = {
        "name": column.name,
        "type": column.type,
        "description": f"{column.meaning_en} / {column.meaning_nl}",
        "unit": column.unit,
        "null": f"{column.null_en} / {column.null_nl}",
        "constraints": {"required": always},
    }
    # A text that is never absent may be empty: people in no band have an empty list of bands.
    return {**field, "missingValues": []} if always and column.type == "string" else field
