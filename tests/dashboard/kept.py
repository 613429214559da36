"""An invented register for the invented publication of publication.py: what two years of talks leave. For pictures."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from registers import (
    Activity,
    Agreement,
    Author,
    Conversation,
    Registers,
    Rhythm,
    add,
    open_registers,
    rhythm_key,
)

AMBASSADOR = Author("invented-ambassador", "ambassador")
FIRST = date(2024, 3, 14)  # among the months of the figures


def write_registers(processed: Path, today: date, publication: str) -> None:
    """Make the registers beside the publication, and fill them."""
    registers = open_registers(processed / "registers" / "registers.sqlite", make=True)
    try:
        _talks(registers, today, publication)
        _agreements(registers, today)
        _activities(registers, today)
    finally:
        registers.close()


def _put(registers: Registers, key: str, value: Conversation | Agreement | Activity | Rhythm) -> None:
    add(registers, key, value, AMBASSADOR, datetime.now(UTC))


def _talks(registers: Registers, today: date, publication: str) -> None:
    for unit, back in (("EXU-BEH", 350), ("EXU-ENG", 420), ("EXU-SCI", 100), ("EXU-GEO", 200)):
        _put(registers, rhythm_key(unit), Rhythm(unit, "yearly", FIRST))
        roles, notes = ("dean", "ambassador", "HR adviser"), "Appointments come from the own network."
        day = today - timedelta(days=back)
        _put(registers, f"talk-{unit}", Conversation(unit, "held", day, roles, publication, notes))
    first = Conversation("EXU-BEH", "held", FIRST, ("dean", "ambassador"), notes="The first conversation.")
    _put(registers, "talk-first", first)
    _put(registers, rhythm_key("EXU-SER"), Rhythm("EXU-SER", "half_yearly", today - timedelta(days=40)))
    coming = Conversation("EXU-GEO", "planned", today + timedelta(days=16), ("dean", "ambassador"))
    _put(registers, "talk-coming", coming)


def _agreements(registers: Registers, today: date) -> None:
    agreed = Agreement(
        unit="EXU-BEH", target="world-11-14", band="11-14", trigger="Few apply from outside Europe.",
        barrier="Vacancies are in Dutch only.", aim="Every vacancy from scale 11 is in English too.",
        responsible="head of recruitment", start=FIRST, due=today - timedelta(days=60), status="under_way",
        conversation="talk-first",
    )  # fmt: skip
    _put(registers, "agreement-1", agreed)
    done = Agreement(
        unit="EXU-BEH", target="women-11-14", band="11-14", aim="Two women in every selection committee.",
        responsible="heads of department", due=today - timedelta(days=150), status="done",
        done=today - timedelta(days=160), outcome="In nine of ten committees.", conversation="talk-EXU-BEH",
    )  # fmt: skip
    _put(registers, "agreement-2", done)
    late = Agreement(
        unit="EXU-ENG", target="world-15up", band="15+", aim="Look for candidates abroad for each chair.",
        responsible="dean", due=today - timedelta(days=30), conversation="talk-EXU-ENG",
    )  # fmt: skip
    _put(registers, "agreement-3", late)


def _activities(registers: Registers, today: date) -> None:
    year = today.year
    made = (
        Activity(
            "EXU", what="Vacancy buddy", meaning="A colleague from elsewhere reads each vacancy.", aim="Wider hiring.",
            who="HR department", place="all faculties", period=f"all of {year}", usage="Ask the HR adviser.",
            theme="Hiring", first_day=date(year, 1, 1), last_day=date(year, 12, 31), phase="running",
            groups=("women", "world"), targets=("world-15up",),
        ),
        Activity(
            "EXU-BEH", what="Career circle", meaning="Five meetings about the next step.", aim="Growth.", who="ntb",
            place="Behavioural Sciences", period="every quarter", usage="Sign up at the office.", theme="Growth",
            recurrence="quarterly", groups=("women",), targets=("women-11-14",),
        ),
        Activity("EXU-SER", what="Open workshop", aim="Young people get to know the service.", theme="Hiring"),
    )  # fmt: skip
    for number, each in enumerate(made):
        _put(registers, f"activity-{number}", each)
