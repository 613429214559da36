"""Reads [[wide]] of a source: the counting columns of a file that has one per category or scale."""

from collections.abc import Sequence
from typing import Literal, cast, get_args

from pipeline.organisation import source_messages as of_sources
from pipeline.organisation.fields import Table
from pipeline.organisation.model import WideColumn, fold
from pipeline.organisation.vocabulary import Vocabulary

Measure = Literal["headcount", "fte"]


def read_wide(tables: Sequence[Table], vocabulary: Vocabulary) -> tuple[WideColumn, ...]:
    """The counting columns in the order of the file."""
    used: dict[str, Table] = {}
    return tuple(_column(table, vocabulary, used) for table in tables)


def _column(table: Table, vocabulary: Vocabulary, used: dict[str, Table]) -> WideColumn:
    headings = table.texts("heading")
    for heading in headings:
        earlier = used.setdefault(fold(heading), table)
        if earlier is not table:
            table.refuse("heading", of_sources.HEADING_TWICE, value=heading, first=earlier.where("heading").key)
    scale = table.text("scale", None)
    attribute, category = table.text("attribute", None), table.text("category", None)
    if scale and table.good("scale"):
        table.exists("scale", scale, vocabulary.codes("scale"))
    for key, other in (("attribute", "category"), ("category", "attribute")):
        if table.has(key) and not table.has(other):
            table.refuse(key, of_sources.TOGETHER, key=key, other=other)
    if attribute and table.exists("attribute", attribute, vocabulary.attribute_names) and category:
        table.exists("category", category, vocabulary.codes(attribute))
    column = WideColumn(
        heading=headings,
        measure=cast("Measure", table.choice("measure", get_args(Measure))),
        scale=scale,
        attribute=attribute,
        category=category,
        total=table.flag("total"),
    )
    table.close()
    return column
