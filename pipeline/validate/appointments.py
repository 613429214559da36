"""People with several appointments: which row stands for the person, and who contradicts themselves.

A person is counted once, at the main appointment: the one marked as such, else the one of the largest
fte, else the first by unit, scale, personal scale and attributes. The fte of all appointments goes with it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.snapshot import BadCell, Coded, Flags, Mapped, Numbers
from pipeline.validate import messages

_BUCKETS = 1 << 21  # hashes are spread evenly, so any bits of them will do


@dataclass(frozen=True)
class People:
    """`stands[i]`: row i is its person's main appointment. `fte[i]`: that person's fte, in millionths."""

    stands: Flags
    fte: Numbers


def repeated(pseudonym: npt.NDArray[np.uint64], rows: Flags) -> Flags:
    """Which of these rows carry a pseudonym that another of these rows carries too."""
    flags = np.zeros(len(pseudonym), dtype=np.bool_)
    chosen = np.flatnonzero(rows)
    # Sorting is dear: numbers that fall alone in their bucket are unique, and most do.
    bucket = (pseudonym[chosen] & np.uint64(_BUCKETS - 1)).astype(np.int64)
    shared = chosen[np.bincount(bucket, minlength=_BUCKETS)[bucket] > 1]
    order = shared[np.argsort(pseudonym[shared], kind="stable")]
    same = pseudonym[order][1:] == pseudonym[order][:-1]
    flags[order[1:][same]] = True
    flags[order[:-1][same]] = True
    return flags


def contradictions(mapped: Mapped, rows: Flags, attributes: dict[str, frozenset[str]]) -> list[BadCell]:
    """Rows whose person has two main appointments, or two known categories of one attribute.

    `attributes` gives per attribute the categories that mean: unknown.
    """
    if mapped.pseudonym is None:
        return []
    doubles = np.flatnonzero(repeated(mapped.pseudonym, rows))
    _, person = np.unique(mapped.pseudonym[doubles], return_inverse=True)
    found: list[BadCell] = []
    main = mapped.coded.get("main_appointment")
    if main is not None and len(doubles):
        marked = _marked(main)[doubles]
        too_many = np.bincount(person, weights=marked)[person] > 1
        found += _bad(mapped, doubles[too_many], main.heading, messages.TWO_MAINS)
    for code, unknown in attributes.items():
        if code in mapped.coded and len(doubles):
            differs = _differs(mapped.coded[code], unknown, doubles, person)
            found += _bad(mapped, doubles[differs], mapped.coded[code].heading, messages.CONTRADICTION)
    return found


def people(mapped: Mapped, rows: Flags, fte: Numbers) -> People:
    """Choose per person the row that stands for it. Without a pseudonym every row stands for itself."""
    stands = rows.copy()
    if mapped.pseudonym is None:
        return People(stands, fte)
    doubles = np.flatnonzero(repeated(mapped.pseudonym, rows))
    if not len(doubles):
        return People(stands, fte)
    _, person = np.unique(mapped.pseudonym[doubles], return_inverse=True)
    main = mapped.coded.get("main_appointment")
    marked = _marked(main)[doubles] if main is not None else np.zeros(len(doubles), dtype=np.bool_)
    # lexsort takes its most important key last.
    order = np.lexsort((mapped.rows[doubles], *_places(mapped, doubles), -fte[doubles], ~marked, person))
    first = np.r_[True, person[order][1:] != person[order][:-1]]
    stands[doubles] = False
    stands[doubles[order[first]]] = True
    whole = fte.copy()
    whole[doubles] = np.bincount(person, weights=fte[doubles]).astype(np.int64)[person]
    return People(stands, whole)


def _places(mapped: Mapped, doubles: npt.NDArray[np.intp]) -> list[npt.NDArray[np.int64]]:
    """Codes of each row as ranks, unit last, so that ties do not depend on the order of rows."""
    keys: list[npt.NDArray[np.int64]] = []
    measured = {"fte", "main_appointment", *(places := ("personal_scale", "scale", "unit"))}
    for name in (*sorted(set(mapped.coded) - measured), *places):
        if name in mapped.coded:
            coded = mapped.coded[name]
            ranked = {value: rank for rank, value in enumerate(sorted({str(value) for value in coded.values}))}
            keys.append(np.array([ranked[str(value)] for value in coded.values], dtype=np.int64)[coded.index[doubles]])
    return keys


def _marked(main: Coded) -> Flags:
    return np.array([value == "yes" for value in main.values] or [False], dtype=np.bool_)[main.index]


def _differs(
    coded: Coded, unknown: frozenset[str], doubles: npt.NDArray[np.intp], person: npt.NDArray[np.intp]
) -> Flags:
    """Whether the row's person has two different known categories."""
    codes = list(dict.fromkeys(coded.values))
    known = [code for code in codes if code is not None and code not in unknown]
    number = np.array([known.index(value) if value in known else -1 for value in coded.values], dtype=np.int64)
    category = number[coded.index[doubles]]
    people_count = int(person.max()) + 1
    highest = np.full(people_count, -1, dtype=np.int64)
    lowest = np.full(people_count, len(known), dtype=np.int64)
    np.maximum.at(highest, person, category)
    np.minimum.at(lowest, person, np.where(category < 0, len(known), category))
    return ((highest >= 0) & (lowest < highest))[person]


def _bad(mapped: Mapped, places: npt.NDArray[np.intp], column: str, reason: messages.Reason) -> list[BadCell]:
    return [BadCell(column, reason, mapped.rows[places])] if len(places) else []
