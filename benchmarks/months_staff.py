"""An invented staff, month after month: who is where, who comes, goes and moves, as protection gets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.month import Month
from pipeline.organisation.model import Attribute, Band, Group, Organisation, Thresholds, Unit
from pipeline.organisation.policy import Policy
from pipeline.presence import Presence

FIRST = Month(2015, 1)
FACULTIES, DEPARTMENTS, BANDS = 14, 130, 5
SHARES = {"gender": 0.42, "origin": 0.25, "age": 0.30, "disability": 0.04}  # members among those who are known
_LEAVE, _MOVE = 0.15, 0.03  # a year; as many come as leave
_UNKNOWN = 0.02


@dataclass
class Staff:
    """Everybody who works there now. `member[a]` per attribute: 0 no, 1 yes, 2 unknown."""

    person: NDArray[np.uint64]
    cell: NDArray[np.int32]
    member: NDArray[np.int16]  # attribute x person


def organisation(policy: Policy) -> Organisation:
    """145 units in three levels, five bands, four attributes with a group each."""
    units = [Unit("U", {"en": "Whole"}, "organisation", None)]
    units += [Unit(f"F{number:02}", {"en": "Faculty"}, "faculty", "U") for number in range(FACULTIES)]
    units += [
        Unit(f"D{number:03}", {"en": "Department"}, "department", f"F{number % FACULTIES:02}")
        for number in range(DEPARTMENTS)
    ]
    return Organisation(
        code="months",
        folder=Path("months"),
        name={"en": "Months"},
        languages=("en",),
        first_month=FIRST,
        reference_day="last",
        units=tuple(units),
        scales=(),
        bands=tuple(Band(code, {"en": code}, frozenset({code})) for code in _bands()),
        attributes=tuple(
            Attribute(code, {"en": code}, ("no", "yes", "unknown"), frozenset({"unknown"})) for code in SHARES
        ),
        groups=tuple(Group(f"{code}-yes", {"en": code}, code, frozenset({"yes"})) for code in SHARES),
        targets=(),
        breaks=(),
        sources=(),
        thresholds=Thresholds(),
        fingerprint="months",
        policy=policy,
    )


def months(people: int, count: int, seed: int = 1) -> Iterator[dict[str, Presence]]:
    """Per month the presence of each attribute. The same seed gives the same people, however many months."""
    draw = np.random.default_rng(seed)
    cells = _cells()
    size = draw.lognormal(0.0, 0.8, len(cells))
    chance = size / size.sum()
    # Units differ in their people, and higher bands have fewer of most groups.
    lean = np.clip(draw.normal(1.0, 0.35, (len(SHARES), len(cells))), 0.1, 1.9)
    staff = _hired(draw, people, 1, chance, lean)
    ever = people
    for number in range(count):
        if number:
            staff, ever = _next(draw, staff, ever, chance, lean)
        month = Month(FIRST.year + number // 12, number % 12 + 1)
        yield {
            code: Presence(code, month.last_day, staff.person, staff.cell, staff.member[place], cells, linked=True)
            for place, code in enumerate(SHARES)
        }


def _next(
    draw: np.random.Generator, staff: Staff, ever: int, chance: NDArray[np.float64], lean: NDArray[np.float64]
) -> tuple[Staff, int]:
    size = len(staff.person)
    stays = draw.random(size) >= _LEAVE / 12
    cell = staff.cell.copy()
    moves = np.flatnonzero(draw.random(size) < _MOVE / 12)
    cell[moves] = draw.choice(len(chance), len(moves), p=chance)
    came = int(draw.poisson(size * _LEAVE / 12))
    new = _hired(draw, came, ever + 1, chance, lean)
    found = Staff(
        np.concatenate([staff.person[stays], new.person]),
        np.concatenate([cell[stays], new.cell]),
        np.concatenate([staff.member[:, stays], new.member], axis=1),
    )
    return found, ever + came


def _hired(
    draw: np.random.Generator, count: int, first: int, chance: NDArray[np.float64], lean: NDArray[np.float64]
) -> Staff:
    cell = draw.choice(len(chance), count, p=chance).astype(np.int32)
    shares = np.array(list(SHARES.values()))[:, None] * lean[:, cell]
    member = (draw.random(shares.shape) < shares).astype(np.int16)
    member[draw.random(shares.shape) < _UNKNOWN] = 2
    return Staff(np.arange(first, first + count, dtype=np.uint64), cell, member)


def _bands() -> list[str]:
    return [f"B{number}" for number in range(1, BANDS + 1)]


def _cells() -> tuple[tuple[str, str], ...]:
    """People are placed in any unit, in a band or in none."""
    units = [
        "U",
        *(f"F{number:02}" for number in range(FACULTIES)),
        *(f"D{number:03}" for number in range(DEPARTMENTS)),
    ]
    return tuple(
        sorted((unit, atom) for unit in units for atom in ("", *(f"function:{code}\x1f" for code in _bands())))
    )
