"""The data package: what the publication itself is when nothing is limited, and valid when it is."""

import hashlib
import io
import json
import warnings
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dashboard.downloads.package import as_csv, data_package
from pipeline import published
from pipeline.publish.package import descriptor as described
from pipeline.publish.publication import build
from pipeline.published import NoPublication, Publication, current
from tests.dashboard.publication import write_publication

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what an outsider's library warns of when it is imported is not ours
    from frictionless import system, validate

DEMO = Path(__file__).parents[3] / "data" / "processed"


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, dict]:
    """The invented publication and a description of it as published ones have."""
    processed = tmp_path_factory.mktemp("processed")
    write_publication(processed, months=3)
    found = current(processed)
    tables = {name: found.table(name) for name in published.TABLES}
    built = build(tables, found.about)
    return found, json.loads(built.files["datapackage.json"])


def tables_of(publication: Publication) -> dict[str, pa.Table]:
    return {name: publication.table(name) for name in published.TABLES}


def limited(publication: Publication) -> dict[str, pa.Table]:
    """What the dean of one faculty and the organisation's totals come to."""
    mine = pa.array(["EXU", "EXU-BEH", "EXU-BEH-PSC"])
    tables = {name: table.filter(pc.is_in(table["unit"], mine)) for name, table in tables_of(publication).items()}
    return tables | {"breaks": publication.table("breaks")}


def unpacked(content: bytes, folder: Path) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
        return {name: archive.read(name) for name in archive.namelist()}


def judged(folder: Path) -> list:
    with system.use_context(trusted=True):
        report = validate(str(folder / "datapackage.json"), type="package")
    return report.flatten(["taskPosition", "fieldName", "rowNumber", "type", "message"])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("rows", [tables_of, limited], ids=["full", "limited"])
def test_frictionless_finds_it_valid(invented, rows, tmp_path):
    publication, descriptor = invented
    files = unpacked(data_package(rows(publication), descriptor, publication.about), tmp_path)
    assert judged(tmp_path) == []
    assert set(files) == {"about.json", "datapackage.json", *(f"{name}.csv" for name in published.TABLES)}
    written = json.loads(files["datapackage.json"])
    for resource, former in zip(written["resources"], descriptor["resources"], strict=True):
        content = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert resource["schema"] == former["schema"]  # what every column means is kept


@pytest.mark.filterwarnings("ignore")
def test_frictionless_sees_a_changed_file(invented, tmp_path):
    """The test above can fail."""
    publication, descriptor = invented
    unpacked(data_package(limited(publication), descriptor, {}), tmp_path)
    path = tmp_path / "progress.csv"
    path.write_bytes(path.read_bytes().replace(b"true", b"maybe", 1))
    assert judged(tmp_path) != []


def test_a_limited_package_holds_no_other_unit(invented, tmp_path):
    publication, descriptor = invented
    files = unpacked(data_package(limited(publication), descriptor, {}), tmp_path)
    assert "about.json" not in files
    assert b"EXU-GEO" not in b"".join(files.values())
    assert b"EXU-BEH-PSC" in files["progress.csv"]


def test_nothing_limited_gives_the_files_of_the_publication(invented, tmp_path):
    publication, descriptor = invented
    built = build(tables_of(publication), publication.about)
    files = unpacked(data_package(tables_of(publication), descriptor, publication.about), tmp_path)
    assert {name: content for name, content in files.items() if name != "about.json"} == {
        name: content for name, content in built.files.items() if name.endswith("csv") or name == "datapackage.json"
    }


def test_the_demonstration_is_written_byte_for_byte():
    try:
        found = current(DEMO)
    except NoPublication as absent:
        pytest.skip(f"`make demo` was not run here: {absent}")
    files = [(name, (found.folder / f"{name}.csv").read_bytes()) for name in published.TABLES]
    assert [name for name, content in files if as_csv(found.table(name)) != content] == []


def test_a_table_of_pieces_and_one_without_rows_are_written_as_one(invented):
    units = invented[0].table("units")
    assert as_csv(pa.concat_tables([units.slice(0, 3), units.slice(3)])) == as_csv(units)
    assert as_csv(units.slice(0, 0)).count(b"\n") == 1


def test_equal_input_gives_equal_bytes_and_no_time_of_today(invented):
    publication, descriptor = invented
    first = data_package(limited(publication), descriptor, publication.about)
    turned = dict(reversed(limited(publication).items()))
    assert data_package(turned, descriptor, publication.about) == first
    with ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_table_that_is_not_handed_over_is_not_described(invented, tmp_path):
    publication, descriptor = invented
    only = {"units": publication.table("units")}
    files = unpacked(data_package(only, descriptor, {}), tmp_path)
    assert [each["name"] for each in json.loads(files["datapackage.json"])["resources"]] == ["units"]
    with pytest.raises(KeyError):
        data_package({"secrets": only["units"]}, descriptor, {})


def test_a_package_of_nobody_is_still_described():
    empty = {name: published.schema(name).empty_table() for name in published.TABLES}
    descriptor = described("x", "Y", {f"{name}.csv": (0, "0") for name in published.TABLES})
    with ZipFile(io.BytesIO(data_package(empty, descriptor, {}))) as archive:
        assert json.loads(archive.read("datapackage.json"))["resources"][0]["bytes"] > 0
