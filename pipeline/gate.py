"""The last look before anything goes live: the audit, with all that the restricted zone knows. No audit, no publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.audit.case import Case
from pipeline.audit.audit import audit
from pipeline.audit.knowledge import Restricted
from pipeline.audit.report import AuditReport
from pipeline.audit.requirements import Requirement, requirements
from pipeline.audit.source import Published
from pipeline.audit.witnesses import Witness
from pipeline.intake import Desk, presences_of
from pipeline.memory import OPEN_VIEW, read_state
from pipeline.organisation.policy import Policy
from pipeline.presence import Presence
from pipeline.protect.audiences import subtree
from pipeline.protect.proofs import proofs
from pipeline.published import Publication
from pipeline.storage.store import read_arrow
from pipeline.validate.facts import Facts


@dataclass(frozen=True)
class Month:
    """One live month: the step that says what is given of it, its files, and where its true rows are."""

    snapshot: date
    step: str
    files: tuple[Facts, ...]
    true: Path


@dataclass(frozen=True)
class Months:
    """The live months in order of time; `new` are those that no audit has seen yet; `last` the step of the memory."""

    months: tuple[Month, ...]
    new: frozenset[date]
    last: str


def pass_audit(desk: Desk, publications: Mapping[str, Publication], months: Months) -> dict[str, AuditReport]:
    """The report of each view. Raises AuditFailed, with every row and why, when something could be worked out.

    A closed audience is audited on its own publication and the open one together.
    """
    if not months.new:
        return {}
    opened = Published.of(publications[OPEN_VIEW])
    known = _presences(desk, months, opened)
    reports: dict[str, AuditReport] = {}
    for view, publication in publications.items():
        seen = [opened] if view == OPEN_VIEW else [opened, Published.of(publication)]
        case = Case(
            Restricted.of(desk.organisation, known),
            _duties(desk, months, opened, view),
            _witnesses(desk, months, view),
            desk.organisation.policy,
            ("outsider", "headcounts", "colleague"),
        )
        reports[view] = audit(seen, case).check()
    return reports


def _presences(desk: Desk, months: Months, opened: Published) -> dict[str, list[tuple[str, Presence]]]:
    found: dict[str, list[tuple[str, Presence]]] = {}
    for month in months.months:
        for attribute, presence in presences_of(desk, month.files).items():
            found.setdefault(attribute, []).append((opened.origin(month.snapshot), presence))
    return found


def _duties(desk: Desk, months: Months, opened: Published, view: str) -> list[Requirement]:
    """What must not be known of the new months: in an audience's own units by its own thresholds."""
    organisation = desk.organisation
    audience = next((each for each in organisation.policy.audiences if each.code == view), None)
    mine = subtree(organisation, audience) if audience else frozenset[str]()
    found: list[Requirement] = []
    for month in (each for each in months.months if each.snapshot in months.new):
        true = read_arrow(month.true, "the true figures of a month")
        origins = {month.snapshot: opened.origin(month.snapshot)}
        usual = requirements(true, organisation.policy, organisation, origins)
        found += [duty for duty in usual if duty.figure.unit not in mine]
        if audience:
            own = _own(organisation.policy, audience.shield)
            found += [duty for duty in requirements(true, own, organisation, origins) if duty.figure.unit in mine]
    return found


def _own(policy: Policy, shield: object) -> Policy:
    """The policy of an audience: its shield for every group that is protected at all."""
    shields = {group: each for group, each in policy.shields.items() if not each.protected}
    return replace(policy, default=shield, shields=shields)


def _witnesses(desk: Desk, months: Months, view: str) -> dict[str, list[Witness]]:
    keys = [month.step for month in months.months]
    found: dict[str, list[Witness]] = {}
    for attribute in desk.organisation.attributes:
        seen: Sequence[str] = dict.fromkeys((OPEN_VIEW, view))
        told = [
            proof
            for each in seen
            for proof in proofs(
                read_state(desk.store, months.last, attribute.code, each), desk.organisation, attribute.code, keys
            )
        ]
        found[attribute.code] = [Witness(each.people, each.first_step, each.delta, each.group) for each in told]
    return found
