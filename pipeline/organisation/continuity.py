"""Where does a unit's series break, and where does it go on under another code?"""

from collections.abc import Mapping

from pipeline.faults import LANGUAGES
from pipeline.organisation.model import Break, Organisation, Unit, words
from pipeline.organisation.unit_messages import MERGED, SPLIT


def derived_breaks(organisation: Organisation) -> tuple[Break, ...]:
    """The declared breaks and those of units that merged or split, by month, declared ones first.

    A merged or split unit breaks at its own first month; the unit above it keeps its trend, so the
    break names the unit alone. A renamed unit has none. Where a break was declared for the same unit
    and month, over all bands and groups, its own words stand.
    """
    declared = {
        (each.month, unit) for each in organisation.breaks if not each.bands and not each.groups for unit in each.units
    }
    drawn = [
        Break(unit.valid_from, _reason(organisation, unit), units=(unit.code,))
        for unit in organisation.units
        if unit.how in {"merged", "split"} and unit.valid_from and (unit.valid_from, unit.code) not in declared
    ]
    return tuple(sorted([*organisation.breaks, *drawn], key=lambda each: each.month))


def lineage(organisation: Organisation) -> Mapping[str, str]:
    """Code of a renamed-away unit -> the code its series stands under now, through every later renaming.

    The reader saw to it that a unit is renamed to one other only and ends before it: no circles.
    """
    follows = {unit.continues[0]: unit.code for unit in organisation.units if unit.how == "renamed"}
    ends: dict[str, str] = {}
    for code in follows:
        last = code
        while last in follows:
            last = follows[last]
        ends[code] = last
    return ends


def _reason(organisation: Organisation, unit: Unit) -> dict[str, str]:
    """Why the series starts anew, and where the trend goes on, in both languages."""
    message = MERGED if unit.how == "merged" else SPLIT
    reason: dict[str, str] = {}
    for language in LANGUAGES:
        former = [_name(organisation, code, language) for code in unit.continues]
        facts = {"name": words(unit.name, language), "former": ", ".join(former)}
        reason[language] = message.fill(language, facts | {"above": _name(organisation, unit.parent, language)})
    return reason


def _name(organisation: Organisation, code: str | None, language: str) -> str:
    """The unit's latest words; a merged root has nothing above it, so the whole organisation is named."""
    rows = [unit for unit in organisation.units if unit.code == code]
    return words(rows[-1].name, language) if rows else words(organisation.name, language)
