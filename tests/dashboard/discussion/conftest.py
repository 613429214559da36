"""The invented publication, opened once for all tests of this room: nothing here changes it."""

import pytest

from dashboard.edition import Edition
from pipeline.published import current
from tests.dashboard.publication import write_publication


@pytest.fixture(scope="package")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("processed")
    write_publication(folder)
    return Edition.of(current(folder))
