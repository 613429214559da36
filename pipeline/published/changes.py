"""What a new export would change: two publications laid side by side. Published figures only, on both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.published.accounts import Account, Texts, UnitHeads

Kind = Literal["same", "moved", "newly_shown", "newly_hidden", "came", "went"]


@dataclass(frozen=True)
class Told:
    """What a publication says of one target in one unit at its last snapshot. Null where nothing is shown."""

    verdict: str
    counts: str  # persons or fte
    reason: str | None = None
    members: float | None = None
    base: float | None = None
    need: float | None = None
    gap: float | None = None
    as_of: date | None = None

    @property
    def shown(self) -> bool:
        """Whether there is a figure."""
        return self.members is not None


@dataclass(frozen=True)
class Shift:
    """One target in one unit, before and after; None where there is no such target and unit."""

    target: str
    unit: str
    before: Told | None
    after: Told | None

    @property
    def kind(self) -> Kind:
        """What happened to it. `moved`: another figure or verdict; an older date alone is no move."""
        if self.before is None or self.after is None:
            return "came" if self.before is None else "went"
        if self.before.shown != self.after.shown:
            return "newly_shown" if self.after.shown else "newly_hidden"
        return "same" if self._said(self.before) == self._said(self.after) else "moved"

    @staticmethod
    def _said(told: Told) -> tuple[object, ...]:
        # Where nothing is shown, only how many people there are can differ: that is told per unit.
        return (told.verdict, told.members, told.base, told.need) if told.shown else (told.verdict,)


@dataclass(frozen=True)
class Changes:
    """What would be different, or is. `account` is that of the refresh as it would be, or was."""

    changed: bool  # False: everything is as it was
    done: bool  # it has happened; False: it was only tried
    account: Account
    publication_before: str  # empty when nothing is published yet
    snapshot_before: date | None
    months_new: tuple[str, ...]
    months_replaced: tuple[str, ...]
    heads: tuple[UnitHeads, ...]  # every unit, itself and all below it, at the last snapshot of either side
    shifts: tuple[Shift, ...]  # every target and unit, in the organisation's order
    rows_newly_shown: int  # of `representation` at the last snapshot
    rows_newly_hidden: int
    shown_before: int
    hidden_before: int
    unit_names: Mapping[str, Texts]
    target_names: Mapping[str, Texts]
    text: Texts
