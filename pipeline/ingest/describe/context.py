"""What every part of a proposal looks at: one sheet, its columns, and what was recognised in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.faults import Fault
from pipeline.ingest.describe.look import Look
from pipeline.ingest.describe.model import ProposedWide, Recognised
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import Organisation, SourceKind


@dataclass(frozen=True)
class Context:
    """One sheet of the export; `refused` says which identifiers of people it holds."""

    sheet: Sheet
    filename: str
    organisation: Organisation | None
    looks: tuple[Look, ...]
    refused: tuple[Fault, ...]
    kind: SourceKind
    fields: Mapping[str, Recognised]
    wide: tuple[ProposedWide, ...]
