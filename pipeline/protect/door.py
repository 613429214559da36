"""The one door to publication: true figures go in, what anybody may see comes out.

Which rows are given is decided by `chain.py`; here the decision is carried out, and checked once more.
"""

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline import published
from pipeline.errors import ProtectionFailed
from pipeline.faults import Fault
from pipeline.protect.chain import Given
from pipeline.protect.crowd import Flags, RowKey
from pipeline.protect.messages import COUNTED_OTHERWISE
from pipeline.released import FIGURES, Released

_NUMBERS = tuple(column.name for column in published.REPRESENTATION if column.type == "number")
_SHARE_DECIMALS = 6
_FTE_DECIMALS = 1  # finer figures would tell who joined or left by their part-time factor
_OF_GROUPS = ("members_fte", "unknown_fte", "share_fte")
_ROW = ("unit", "scale_basis", "band")
_KEY = (*_ROW, "group")


def withheld(true_rows: pa.Table, group: str) -> frozenset[RowKey]:
    """The rows of a group that have a reason of their own not to be shown; none of them tells anybody's category.

    Who did not declare counts as known to readers, so a low response may be told.
    """
    rows = zip(*(true_rows[name].to_pylist() for name in (*_KEY, "reason")), strict=True)
    return frozenset((unit, basis, band) for unit, basis, band, of, reason in rows if of == group and reason)


def release(
    true_rows: pa.Table,
    given: Mapping[str, Given],
    earlier: Callable[[str], Released],
    key: str,
    snapshot: date,
    figures: pa.Table | None = None,
) -> Released:
    """The rows of one step as they may be seen. `true_rows` are those of compute's `measure`.

    `figures` are the same rows as they are told where counts are rounded; None: as they are.

    `given` is per group; groups without one have nothing to show. `earlier` gives the released rows of an earlier
    step, for values that are carried. Headcounts of hidden rows stay. Raises ProtectionFailed when what is to be
    shown is not what protection counted, which would be a fault of ours.
    """
    rows = list(zip(*(true_rows[name].to_pylist() for name in _KEY), strict=True))
    steps = [_step(given.get(group), (unit, basis, band)) for unit, basis, band, group in rows]
    listed = np.array([step is not _NOT_LISTED for step in steps], dtype=np.bool_)
    now = np.array([step == key for step in steps], dtype=np.bool_)
    _check(true_rows, rows, now, given)
    told = true_rows if figures is None else figures
    _check_told(told, rows, now, given)
    own = _texts(true_rows, "reason")
    reason = np.where(now, "", np.where(own != "", own, "too_few_people"))
    table = _hide(told, ~now, reason, snapshot)
    sources = {step for step in steps if isinstance(step, str) and step != key}
    tables, place = [table], np.arange(len(rows), dtype=np.int64)
    start = len(rows)
    for step in sorted(sources):
        before = earlier(step).table
        at = {
            found: index for index, found in enumerate(zip(*(before[name].to_pylist() for name in _KEY), strict=True))
        }
        for index, row in enumerate(rows):
            if steps[index] == step and own[index] == "" and row in at:
                place[index] = start + at[row]
        tables.append(before)
        start += before.num_rows
    found = pa.concat_tables(tables).take(pa.array(place[listed]))
    return Released(_as_of_now(found, snapshot).combine_chunks())


class _NotListed:
    """A row that is not in the catalogue."""


_NOT_LISTED = _NotListed()


def _step(given: Given | None, row: RowKey) -> str | _NotListed | None:
    if given is None:
        return None
    return given.rows.get(row, _NOT_LISTED)


def _check(true_rows: pa.Table, rows: list[tuple[str, str, str, str]], now: Flags, given: Mapping[str, Given]) -> None:
    """What is given now is what protection counted; a row with a reason of its own is never given."""
    members, own = true_rows["members"].to_pylist(), true_rows["reason"].to_pylist()
    wrong = 0
    for index in np.flatnonzero(now).tolist():
        unit, basis, band, group = rows[index]
        wrong += own[index] is not None or given[group].members[group].get((unit, basis, band)) != members[index]
    if wrong:
        raise ProtectionFailed(Fault("counted_otherwise", COUNTED_OTHERWISE, facts={"rows": wrong}))


def _check_told(told: pa.Table, rows: list[tuple[str, str, str, str]], now: Flags, given: Mapping[str, Given]) -> None:
    """Where counts are rounded, what is told are the rounded ones, and no fte from which the true ones follow."""
    members, of_groups = told["members"].to_pylist(), [told[name].to_pylist() for name in _OF_GROUPS]
    wrong = 0
    for index in np.flatnonzero(now).tolist():
        unit, basis, band, group = rows[index]
        if given[group].rounded:
            fte = any(each[index] is not None for each in of_groups)
            wrong += fte or given[group].rounded[group].get((unit, basis, band)) != members[index]
    if wrong:
        raise ProtectionFailed(Fault("counted_otherwise", COUNTED_OTHERWISE, facts={"rows": wrong}))


def _hide(true_rows: pa.Table, hidden: Flags, reason: NDArray[np.str_], snapshot: date) -> pa.Table:
    """The table with nothing but the headcount in rows that are hidden, and the fte of groups in tenths."""
    figures = {name: np.asarray(true_rows[name].fill_null(np.nan), dtype=np.float64) for name in _NUMBERS}
    for name in ("members_fte", "unknown_fte"):
        figures[name] = np.asarray(np.round(figures[name], _FTE_DECIMALS), dtype=np.float64)
    # From the rounded fte: an exact share would give the exact fte away.
    known = figures["fte"] - figures["unknown_fte"]
    share = figures["members_fte"] / np.where(known > 0, known, np.nan)
    figures["share_fte"] = np.asarray(np.round(np.minimum(share, 1.0), _SHARE_DECIMALS), dtype=np.float64)
    columns: dict[str, pa.Array | pa.ChunkedArray] = {name: true_rows[name] for name in true_rows.column_names}
    for name in FIGURES:
        if name in figures:
            columns[name] = pa.array(figures[name], mask=hidden | np.isnan(figures[name]))
        else:
            # What is not available is hidden with its reason, so a filled null never shows.
            columns[name] = pa.array(np.asarray(true_rows[name].fill_null(0)), mask=hidden)
    columns["as_of"] = pa.array([None if each else snapshot for each in hidden.tolist()], pa.date32())
    columns["shown"] = pa.array(~hidden)
    columns["reason"] = pa.array(reason, type=pa.string(), mask=~hidden)
    schema = published.schema("representation")
    return pa.table({name: columns[name] for name in schema.names}).cast(schema)


def _as_of_now(table: pa.Table, snapshot: date) -> pa.Table:
    """The rows as rows of this snapshot; `as_of` still says of when their figures are."""
    return table.set_column(0, table.schema.field("snapshot"), pa.repeat(pa.scalar(snapshot, pa.date32()), len(table)))


def _texts(table: pa.Table, name: str) -> NDArray[np.str_]:
    return np.array(table[name].fill_null("").to_pylist(), dtype=np.str_)
