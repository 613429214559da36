"""Every published table, and its Arrow schema."""

import pyarrow as pa

from pipeline.published.cells import CELLS
from pipeline.published.places import BREAKS, UNITS
from pipeline.published.progress import PROGRESS
from pipeline.published.representation import REPRESENTATION

TABLES = {
    "representation": REPRESENTATION,
    "progress": PROGRESS,
    "cells": CELLS,
    "units": UNITS,
    "breaks": BREAKS,
}

_ARROW = {
    "date": pa.date32(),
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def schema(table: str) -> pa.Schema:
    """The Arrow schema of a published table."""
    return pa.schema([pa.field(column.name, _ARROW[column.type]) for column in TABLES[table]])
