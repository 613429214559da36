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


@dataclass(frozen=True)
class Choices:
    """What can be chosen: snapshots in time order, per snapshot its units (the first is the organisation)."""

    languages: tuple[str, ...]
    units: Mapping[date, tuple[str, ...]]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    """The language, unit, target (None: all of them) and snapshot on screen."""

    language: str
    unit: str
    target: str | None
    snapshot: date

    def params(self) -> dict[str, str]:
        """The named parameters of an address that opens exactly this."""
        target = {} if self.target is None else {TARGET: self.target}
        return {LANGUAGE: self.language, UNIT: self.unit, **target, SNAPSHOT: self.snapshot.isoformat()}


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
    )
    given = selection.params()
    unfollowed = tuple(
        name for name in (LANGUAGE, SNAPSHOT, UNIT, TARGET) if params.get(name, given.get(name)) != given.get(name)
    )
    return selection, unfollowed


def language_of(params: Mapping[str, str], organisation: tuple[str, ...]) -> str:
    """The language to speak when there may be nothing else to read yet."""
    known = [code for code in (params.get(LANGUAGE), *organisation) if code in LANGUAGES]
    return str(known[0]) if known else LANGUAGES[0]


def _one_of(wanted: str | None, known: tuple[str, ...], otherwise: T) -> str | T:
    return wanted if wanted is not None and wanted in known else otherwise
