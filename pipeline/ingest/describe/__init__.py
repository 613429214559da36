"""Looks at an unknown export and proposes a source file for it; shows headings and patterns, never values of people."""

from collections.abc import Sequence

from pipeline.ingest.describe.description import Description
from pipeline.ingest.describe.propose import propose
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import Organisation

__all__ = ["Description", "describe"]


def describe(sheets: Sequence[Sheet], filename: str, organisation: Organisation | None) -> Description:
    """Describe an export. With an organisation its units, scales and categories are recognised too."""
    return Description(filename, propose(sheets, filename, organisation) if sheets else None)
