from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit import config

from dashboard.edition import Edition
from pipeline.published import current
from tests.dashboard.publication import write_publication
from tests.dashboard.walking import Walk, walking


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole publication in it."""
    processed = tmp_path_factory.mktemp("processed")
    write_publication(processed)
    return processed


@pytest.fixture(scope="session")
def edition(published: Path) -> Edition:
    return Edition.of(current(published))


@pytest.fixture(autouse=True)
def on_this_machine() -> None:
    """Tests may run from a folder that has no .streamlit/config.toml."""
    config.set_option("server.address", "127.0.0.1")


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Walk]:
    """Opens a session over a folder: `walk(processed, user=..., secrets=...)`."""

    def begun(processed: Path, **facts: object) -> Walk:
        return walking(processed, monkeypatch, **facts)

    return begun
