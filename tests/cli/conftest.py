"""A tiny university with two months published, made once; tests that change it make their own."""

from pathlib import Path

import pytest

from tests.refresh.university import University


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> University:
    university = University(tmp_path_factory.mktemp("published"))
    university.deliver("2025-10", "2025-11")
    university.refresh()
    return university


@pytest.fixture
def university(tmp_path: Path) -> University:
    return University(tmp_path)
