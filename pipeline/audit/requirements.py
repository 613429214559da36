"""Which figures must not be known, and between which numbers a reader must be left: told from the true rows.

The protector has this rule too, written by others. Two independent readings of one text are worth more than one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.audit.figures import Figure, Step
from pipeline.organisation.model import Organisation
from pipeline.organisation.policy import Policy, Shield

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Requirement:
    """A sensitive count. What a reader can work out must leave all of `contains` possible, both ends included.

    `single`: one person alone is a member, or alone is not, so that this person knows the count.
    """

    figure: Figure
    contains: tuple[int, int] = field(repr=False)
    single: bool = field(default=False, repr=False)


def requirements(
    true_rows: pa.Table, policy: Policy, organisation: Organisation, origins: Mapping[date, str]
) -> list[Requirement]:
    """The requirements of every sensitive row of these true representation rows (shaped as REPRESENTATION).

    Rows whose counts are not available have none: nobody knows them. `origins` as in Published.origin.
    """
    groups: dict[str, list[str]] = {}
    for group in organisation.groups:
        groups.setdefault(group.attribute, []).append(group.code)
    shields = {group: policy.shield(tuple(codes)) for codes in groups.values() for group in codes}
    columns = ("snapshot", "unit", "band", "scale_basis", "group", "headcount", "members", "unknown")
    found: list[Requirement] = []
    for row in true_rows.select(list(columns)).to_pylist():
        if row["headcount"] is None or row["members"] is None or row["unknown"] is None:
            continue
        step = Step(row["snapshot"], origins[row["snapshot"]])
        figure = Figure(step, row["unit"], row["band"], row["scale_basis"], row["group"])
        whole = row["unit"] == organisation.root.code
        found.extend(_of_row(figure, row, shields[row["group"]], whole=whole))
    return found


def _of_row(figure: Figure, row: Row, shield: Shield, *, whole: bool) -> Iterator[Requirement]:
    known, members = row["headcount"] - row["unknown"], row["members"]
    ends = wanted(members, known, row["unknown"], shield, whole=whole)
    if ends is not None:
        yield Requirement(figure, ends, single=1 in (members, known - members))


def wanted(members: int, known: int, unknown: int, shield: Shield, *, whole: bool) -> tuple[int, int] | None:
    """The lowest and highest number of members that a reader must be left with; None when nothing is at stake.

    Few members: nobody must be possible, and k (or everyone). Few others: the same of the others. Below the
    organisation that nobody, or everybody, is a member counts as few; at the organisation it does not.
    """
    if not shield.protected or known <= 0:
        return None
    others, enough = known - members, min(shield.k, known)
    all_or_none = shield.all_or_none and not whole
    few = 0 < members < shield.k or (members == 0 and all_or_none)
    few_others = 0 < others < shield.k or 0 < others + unknown < shield.k or (others == 0 and all_or_none)
    ends = [*((0, enough) if few else ()), *((known - enough, known) if few_others else ())]
    return (min(ends), max(ends)) if ends else None
