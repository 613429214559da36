"""The faults that stand in the demonstration's exports on purpose, so that a refresh has something to report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Literal

from pipeline.demo.layouts import Appointment, Layout, Setting, layout_of
from pipeline.month import Month

Kind = Literal["unknown unit", "former unit", "fte too large", "unknown scale", "unknown gender"]
REDELIVERED = Month(2025, 3)  # this month comes twice; the second file is right
LEFT_OUT = 11  # people the first delivery of that month forgot
FULL_TIME = 24  # part-timers the first delivery wrote down as full-time


@dataclass(frozen=True)
class Planted:
    """So many rows of the month's (first) file carry this fault, each row one fault."""

    month: Month
    kind: Kind
    rows: int


FAULTS: tuple[Planted, ...] = (
    Planted(Month(2023, 11), "unknown unit", 3),
    Planted(Month(2024, 5), "fte too large", 2),
    Planted(Month(2024, 5), "unknown scale", 3),
    Planted(Month(2024, 10), "unknown unit", 6),
    Planted(REDELIVERED, "unknown unit", 4),
    Planted(REDELIVERED, "fte too large", 2),
    Planted(REDELIVERED, "unknown scale", 2),
    # The two departments that merged in July 2025 still stand in a few rows of that month.
    Planted(Month(2025, 7), "former unit", 5),
    Planted(Month(2026, 2), "fte too large", 1),
    Planted(Month(2026, 2), "unknown scale", 2),
    Planted(Month(2026, 6), "unknown gender", 2),
)
_TEXTS: dict[Kind, tuple[str, str]] = {
    "unknown unit": ("unit", "Instituut voor Toegepaste Zaken"),
    "fte too large": ("fte", "3,5"),
    "unknown scale": ("scale", "schaal 19"),
    "unknown gender": ("gender", "Z"),
}


def _per_file() -> dict[str, int]:
    counts: dict[str, int] = {}
    for fault in FAULTS:
        name = layout_of(fault.month).filename(fault.month)
        counts[name] = counts.get(name, 0) + fault.rows
    return counts


PLANTED: Mapping[str, int] = MappingProxyType(_per_file())
"""Per file name the number of rows that must end in quarantine; files that are not named have none."""


def plant(lines: list[list[str]], rows: Sequence[Appointment], setting: Setting, layout: Layout, rng: Random) -> None:
    """Spoils rows in place: as many of each kind as FAULTS lists for the month, never one row twice."""
    # People with two appointments are spared: without the main row the other one would count instead.
    free = [place for place, row in enumerate(rows) if row.main and row.person.second is None]
    for fault in (each for each in FAULTS if each.month == setting.month):
        fitting = [place for place in free if fault.kind != "former unit" or _is_new(rows[place], setting)]
        for place in rng.sample(fitting, min(fault.rows, len(fitting))):
            free.remove(place)
            field, text = _TEXTS.get(fault.kind) or ("unit", _former_name(rows[place], setting))
            lines[place][layout.place[field]] = text


def _is_new(row: Appointment, setting: Setting) -> bool:
    unit = setting.units[row.unit]
    return bool(unit.continues) and unit.valid_from == setting.month


def _former_name(row: Appointment, setting: Setting) -> str:
    return setting.names[setting.units[row.unit].continues[0]]


def first_delivery(rows: Sequence[Appointment], rng: Random) -> tuple[Appointment, ...]:
    """The month as it was delivered first: some people forgotten, some part-timers written as full-time."""
    plain = [place for place, row in enumerate(rows) if row.person.second is None]
    forgotten = set(rng.sample(plain, LEFT_OUT))
    part_time = [place for place in plain if rows[place].fte < 1 and place not in forgotten]
    wrong = set(rng.sample(part_time, FULL_TIME))
    return tuple(
        Appointment(row.person, row.unit, 1.0, row.main) if place in wrong else row
        for place, row in enumerate(rows)
        if place not in forgotten
    )
