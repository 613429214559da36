"""Which activities are asked for, what is still to be done about them, and in which order and portions are they shown? Pure.

An activity is counted once in each kind of work it has, however many of its columns ask for it.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from registers import DATE, OWNER, WORDS, Activity, Finding, Kept, work_to_do

ON_A_PAGE = 25
# What is asked for when several kinds of work are meant at once.
KINDS: Mapping[str, tuple[str, ...]] = {"owner": OWNER, "date": DATE}
OPEN, REMOVED, UNSET = "open", "removed", "unset"


@dataclass(frozen=True)
class Line:
    """One activity of the register with what is still to be done about it; one that was removed asks for nothing."""

    kept: Kept[Activity]

    @property
    def activity(self) -> Activity:
        """What is written down."""
        return self.kept.value

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is still to be done."""
        return () if self.kept.removed else work_to_do(self.activity)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The kinds of work, with the wider kinds they belong to; of a removed one that it is removed."""
        found = {finding.code for finding in self.findings}
        wider = {kind for kind, codes in KINDS.items() if found & set(codes)}
        return frozenset({*found, *wider, *({OPEN} if found else ()), *({REMOVED} if self.kept.removed else ())})

    @cached_property
    def sought(self) -> str:
        """Its words as they are searched: no capitals, no accents."""
        return _plain("\n".join(str(getattr(self.activity, name)) for name in (*WORDS, "theme")))


@dataclass(frozen=True)
class Wanted:
    """Which activities are asked for; what is None or empty asks for all of them. `units` None: of every unit."""

    units: frozenset[str] | None = None
    phase: str | None = None
    target: str | None = None
    group: str | None = None
    find: str = ""
    work: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for beside the unit."""
        return replace(self, units=None) != Wanted()


def matching(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """The activities that are asked for, in their order. Removed ones only when it is those that are asked for."""
    words = _plain(wanted.find).split()
    return [
        line
        for line in lines
        if line.kept.removed == (wanted.work == REMOVED)
        and (wanted.work is None or wanted.work in line.codes)
        and _fits(line.activity, wanted)
        and all(word in line.sought for word in words)
    ]


def counts(lines: Iterable[Line], wanted: Wanted) -> Mapping[str, int]:
    """Kind of work -> how many activities would be shown with it, everything else being asked for as it is."""
    found: Counter[str] = Counter()
    every = list(lines)
    for line in (*matching(every, replace(wanted, work=None)), *matching(every, replace(wanted, work=REMOVED))):
        found.update(line.codes)
    return found


def without_owner_or_date(lines: Iterable[Line]) -> int:
    """How many activities have no owner that can be called, no date, or no plan yet."""
    return sum(bool(line.codes & set(KINDS)) for line in lines)


def ordered(lines: Sequence[Line], by: Callable[[Line], str], order: Sequence[str]) -> list[Line]:
    """The activities by what they are grouped by: first in this order, then in the order in which it first occurs."""
    first = list(dict.fromkeys((*order, *map(by, lines))))
    place = {name: at for at, name in enumerate(first)}
    return sorted(lines, key=lambda line: place[by(line)])


def portion(lines: Sequence[Line], number: int) -> tuple[Sequence[Line], int, int]:
    """One page of them, which one it became (the last, where there are not so many), and how many there are."""
    pages = max(1, -(-len(lines) // ON_A_PAGE))
    at = min(number, pages)
    return lines[(at - 1) * ON_A_PAGE : at * ON_A_PAGE], at, pages


def _fits(activity: Activity, wanted: Wanted) -> bool:
    return (
        (wanted.units is None or activity.unit in wanted.units)
        and (wanted.phase is None or (activity.phase or UNSET) == wanted.phase)
        and (wanted.target is None or wanted.target in activity.targets)
        and (wanted.group is None or wanted.group in activity.groups)
    )


def _plain(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in taken_apart if not unicodedata.combining(each)).casefold()
