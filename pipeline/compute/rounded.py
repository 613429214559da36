"""What do rows say whose counts are rounded: the same measures, from the rounded members."""

from collections.abc import Mapping

import pyarrow as pa

from pipeline import published
from pipeline.compute import formulas

Row = dict[str, object]
_DECIMALS = 6


def rounded_rows(true_rows: pa.Table, members: Mapping[str, Mapping[tuple[str, str, str], int]]) -> pa.Table:
    """The representation rows of `measure` with these members, per group by (unit, scale basis, band), in heads.

    Shares and margins follow from them; fte of these groups are left out, which would tell how many there really
    are. Rows of other groups, and rows that are not among these, are as they were.
    """
    rows = true_rows.to_pylist()
    for row in rows:
        of = members.get(row["group"])
        if of is not None:
            row |= {"members_fte": None, "unknown_fte": None, "share_fte": None}
            count = of.get((row["unit"], row["scale_basis"], row["band"]))
            if count is not None:
                row |= _measures(count, row["headcount"], row["unknown"])
    return pa.Table.from_pylist(rows, schema=published.schema("representation"))


def _measures(members: int, headcount: int, unknown: int) -> Row:
    low, high = formulas.bounds(members, headcount, unknown) or (None, None)
    known = headcount - unknown
    # An export whose split does not add up may give more members than people: that is for validation, not for a crash.
    least, most = formulas.wilson(min(members, known), known) or (None, None)
    found = {
        "share": formulas.share(members, headcount, unknown),
        "share_low": low,
        "share_high": high,
        "margin_low": least,
        "margin_high": most,
    }
    return {
        "members": members,
        **{name: None if each is None else round(each, _DECIMALS) for name, each in found.items()},
    }
