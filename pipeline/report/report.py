"""What a refresh did, as one value: for the terminal, for a page, for machines. No figure that is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pyarrow.compute as pc

from pipeline.faults import LANGUAGES, Fault
from pipeline.intake import Intake
from pipeline.month import Month
from pipeline.months import Figures
from pipeline.organisation.model import Organisation
from pipeline.organisation.tree import rollup
from pipeline.report.usefulness import Level, usefulness
from pipeline.validate.facts import Facts
from pipeline.validate.facts_json import fault_to_json, to_json


@dataclass(frozen=True)
class Replacement:
    """A month that was delivered again: what stood for it, what stands for it now."""

    month: Month
    former_file: str
    file: str
    heads_before: int
    heads_after: int
    units_changed: tuple[tuple[str, int, int], ...]  # unit, heads before, heads after; placed, not rolled up


@dataclass(frozen=True)
class Standing:
    """Where one target stands at the last snapshot, in one unit. Published figures only."""

    target: str
    unit: str
    band: str
    group: str
    counts: str
    verdict: str
    reason: str | None
    members: float | None
    base: float | None
    need: float | None
    gap: float | None
    target_share: float
    as_of: date | None
    statement: str


@dataclass(frozen=True)
class Report:
    """One refresh."""

    organisation: Mapping[str, str]
    publication: str
    changed: bool
    taken: tuple[Facts, ...]
    skipped: int
    replaced: tuple[Replacement, ...]
    warnings: tuple[tuple[Month, Fault], ...]
    months: tuple[Month, ...]
    snapshot: str
    standings: tuple[Standing, ...]
    root: str  # code of the unit that is the whole organisation
    unit_names: Mapping[str, Mapping[str, str]]
    target_names: Mapping[str, Mapping[str, str]]
    hidden: int  # rows of `representation` that are not shown at the last snapshot
    shown: int
    useful: tuple[Level, ...] = ()  # what can be said at the last snapshot, from the organisation down
    by_appointment: tuple[Month, ...] = ()  # months in which appointments are counted, for want of a pseudonym
    rounded: bool = False  # members are sums of rounded counts
    withheld: tuple[str, ...] = ()  # closed audiences that get nothing new: their publication did not pass the audit

    @property
    def read(self) -> int:
        """Rows read in this run."""
        return sum(facts.tally.read for facts in self.taken)


def nothing_to_do(name: Mapping[str, str]) -> Report:
    """The report of a run that found no export, now or before."""
    return Report(name, "", False, (), 0, (), (), (), "", (), "", {}, {}, 0, 0)


def report_of(
    organisation: Organisation,
    intake: Intake,
    counted: Figures,
    warned: Sequence[tuple[Month, Fault]],
) -> Report:
    """Gather what there is to say. Standings are those of the last snapshot, in the organisation's order."""
    last = max(facts.snapshot for facts in intake.live)
    latest = counted.representation.filter(pc.field("snapshot") == last)
    shown = sum(latest.column("shown").to_pylist())
    return Report(
        organisation=organisation.name,
        publication="",
        changed=True,
        taken=intake.new,
        skipped=0,
        replaced=replacements(intake.new, intake.former),
        warnings=tuple(warned),
        months=tuple(sorted({facts.month for facts in intake.live})),
        snapshot=str(last),
        standings=_standings(counted, last),
        root=organisation.root.code,
        unit_names={code: unit.name for code, unit in organisation.units_in(Month.of(last)).items()},
        target_names={target.code: target.name for target in organisation.targets_in(Month.of(last))},
        hidden=latest.num_rows - shown,
        shown=shown,
        useful=_useful(organisation, counted, last),
        rounded=organisation.policy.mode == "round",
        by_appointment=tuple(sorted({facts.month for facts in intake.live if facts.counted == "appointment"})),
    )


def _standings(counted: Figures, last: date) -> tuple[Standing, ...]:
    rows = counted.progress.filter(pc.field("snapshot") == last).to_pylist()
    names = [field.name for field in fields(Standing)]
    return tuple(Standing(**{name: row[name] for name in names}) for row in rows)


def _useful(organisation: Organisation, counted: Figures, last: date) -> tuple[Level, ...]:
    month = Month.of(last)
    units, paths = organisation.units_in(month), rollup(organisation, month)
    levels = {code: (len(paths[code]) - 1, unit.kind) for code, unit in units.items()}
    return usefulness(counted.progress.filter(pc.field("snapshot") == last).to_pylist(), levels, last)


def replacements(new: Sequence[Facts], former: Sequence[Facts]) -> tuple[Replacement, ...]:
    """Which months a run delivered again, and what that changed in heads per unit.

    `former` are the files that stood for a month before the run; of several new files for one month each
    replaces the one before it. What replaces what is as in the ledger, whatever the source: a month may be
    delivered again in another layout.
    """
    standing = list(former)
    found: list[Replacement] = []
    for facts in new:
        gone = [each for each in standing if each.month == facts.month and each.attributes <= facts.attributes]
        found += [_replacement(before, facts) for before in gone]
        standing = [*(each for each in standing if each not in gone), facts]
    return tuple(found)


def as_json(report: Report) -> dict[str, Any]:
    """The report for machines, and for the JSON file beside the page."""
    return {
        "organisation": dict(report.organisation),
        "publication": report.publication,
        "changed": report.changed,
        "taken": [to_json(facts) for facts in report.taken],
        "skipped": report.skipped,
        "replaced": [{**vars(each), "month": str(each.month)} for each in report.replaced],
        "warnings": [
            {
                "month": str(month),
                **fault_to_json(fault),
                "text": {language: fault.text(language) for language in LANGUAGES},
            }
            for month, fault in report.warnings
        ],
        "months": [str(month) for month in report.months],
        "months_by_appointment": [str(month) for month in report.by_appointment],
        "snapshot": report.snapshot,
        "standings": [
            {**vars(each), "as_of": None if each.as_of is None else str(each.as_of)} for each in report.standings
        ],
        "useful": [
            {"depth": each.depth, "kind": each.kind, "statements": dict(each.statements), "ages": dict(each.ages)}
            for each in report.useful
        ],
        "rounded": report.rounded,
        "withheld": list(report.withheld),
        "rows_shown": report.shown,
        "rows_hidden": report.hidden,
    }


def _replacement(before: Facts, after: Facts) -> Replacement:
    units = sorted({*before.heads_by_unit, *after.heads_by_unit})
    changed = [(unit, before.heads_by_unit.get(unit, 0), after.heads_by_unit.get(unit, 0)) for unit in units]
    return Replacement(
        after.month,
        before.file,
        after.file,
        before.heads,
        after.heads,
        tuple((unit, was, now) for unit, was, now in changed if was != now),
    )
