"""Who was where in one month: the Presence of each attribute, from the digests of the files that stand for it.

Person data; it never leaves the restricted zone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.compute.lookups import Given, tables
from pipeline.compute.persons import PLACES, PSEUDONYM
from pipeline.month import Month
from pipeline.organisation.model import EVERYONE, Organisation
from pipeline.presence import Cells, People, Presence
from pipeline.snapshot import Numbers


@dataclass(frozen=True)
class Delivered:
    """One file that stands for the month: the source it came by, its cube, and its people where it has pseudonyms."""

    source: str
    cube: pa.Table
    people: pa.Table | None


@dataclass(frozen=True)
class _Heads:
    """Heads one by one: who, in which cell, and the row of the table that gives the category."""

    people: People
    cell: Cells
    row: npt.NDArray[np.intp]
    cells: tuple[tuple[str, str], ...]
    linked: bool


def presences(organisation: Organisation, snapshot: date, delivered: Sequence[Delivered]) -> dict[str, Presence]:
    """Per attribute the heads of one month, in the order of the file; an attribute that no file has is not in it.

    `delivered` is in order of delivery: of two files with one attribute the last counts, as it does for the
    figures. Heads of a file with pseudonyms are linked, also to those of another source's file: pseudonyms are
    re-hashed with the one local secret, so the same text is the same number. Heads of any other file are numbered
    from 0 and mean nothing outside their Presence. Cells that are not available have no heads in it.
    """
    chosen = standing(organisation, [(each.source, each.cube) for each in delivered])
    atoms = _atoms(organisation, snapshot, {name: delivered[at].cube for name, at in chosen.items()})
    followed: dict[int, _Heads] = {}
    found: dict[str, Presence] = {}
    for attribute, at in chosen.items():
        if attribute == EVERYONE:
            continue
        people = delivered[at].people
        if people is not None:
            heads = followed.get(at) or _followed(people, atoms)
            followed[at], column = heads, people[attribute]
        else:
            cells = delivered[at].cube.filter(pc.field("attribute") == attribute)
            heads, column = _spelled_out(cells, atoms), cells["category"]
        category = _categories(column, organisation.attribute(attribute).categories)[heads.row]
        found[attribute] = Presence(
            attribute, snapshot, heads.people, heads.cell, category, heads.cells, linked=heads.linked
        )
    return found


def standing(organisation: Organisation, cubes: Sequence[tuple[str, pa.Table]]) -> dict[str, int]:
    """Per attribute which of these files, in order of delivery (source, cube), counts.

    The last that has it; EVERYONE is taken from the first source of the organisation that has it.
    """
    order = [source.code for source in organisation.sources]
    chosen: dict[str, int] = {}
    for at, (_, cube) in enumerate(cubes):
        chosen |= {str(attribute): at for attribute in cube["attribute"].unique().to_pylist()}
    if EVERYONE in chosen:
        having = [at for at, (_, cube) in enumerate(cubes) if EVERYONE in cube["attribute"].unique().to_pylist()]
        chosen[EVERYONE] = min(having, key=lambda at: order.index(cubes[at][0]))
    return chosen


def _atoms(
    organisation: Organisation, snapshot: date, chosen: Mapping[str, pa.Table]
) -> Mapping[tuple[str, str | None], str]:
    """Per scale basis and scale the atom: from the very table that the query for the inner cells reads."""
    cells = [cube.filter(pc.field("attribute") == attribute) for attribute, cube in chosen.items()]
    gives = {
        name: any(each[name].null_count < each.num_rows for each in cells)
        for name in ("function_scale", "personal_scale")
    }
    given = Given(frozenset(chosen), gives["function_scale"], gives["personal_scale"], fte=False)
    lookup = tables(organisation, Month.of(snapshot), given)["scale_source"]
    basis, scale, atom = (lookup[name].to_pylist() for name in ("scale_basis", "scale", "atom"))
    return dict(zip(zip(basis, scale, strict=True), atom, strict=True))


def _followed(people: pa.Table, atoms: Mapping[tuple[str, str | None], str]) -> _Heads:
    number = np.asarray(people[PSEUDONYM])
    cell, cells = _cells(people, {name: name for name in PLACES}, atoms)
    # In the order of the file: an order by number would hang on the secret, and what is hidden on the order.
    return _Heads(number, cell, np.arange(len(number)), cells, linked=True)


def _spelled_out(cells: pa.Table, atoms: Mapping[tuple[str, str | None], str]) -> _Heads:
    counted = np.asarray(cells["headcount"].fill_null(0))
    present = np.flatnonzero(counted > 0)
    cell, names = _cells(cells.take(pa.array(present)), PLACES, atoms)
    times = counted[present]
    people = np.arange(times.sum(), dtype=np.uint64)
    return _Heads(people, np.repeat(cell, times), np.repeat(present, times), names, linked=False)


def _cells(
    rows: pa.Table, columns: Mapping[str, str], atoms: Mapping[tuple[str, str | None], str]
) -> tuple[Cells, tuple[tuple[str, str], ...]]:
    """Per row the number of its cell (unit, band atom), and the cells that occur, sorted."""
    (unit, units), (function, by_function), (personal, by_person) = (
        _coded(rows, columns[name]) for name in ("unit", "scale", "personal_scale")
    )
    pairs = [
        (atoms.get(("function", first), "") + atoms.get(("personal", first if second is None else second), ""))
        for first in by_function
        for second in by_person
    ]
    # Ranked by name, so that the order of the numbers is the order of the cells.
    names, unit_names = sorted(set(pairs)), sorted(code for code in units if code is not None)
    atom = np.array([names.index(each) for each in pairs], dtype=np.int64)[function * len(by_person) + personal]
    place = np.array([unit_names.index(code) if code is not None else 0 for code in units], dtype=np.int64)[unit]
    number = place * len(names) + atom
    used = np.flatnonzero(np.bincount(number, minlength=len(unit_names) * len(names)))
    rank = np.zeros(len(unit_names) * len(names), dtype=np.int32)
    rank[used] = np.arange(len(used))
    cells = tuple((unit_names[each // len(names)], names[each % len(names)]) for each in used.tolist())
    return rank[number], cells


def _coded(rows: pa.Table, name: str) -> tuple[Numbers, list[str | None]]:
    """Per row the number of its code, and the codes; None among them for rows without one."""
    if name not in rows.column_names:
        return np.zeros(rows.num_rows, dtype=np.int64), [None]
    coded = _dictionary(rows[name])
    absent = len(coded.dictionary)
    return np.asarray(coded.indices.cast(pa.int64()).fill_null(absent)), [*coded.dictionary.to_pylist(), None]


def _categories(column: pa.ChunkedArray, categories: Sequence[str]) -> npt.NDArray[np.int16]:
    """Per row the place of its category among the attribute's."""
    coded = _dictionary(column)
    place = np.array([categories.index(each) for each in coded.dictionary.to_pylist()] or [0], dtype=np.int16)
    return place[np.asarray(coded.indices)]


def _dictionary(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
