"""The cube of a wide export: a row per unit or scale, a column per scale or category.

A column without an attribute counts everyone, and everyone of the row's category where the rows are
split by an attribute. Columns of one meaning are added up. Where an attribute has a column for some
categories only, the one category left over is everyone less the rest; when any of them is not
available at the source, or they are more than everyone, the remainder is not available.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.compute.cube import long_rows
from pipeline.organisation.model import EVERYONE, Attribute, Organisation, Source, WideColumn
from pipeline.snapshot import MICRO, NOT_AVAILABLE, Flags, Mapped, Numbers

Place = tuple[str | None, str | None, str | None]  # unit, function scale, personal scale
Amounts = dict[str, int | None]  # category -> amount; None: not available

_PLACES = ("unit", "scale", "personal_scale")


@dataclass
class _Cells:
    """Amounts of one row by place, attribute and category: heads and fte apart."""

    heads: dict[tuple[Place, str], Amounts]
    fte: dict[tuple[Place, str], Amounts]


def count_wide(mapped: Mapped, rows: Flags, organisation: Organisation) -> pa.Table:
    """The cube of a wide export; the columns marked as totals are never added."""
    return long_rows(_spelled_out(mapped, rows, organisation), mapped.snapshot)


def differing_totals(mapped: Mapped, rows: Flags) -> int:
    """In how many rows a stated total differs from the sum of its columns."""
    different = np.zeros(len(mapped.rows), dtype=np.bool_)
    for measure in ("headcount", "fte"):
        stated = [
            number
            for number, column in enumerate(mapped.source.wide)
            if column.total and column.measure == measure and f"wide {number}" in mapped.coded
        ]
        parts = [
            number
            for number, column in enumerate(mapped.source.wide)
            if not column.total and column.measure == measure and column.attribute is None
        ]
        # A total beside columns that split by an attribute only has no columns of its own to be the sum of.
        for number in stated if parts else ():
            amounts = [mapped.coded[f"wide {part}"].numbers() for part in parts]
            given = mapped.coded[f"wide {number}"].numbers()
            known = (given != NOT_AVAILABLE) & ~np.any([each == NOT_AVAILABLE for each in amounts], axis=0)
            slack = 0 if measure == "headcount" else _rounding(given) + len(amounts) * _finest(amounts)
            different |= known & (np.abs(np.sum(amounts, axis=0) - given) > slack)
    return int((different & rows).sum())


def _rounding(fte: Numbers) -> Numbers:
    """By how much each fte may be off for being rounded to the decimals it shows, two at most.

    A return may state its parts in hundredths and their total in whole persons, in some rows only.
    """
    return np.where(fte % MICRO == 0, MICRO, np.where(fte % (MICRO // 10) == 0, MICRO // 10, MICRO // 100)) // 2


def _finest(columns: Sequence[Numbers]) -> int:
    """As _rounding, for columns together: a whole number among hundredths is no rounded one."""
    return min(int(_rounding(each[each != NOT_AVAILABLE]).min(initial=MICRO)) for each in columns)


def _spelled_out(mapped: Mapped, rows: Flags, organisation: Organisation) -> Iterator[Mapping[str, object]]:
    columns = [
        (column, mapped.coded[f"wide {number}"].numbers())
        for number, column in enumerate(mapped.source.wide)
        if not column.total
    ]
    split = [attribute.code for attribute in organisation.attributes if attribute.code in mapped.coded]
    fixed = {name: mapped.coded[name] for name in (*_PLACES, *split) if name in mapped.coded}
    # Categories of the rows are whole as they stand; only those of columns may leave a remainder.
    by_column = {each.code: each for each in organisation.attributes if each.code not in split}
    for row in np.flatnonzero(rows).tolist():
        at = {name: _text(coded.values[coded.index[row]]) for name, coded in fixed.items()}
        cells = _row_cells([(column, int(values[row])) for column, values in columns], at)
        yield from _finished(cells, by_column)


def _row_cells(columns: list[tuple[WideColumn, int]], at: Mapping[str, str | None]) -> _Cells:
    cells = _Cells({}, {})
    split = {name: category for name, category in at.items() if name not in _PLACES and category is not None}
    for column, amount in columns:
        place: Place = (at.get("unit"), column.scale or at.get("scale"), at.get("personal_scale"))
        into = cells.heads if column.measure == "headcount" else cells.fte
        of_all = {EVERYONE: EVERYONE, **split}
        counted = {column.attribute: column.category or EVERYONE} if column.attribute else of_all
        for attribute, category in counted.items():
            _add(into.setdefault((place, attribute), {}), category, None if amount == NOT_AVAILABLE else amount)
    return cells


def _add(amounts: Amounts, category: str, amount: int | None) -> None:
    before = amounts.get(category, 0)
    amounts[category] = None if before is None or amount is None else before + amount


def _finished(cells: _Cells, attributes: Mapping[str, Attribute]) -> Iterator[Mapping[str, object]]:
    for place, code in dict.fromkeys([*cells.heads, *cells.fte]):
        heads, fte = cells.heads.get((place, code), {}), cells.fte.get((place, code))
        if code in attributes:
            heads = _with_remainder(attributes[code], heads, cells.heads.get((place, EVERYONE)))
            fte = None if fte is None else _with_remainder(attributes[code], fte, cells.fte.get((place, EVERYONE)))
        # A file of fte alone has heads too; it only does not say how many.
        for category in dict.fromkeys([*heads, *(fte or ())]):
            unit, scale, personal = place
            yield {
                "unit": unit,
                "function_scale": scale,
                "personal_scale": personal,
                "attribute": code,
                "category": category,
                "headcount": heads.get(category),
                "fte_micro": None if fte is None else fte.get(category),
            }


def _with_remainder(attribute: Attribute, given: Amounts, everyone: Amounts | None) -> Amounts:
    left = remainder_category(attribute, frozenset(given))
    if left is None or (everyone is None and left in attribute.unknown):
        return given
    whole = None if everyone is None else everyone[EVERYONE]
    known = [amount for amount in given.values() if amount is not None]
    rest = whole - sum(known) if whole is not None and len(known) == len(given) else None
    return {**given, left: rest if rest is None or rest >= 0 else None}


def remainder_category(attribute: Attribute, given: frozenset[str]) -> str | None:
    """The one category that has no column of its own; None when there is not exactly one.

    A category that means unknown is only looked at when every other one has a column.
    """
    left = [each for each in attribute.categories if each not in given]
    known = [each for each in left if each not in attribute.unknown]
    wanted = known or left
    return wanted[0] if given and len(wanted) == 1 else None


def underivable(source: Source, attributes: Sequence[Attribute]) -> dict[str, tuple[str, ...]]:
    """Per attribute the categories without a column, where no column counts everyone to derive them from.

    The categories that have a column would add up to everyone by themselves, and every share to 100%.
    """
    counted = [column for column in source.wide if not column.total]
    if any(column.attribute is None for column in counted):
        return {}
    lacking: dict[str, tuple[str, ...]] = {}
    for attribute in attributes:
        given = {column.category for column in counted if column.attribute == attribute.code}
        left = tuple(each for each in attribute.categories if each not in given | attribute.unknown)
        if given and left:
            lacking[attribute.code] = left
    return lacking


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
