"""Reads sources/*.toml: one export layout each."""

import re
from collections.abc import Sequence
from typing import Literal, cast, get_args

from pipeline.organisation import messages as say
from pipeline.organisation import source_messages as of_sources
from pipeline.organisation.fields import Table
from pipeline.organisation.findings import Names
from pipeline.organisation.folder import SOURCES, Reading
from pipeline.organisation.header import FILE_CODE
from pipeline.organisation.model import FteUnit, Source, SourceKind, fold
from pipeline.organisation.references import read_reference
from pipeline.organisation.source_check import check_source
from pipeline.organisation.source_tables import read_tables
from pipeline.organisation.toml_file import open_toml
from pipeline.organisation.vocabulary import SCALE_FIELDS, Vocabulary
from pipeline.organisation.wide import read_wide

Decimal = Literal["auto", ",", "."]
EmptyCounts = Literal["fault", "zero", "not_available"]
_HOURS = (1, 80)


def read_sources(reading: Reading, vocabulary: Vocabulary) -> tuple[Source, ...]:
    """The sources in the order of their file names."""
    opened = [(name, open_toml(reading, name)) for name in sorted(reading.files) if name.startswith(f"{SOURCES}/")]
    read = [(name, table, _source(table, vocabulary)) for name, table in opened if table is not None]
    _check_shared(read)
    return tuple(source for _, _, source in read)


def _source(table: Table, vocabulary: Vocabulary) -> Source:
    columns = _columns(table.table("columns"), vocabulary)
    fte = table.table("fte")
    source = Source(
        code=table.code("code", FILE_CODE),
        kind=cast("SourceKind", table.choice("kind", get_args(SourceKind))),
        files=_files(table),
        reference=read_reference(table.table("reference")),
        columns=columns,
        tables=read_tables(table.table("tables"), columns, vocabulary),
        optional=frozenset(table.references("optional", vocabulary.attribute_names, required=False)),
        constants=_constants(table.table("constants"), vocabulary),
        wide=read_wide(table.tables("wide"), vocabulary),
        sheet=table.pattern("sheet"),
        fte_unit=cast("FteUnit", fte.choice("unit", get_args(FteUnit), "auto")),
        full_week_hours=_hours(fte),
        decimal=cast("Decimal", table.choice("decimal", get_args(Decimal), "auto")),
        total_rows=tuple(_total_row(each) for each in table.tables("total_rows")),
        not_available=frozenset(fold(text) for text in table.texts("not_available", required=False)),
        zero=frozenset(fold(text) for text in table.texts("zero", required=False)),
        empty_counts=cast("EmptyCounts", table.choice("empty_counts", get_args(EmptyCounts), "fault")),
        encoding=_encoding(table),
        max_bad_share=table.share("max_bad_share", Source.max_bad_share),
    )
    fte.close()
    check_source(table, source, vocabulary)
    table.close()
    return source


def _columns(table: Table, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    names = Names(say.UNKNOWN_FIELD, vocabulary.fields)
    for key in table.values:
        table.exists(key, key, names)
    return {key: table.texts(key) for key in table.values}


def _constants(table: Table, vocabulary: Vocabulary) -> dict[str, str]:
    attributes = vocabulary.attribute_names.codes
    names = Names(say.UNKNOWN_FIELD, None if attributes is None else ("unit", *SCALE_FIELDS, *attributes))
    known = [key for key in table.values if table.exists(key, key, names)]
    return {key: table.reference(key, vocabulary.codes(key)) for key in known}


def _files(table: Table) -> tuple[str, ...]:
    files = table.texts("files")
    for pattern in files:
        if "/" in pattern or "\\" in pattern:
            table.refuse("files", of_sources.PATTERN_WITH_FOLDER, pattern=pattern)
    return files


def _hours(fte: Table) -> float:
    hours = fte.number("full_week_hours", Source.full_week_hours)
    if fte.values.get("unit") == "hours" and "full_week_hours" not in fte.values:
        fte.refuse("full_week_hours", of_sources.WEEK_UNSAID)
    if fte.good("full_week_hours") and not _HOURS[0] <= hours <= _HOURS[1]:
        fte.refuse("full_week_hours", of_sources.BAD_HOURS, value=f"{hours:g}")
    return hours


def _total_row(table: Table) -> tuple[str, re.Pattern[str]]:
    column, written = table.text("column"), table.text("pattern")
    pattern = table.compiled("pattern", written)
    table.close()
    return column, pattern


def _encoding(table: Table) -> str | None:
    encoding = table.text("encoding", None)
    if encoding is None or not table.good("encoding"):
        return None
    try:
        # Decoding something, not looking up: only this also refuses codecs that do not make text, such as base64.
        b"a".decode(encoding, "ignore")
    except (LookupError, ValueError):
        table.refuse("encoding", of_sources.BAD_ENCODING, value=encoding)
    return encoding


def _check_shared(read: Sequence[tuple[str, Table, Source]]) -> None:
    """Two sources may share neither their code nor a file pattern."""
    codes: dict[str, str] = {}
    patterns: dict[str, Source] = {}
    for name, table, source in read:
        first = codes.setdefault(source.code, name)
        if first != name and table.good("code"):
            table.refuse("code", say.TWICE, value=source.code, first=first)
        for pattern in source.files:
            other = patterns.setdefault(pattern.casefold(), source)
            if other is not source:
                table.refuse("files", of_sources.SAME_FILES, pattern=pattern, other=other.code)
