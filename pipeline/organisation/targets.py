"""Reads targets.toml: the targets (streefcijfers) as versioned decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast, get_args

from pipeline.organisation import messages as say
from pipeline.organisation.fields import Table
from pipeline.organisation.findings import Names
from pipeline.organisation.folder import Reading
from pipeline.organisation.model import Counts, ScaleBasis, Step, Target
from pipeline.organisation.toml_file import open_toml

NAME = "targets.toml"
EVERY_UNIT = "*"
OF_KIND = "kind:"


@dataclass(frozen=True)
class Scope:
    """The names that targets and breaks may refer to."""

    units: Names
    kinds: Names
    bands: Names
    groups: Names


def read_targets(reading: Reading, scope: Scope) -> tuple[Target, ...]:
    """Every version of every target, in the order of the file; none when the file cannot be read."""
    table = open_toml(reading, NAME)
    if table is None:
        return ()
    read = [(each, _target(reading, each, scope)) for each in table.tables("target")]
    table.close()
    _check_versions(read)
    return tuple(target for _, target in read)


def _target(reading: Reading, table: Table, scope: Scope) -> Target:
    target = Target(
        code=table.code("code"),
        version=table.whole("version", 1),
        name=table.words("name", reading.languages),
        group=table.reference("group", scope.groups),
        band=table.reference("band", scope.bands),
        units=_units(table, scope),
        share=table.share("share"),
        counts=cast("Counts", table.choice("counts", get_args(Counts))),
        scale_basis=cast("ScaleBasis", table.choice("scale", get_args(ScaleBasis))),
        in_force_from=table.month("in_force_from"),
        baseline_month=table.month("baseline_month"),
        baseline_share=table.share("baseline_share"),
        deadline=table.month("deadline"),
        steps=_steps(table),
        decided_by=table.text("decided_by"),
        decided_on=table.day("decided_on"),
        source_document=table.text("source_document"),
    )
    _check_path(table, target)
    table.close()
    return target


def _units(table: Table, scope: Scope) -> tuple[str, ...]:
    units = table.texts("units")
    for unit in units:
        if unit.startswith(OF_KIND):
            table.exists("units", unit.removeprefix(OF_KIND), scope.kinds)
        elif unit != EVERY_UNIT:
            table.exists("units", unit, scope.units)
    return units


def _steps(table: Table) -> tuple[Step, ...]:
    steps: list[Step] = []
    for each in table.tables("steps"):
        step = Step(each.month("month"), each.share("share"))
        each.close()
        if each.good("month", "share"):
            steps.append(step)
        else:
            # The path is compared only when every step of it is known.
            table.spoil("steps")
    return tuple(steps)


def _check_path(table: Table, target: Target) -> None:
    if not table.good("baseline_month", "deadline"):
        return
    if target.deadline <= target.baseline_month:
        table.refuse("deadline", say.DEADLINE_EARLY, month=target.baseline_month)
        return
    if table.good("steps"):
        _check_steps(table, target)


def _check_steps(table: Table, target: Target) -> None:
    for step in target.steps:
        if not target.baseline_month < step.month <= target.deadline:
            table.refuse("steps", say.STEP_OUTSIDE, month=step.month, first=target.baseline_month, last=target.deadline)
    for before, step in pairwise(target.steps):
        if step.month <= before.month:
            table.refuse("steps", say.STEPS_ORDER, month=step.month)
    if table.good("share", "baseline_share"):
        _check_rise(table, target)


def _check_rise(table: Table, target: Target) -> None:
    """A step may not lie beyond the target, nor turn back; a target below its baseline goes down instead of up."""
    sign = 1 if target.share >= target.baseline_share else -1
    reached = target.baseline_share
    for step in target.steps:
        if not sign * reached <= sign * step.share <= sign * target.share:
            ends = {"first": f"{target.baseline_share:g}", "last": f"{target.share:g}"}
            table.refuse("steps", say.STEPS_NOT_RISING, value=f"{step.share:g}", **ends)
        reached = step.share


def _check_versions(read: Sequence[tuple[Table, Target]]) -> None:
    """A version is unique within its target, and a higher one takes effect later."""
    first: dict[tuple[str, int], Table] = {}
    usable = [(table, target) for table, target in read if table.good("code", "version", "in_force_from")]
    for table, target in usable:
        earlier = first.setdefault((target.code, target.version), table)
        if earlier is not table:
            at = earlier.where("version").key
            table.refuse("version", say.TWICE, value=f"{target.code} {target.version}", first=at)
    ordered = sorted(usable, key=lambda each: (each[1].code, each[1].version))
    for (_, before), (table, target) in pairwise(ordered):
        same = target.code == before.code and target.version > before.version
        if same and target.in_force_from <= before.in_force_from:
            facts = {"version": target.version, "earlier": before.version, "month": before.in_force_from}
            table.refuse("in_force_from", say.VERSIONS_ORDER, code=target.code, **facts)
