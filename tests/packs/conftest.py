"""The invented publication, opened once for all tests of this room: nothing here changes it."""

from pathlib import Path

import pytest

from dashboard.edition import Edition
from pipeline.published import current
from tests.dashboard.publication import write_publication


@pytest.fixture(scope="session")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs-processed")
    write_publication(folder)
    return folder


@pytest.fixture(scope="session")
def invented(processed: Path) -> Edition:
    return Edition.of(current(processed))
