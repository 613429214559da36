"""The exports of the demonstration, described without their own sources, make sources that read the same people."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline.demo.write import demo_exports
from pipeline.ingest.describe import describe
from pipeline.ingest.keep import keep
from pipeline.ingest.layout import choose
from pipeline.ingest.mapping.rows import map_export
from pipeline.ingest.pseudonym import Rehasher
from pipeline.ingest.read import read_sheets
from pipeline.month import Month
from pipeline.organisation.reader import read_organisation

FOLDER = Path(pipeline.__file__).parent.parent / "organisations" / "example-university"
FIELDS = ("unit", "scale", "personal_scale", "fte", "main_appointment", "gender", "age")


@pytest.mark.parametrize("month", [Month(2023, 12), Month(2024, 1)])
def test_a_described_demo_export_maps_as_its_own_source_does(tmp_path, month):
    organisation = read_organisation(FOLDER)
    export = demo_exports(organisation, first=month, months=1)[0]
    sheets = read_sheets(export.content, export.name, frozenset())
    text = describe(sheets, export.name, dataclasses.replace(organisation, sources=())).source_toml("nl")
    proposed = read_organisation(_with_source(tmp_path, text))
    own, ours = (_mapped(each, sheets, export.name) for each in (organisation, proposed))
    assert own.month == ours.month
    assert (own.totals == ours.totals).all()
    counted = ~own.totals
    for field in FIELDS:
        assert _values(own.coded[field], counted) == _values(ours.coded[field], counted), field


def _with_source(folder, text):
    for path in FOLDER.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / "sources").mkdir()
    (folder / "sources" / "proposed.toml").write_text(text, encoding="utf-8")
    return folder


def _mapped(organisation, sheets, name):
    layout = choose(list(sheets), name, organisation)
    return map_export(keep(layout, name, Rehasher(b"secret")), layout.source, organisation, date(2026, 11, 1))


def _values(coded, rows):
    return [coded.values[number] for number in coded.index[rows].tolist()]
