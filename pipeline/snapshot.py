"""The values that pass between the stages for one export: mapped rows, checked rows, its cube."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.faults import Fault, Message
from pipeline.month import Month
from pipeline.organisation.model import Source

Indices = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

MICRO = 1_000_000  # fte is kept in whole millionths, so that sums do not depend on the order of rows
NOT_AVAILABLE = -1  # a count or fte that the source says it does not have


@dataclass(frozen=True)
class Reason:
    """Why a row cannot be accepted: a stable code and its words. Never a value."""

    code: str
    message: Message


@dataclass(frozen=True)
class Coded:
    """One field of an export, worked out once per distinct cell text.

    `index[i]` says which distinct text row i has; `values` and `reasons` run over the distinct texts.
    A value is None where its reason is not.
    """

    field: str
    heading: str
    index: Indices
    values: tuple[str | int | None, ...]
    reasons: tuple[Reason | None, ...]

    def bad(self) -> Flags:
        """Per row: whether its text could not be mapped."""
        return np.array([reason is not None for reason in self.reasons] or [False], dtype=np.bool_)[self.index]

    def numbers(self) -> Numbers:
        """Per row: the mapped number; 0 where there is none."""
        return np.array([value if isinstance(value, int) else 0 for value in self.values] or [0], dtype=np.int64)[
            self.index
        ]

    def text(self) -> pa.DictionaryArray:
        """Per row: the mapped code as text; null where there is none."""
        codes = list(dict.fromkeys(str(value) for value in self.values if value is not None))
        place = {code: number for number, code in enumerate(codes)}
        renumber = np.array(
            [-1 if value is None else place[str(value)] for value in self.values] or [-1], dtype=np.int32
        )
        index = renumber[self.index]
        return pa.DictionaryArray.from_arrays(pa.array(index, mask=index < 0), pa.array(codes, pa.string()))


@dataclass(frozen=True)
class BadCell:
    """Rows that have one thing wrong in one column."""

    column: str
    reason: Reason
    rows: Numbers  # record numbers in the file


@dataclass(frozen=True)
class Mapped:
    """An export in our own terms, before rows are judged. Only mapped columns are in it."""

    source: Source
    month: Month
    snapshot: date
    rows: Numbers  # record number of each row in the file
    coded: Mapping[str, Coded]  # by field: unit, scale, personal_scale, fte, count, main_appointment, attributes
    pseudonym: npt.NDArray[np.uint64] | None  # re-hashed; 0 where the cell was empty
    totals: Flags  # rows left out as totals
    ragged: Numbers  # record numbers of rows that could not be placed in columns
    notices: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Tally:
    """Where every row went. `read` is what stood under the heading, blank lines left aside."""

    read: int
    accepted: int
    quarantined: int
    totals: int
    people: int  # heads counted: persons when a pseudonym allows it, else appointments (or the sum of counts)

    def balanced(self) -> bool:
        """Whether nothing got lost."""
        return self.read == self.accepted + self.quarantined + self.totals


@dataclass(frozen=True)
class Checked:
    """An export judged: its cube, what was set aside and why, and the tally."""

    source: str
    month: Month
    snapshot: date
    counted: str  # person or appointment
    cube: pa.Table
    bad: tuple[BadCell, ...]
    tally: Tally
    notices: tuple[Fault, ...] = field(default=())
    people: pa.Table | None = None  # one row per person counted; None when the export has no pseudonym
