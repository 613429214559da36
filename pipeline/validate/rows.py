"""Judge every row of a mapped export: accepted, left out as a total, or set aside with every reason."""

from dataclasses import dataclass

import numpy as np

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Percent, Where
from pipeline.organisation.model import Organisation
from pipeline.snapshot import BadCell, Coded, Flags, Mapped, Numbers, Reason
from pipeline.validate import messages
from pipeline.validate.appointments import contradictions

SLACK = 1e-9  # 0.29 * 100 is 28.999999999999996 in floating point: 29 bad rows of 100 are not over 29%


@dataclass(frozen=True)
class Judged:
    """The verdict on each row. `accepted` excludes totals and set-aside rows."""

    accepted: Flags
    bad: tuple[BadCell, ...]
    quarantined: int  # rows, ragged ones included, each counted once whatever its number of reasons


def judge(mapped: Mapped, organisation: Organisation, filename: str) -> Judged:
    """Judge the rows. Raises FileRefused when the share of bad rows is over the source's limit."""
    judged = _judged(mapped, organisation)
    rows = int((~mapped.totals).sum()) + len(mapped.ragged)
    limit = mapped.source.max_bad_share
    if judged.quarantined > limit * rows + SLACK or (judged.quarantined and not judged.accepted.any()):
        raise FileRefused(_refusal(judged, rows, limit, filename))
    return judged


def _judged(mapped: Mapped, organisation: Organisation) -> Judged:
    candidates = ~mapped.totals
    bad: list[BadCell] = []
    broken = np.zeros(len(mapped.rows), dtype=np.bool_)
    for coded in (*mapped.coded.values(), *_not_valid(mapped, organisation)):
        for cells, flags in _by_reason(mapped, coded, candidates):
            bad.append(cells)
            broken |= flags
    if mapped.pseudonym is not None:
        empty = candidates & (mapped.pseudonym == 0)
        if empty.any():
            bad.append(BadCell(mapped.source.columns["pseudonym"][0], messages.NO_PSEUDONYM, mapped.rows[empty]))
            broken |= empty
    unknown = {attribute.code: attribute.unknown for attribute in organisation.attributes}
    for cells in contradictions(mapped, candidates & ~broken, unknown):
        bad.append(cells)
        broken |= np.isin(mapped.rows, cells.rows)
    if len(mapped.ragged):
        bad.append(BadCell("", messages.RAGGED, mapped.ragged))
    return Judged(candidates & ~broken, tuple(bad), int(broken.sum()) + len(mapped.ragged))


def _by_reason(mapped: Mapped, coded: Coded, candidates: Flags) -> list[tuple[BadCell, Flags]]:
    found: list[tuple[BadCell, Flags]] = []
    for reason in {each.code: each for each in coded.reasons if each is not None}.values():
        numbers = [number for number, each in enumerate(coded.reasons) if each == reason]
        flags = candidates & np.isin(coded.index, numbers)
        if flags.any():
            found.append((BadCell(coded.heading, reason, mapped.rows[flags]), flags))
    return found


def _not_valid(mapped: Mapped, organisation: Organisation) -> list[Coded]:
    """Codes that exist, but not in this month, as columns of their own with only that reason."""
    units = frozenset(organisation.units_in(mapped.month))
    scales = frozenset(scale.code for scale in organisation.scales if scale.valid_in(mapped.month))
    rules: tuple[tuple[str, frozenset[str], Reason], ...] = (
        ("unit", units, messages.UNIT_NOT_VALID),
        ("scale", scales, messages.SCALE_NOT_VALID),
        ("personal_scale", scales, messages.SCALE_NOT_VALID),
    )
    found: list[Coded] = []
    for name, valid, reason in rules:
        coded = mapped.coded.get(name)
        if coded is not None:
            reasons = tuple(reason if value is not None and value not in valid else None for value in coded.values)
            found.append(Coded(name, coded.heading, coded.index, coded.values, reasons))
    return found


def _refusal(judged: Judged, rows: int, limit: float, filename: str) -> list[Fault]:
    facts: dict[str, object] = {
        "bad": judged.quarantined,
        "rows": rows,
        "share": Percent(judged.quarantined / rows),
        "limit": Percent(limit),
    }
    return [
        Fault("too_many_bad_rows", messages.TOO_MANY_BAD, Where(file=filename), facts),
        *row_faults(judged.bad, filename),
    ]


def row_faults(bad: tuple[BadCell, ...], filename: str) -> list[Fault]:
    """One fault per column and reason, naming the first rows and how many there are."""
    return [
        Fault(
            cells.reason.code,
            cells.reason.message,
            Where(file=filename, column=cells.column or None, rows=tuple(_numbers(cells.rows))),
        )
        for cells in bad
    ]


def _numbers(rows: Numbers) -> list[int]:
    return [int(row) for row in np.sort(rows)]
