"""One agreement beside the figures of its target, in no language yet."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.followed.since import Begin, Since
from dashboard.standing import Names

Status = Literal["open", "under_way", "done", "dropped"]
UNFINISHED: tuple[Status, ...] = ("open", "under_way")


@dataclass(frozen=True)
class Deadline:
    """By when. `first` is the day first agreed, `moved` a later one; None: no such day."""

    first: date | None = None
    moved: date | None = None

    @property
    def day(self) -> date | None:
        """The day it is due by now."""
        return self.moved or self.first


@dataclass(frozen=True)
class Course:
    """What became of it. `past_due` was judged at a day that was passed in; `outcome` is free text, often empty."""

    status: Status = "open"
    done: date | None = None
    outcome: str = ""
    past_due: bool = False

    @property
    def unfinished(self) -> bool:
        """Not done and not dropped."""
        return self.status in UNFINISHED


@dataclass(frozen=True)
class Agreed:
    """An agreement as it was written down, and what the figures of its target did since.

    What people wrote (`what`, `who`, `trigger`, `barrier`, the outcome) is free text of any length: to escape, never
    to read as markup. `target_name` is None for a target the edition does not describe. `other_band`: what the
    agreement is about and what the target is about, where these are two bands; else None.
    """

    key: str
    what: str
    who: str
    trigger: str
    barrier: str
    target: str
    target_name: Names | None
    other_band: tuple[Names, Names] | None
    begin: Begin | None  # None: neither day is known
    deadline: Deadline
    course: Course
    since: Since
