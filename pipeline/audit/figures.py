"""What the audit speaks of: a step, a figure of it, and a statement that the files make about one."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Form = Literal["members", "unknown"]
Order = tuple[int, date]  # which publication, and which of its snapshots: what came before and after


@dataclass(frozen=True, order=True)
class Step:
    """One delivered version of one snapshot; `origin` tells versions apart."""

    snapshot: date
    origin: str


@dataclass(frozen=True, order=True)
class Figure:
    """A count that a row is about: the members of a group in a unit and band, at a step."""

    step: Step
    unit: str
    band: str
    scale_basis: str
    group: str

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The row, whatever the step."""
        return self.unit, self.band, self.scale_basis, self.group


@dataclass(frozen=True)
class Statement:
    """What the files say of a figure: its members, or its unknown, lie between `low` and `high`, both included."""

    figure: Figure
    form: Form
    low: int
    high: int
    since: Order
