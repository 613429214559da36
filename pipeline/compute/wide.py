"""The cube of a wide export: a row per unit or scale, a column per scale or category.

A column without an attribute counts everyone. Where an attribute has a column for some categories
only, the one category left over is everyone less the rest; when any of them is not available at the
source, so is the remainder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.compute.cube import long_rows
from pipeline.organisation.model import EVERYONE, Attribute, Organisation, WideColumn
from pipeline.snapshot import MICRO, NOT_AVAILABLE, Flags, Mapped, Numbers

Place = tuple[str | None, str | None, str | None]  # unit, function scale, personal scale
Amounts = dict[str, int | None]  # category -> amount; None: not available


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
            number for number, column in enumerate(mapped.source.wide) if column.total and column.measure == measure
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
    amounts = [mapped.coded[f"wide {number}"].numbers() for number in range(len(mapped.source.wide))]
    columns = [(column, amounts[number]) for number, column in enumerate(mapped.source.wide) if not column.total]
    fixed = {name: mapped.coded[name] for name in ("unit", "scale", "personal_scale") if name in mapped.coded}
    for row in np.flatnonzero(rows).tolist():
        at = {name: _text(coded.values[coded.index[row]]) for name, coded in fixed.items()}
        cells = _row_cells([(column, int(values[row])) for column, values in columns], at)
        yield from _finished(cells, organisation)


def _row_cells(columns: list[tuple[WideColumn, int]], at: Mapping[str, str | None]) -> _Cells:
    cells = _Cells({}, {})
    for column, amount in columns:
        place: Place = (at.get("unit"), column.scale or at.get("scale"), at.get("personal_scale"))
        attribute, category = column.attribute or EVERYONE, column.category or EVERYONE
        into = cells.heads if column.measure == "headcount" else cells.fte
        into.setdefault((place, attribute), {})[category] = None if amount == NOT_AVAILABLE else amount
    return cells


def _finished(cells: _Cells, organisation: Organisation) -> Iterator[Mapping[str, object]]:
    attributes = {attribute.code: attribute for attribute in organisation.attributes}
    for (place, code), heads in cells.heads.items():
        fte = cells.fte.get((place, code))
        if code in attributes:
            heads = _with_remainder(attributes[code], heads, cells.heads.get((place, EVERYONE)))
            fte = None if fte is None else _with_remainder(attributes[code], fte, cells.fte.get((place, EVERYONE)))
        for category, amount in heads.items():
            unit, scale, personal = place
            yield {
                "unit": unit,
                "function_scale": scale,
                "personal_scale": personal,
                "attribute": code,
                "category": category,
                "headcount": amount,
                "fte_micro": None if fte is None else fte.get(category),
            }


def _with_remainder(attribute: Attribute, given: Amounts, everyone: Amounts | None) -> Amounts:
    left = remainder_category(attribute, frozenset(given))
    whole = None if everyone is None else everyone.get(EVERYONE)
    if left is None:
        return given
    amounts = list(given.values())
    known = [amount for amount in amounts if amount is not None]
    complete = whole is not None and len(known) == len(amounts)
    return {**given, left: whole - sum(known) if complete and whole is not None else None}


def remainder_category(attribute: Attribute, given: frozenset[str]) -> str | None:
    """The one category (unknown ones aside) that has no column of its own; None when there is not exactly one."""
    left = [each for each in attribute.categories if each not in given and each not in attribute.unknown]
    return left[0] if len(left) == 1 else None


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
