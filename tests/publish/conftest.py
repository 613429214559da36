"""One small publication, made by a real refresh; tests that damage one make their own."""

from pathlib import Path

import pytest

from pipeline.published import Publication, current
from tests.refresh.university import University


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> University:
    university = University(tmp_path_factory.mktemp("published"))
    university.deliver("2024-06", "2024-07", "2025-11")
    university.refresh()
    return university


@pytest.fixture(scope="module")
def publication(refreshed: University) -> Publication:
    return current(refreshed.processed)


@pytest.fixture
def university(tmp_path: Path) -> University:
    made = University(tmp_path)
    made.deliver("2025-11")
    return made
