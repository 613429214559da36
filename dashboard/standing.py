"""Where one unit stands against one target, put together from the published rows that are about it. Computes no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Names = Mapping[str, str]  # language -> words


@dataclass(frozen=True)
class StandIn:
    """The shown row that stands in for one that is hidden: a wider band, a unit above, or both."""

    unit: str
    unit_name: Names | None  # None: the same unit
    band_name: Names | None  # None: the same band
    base: float
    members: float
    share: float | None
    as_of: date | None
    margin_low: float | None = None  # null in fte, as of a standing
    margin_high: float | None = None
    band: str = ""
    unknown: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where one unit stands against one target at one snapshot. Null where nothing was published."""

    snapshot: date
    target: str
    version: int
    unit: str
    counts: str
    counted: str  # person or appointment
    target_share: float
    expected_share: float | None
    deadline: date
    as_of: date | None  # the day the figures belong to; before the snapshot when they were carried
    base: float | None
    members: float | None
    need: float | None
    expected_need: float | None
    gap: float | None
    one_head: float | None
    unknown: int | None
    share: float | None
    margin_low: float | None
    margin_high: float | None
    verdict: str
    statement: str
    pool_unit: str | None
    pool_band: str | None
    shown: bool
    reason: str | None
    stand_in: StandIn | None = None
    share_low: float | None = None  # if none of the unknown are members
    share_high: float | None = None  # if all of them are
    other: "Recount | None" = None  # the same row counted the other way

    @property
    def carried(self) -> date | None:
        """The day the figures belong to, when that is not the snapshot itself."""
        return self.as_of if self.shown and self.as_of != self.snapshot else None


@dataclass(frozen=True)
class Recount:
    """The row of a standing in the other of the two ways to count: fte where the target says persons, or heads."""

    counts: str
    base: float
    members: float
    share: float | None


_OF_PROGRESS = (
    *("snapshot", "target", "version", "unit", "counts", "target_share", "expected_share", "deadline", "as_of"),
    *("base", "members", "need", "expected_need", "gap", "one_head", "verdict", "statement", "pool_unit", "pool_band"),
    *("shown", "reason"),
)


_IN_HEADS = ("members", "headcount", "share")
_IN_FTE = ("members_fte", "fte", "share_fte")


def standing_of(row: Mapping[str, Any], count: Mapping[str, Any], stand_in: StandIn | None) -> Standing:
    """The standing of a row of progress, with its row of representation (empty when there is none)."""
    in_fte = row["counts"] == "fte"
    # The published margin is that of the share of heads: beside a share in fte it would answer another question.
    margins = (None, None) if in_fte or not row["shown"] else (count.get("margin_low"), count.get("margin_high"))
    return Standing(
        **{name: row[name] for name in _OF_PROGRESS},
        counted=count.get("counted") or "person",
        unknown=count.get("unknown") if row["shown"] else None,
        share=count.get("share_fte" if in_fte else "share") if row["shown"] else None,
        margin_low=margins[0],
        margin_high=margins[1],
        stand_in=stand_in,
        # The bounds are those of the share of heads, as the margin is.
        share_low=count.get("share_low") if row["shown"] and not in_fte else None,
        share_high=count.get("share_high") if row["shown"] and not in_fte else None,
        other=_other(row, count, "persons" if in_fte else "fte"),
    )


def _other(row: Mapping[str, Any], count: Mapping[str, Any], counts: str) -> Recount | None:
    members, base, share = _IN_FTE if counts == "fte" else _IN_HEADS
    if not row["shown"] or count.get(members) is None or count.get(base) is None:
        return None
    return Recount(counts, count[base], count[members], count.get(share))


def stand_in_of(row: Mapping[str, Any], wider: Mapping[str, Any], unit: Names, band: Names) -> StandIn | None:
    """What stands in for a row of progress: the row of representation it names, with the names of both.

    None when that row is not there or not shown, which would be a publication of another version.
    """
    members, base, share = _IN_FTE if row["counts"] == "fte" else _IN_HEADS
    if not wider.get("shown") or wider[members] is None or wider[base] is None:
        return None
    return StandIn(
        unit=wider["unit"],
        unit_name=None if wider["unit"] == row["unit"] else unit,
        band_name=None if wider["band"] == row["band"] else band,
        base=wider[base],
        members=wider[members],
        share=wider[share],
        as_of=wider["as_of"],
        margin_low=None if row["counts"] == "fte" else wider.get("margin_low"),
        margin_high=None if row["counts"] == "fte" else wider.get("margin_high"),
        band=wider["band"],
        unknown=None if row["counts"] == "fte" else wider.get("unknown"),
    )
