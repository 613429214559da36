"""An invented register for the example university: something to look at before there is anything of one's own.

Every word is invented. The days are counted from `today`, so that it always shows a talk to plan, agreements past
their day, some that were kept, and activities that nobody owns yet. One agreement is from among the months of the
invented figures, so that there is something to see beside it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from registers.keep.save import add, change
from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.keys import rhythm_key
from registers.model.record import Author, Entry
from registers.model.rhythm import Every, Rhythm
from registers.store.opened import Registers

_AMONG_THE_FIGURES = date(2023, 12, 11)
_AMBASSADOR = Author("example-ambassador", "ambassador")
_RHYTHMS: dict[str, Every] = {
    "FGW": "yearly", "FGM": "yearly", "FER": "yearly", "FNT": "half_yearly", "FGL": "yearly", "SVO": "yearly",
}  # fmt: skip
# Unit -> how many days ago the last talk was held, and what was noted. SVO never had one.
_HELD = {
    "FGW": (352, "Veel vertrek bij universitair hoofddocenten; werving loopt vooral via het eigen netwerk."),
    "FGM": (120, "Na de samenvoeging van twee afdelingen zijn de cijfers moeilijk te vergelijken."),
    "FER": (431, "De decaan wil eerst weten waar kandidaten afhaken."),
    "FNT": (170, "Weinig vacatures komend jaar; de nadruk ligt op doorstroom."),
    "FGL": (200, "Leidinggevenden vragen om hulp bij het opstellen van vacatures."),
}


def example(today: date) -> list[tuple[str, Entry]]:
    """Key and first value of every record of the example."""
    return [
        *((rhythm_key(unit), Rhythm(unit, every, _before(today, 800))) for unit, every in _RHYTHMS.items()),
        *_conversations(today),
        *_agreements(today),
        *_activities(today),
    ]


def bring_in_example(registers: Registers, today: date, at: datetime) -> int:
    """Writes the example, and what became of some of its agreements since; says how many records it has."""
    entries = example(today)
    for key, value in entries:
        add(registers, key, value, _AMBASSADOR, at - timedelta(days=1))
    for key, value in _since(today, dict(entries)):
        change(registers, key, 1, value, _AMBASSADOR, at)
    return len(entries)


def _before(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _after(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _conversations(today: date) -> Iterator[tuple[str, Conversation]]:
    for unit, (days, notes) in _HELD.items():
        roles = ("decaan", "ambassadeur", "HR-adviseur")
        yield f"example-talk-{unit}", Conversation(unit, "held", _before(today, days), roles, notes=notes)
    yield (
        "example-talk-FGM-first",
        Conversation("FGM", "held", _AMONG_THE_FIGURES, ("decaan", "ambassadeur"), notes="Het eerste gesprek."),
    )
    yield "example-talk-FNT-next", Conversation("FNT", "planned", _after(today, 21), ("decaan", "ambassadeur"))


def _agreements(today: date) -> Iterator[tuple[str, Agreement]]:
    yield from _of_humanities(today)
    yield from _of_behaviour(today)
    yield from _of_others(today)


def _of_humanities(today: date) -> Iterator[tuple[str, Agreement]]:
    yield (
        "example-agreement-FGW-1",
        Agreement(
            unit="FGW",
            target="women-15-up-fgw",
            band="15+",
            trigger="Twee vrouwelijke hoogleraren gaan met emeritaat.",
            barrier="Vacatures worden opgesteld met één kandidaat in gedachten.",
            aim="Elke vacature vanaf schaal 15 staat minstens vier weken open en heeft een brede profielschets.",
            responsible="hoofd bedrijfsvoering",
            start=_before(today, 340),
            due=_before(today, 60),
            conversation="example-talk-FGW",
        ),
    )
    yield (
        "example-agreement-FGW-2",
        Agreement(
            unit="FGW",
            target="women-15-up-fgw",
            band="15+",
            barrier="Selectiecommissies bestaan uit vaste mensen.",
            aim="In elke commissie zit iemand van een andere faculteit.",
            responsible="afdelingshoofden",
            start=_before(today, 340),
            due=_before(today, 150),
            conversation="example-talk-FGW",
        ),
    )


def _of_behaviour(today: date) -> Iterator[tuple[str, Agreement]]:
    yield (
        "example-agreement-FGM-1",
        Agreement(
            unit="FGM",
            target="women-15-up-fgm",
            band="15+",
            trigger="Vier hoogleraren gaan in vijf jaar met pensioen.",
            barrier="Opvolgers worden jaren van tevoren aangewezen.",
            aim="Elke leerstoel die vrijkomt, wordt open geworven.",
            responsible="directeur bedrijfsvoering",
            start=_AMONG_THE_FIGURES,
            due=_after(today, 200),
            status="under_way",
            conversation="example-talk-FGM-first",
        ),
    )


def _of_others(today: date) -> Iterator[tuple[str, Agreement]]:
    yield (
        "example-agreement-FER-1",
        Agreement(
            unit="FER",
            target="women-15-up-fer",
            band="15+",
            trigger="In drie jaar geen vrouw benoemd vanaf schaal 15.",
            aim="Nagaan in welke ronde kandidaten afhaken.",
            responsible="HR-adviseur",
            due=_before(today, 200),
            conversation="example-talk-FER",
        ),
    )
    yield (
        "example-agreement-FNT-1",
        Agreement(
            unit="FNT",
            target="women-15-up-fnt",
            band="15+",
            barrier="Doorstroom vraagt om een vacature die er niet is.",
            aim="Drie loopbaangesprekken per jaar voor wie aan een volgende stap toe is.",
            responsible="vice-decaan",
            due=_after(today, 100),
            conversation="example-talk-FNT",
        ),
    )
    yield (
        "example-agreement-FGL-1",
        Agreement(
            unit="FGL",
            target="women-15-up-fgl",
            aim="Een handreiking voor het opstellen van vacatures.",
            responsible="HR-adviseur",
            conversation="example-talk-FGL",
        ),
    )


def _since(today: date, made: dict[str, Entry]) -> Iterator[tuple[str, Agreement]]:
    """What became of some of the agreements."""
    done = {"status": "done", "done": _before(today, 160), "outcome": "In zes van zeven commissies gelukt."}
    became: dict[str, dict[str, Any]] = {
        "example-agreement-FGW-1": {"changed_due": _before(today, 10), "status": "under_way"},
        "example-agreement-FGW-2": done,
        "example-agreement-FNT-1": {"status": "under_way"},
    }
    for key, changed in became.items():
        value = made[key]
        if isinstance(value, Agreement):
            yield key, replace(value, **changed)


def _activities(today: date) -> Iterator[tuple[str, Activity]]:
    yield from _with_owner(today.year)
    yield from _with_work_to_do(today.year)


def _with_owner(year: int) -> Iterator[tuple[str, Activity]]:
    yield (
        "example-activity-1",
        Activity(
            unit="EXU",
            what="Vacaturemaatje",
            meaning="Een collega van buiten de afdeling leest elke vacature mee.",
            aim="Bredere werving.",
            who="dienst HR",
            place="alle faculteiten",
            period=f"heel {year}",
            usage="Vraag een maatje aan bij de HR-adviseur.",
            groups=("women", "outside-europe"),
            bands=("15+",),
            targets=("outside-europe-15-up", "women-15-up-fgw", "women-15-up-fnt"),
            phase="running",
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
        ),
    )
    yield (
        "example-activity-2",
        Activity(
            unit="FNT",
            what="Loopbaankring",
            meaning="Vijf bijeenkomsten over de stap naar schaal 15.",
            aim="Doorstroom.",
            who="vice-decaan",
            place="Natuur en Techniek",
            period="ieder kwartaal",
            usage="Aanmelden bij het faculteitsbureau.",
            recurrence="quarterly",
            groups=("women",),
            targets=("women-15-up-fnt",),
        ),
    )


def _with_work_to_do(year: int) -> Iterator[tuple[str, Activity]]:
    yield (
        "example-activity-3",
        Activity(
            unit="FER",
            what="Gesprek bij vertrek",
            meaning="Wie weggaat, vertelt waarom.",
            aim="Behoud.",
            who="ntb",
            place="Economie en Recht",
            period=f"pva uitwerken {year}",
            usage="ntb",
            phase="to_plan",
            targets=("women-15-up-fer",),
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
        ),
    )
    yield (
        "example-activity-4",
        Activity(unit="SVO", what="Open werkplaats", aim="Jonge vakmensen leren de dienst kennen.", period="", who=""),
    )
