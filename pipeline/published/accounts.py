"""What each refresh did, as whoever may not open the restricted zone can read it. No hidden figure: published-figures.md.

One JSON file per refresh under `processed/accounts/`, never changed, never removed, in the order of their names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pipeline.published.plain import from_plain

FOLDER = "accounts"
Texts = Mapping[str, str]  # per language, nl and en
Outcome = Literal["published", "stopped", "damaged"]


@dataclass(frozen=True)
class Remark:
    """Something said of a month or a file, as it is said in the terminal."""

    code: str
    text: Texts
    month: str = ""  # 2025-12; empty where it is of none


@dataclass(frozen=True)
class SetAside:
    """Rows of one file with one thing wrong in one column."""

    column: str  # the heading; empty when it is of the whole row
    reason: str
    text: Texts
    rows: int
    first: tuple[int, ...] = ()  # record numbers in the file of the first of them


@dataclass(frozen=True)
class FileTaken:
    """An export that was taken in. Raises ValueError when its rows do not add up."""

    file: str
    source: str
    month: str
    snapshot: date
    counted: str  # person or appointment
    read: int  # rows
    accepted: int
    set_aside: int
    totals: int  # rows left out because they were totals
    heads: int
    reasons: tuple[SetAside, ...] = ()
    notices: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        """No row may be lost."""
        if self.read != self.accepted + self.set_aside + self.totals:
            raise ValueError("rows read are not those accepted, set aside and left out as totals")


@dataclass(frozen=True)
class UnitHeads:
    """Heads of one unit, before and after; None where there is no such unit or number."""

    unit: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Replaced:
    """A month that was delivered again. `units`: those whose heads changed, placed and not rolled up."""

    month: str
    former_file: str
    file: str
    heads_before: int
    heads_after: int
    units: tuple[UnitHeads, ...] = ()


@dataclass(frozen=True)
class LevelRows:
    """Rows of `representation` at the last snapshot, of one level of the organisation. Each row is counted once."""

    depth: int  # levels below the organisation
    kind: str
    new: int  # a figure of this snapshot
    carried: int  # an earlier figure: no new one was due, or none could be given
    held: int  # an earlier figure, though a new one was due: too few people came or went
    hidden: int  # not shown, to protect people
    otherwise: int  # nobody there, not available, or too few declared


@dataclass(frozen=True)
class Attacked:
    """How one attacker of the audit fared with the open publication."""

    attacker: str
    name: Texts
    judged: bool
    rows: int  # hidden rows in the publication; which of them are secrets is not told
    found: int  # of those, what could be worked out; nothing is published unless it is 0


@dataclass(frozen=True)
class Account:
    """One refresh. `stopped`: why nothing was published. `damaged`: the file cannot be read; only `name` is known."""

    outcome: Outcome
    name: str = ""  # of the file, without its ending
    number: int = 0
    day: date | None = None  # of the run
    organisation: Texts | None = None
    publication: str = ""
    ledger: str = ""
    stopped: str = ""  # kind of stop, as in commands.md
    exit_code: int = 0
    faults: tuple[Remark, ...] = ()
    months: tuple[str, ...] = ()  # of the publication
    by_appointment: tuple[str, ...] = ()  # months in which appointments are counted
    snapshot: date | None = None  # the last one
    files: tuple[FileTaken, ...] = ()
    skipped: int = 0  # files that were taken in before
    replaced: tuple[Replaced, ...] = ()
    warnings: tuple[Remark, ...] = ()
    rows_shown: int = 0  # of `representation` at the last snapshot
    rows_hidden: int = 0
    levels: tuple[LevelRows, ...] = ()
    audit: tuple[Attacked, ...] = ()
    withheld: tuple[str, ...] = ()  # closed audiences that get nothing new
    rounded: bool = False

    @property
    def tally(self) -> tuple[int, int, int, int]:
        """Rows of all its files: read, accepted, set aside, left out as totals."""
        files = self.files
        return (
            sum(each.read for each in files),
            sum(each.accepted for each in files),
            sum(each.set_aside for each in files),
            sum(each.totals for each in files),
        )


def accounts(processed: Path) -> tuple[Account, ...]:
    """Every account, newest first. A file that cannot be read is an account with the outcome `damaged`."""
    try:
        paths = sorted((processed / FOLDER).glob("*.json"), reverse=True)
    except OSError:
        return ()
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Account:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        found = from_plain(Account, {**plain, "name": path.stem})
    except (OSError, ValueError, TypeError, RecursionError):
        return Account("damaged", name=path.stem)
    return found
