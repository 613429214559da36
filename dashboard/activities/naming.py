"""What are units, groups, bands and targets called to this reader, also those that are gone? Pure.

What the reader's edition does not hold has no name here: to who may read everything its code is shown, to others
nothing, since a target of another unit is not theirs to see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.edition import Edition
from dashboard.wording.words import Words
from registers import LINKS, Activity


@dataclass(frozen=True)
class Called:
    """Code -> name in the reader's language, in the order of the organisation. `all_seen`: a code may stand for itself."""

    units: Mapping[str, str]
    groups: Mapping[str, str]
    bands: Mapping[str, str]
    targets: Mapping[str, str]
    all_seen: bool

    def unit(self, code: str) -> str:
        """The name of a unit; its code when it never was in a publication."""
        return self.units.get(code, code)

    def shown(self, kind: str, codes: Sequence[str]) -> list[str]:
        """The names of linked groups, bands or targets that may be seen."""
        known: Mapping[str, str] = getattr(self, kind)
        return [known.get(code, code) for code in codes if code in known or self.all_seen]

    def hidden(self, kind: str, codes: Sequence[str]) -> tuple[str, ...]:
        """The codes that are linked and may not be seen: a form leaves them as they are."""
        known: Mapping[str, str] = getattr(self, kind)
        return () if self.all_seen else tuple(code for code in codes if code not in known)

    def visible(self, activity: Activity) -> Activity:
        """The activity without the links that may not be seen, as it may be taken along."""
        links = {kind: getattr(activity, kind) for kind in LINKS}
        kept: dict[str, Any] = {
            kind: tuple(code for code in codes if code not in self.hidden(kind, codes)) for kind, codes in links.items()
        }
        return replace(activity, **kept)


def called(edition: Edition, words: Words, *, all_seen: bool) -> Called:
    """The names of everything in an edition; a unit by the last name it had."""
    # Months in which nothing changed share their units.
    trees = {id(units): units for day in edition.snapshots if (units := edition.units.get(day))}
    units = {unit.code: words.name(unit.name) for each in trees.values() for unit in each}
    former = {old: units[now] for old, now in edition.renamed.items() if now in units}
    return Called(
        {**former, **units},
        {code: words.name(names) for code, names in edition.groups.items()},
        {code: words.name(names) for code, names in edition.bands.items()},
        {each.code: words.name(each.name) for each in sorted(edition.targets, key=lambda each: each.version)},
        all_seen,
    )
