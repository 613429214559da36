"""Invented registers beside an invented publication: every stand of a talk, agreements, activities."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from registers import (
    Activity,
    Agreement,
    Author,
    Conversation,
    Entry,
    Registers,
    Rhythm,
    add,
    rhythm_key,
)
from tests.registers.copied import copied_registers

AUTHOR = Author("somebody", "advisor")
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def days(n: int, today: date | None = None) -> date:
    """So many days from today."""
    return (today or datetime.now(UTC).astimezone().date()) + timedelta(days=n)


def registers_beside(processed: Path, entries: Mapping[str, Entry]) -> Registers:
    """Registers where the dashboard looks for them, with these records."""
    registers = copied_registers(processed / "registers" / "registers.sqlite")
    for key, value in entries.items():
        add(registers, key, value, AUTHOR, written_on(value))
    return registers


def written_on(value: Entry) -> datetime:
    """When it was written down: NOW, or the day it tells of where that came later."""
    held = value.day if isinstance(value, Conversation) and value.state == "held" else None
    told = value.done if isinstance(value, Agreement) else held
    return max(NOW, datetime.combine(told, time(12), UTC)) if told else NOW


def rhythm(unit: str, first_day: date, every: str = "yearly") -> dict[str, Entry]:
    return {rhythm_key(unit): Rhythm(unit, every, first_day)}  # type: ignore[arg-type]


def talk(unit: str, state: str, day: date | None, **more: object) -> Conversation:
    return Conversation(unit, state, day, **more)  # type: ignore[arg-type]


def agreement(unit: str, aim: str = "Breed werven", **more: object) -> Agreement:
    return Agreement(unit, "world-15up", aim, "decaan", **more)  # type: ignore[arg-type]


def every_stand() -> dict[str, Entry]:
    """One unit in each stand; agreements that are late, undated, in time and closed; activities with and without work."""
    return {
        # overdue by its rhythm; due within 60 days; planned; held; planned and passed; never held and far ahead.
        **rhythm("EXU-ENG", days(-40)),
        **rhythm("EXU-BEH", days(30)),
        **rhythm("EXU-SCI", days(-400)),
        **rhythm("EXU-GEO", days(-400), "half_yearly"),
        **rhythm("EXU-SER", days(300), "quarterly"),
        "sci-next": talk("EXU-SCI", "planned", days(21), notes="Zzgeheim"),
        "geo-held": talk("EXU-GEO", "held", days(-20), notes="Zzgeheim"),
        "ecs-passed": talk("EXU-ECS", "planned", days(-3), notes="Zzgeheim"),
        "lib-held": talk("EXU-SER-LIB", "held", days(-100), notes="Zzgeheim"),
        "hrm-cancelled": talk("EXU-SER-HRM", "cancelled", None),
        "late": agreement("EXU-ENG", "Vacatures langer open", due=days(-9)),
        "undated": agreement("EXU-GEO", "Een handreiking"),
        "in-time": agreement("EXU-GEO", "Zznietlaat", due=days(9)),
        "closed": agreement("EXU-GEO", "Zzgedaan", due=days(-9), status="done", done=days(-10)),
        "nobody": Activity("EXU-BEH", "Vacaturemaatje", period="heel 2026", first_day=date(2026, 1, 1)),
        "neither": Activity("EXU-BEH", "Kennismaking", who="ntb", period="ntb"),
        "fine": Activity("EXU-BEH", "Zzingeregeld", who="dienst HR", period="2026", first_day=date(2026, 1, 1)),
    }
