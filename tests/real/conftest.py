"""The folder of real public data; tests that need it say why they are skipped without it."""

import os
from pathlib import Path

import pytest

VARIABLE = "STREEFCIJFER_REAL_DATA"
BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    folder = Path(os.environ.get(VARIABLE, BESIDE))
    if not folder.is_dir():
        pytest.skip(f"no real data: set {VARIABLE} to its folder, or put it in ../shared/data beside the repository")
    return folder
