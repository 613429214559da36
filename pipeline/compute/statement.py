"""What is the most that can safely be said of one unit and one target: the own figure, a wider one, or heads.

Chosen among rows that are shown and headcounts, so the choice tells nothing that they do not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.organisation.model import Band, Target

Shown = Callable[[str, str], bool]  # unit, band -> whether that row of the target's group and basis says a figure


@dataclass(frozen=True)
class Statement:
    """One of published.STATEMENTS; unit and band name the row that stands in, when there is one."""

    kind: str
    unit: str | None = None
    band: str | None = None


@dataclass(frozen=True)
class Wider:
    """Where wider rows are looked for: per unit the units above it, nearest first, and the organisation's bands."""

    above: Mapping[str, Sequence[str]]  # the unit itself first
    bands: Sequence[Band]

    def rows(self, target: Target, unit: str) -> Iterator[tuple[str, str]]:
        """The rows (unit, band) that hold the row of this target here, from the most to the least like it.

        Wider bands of the same unit, the same band of each unit above, the wider bands of each unit above.
        """
        pools = [band for band in self.bands if target.band in band.pool_of]
        wider = [band.code for band in sorted(pools, key=lambda band: len(band.pool_of))]
        here, *above = self.above[unit]
        yield from ((here, band) for band in wider)
        yield from ((at, target.band) for at in above)
        yield from ((at, band) for at in above for band in wider)


def statement(target: Target, unit: str, headcount: int | None, shown: Shown, wider: Wider) -> Statement:
    """The best safe statement. `headcount` is the unit's own in the target's band; None is not available.

    Where nobody is, that says it all: no other unit's figure stands in for it. A target in fte means nothing in
    heads, so without any figure nothing is left.
    """
    if shown(unit, target.band):
        return Statement("figure")
    if headcount != 0:
        found = next((row for row in wider.rows(target, unit) if shown(*row)), None)
        if found is not None:
            return Statement("pooled", *found)
    return Statement("nothing" if headcount is None or (headcount and target.counts == "fte") else "heads")
