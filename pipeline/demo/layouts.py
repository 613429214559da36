"""The two export layouts of the invented university: of the HR system in use, and of the one before it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.demo.person import Person
from pipeline.demo.roles import ROLES, profile
from pipeline.demo.staffing import branch
from pipeline.month import Month
from pipeline.organisation.model import Organisation, Unit

CHANGE_OF_SYSTEM = Month(2024, 1)  # from this month on the exports come from the new HR system
# Each branch of the organisation writes scales in its own way, as happens when HR desks type them.
SCALE_HABITS: dict[str, str] = {"FGL": "S{}", "FER": "S{}", "SVO": "schaal {}"}


@dataclass(frozen=True)
class Appointment:
    """One row of an export: a person at one unit, with the part-time factor there."""

    person: Person
    unit: str
    fte: float
    main: bool


@dataclass(frozen=True)
class Setting:
    """What the layouts need of the organisation in one month."""

    month: Month
    units: Mapping[str, Unit]
    above: dict[str, str | None]
    scales: tuple[str, ...]  # low to high
    names: Mapping[str, str]  # of every unit there ever was, in Dutch

    @classmethod
    def of(cls, organisation: Organisation, month: Month) -> "Setting":
        """The organisation as it stands in that month."""
        units = organisation.units_in(month)
        above = {code: unit.parent for code, unit in units.items()}
        names = {unit.code: unit.name["nl"] for unit in organisation.units}
        return cls(month, units, above, tuple(scale.code for scale in organisation.scales), names)

    def personal_scale(self, person: Person) -> str:
        """The scale someone is paid from: the one of the function, or the next one for the few who are ahead."""
        return self.scales[self.scales.index(person.scale) + 1] if person.ahead else person.scale


@dataclass(frozen=True)
class Layout:
    """How one HR system writes its monthly export. `place` says in which column a field stands."""

    headings: tuple[str, ...]
    place: Mapping[str, int]
    cells: Callable[[Appointment, Setting, int], list[str]]
    total: str  # what the row of totals is called
    filename: Callable[[Month], str]
    title: Callable[[Organisation, Month], tuple[str, ...]]


def layout_of(month: Month) -> Layout:
    """The layout of the HR system that was in use in that month."""
    return MODERN if month >= CHANGE_OF_SYSTEM else FORMER


def decimal_comma(number: float, digits: int = 4) -> str:
    """`0,8421`, without zeros at the end."""
    return f"{number:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",")


def _unit_text(unit: Unit, row: int) -> str:
    name = unit.aliases[0] if unit.aliases and row % 29 == 0 else unit.name["nl"]
    # Some rows were typed by hand and kept their blanks.
    return name + "  " if row % 17 == 0 else name


def _scale_text(scale: str, habit: str) -> str:
    return habit.format(scale) if scale.isdigit() else scale


def _start_day(person: Person) -> int:
    return 1 if int(person.pseudonym[1]) < 7 else 16


def _modern_cells(appointment: Appointment, setting: Setting, row: int) -> list[str]:
    person = appointment.person
    habit = SCALE_HABITS.get(branch(appointment.unit, setting.above), "{}")
    origin = _MODERN_ORIGIN[person.origin] if person.tells_origin else ("Niet opgegeven" if row % 3 else "")
    birth = ("Buitenland" if person.born_abroad else "Nederland") if person.tells_birth else ""
    since = person.since
    return [
        _unit_text(setting.units[appointment.unit], row),
        person.pseudonym,
        "J" if appointment.main else "N",
        profile(ROLES[person.role], person.scale),
        _scale_text(person.scale, habit),
        _scale_text(setting.personal_scale(person), habit),
        decimal_comma(appointment.fte),
        {"f": "V", "m": "M", "x": "X"}.get(person.gender, ""),
        str(person.age_in(setting.month)),
        birth,
        origin,
        f"{_start_day(person):02d}-{since.number:02d}-{since.year}",
    ]


def _former_cells(appointment: Appointment, setting: Setting, row: int) -> list[str]:
    person = appointment.person
    western = "NW" if person.origin == "outside-europe" else "W"
    since = person.since
    return [
        appointment.unit,
        person.pseudonym,
        "1" if appointment.main else "0",
        profile(ROLES[person.role], person.scale),
        _scale_text(person.scale, "{}.0" if row % 5 == 0 else "{}"),
        _scale_text(setting.personal_scale(person), "{}"),
        decimal_comma(appointment.fte * 100, 2),
        {"f": "2", "m": "1", "x": "3"}.get(person.gender, ""),
        str(person.age_in(setting.month)),
        western if person.tells_origin else "",
        f"{since.year}{since.number:02d}{_start_day(person):02d}",
    ]


_MODERN_ORIGIN = {"netherlands": "Nederland", "europe": "Europa (zonder Nederland)", "outside-europe": "Buiten Europa"}
_PLACES = {"unit": 0, "pseudonym": 1, "main_appointment": 2, "scale": 4, "personal_scale": 5, "fte": 6, "gender": 7}

MODERN = Layout(
    headings=(
        "[Organisatorische eenheid]", "Pseudoniem", "[Indicatie hoofdaanstelling]", "UFO-profiel", "Functieschaal",
        "Salarisschaal", "Deeltijdfactor", "Geslacht", "Leeftijd", "Geboorteland NL/buitenland", "Herkomst (CBS)",
        "Datum in dienst",
    ),
    place={**_PLACES, "age": 8, "born": 9, "origin": 10},
    cells=_modern_cells,
    total="Totaal",
    filename=lambda month: f"personeel_{month}.csv",
    title=lambda organisation, month: (
        f"Personeelsoverzicht {organisation.name['nl']} - peildatum: {month.last_day:%d-%m-%Y}", "",
    ),
)  # fmt: skip

FORMER = Layout(
    headings=(
        "oe_kort_nm", "pers_pseudo", "hfd_aanst", "functie", "schaal_func", "schaal_pers", "deelb_perc", "geslacht",
        "lft", "herk_wnw", "indnst_dt",
    ),
    place={**_PLACES, "age": 8},
    cells=_former_cells,
    total="TOTAAL",
    filename=lambda month: f"medewerkers_{month.year}{month.number:02d}.csv",
    title=lambda organisation, month: (),
)  # fmt: skip
