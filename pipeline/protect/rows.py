"""Which rows could be published of one step, and which places each of them is the sum of: the catalogue.

Chosen from the organisation's folder alone; a row that is not here is never shown, exported, drawn or named.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from pipeline.catalogue import columns
from pipeline.month import Month
from pipeline.organisation.model import ALL_BANDS, Attribute, Group, Organisation
from pipeline.presence import Presence
from pipeline.protect.crowd import ABSENT, OPEN, Index, Moment, RowKey, patterns

_PART_END = "\x1f"  # each part of a band atom is `scale basis:band` and this


@dataclass(frozen=True)
class Atoms:
    """The categories of an attribute as far as its groups tell them apart.

    `of_category[c]` is the atom of category c; OPEN where it means unknown. `members[g]` are the atoms of
    the g-th group. With one group there are two atoms: 0 the others, 1 the members.
    """

    groups: tuple[str, ...]
    of_category: Index
    members: tuple[frozenset[int], ...]
    count: int


def atoms_of(attribute: Attribute, groups: tuple[Group, ...]) -> Atoms:
    """The atoms of an attribute for the groups cut from it."""
    signature = {
        category: tuple(category in group.members for group in groups)
        for category in attribute.categories
        if category not in attribute.unknown
    }
    # Those in no group come first: they are the base that the others are told from.
    found = sorted(set(signature.values()), key=lambda each: (any(each), each))
    number = {each: index for index, each in enumerate(found)}
    of_category = [number[signature[each]] if each in signature else OPEN for each in attribute.categories]
    members = tuple(frozenset(number[each] for each in found if each[place]) for place in range(len(groups)))
    return Atoms(tuple(group.code for group in groups), np.array(of_category, dtype=np.int64), members, len(found))


def moment(presence: Presence, organisation: Organisation, key: str) -> tuple[Moment, Index]:
    """The rows of a step over the patterns of its places, and per cell of the presence its pattern.

    Raises ValueError for a cell whose unit does not exist in that month.
    """
    month = Month.of(presence.snapshot)
    rows = catalogue_rows(organisation, month)
    inside, pattern = patterns(_inside(presence, organisation, month, rows))
    return Moment(key, month.year * 12 + month.number - 1, rows, inside, presence.linked), pattern


def same_places(before: Moment, now: Moment) -> Index:
    """Per pattern of a step the pattern of the step before that lies in the same rows; ABSENT where none does."""
    numbers = {rows: pattern for pattern, rows in enumerate(_rows_of(before))}
    return np.array([numbers.get(rows, ABSENT) for rows in _rows_of(now)], dtype=np.int64)


def _rows_of(moment: Moment) -> list[frozenset[RowKey]]:
    by_pattern = csr_array(moment.inside.T)
    parts = np.split(by_pattern.indices, by_pattern.indptr[1:-1])
    return [frozenset(moment.rows[row] for row in part.tolist()) for part in parts]


def catalogue_rows(organisation: Organisation, month: Month) -> tuple[RowKey, ...]:
    """The rows of a month in the organisation's order: everyone first, then the bands."""
    found: list[RowKey] = []
    order = {band.code: index for index, band in enumerate(organisation.bands)}
    for unit, may in columns(organisation, month).items():
        ranked = sorted(may, key=lambda each: (each[1] != ALL_BANDS, order.get(each[1], -1), each[0]))
        found += [(unit, basis, band) for basis, band in ranked]
    return tuple(found)


def _inside(presence: Presence, organisation: Organisation, month: Month, rows: tuple[RowKey, ...]) -> csr_array:
    above = _above(organisation, month)
    strangers = sorted({unit for unit, _ in presence.cells} - above.keys())
    if strangers:
        raise ValueError(f"people are placed in units that do not exist in {month}: {', '.join(strangers)}")
    place = {row: index for index, row in enumerate(rows)}
    at: list[int] = []
    cells: list[int] = []
    for cell, (unit, atom) in enumerate(presence.cells):
        parts = [tuple(part.split(":", 1)) for part in atom.split(_PART_END) if part]
        bands = [("function", ALL_BANDS), *((basis, band) for basis, band in parts)]
        for over in above[unit]:
            found = [place[over, basis, band] for basis, band in bands if (over, basis, band) in place]
            at += found
            cells += [cell] * len(found)
    ones = np.ones(len(at), dtype=np.int64)
    return csr_array((ones, (at, cells)), shape=(len(rows), len(presence.cells)))


def _above(organisation: Organisation, month: Month) -> dict[str, tuple[str, ...]]:
    """Per unit itself and every unit above it."""
    units = organisation.units_in(month)
    found: dict[str, tuple[str, ...]] = {}
    for code in units:
        chain, at = [code], units[code].parent
        while at is not None and at in units:
            chain.append(at)
            at = units[at].parent
        found[code] = tuple(chain)
    return found
