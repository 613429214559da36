"""Exports drawn as rows of text, the source that describes them, and what becomes of them up to the cube."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from pipeline.digest import Read, digest
from pipeline.errors import FileRefused
from pipeline.faults import Fault
from pipeline.ingest.keep import Kept, keep
from pipeline.ingest.layout import lay
from pipeline.ingest.pseudonym import Rehasher
from pipeline.ingest.sheet import Ragged, Sheet
from pipeline.organisation.model import CodeTable, Organisation, ReferenceDate, Source, fold
from pipeline.snapshot import Checked
from tests.compute.organisations import GENDER, ORIGIN, SCALES, organisation

TODAY = date(2026, 2, 1)
TITLE = ("Peildatum: 31-12-2025",)
UNITS = ("A", "B", "C")
FIELDS = {
    "pseudonym": ("Nr",),
    "unit": ("Eenheid", "Afdeling"),
    "scale": ("Functieschaal",),
    "personal_scale": ("Salarisschaal",),
    "fte": ("Fte",),
    "count": ("Aantal",),
    "main_appointment": ("Hoofd",),
    "gender": ("Geslacht",),
    "origin": ("Herkomst",),
}


def codes(*values: str, **named: str) -> CodeTable:
    return CodeTable({fold(each): each for each in values} | {fold(text): code for text, code in named.items()})


TABLES = {
    "unit": codes(*UNITS),
    "scale": codes(*SCALES),
    "personal_scale": codes(*SCALES),
    "main_appointment": codes(J="yes", N="no"),
    "gender": codes(*GENDER.categories, V="f"),
    "origin": codes(*ORIGIN.categories),
}


def source(*fields: str, **changes: object) -> Source:
    """Of people, unless told otherwise; a third of the rows may be bad, or all with max_bad_share=1."""
    plain: dict[str, object] = {
        "code": "hr",
        "kind": "people",
        "files": ("hr*.csv",),
        "reference": ReferenceDate(title=re.compile(r"Peildatum: (.+)")),
        "columns": {name: FIELDS[name] for name in fields},
        "tables": {name: TABLES[name] for name in fields if name in TABLES},
        "decimal": ",",
        "total_rows": (("unit", re.compile("(?:sub)?totaal.*")),),
        "max_bad_share": 1.0,
    }
    return Source(**{**plain, **changes})  # type: ignore[arg-type]


def of(*sources: Source, **changes: object) -> Organisation:
    drawn = organisation({"TU": None, "A": "TU", "B": "TU", "C": "TU"}, attributes=(GENDER, ORIGIN))
    return replace(drawn, sources=sources, **changes)


def sheet(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: Sequence[str] = TITLE,
    name: str = "",
    hidden: bool = False,
    ragged: Sequence[int] = (),
    facts: Mapping[str, str] | None = None,
) -> Sheet:
    arrays = [
        pa.array([row[place] for row in rows], pa.string())
        .dictionary_encode()
        .cast(pa.dictionary(pa.int32(), pa.string()))
        for place in range(len(headings))
    ]
    table = pa.table(arrays, names=[f"c{place}" for place in range(len(headings))])
    first = len(title) + 1
    return Sheet(
        name,
        tuple(title),
        tuple(headings),
        first,
        table,
        pa.array(range(first + 1, first + 1 + len(rows)), pa.int64()),
        tuple(Ragged(row, 1) for row in ragged),
        hidden=hidden,
        facts=dict(facts or {}),
    )


def kept(of_source: Source, drawn: Sheet, filename: str = "hr.csv") -> Kept:
    return keep(lay(of_source, drawn), filename, Rehasher(b"secret"))


def rows_of(of_source: Source, rows: Sequence[Mapping[str, str]], **changes: object) -> Sheet:
    """A sheet with a column per field of the source, under its first heading."""
    headings = [names[0] for names in of_source.columns.values()]
    return sheet(headings, [[row.get(field, "") for field in of_source.columns] for row in rows], **changes)


def checked(of_source: Source, drawn: Sheet, filename: str = "hr.csv", **changes: object) -> Checked:
    return digest(Read(kept(of_source, drawn, filename), of_source), of(of_source, **changes), TODAY)


def refused(of_source: Source, drawn: Sheet, filename: str = "hr.csv", **changes: object) -> tuple[Fault, ...]:
    with pytest.raises(FileRefused) as stopped:
        checked(of_source, drawn, filename, **changes)
    return stopped.value.faults
