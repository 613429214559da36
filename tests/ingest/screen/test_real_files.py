"""Every real file passes the screen: names of bodies and departments, salaries and grades identify nobody."""

import tomllib

import pytest

from pipeline.ingest.describe import describe
from pipeline.ingest.read import open_export, read_sheets
from pipeline.ingest.screen import screen

pytestmark = pytest.mark.real


@pytest.mark.parametrize("folder", ["montgomery", "uk_monthly", "uk_formats", "canada_bands"])
def test_real_files_pass_and_are_described(real_data, folder):
    paths = sorted((real_data / folder).iterdir())
    assert paths
    for path in paths:
        sheets = read_sheets(open_export(path), path.name, frozenset())
        assert [fault.text("en") for sheet in sheets for fault in screen(sheet, path.name, frozenset())] == []
        described = describe(sheets, path.name, None)
        assert tomllib.loads(described.source_toml("nl"))["kind"] == (
            "people" if "Employee" in path.name or _is_list(path.name) else "wide"
        )


def _is_list(name):
    """Two of the files hold percentages and band limits, no people at all."""
    return name in ("di.csv", "ee_dv_salarybins.csv")
