"""The shape of a publication and the only way to read one. The dashboard's single door.

A publication is a folder `published/<id>/`; `published/current.json` names the live one. It holds no
hidden figure: where `shown` is false the figures are null and `reason` says why. A real zero is zero.
"""

from pipeline.published.cells import CELLS
from pipeline.published.columns import Column, ColumnType
from pipeline.published.places import BREAKS, UNITS
from pipeline.published.progress import PROGRESS
from pipeline.published.reader import NoPublication, Publication, closed, current, earlier
from pipeline.published.representation import REPRESENTATION
from pipeline.published.states import REASONS, STATEMENTS, VERDICTS
from pipeline.published.tables import TABLES, schema

__all__ = [
    "BREAKS",
    "CELLS",
    "PROGRESS",
    "REASONS",
    "REPRESENTATION",
    "STATEMENTS",
    "TABLES",
    "UNITS",
    "VERDICTS",
    "Column",
    "ColumnType",
    "NoPublication",
    "Publication",
    "closed",
    "current",
    "earlier",
    "schema",
]
