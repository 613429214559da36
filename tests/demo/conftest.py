from pathlib import Path

import pytest

from pipeline.demo.careers import staff_by_month
from pipeline.demo.write import FIRST, MONTHS, SEED, demo_exports
from pipeline.organisation.reader import read_organisation

FOLDER = Path(__file__).parents[2] / "organisations" / "example-university"


@pytest.fixture(scope="session")
def university():
    return read_organisation(FOLDER)


@pytest.fixture(scope="session")
def staff(university):
    """Everyone in service, per month."""
    return dict(staff_by_month(university, FIRST, MONTHS, SEED))


@pytest.fixture(scope="session")
def exports(university):
    """The bytes of every file, by name, in the order of delivery."""
    return {export.name: export.content for export in demo_exports(university)}
