"""What the reader says about a tiny organisation with something wrong in it."""

from pathlib import Path

from pipeline.errors import OrganisationFault
from pipeline.organisation.reader import read_organisation
from tests.organisation.builder import write_organisation


def faults_of(folder: Path, **overrides: str | bytes | None) -> list[str]:
    """The English texts of every fault, in order; empty when the folder is right."""
    try:
        read_organisation(write_organisation(folder, **overrides))
    except OrganisationFault as stopped:
        return [fault.text("en") for fault in stopped.faults]
    return []
