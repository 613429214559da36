"""At each level of the organisation, how many rows got a new figure, keep an old one, or are hidden: and why not new."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow.compute as pc

from pipeline.intake import Desk
from pipeline.memory import read_state
from pipeline.month import Month
from pipeline.months import Figures, Kept
from pipeline.organisation.tree import rollup
from pipeline.protect.crowd import RowKey
from pipeline.protect.held import held_for_movers
from pipeline.published.accounts import LevelRows

Held = Mapping[str, frozenset[RowKey]]  # per group
_STATES = ("new", "carried", "held", "hidden", "otherwise")


def levels(desk: Desk, counted: Figures, rests: Kept) -> tuple[LevelRows, ...]:
    """The open rows of the last snapshot, per depth and kind of unit, from the organisation down."""
    last = rests.live[-1]
    month = Month.of(last.snapshot)
    units, paths = desk.organisation.units_in(month), rollup(desk.organisation, month)
    kinds = {code: unit.kind for code, unit in units.items()}
    held = _held(desk, rests, kinds)
    found: dict[tuple[int, str], Counter[str]] = {}
    for row in counted.representation.filter(pc.field("snapshot") == last.snapshot).to_pylist():
        level = (len(paths[row["unit"]]) - 1, kinds[row["unit"]])
        found.setdefault(level, Counter())[row_state(row, held)] += 1
    return tuple(LevelRows(*level, **{name: found[level][name] for name in _STATES}) for level in sorted(found))


def row_state(row: Mapping[str, Any], held: Held) -> str:
    """Which of the numbers of LevelRows a published row counts for."""
    if not row["shown"]:
        return "hidden" if row["reason"] == "too_few_people" else "otherwise"
    if row["as_of"] == row["snapshot"]:
        return "new"
    key = (row["unit"], row["scale_basis"], row["band"])
    return "held" if key in held.get(row["group"], ()) else "carried"


def _held(desk: Desk, rests: Kept, kinds: Mapping[str, str]) -> Held:
    latest = tuple(reversed(rests.releases))
    step = rests.live[-1].step
    policy = desk.organisation.policy
    by_attribute = {
        attribute: held_for_movers(read_state(desk.store, latest, attribute), step, kinds, policy)
        for attribute in {group.attribute for group in desk.organisation.groups}
    }
    return {group.code: by_attribute[group.attribute] for group in desk.organisation.groups}
