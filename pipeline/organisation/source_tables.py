"""How do the values of an export become our codes? What a source declares, and what is known without it."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from pipeline.organisation import messages as say
from pipeline.organisation import source_messages as of_sources
from pipeline.organisation.fields import Table
from pipeline.organisation.findings import Names
from pipeline.organisation.model import CodeTable, Unit, fold
from pipeline.organisation.vocabulary import SCALE_FIELDS, Vocabulary
from pipeline.organisation.writing import shown

MAPPED = ("unit", "scale", "personal_scale", "main_appointment")  # and every attribute
_MARKS = {
    "yes": ("yes", "ja", "j", "y", "true", "waar", "1", "x"),
    "no": ("no", "nee", "n", "false", "onwaar", "0"),
}
_WORD = r"(?:(?:salaris|functie|loon)?schaal|sch\.?|scale|grade)\s*[.:-]?\s*"
_DECIMALS = r"(?:[.,]0+)?"  # a scale that was a number in a spreadsheet: 11.0 or 11,0
# Tried in this order; a result that is no scale of the organisation falls through to the next, so that
# 011 is scale 011 where there is one and scale 11 elsewhere.
SPELLINGS = tuple(
    (re.compile(form), template)
    for form, template in (
        (rf"{_WORD}([a-z0-9]+?){_DECIMALS}", r"\1"),
        (rf"s?\s*(\d+[a-z]?){_DECIMALS}", r"\1"),
        (rf"(?:{_WORD}|s?\s*)0+(\d+[a-z]?){_DECIMALS}", r"\1"),
        (rf"(?:{_WORD}|s?\s*)0*(\d+)\s+([a-z])", r"\1\2"),
    )
)


def read_tables(table: Table, columns: Iterable[str], vocabulary: Vocabulary) -> dict[str, CodeTable]:
    """One code table for each mapped field: of every column, and of every table that is declared."""
    attributes = [each.code for each in vocabulary.attributes or ()]
    known = (*MAPPED, *attributes)
    fields = [field for field in columns if field in known]
    tables: dict[str, CodeTable] = {}
    for field in dict.fromkeys([*fields, *(key for key in table.values if key in known)]):
        names = vocabulary.codes(field)
        declared = _declared(table.table(field), names) if table.has(field) else CodeTable({})
        tables[field] = _complete(field, declared, names, vocabulary)
        if field not in fields:
            table.refuse(field, of_sources.TABLE_WITHOUT_COLUMN, field=field)
    if vocabulary.attributes is not None:
        for key in table.values:
            if key not in known:
                table.findings.unknown(say.UNKNOWN_FIELD, table.where(key), key, known)
    return tables


def _declared(table: Table, names: Names) -> CodeTable:
    declared = CodeTable(
        values=_values(table.table("values"), names),
        patterns=_patterns(table, names),
        edges=_edges(table, names),
        empty=table.reference("empty", names) if table.has("empty") else _absent(table, "empty"),
        ignore=frozenset(fold(text) for text in table.texts("ignore", required=False)),
    )
    table.close()
    return declared


def _absent(table: Table, key: str) -> None:
    """Asked for all the same, so that a misspelt key is told what it should have been."""
    table.raw(key, required=False)


def _values(table: Table, names: Names) -> dict[str, str]:
    values: dict[str, str] = {}
    for written in table.values:
        code = table.reference(written, names)
        earlier = values.setdefault(fold(written), code)
        if earlier != code and table.good(written):
            table.refuse(written, of_sources.VALUE_TWICE, value=written, first=earlier)
    return values


def _pairs(table: Table, key: str, example: str) -> list[tuple[object, str]]:
    """A list of pairs whose second part is a text."""
    value = table.raw(key, required=False)
    if value is None:
        return []
    if not isinstance(value, list):
        table.refuse(key, say.NOT_LIST, value=shown(value))
        return []
    pairs: list[tuple[object, str]] = []
    for item in cast("list[object]", value):
        parts = cast("list[object]", item) if isinstance(item, list) else []
        if len(parts) == 2 and isinstance(parts[1], str):
            pairs.append((parts[0], parts[1]))
        else:
            table.refuse(key, of_sources.BAD_PAIR, example=example, value=shown(item))
    return pairs


def _patterns(table: Table, names: Names) -> tuple[tuple[re.Pattern[str], str], ...]:
    example = r"['s(\d+)', '\1']"
    patterns: list[tuple[re.Pattern[str], str]] = []
    for written, template in _pairs(table, "patterns", example):
        if not isinstance(written, str):
            table.refuse("patterns", of_sources.BAD_PAIR, example=example, value=shown([written, template]))
        elif "\\" not in template:
            table.exists("patterns", template, names)
            patterns.append((table.compiled("patterns", written), template))
        elif _template_fits(table, written, template):
            patterns.append((table.compiled("patterns", written), template))
    return tuple(patterns)


def _template_fits(table: Table, written: str, template: str) -> bool:
    """Whether the template only names groups the pattern has. With an empty alternative any pattern matches."""
    try:
        found = re.compile(f"{written}|", re.IGNORECASE).fullmatch("")
        if found:  # pragma: no branch - the empty alternative matches whatever the pattern is
            found.expand(template)
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        table.refuse("patterns", say.BAD_PATTERN, value=f"{written} -> {template}", said=error)
        return False
    return True


def _edges(table: Table, names: Names) -> tuple[tuple[float, str], ...]:
    example = '[35, "35-54"]'
    edges: list[tuple[float, str]] = []
    for edge, code in _pairs(table, "edges", example):
        if isinstance(edge, bool) or not isinstance(edge, int | float) or not math.isfinite(edge):
            table.refuse("edges", of_sources.BAD_PAIR, example=example, value=shown([edge, code]))
            continue
        if edges and edge <= edges[-1][0]:
            table.refuse("edges", of_sources.EDGES_ORDER, value=f"{edge:g}")
        table.exists("edges", code, names)
        edges.append((float(edge), code))
    return tuple(edges)


def _complete(field: str, declared: CodeTable, names: Names, vocabulary: Vocabulary) -> CodeTable:
    """What is declared comes first; then what is known of the field without being told."""
    codes = {fold(code): code for code in names.codes or ()}
    table = replace(declared, values={**codes, **declared.values}, codes=frozenset(names.codes or ()))
    if field == "unit":
        return replace(table, values={**unit_values(vocabulary.units or ()), **declared.values})
    if field == "main_appointment":
        marks = {mark: code for code, spelt in _MARKS.items() for mark in spelt}
        # A mark such as X stands at the main appointment only; the others are empty.
        return replace(table, values={**marks, **declared.values}, empty=declared.empty or "no")
    if field in SCALE_FIELDS and not declared.patterns and not declared.edges:
        return replace(table, patterns=SPELLINGS)
    return table


def unit_values(units: Sequence[Unit]) -> Mapping[str, str]:
    """Folded code, alias or name -> unit code. A name that two units share tells nothing, so it is left out."""
    owners: dict[str, set[str]] = {}
    for unit in units:
        for name in unit.name.values():
            owners.setdefault(fold(name), set()).add(unit.code)
    names = {name: next(iter(codes)) for name, codes in owners.items() if len(codes) == 1}
    aliases = {fold(alias): unit.code for unit in units for alias in unit.aliases}
    return {**names, **aliases, **{fold(unit.code): unit.code for unit in units}}
