"""The one door to publication: true figures go in, what anybody may see comes out.

Coarse on purpose; what it does and does not protect stands in docs/privacy.md.
"""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline import published
from pipeline.errors import ProtectionFailed
from pipeline.faults import Fault
from pipeline.month import Month
from pipeline.organisation.model import Organisation
from pipeline.protect.layout import cells, grid, tree
from pipeline.protect.messages import STILL_SMALL
from pipeline.protect.pattern import Staff, hidden_rows
from pipeline.protect.rule import RULE, Counts, Flags, Rule, splits
from pipeline.protect.sacrifice import sacrifice
from pipeline.released import FIGURES, Released

_NUMBERS = tuple(column.name for column in published.REPRESENTATION if column.type == "number")
_SHARE_DECIMALS = 6
_FTE_DECIMALS = 1  # finer figures would tell who joined or left by their part-time factor


def protect(true_rows: pa.Table, atoms: pa.Table, organisation: Organisation, snapshot: date) -> Released:
    """The rows of one snapshot as they may be seen. `true_rows` and `atoms` are those of compute's `measure`.

    Headcounts stay. A row that is hidden keeps no other figure, and one reason: nobody_here and not_available
    say nothing about anybody's category, too_few_people covers small rows and their siblings alike, and
    low_response is only said of rows that could have been shown. Raises ProtectionFailed when a small
    count is left, which would be a fault of ours.
    """
    return release(true_rows, atoms, organisation, snapshot, RULE)


def release(true_rows: pa.Table, atoms: pa.Table, organisation: Organisation, snapshot: date, rule: Rule) -> Released:
    """As protect, with other thresholds: for tests that try every possible world of a tiny organisation."""
    too_few = _too_few(true_rows, atoms, organisation, Month.of(snapshot), rule)
    about_the_source = np.isin(_texts(true_rows, "reason"), ("nobody_here", "not_available"))
    # Too few comes before low response: that one hangs on how many are unknown, which a hidden row must not tell.
    reason = np.where(too_few & ~about_the_source, "too_few_people", _texts(true_rows, "reason"))
    hidden = reason != ""
    left = int((_small_rows(true_rows, rule) & ~hidden).sum())
    if left:
        raise ProtectionFailed(Fault("protection-left-small-rows", STILL_SMALL, facts={"rows": left}))
    return Released(_hide(true_rows, hidden, reason))


def _too_few(true_rows: pa.Table, atoms: pa.Table, organisation: Organisation, month: Month, rule: Rule) -> Flags:
    """Per row whether it is hidden for being small, or for standing beside a row that is."""
    place = tree(organisation, month)
    layout = grid(true_rows, atoms, place)
    small = _small_rows(true_rows, rule)
    groups = _texts(true_rows, "group")
    targets = organisation.targets_in(month)
    hidden = np.zeros(len(groups), dtype=np.bool_)
    for attribute in organisation.attributes:
        of = tuple(group for group in organisation.groups if group.attribute == attribute.code)
        here = np.isin(groups, [group.code for group in of])
        if not here.any():
            continue
        sensitive = np.zeros((len(place.units), len(layout.bands.columns) + 1), dtype=np.bool_)
        np.logical_or.at(sensitive, (layout.units[here], layout.places[here]), small[here])
        split = splits(attribute, of)
        own = atoms.filter(pc.field("attribute") == attribute.code)
        placed = cells(own, place.units, layout.bands, split.atom_of)
        order = sacrifice(true_rows, layout, targets, of)
        pattern = hidden_rows(Staff(place, layout.bands, split, placed, order), sensitive, rule)
        both = np.column_stack([pattern.everything, pattern.bands])
        hidden[here] = both[place.parents[layout.units[here]], layout.places[here]]
    return hidden


def _small_rows(true_rows: pa.Table, rule: Rule) -> Flags:
    """Per row whether its own figures are too small: the base, the members, or those who are not."""

    def counts(name: str) -> Counts:
        # Not available is no count at all; -1 is in no range that the rule hides.
        return np.asarray(true_rows[name].fill_null(-1), dtype=np.int64)

    heads, members, unknown = counts("headcount"), counts("members"), counts("unknown")
    known = (heads >= 0) & (members >= 0) & (unknown >= 0)
    few = rule.small(members) | rule.small(heads - members) | rule.small(heads - members - unknown)
    return ((heads > 0) & (heads < rule.base)) | (known & few)


def _hide(true_rows: pa.Table, hidden: Flags, reason: NDArray[np.str_]) -> pa.Table:
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
    columns["as_of"] = pa.array(true_rows["snapshot"].to_numpy(), mask=hidden)
    columns["shown"] = pa.array(~hidden)
    columns["reason"] = pa.array(reason, type=pa.string(), mask=~hidden)
    return pa.table(columns).cast(published.schema("representation")).combine_chunks()


def _texts(table: pa.Table, name: str) -> NDArray[np.str_]:
    return np.array(table[name].fill_null("").to_pylist(), dtype=np.str_)
