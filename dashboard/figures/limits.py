"""How far chance alone reaches, for a unit of a given size: exact binomial limits around one share.

For n people of whom each is a member with chance p, independently, K is Binomial(n, p). A count k lies within the
limits of a level when neither tail is rarer than half of what the level leaves: P(K <= k) >= a and P(K >= k) >= a,
with a = 2.5% at 95% and 0.05% at 99.9%. The lower limit is the smallest such k, the upper the largest: whole counts,
not randomised and not interpolated, so the chance to lie outside is at most the nominal one. Method: the control
limits of funnel plots for proportions, Spiegelhalter, "Funnel plots for comparing institutional performance",
Statistics in Medicine 24 (2005) 1185-1202, appendix A.1, without its interpolation between counts.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Place = Literal["within", "outside_95", "outside_999"]

TAIL_95, TAIL_999 = 0.025, 0.0005
# Two sums of the same terms differ by dust; a tail of exactly 2.5% is not outside.
_DUST = 1e-12


def limits(sizes: Sequence[float] | Counts, share: float, tail: float) -> tuple[Counts, Counts]:
    """The lowest and the highest count within, for every size (whole numbers from 1): two arrays of whole numbers.

    `share` is from 0 to 1; at 0 and at 1 the only count within is nobody, or everybody.
    """
    n = np.asarray(sizes, dtype=float)
    return _lowest(n, share, tail), n - _lowest(n, 1 - share, tail)


def outside(members: float, known: float, share: float) -> Place:
    """Whether so many members among those known lie outside the limits around a share, and outside which."""
    for tail, place in ((TAIL_999, "outside_999"), (TAIL_95, "outside_95")):
        lowest, highest = limits([known], share, tail)
        if not lowest[0] <= members <= highest[0]:
            return "outside_999" if place == "outside_999" else "outside_95"
    return "within"


def _lowest(n: Counts, share: float, tail: float) -> Counts:
    """The smallest k with P(K <= k) >= tail. The upper limit is the same of those who are not members."""
    if share in (0, 1):
        return n * share
    # Imported when a funnel is drawn: a page without one starts a third of a second sooner.
    from scipy import special

    # The inverse is a real number close to the count; the counts around it are tried by the exact sum.
    near = np.clip(np.ceil(np.nan_to_num(special.bdtrik(tail, n, share))) - 1, 0, n)
    whole = n.astype(np.int64)
    for _ in range(2):
        near = np.where(special.bdtr(near, whole, share) >= tail - _DUST, near, near + 1)
    return near
