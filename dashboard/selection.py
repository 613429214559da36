"""What a reader is looking at, as a value that goes to and from the address of the page.

A shared address opens the same page for somebody else, so everything in it is checked here, once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

LANGUAGES = ("nl", "en")
T = TypeVar("T")
LANGUAGE, UNIT, TARGET, SNAPSHOT = "lang", "unit", "target", "date"
GROUP, CELL, SHOW, COUNT, RELEASE, PART = "group", "cell", "show", "count", "release", "part"
PUBLICATION, FORM = "publication", "form"
STAND, FIND = "stand", "find"
WORK, PHASE, BY, NUMBER, SHORT = "work", "phase", "by", "nr", "short"
# What the overview can show; the first is what an address without the name means. Likewise for the others.
SHOWS = ("position", "compare", "changes")
COUNTS = ("decided", "persons", "fte")
PARTS = ("definitions", "decisions", "privacy", "dictionary")
# Where a unit stands in the calendar of conversations; "none": there is no rhythm and there never was one.
STANDS = ("overdue", "due", "planned", "held", "none")
# Which activities the register shows: what is to be done about them ("open": anything), or those that were removed.
WORKS = (
    *("open", "owner", "owner_missing", "owner_open", "owner_redacted"),
    *("date", "date_missing", "date_open", "date_unread", "plan_to_write", "placeholder", "removed"),
)
PHASES = ("to_plan", "planned", "running", "done", "stopped", "unset")
BYS = ("theme", "unit")  # what they are grouped by
OPENLY = "open"
YES = "yes"
LONGEST_FIND = 80  # characters: longer than any name that somebody looks for


@dataclass(frozen=True)
class Choices:
    """What can be chosen: snapshots in time order, per snapshot its units (the first is the organisation)."""

    languages: tuple[str, ...]
    units: Mapping[date, tuple[str, ...]]
    targets: tuple[str, ...]
    groups: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()  # a target group and a band: `women.15+`
    earlier: str | None = None  # the publication that is open, when it is not the live one


@dataclass(frozen=True)
class Selection:
    """What is on screen: language, unit, target (None: all of them) and snapshot; then the finer choices.

    `group` None is every target group; `show` is what the overview shows, `cell` what it compares; `count` what a
    unit's figures count ("decided": what the target says); `openly`: without what a closed audience sees; `part` is of
    the method page; `publication`: an earlier one than the live one; `form`: the form of a record that is open; `stand` and `find`: which
    units the calendar of conversations shows (None and "": all). `work`, `phase`, `by`, `number`, `short`: which activities the
    register shows, grouped by what, from which page of them, and whether the form asks for owner and date alone.
    """

    language: str
    unit: str
    target: str | None
    snapshot: date
    group: str | None = None
    show: str = SHOWS[0]
    count: str = COUNTS[0]
    openly: bool = False
    cell: str | None = None
    part: str = PARTS[0]
    publication: str | None = None
    form: str | None = None
    stand: str | None = None
    find: str = ""
    work: str | None = None
    phase: str | None = None
    by: str = BYS[0]
    number: int = 1
    short: bool = False

    def params(self) -> dict[str, str]:
        """The named parameters of an address that opens exactly this."""
        finer = {
            TARGET: self.target,
            SNAPSHOT: self.snapshot.isoformat(),
            GROUP: self.group,
            CELL: self.cell,
            SHOW: None if self.show == SHOWS[0] else self.show,
            COUNT: None if self.count == COUNTS[0] else self.count,
            PART: None if self.part == PARTS[0] else self.part,
            RELEASE: OPENLY if self.openly else None,
            PUBLICATION: self.publication,
            FORM: self.form,
            STAND: self.stand,
            FIND: self.find,
            WORK: self.work,
            PHASE: self.phase,
            BY: None if self.by == BYS[0] else self.by,
            NUMBER: None if self.number == 1 else str(self.number),
            SHORT: YES if self.short else None,
        }
        return {LANGUAGE: self.language, UNIT: self.unit, **{name: each for name, each in finer.items() if each}}


def select(params: Mapping[str, str], choices: Choices) -> tuple[Selection, tuple[str, ...]]:
    """The selection an address asks for, and the names of the parameters that could not be followed.

    What is absent or unknown falls back: first language, latest snapshot, whole organisation, every target.
    """
    snapshots = {snapshot.isoformat(): snapshot for snapshot in choices.units}
    latest = max(snapshots)
    snapshot = snapshots[_one_of(params.get(SNAPSHOT), tuple(snapshots), latest)]
    units = choices.units[snapshot]
    selection = Selection(
        language=_one_of(params.get(LANGUAGE), LANGUAGES, language_of(params, choices.languages)),
        unit=_one_of(params.get(UNIT), units, units[0]),
        target=_one_of(params.get(TARGET), choices.targets, None),
        snapshot=snapshot,
        group=_one_of(params.get(GROUP), choices.groups, None),
        show=_one_of(params.get(SHOW), SHOWS, SHOWS[0]),
        count=_one_of(params.get(COUNT), COUNTS, COUNTS[0]),
        openly=params.get(RELEASE) == OPENLY,
        cell=_one_of(params.get(CELL), choices.cells, None),
        part=_one_of(params.get(PART), PARTS, PARTS[0]),
        publication=choices.earlier if params.get(PUBLICATION) == choices.earlier else None,
        form=params.get(FORM) or None,
        stand=_one_of(params.get(STAND), STANDS, None),
        find=" ".join(params.get(FIND, "").split())[:LONGEST_FIND].strip(),
        work=_one_of(params.get(WORK), WORKS, None),
        phase=_one_of(params.get(PHASE), PHASES, None),
        by=_one_of(params.get(BY), BYS, BYS[0]),
        number=_counted(params.get(NUMBER, "")),
        short=params.get(SHORT) == YES,
    )
    given = selection.params()
    unfollowed = tuple(
        name
        for name in (LANGUAGE, PUBLICATION, SNAPSHOT, UNIT, TARGET, GROUP)
        if params.get(name, given.get(name)) != given.get(name)
    )
    return selection, unfollowed


def under_its_name_then(params: Mapping[str, str], choices: Choices, renamed: Mapping[str, str]) -> dict[str, str]:
    """The parameters with the code that the unit had at the snapshot they ask for, where it was renamed since or before.

    `renamed`: former code -> the code it has now. A unit that is neither there nor renamed is left as it is.
    """
    days = {day.isoformat(): units for day, units in choices.units.items()}
    units, unit = days.get(params.get(SNAPSHOT, ""), choices.units[max(choices.units)]), params.get(UNIT)
    if unit is None or unit in units:
        return dict(params)
    now = renamed.get(unit, unit)
    names = [now, *(former for former, code in renamed.items() if code == now)]
    then = next((name for name in names if name in units), unit)
    return {**params, UNIT: then}


def language_of(params: Mapping[str, str], organisation: tuple[str, ...]) -> str:
    """The language to speak when there may be nothing else to read yet."""
    known = [code for code in (params.get(LANGUAGE), *organisation) if code in LANGUAGES]
    return str(known[0]) if known else LANGUAGES[0]


def _one_of(wanted: str | None, known: tuple[str, ...], otherwise: T) -> str | T:
    return wanted if wanted is not None and wanted in known else otherwise


def _counted(written: str) -> int:
    """A number from 1 on, as it stands in an address; 1 for whatever is none."""
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 5 else 1
