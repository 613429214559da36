"""Does a source hold together: has its kind all it needs, and nothing that has no place in it?"""

from pipeline.organisation import source_messages as of_sources
from pipeline.organisation.fields import Table
from pipeline.organisation.model import Source, SourceKind
from pipeline.organisation.vocabulary import Vocabulary

# A field that a column or a constant must give, a column it must have, and columns that mean nothing in it.
_GIVEN: dict[SourceKind, tuple[str, ...]] = {"people": ("unit", "scale"), "counts": ("unit",), "wide": ("unit",)}
_COLUMN: dict[SourceKind, tuple[str, ...]] = {"people": (), "counts": ("count",), "wide": ()}
_PERSONAL = ("pseudonym", "main_appointment")
_FOREIGN: dict[SourceKind, tuple[str, ...]] = {"people": ("count",), "counts": _PERSONAL, "wide": (*_PERSONAL, "count")}


def check_source(table: Table, source: Source, vocabulary: Vocabulary) -> None:
    """Every fault between the keys of one source."""
    for field in source.constants:
        if field in source.columns:
            table.findings.add(of_sources.COLUMN_AND_CONSTANT, table.where(f"constants.{field}"), field=field)
    if table.good("kind"):
        _check_kind(table, source)
    _check_unknowns(table, source, vocabulary)


def _check_kind(table: Table, source: Source) -> None:
    kind, place = source.kind, table.where("columns")
    for field in _GIVEN[kind]:
        if field not in source.columns and field not in source.constants:
            table.findings.add(of_sources.FIELD_OR_CONSTANT_NEEDED, place, kind=kind, field=field)
    for field in _COLUMN[kind]:
        if field not in source.columns:
            table.findings.add(of_sources.FIELD_NEEDED, place, kind=kind, field=field)
    for field in _FOREIGN[kind]:
        if field in source.columns:
            table.findings.add(of_sources.NOT_FOR_KIND, table.where(f"columns.{field}"), kind=kind, key=field)
    _check_wide(table, kind)


def _check_wide(table: Table, kind: SourceKind) -> None:
    if kind == "wide" and not table.has("wide"):
        table.refuse("wide", of_sources.WIDE_NEEDED)
    if kind != "wide" and table.has("wide"):
        table.refuse("wide", of_sources.NOT_FOR_KIND, kind=kind, key="wide")


def _check_unknowns(table: Table, source: Source, vocabulary: Vocabulary) -> None:
    """People of whom an attribute was not delivered count as unknown, so there must be a category for that."""
    for attribute in vocabulary.attributes or ():
        if attribute.unknown:
            continue
        if attribute.code in source.optional:
            table.refuse("optional", of_sources.NO_UNKNOWN_CATEGORY, field=attribute.code)
        elif source.kind == "people" and attribute.code not in {*source.columns, *source.constants}:
            table.findings.add(of_sources.ATTRIBUTE_NOT_READ, table.where("columns"), field=attribute.code)
