"""The data package explains the files, and the files are what it says: judged by frictionless, an outsider."""

import csv
import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from pipeline import published
from pipeline.published import Publication

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what an outsider's library warns of when it is imported is not ours
    from frictionless import Package, system, validate


def descriptor(publication: Publication) -> dict[str, Any]:
    return json.loads((publication.folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_the_package_valid(publication: Publication) -> None:
    with system.use_context(trusted=True):
        report = validate(str(publication.folder / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["taskPosition", "fieldName", "rowNumber", "message"])[:5]
    assert len(report.tasks) == len(published.TABLES)
    assert sum(task.stats["rows"] for task in report.tasks) == sum(
        publication.table(name).num_rows for name in published.TABLES
    )


@pytest.mark.filterwarnings("ignore")
def test_frictionless_sees_a_changed_file(publication: Publication, tmp_path: Path) -> None:
    """The test above can fail: one figure written otherwise breaks size or hash."""
    for path in publication.folder.iterdir():
        content = path.read_bytes()
        (tmp_path / path.name).write_bytes(
            content.replace(b"true", b"maybe", 1) if path.name == "representation.csv" else content
        )
    report = validate(str(tmp_path / "datapackage.json"), type="package")
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert kinds & {"type-error", "byte-count", "hash-count"}


@pytest.mark.filterwarnings("ignore")
def test_frictionless_reads_what_parquet_holds(publication: Publication) -> None:
    package = Package(str(publication.folder / "datapackage.json"))
    for name in published.TABLES:
        rows = [row.to_dict() for row in package.get_resource(name).read_rows()]
        assert len(rows) == publication.table(name).num_rows
        for read, held in zip(rows, publication.table(name).to_pylist(), strict=True):
            assert {
                key: float(value) if type(value).__name__ == "Decimal" else value for key, value in read.items()
            } == held


@pytest.mark.parametrize("table", published.TABLES)
def test_csv_equals_parquet(publication: Publication, table: str) -> None:
    with (publication.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    held = publication.table(table)
    assert heading == held.column_names
    assert len(rows) == held.num_rows
    for read, row in zip(rows, held.to_pylist(), strict=True):
        assert [_text(cell, type(row[name])) for cell, name in zip(read, heading, strict=True)] == list(row.values())


def _text(cell: str, kind: type) -> object:
    if cell == "":
        return "" if kind is str else None
    if kind is bool:
        return {"true": True, "false": False}[cell]
    return kind(cell) if kind in (int, float, str) else kind.fromisoformat(cell)  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", published.TABLES)
def test_columns_are_those_documented_with_unit_and_null(publication: Publication, table: str) -> None:
    (resource,) = [each for each in descriptor(publication)["resources"] if each["name"] == table]
    fields = resource["schema"]["fields"]
    assert [each["name"] for each in fields] == [column.name for column in published.TABLES[table]]
    for field, column in zip(fields, published.TABLES[table], strict=True):
        assert field["description"] == f"{column.meaning_en} / {column.meaning_nl}"
        assert (field["unit"], field["null"]) == (column.unit, f"{column.null_en} / {column.null_nl}")


def test_size_and_hash_are_those_of_the_files(publication: Publication) -> None:
    for resource in descriptor(publication)["resources"]:
        content = (publication.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_id_is_that_of_the_publication(publication: Publication) -> None:
    assert descriptor(publication)["id"] == publication.id == publication.folder.name
