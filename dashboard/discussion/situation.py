"""All that is published about one unit and one target, and around it: what a rule may look at."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.discussion.counts import Count
from dashboard.edition import Break, Target, Unit
from dashboard.standing import Names, Standing

Outside = Literal["below", "above"]  # on which side of the limits of chance around the organisation's share


@dataclass(frozen=True)
class Situation:
    """One unit against one target at one snapshot. None where nothing was published or may be seen.

    Where `owner` is set the target is not this unit's own: it is that of `owner`, and `standing` is the owner's.
    """

    snapshot: date
    unit: Unit
    whole: Unit  # the organisation
    target: Target
    standing: Standing
    group_name: Names
    band_name: Names
    pool_name: Names  # of the band one step below; empty when there is none
    here: Count | None
    pool: Count | None  # one step below, same unit
    everyone: Count | None  # all scales, same unit; None when the target is about all scales
    organisation: Count | None  # None for the organisation itself
    wider: Standing | None  # the nearest unit above whose figures are shown against the same target
    wider_name: Names
    before: Standing | None  # a year before the day of the figures
    break_: Break | None  # the last break in the two years up to the day of the figures
    size_before: Count | None  # the same cell a year before the day of its headcount; None across a break
    former: Target | None  # the version that was in force before
    outside: Outside | None  # handed in: this room computes no limits
    owner: Unit | None = None

    @property
    def own(self) -> bool:
        """Whether the target is this unit's own."""
        return self.owner is None

    @property
    def seen(self) -> bool:
        """Whether the unit's own figures against its own target are shown."""
        return self.own and self.standing.shown and self.standing.members is not None

    @property
    def comparable(self) -> bool:
        """Whether the figures of a year before can be set beside these."""
        before, day = self.before, self.standing.as_of
        if before is None or before.as_of is None or day is None:
            return False
        return self.break_ is None or not before.as_of < self.break_.snapshot <= day

    @property
    def change(self) -> float | None:
        """Members now less members a year before; None when either is not there or a break lies between."""
        before = self.before
        if not self.seen or before is None or not self.comparable or before.counts != self.standing.counts:
            return None
        there = before.members, self.standing.members
        return None if there[0] is None or there[1] is None else there[1] - there[0]

    @property
    def months_left(self) -> int:
        """Whole months from the snapshot to the deadline; negative after it."""
        deadline, now = self.standing.deadline, self.snapshot
        return (deadline.year - now.year) * 12 + deadline.month - now.month
