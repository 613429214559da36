"""Who was counted where in one export: a row per person. Person data; it never leaves the restricted zone."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.organisation.model import EVERYONE
from pipeline.snapshot import Coded, Flags, Mapped, Numbers

PSEUDONYM = "pseudonym"
# Ours to the cube's name. An attribute cannot be called like one of ours: the organisation's reader refuses it.
PLACES = {"unit": "unit", "scale": "function_scale", "personal_scale": "personal_scale"}


class _Numbered(NamedTuple):
    """A code of each person and each cube cell as a number under `size`, the same number for the same code."""

    person: Numbers
    cell: Numbers
    size: int


def persons(mapped: Mapped, rows: Flags, attributes: Iterable[str]) -> pa.Table | None:
    """One row per person counted: re-hashed pseudonym, unit, scale, personal scale, and each attribute's category.

    `rows` are those that stand for a person. A field that the export does not have has no column. None when
    the export has no pseudonym: then nothing of a person can be followed, and the cube says all there is.
    """
    if mapped.pseudonym is None:
        return None
    chosen = np.flatnonzero(rows)
    fields = [name for name in (*PLACES, *attributes) if name in mapped.coded]
    columns = {name: _codes(mapped.coded[name], chosen) for name in fields}
    return pa.table({PSEUDONYM: pa.array(mapped.pseudonym[chosen], pa.uint64()), **columns})


def disagreeing(people: pa.Table, cube: pa.Table) -> list[str]:
    """The attributes (EVERYONE included) of which the people do not add up to the cells of the cube, cell by cell.

    A cube cell that is not available disagrees: of people it is always known how many they are.
    """
    places = [_numbered(people, ours, cube[theirs]) for ours, theirs in PLACES.items()]
    # Places are many possible and few real: numbered once, what is left to count per attribute is small.
    spread = _product(places)
    real = pa.array(spread.person).dictionary_encode()
    at = np.asarray(
        pc.call_function("index_in", [pa.array(spread.cell)], pc.SetLookupOptions(real.dictionary)).fill_null(-1)
    )
    place = _Numbered(np.asarray(real.indices).astype(np.int64), at.astype(np.int64), len(real.dictionary))
    heads, attributes = np.asarray(cube["headcount"].fill_null(-1)), np.asarray(cube["attribute"])
    split = [name for name in people.column_names if name not in (PSEUDONYM, *PLACES)]
    found: list[str] = []
    for attribute in dict.fromkeys([EVERYONE, *split, *cube["attribute"].unique().to_pylist()]):
        category = [] if attribute == EVERYONE else [_numbered(people, attribute, cube["category"])]
        here = attributes == attribute
        if not _alike(_product([place, *category]), here & (at >= 0), heads) or (here & (at < 0)).any():
            found.append(attribute)
    return found


def _codes(coded: Coded, chosen: npt.NDArray[np.intp]) -> pa.DictionaryArray:
    texts = Coded(coded.field, coded.heading, coded.index[chosen], coded.values, coded.reasons).text()
    # A byte or two per person and field: half the file otherwise.
    small = next(kind for kind in (np.int8, np.int16, np.int32) if len(texts.dictionary) <= np.iinfo(kind).max)
    return texts.cast(pa.dictionary(pa.from_numpy_dtype(small), pa.string()))


def _alike(numbers: _Numbered, here: Flags, heads: Numbers) -> bool:
    """Whether as many people as these cells say are under each number; no two cells may have the same."""
    counted = np.bincount(numbers.person, minlength=numbers.size)
    cells = numbers.cell[here]
    said = np.zeros(numbers.size, dtype=np.int64)
    said[cells] = heads[here]
    return np.array_equal(counted, said) and int(np.bincount(cells, minlength=1).max()) <= 1


def _product(parts: Sequence[_Numbered]) -> _Numbered:
    """The combinations of several columns as one number."""
    person, cell, size = parts[0].person, parts[0].cell, parts[0].size
    for part in parts[1:]:
        person, cell, size = person * part.size + part.person, cell * part.size + part.cell, size * part.size
    return _Numbered(person, cell, size)


def _numbered(people: pa.Table, name: str, cells: pa.ChunkedArray) -> _Numbered:
    """A column of ours beside one of the cube's. A code that no person has is not the code that both lack."""
    coded = people[name].combine_chunks() if name in people.column_names else None
    codes: pa.Array = pa.array([], pa.string()) if coded is None else coded.dictionary
    stranger, absent = len(codes), len(codes) + 1
    if coded is None:
        person = np.full(people.num_rows, absent, dtype=np.int64)
    else:
        person = np.asarray(coded.indices.cast(pa.int64()).fill_null(absent))
    number = pc.call_function("index_in", [cells], pc.SetLookupOptions(codes)).cast(pa.int64()).fill_null(stranger)
    return _Numbered(person, np.where(np.asarray(cells.is_null()), absent, np.asarray(number)), len(codes) + 2)
