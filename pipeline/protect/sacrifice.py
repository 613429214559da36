"""Which bands are given up first, when more must be hidden than the small rows themselves.

Chosen from headcounts and targets alone: a choice that looked at members would tell something about them.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pipeline.organisation.model import Group, Target
from pipeline.protect.layout import Grid


def sacrifice(true_rows: pa.Table, layout: Grid, targets: Sequence[Target], groups: Sequence[Group]) -> tuple[int, ...]:
    """The columns in the order they are given up, for the groups of one attribute.

    First a band that repeats most of another one on the other scale: the few people between the two are what
    gives both away. Then bands that no target asks for, then the smallest.
    """
    columns = layout.bands.columns
    codes = {group.code for group in groups}
    wanted = [
        sum((target.scale_basis, target.band) == column for target in targets if target.group in codes)
        for column in columns
    ]
    heads = np.asarray(true_rows["headcount"].fill_null(0), dtype=np.int64)
    size = [int(heads[layout.places == index + 1].max(initial=0)) for index in range(len(columns))]
    worth = [(wanted[index], basis == "function", size[index], -index) for index, (basis, _) in enumerate(columns)]
    shared = layout.bands.holds.astype(np.int64) @ layout.bands.holds.T.astype(np.int64) > 0
    repeats = [
        any(shared[index, other] and worth[other] > worth[index] for other in range(len(columns)))
        for index in range(len(columns))
    ]
    return tuple(sorted(range(len(columns)), key=lambda index: (not repeats[index], worth[index])))
