"""The last look before anything goes live: the audit, with all that the restricted zone knows. No audit, no publication."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.audit.audit import audit
from pipeline.audit.case import Case
from pipeline.audit.figures import Figure
from pipeline.audit.knowledge import Attacker, Restricted
from pipeline.audit.report import AuditReport
from pipeline.audit.requirements import Requirement, requirements
from pipeline.audit.source import Published
from pipeline.audit.witnesses import Witness
from pipeline.intake import Desk, presences_of
from pipeline.memory import OPEN_VIEW, read_given, read_state
from pipeline.months import Kept, Live
from pipeline.organisation.model import Organisation
from pipeline.organisation.policy import Audience, Policy, Shield
from pipeline.presence import Presence
from pipeline.protect.audiences import subtree
from pipeline.protect.proofs import proofs
from pipeline.published import Publication
from pipeline.storage.store import read_arrow

# The insider is judged in tests and on demand: docs/privacy.md.
_ATTACKERS: tuple[Attacker, ...] = ("outsider", "headcounts", "colleague")


def pass_audit(desk: Desk, publications: Mapping[str, Publication], kept: Kept) -> dict[str, AuditReport]:
    """The report of each view; a closed audience is audited on its own publication and the open one together.

    Raises AuditFailed, with every row and why, when something could be worked out from the open one. What a closed
    audience could work out is in its report: then it gets nothing new (see `passed`).
    """
    opened = Published.of(publications[OPEN_VIEW])
    restricted = Restricted.of(desk.organisation, _presences(desk, kept, opened))
    reports: dict[str, AuditReport] = {}
    for view, publication in publications.items():
        seen = [opened] if view == OPEN_VIEW else [opened, Published.of(publication)]
        duties, witnesses = _duties(desk, kept, opened, view), _witnesses(desk, kept, view)
        policy = _policy(desk.organisation, view)
        report = audit(seen, Case(restricted, duties, witnesses, policy, _ATTACKERS))
        reports[view] = _without_what_may_be_told(report, desk.organisation, policy, kept)
    reports[OPEN_VIEW].check()
    return reports


def _without_what_may_be_told(
    report: AuditReport, organisation: Organisation, policy: Policy, kept: Kept
) -> AuditReport:
    """Where a policy lets nobody or everybody be told, that also tells it of every few people in such a row."""
    open_groups = {
        group.code
        for group in organisation.groups
        if not policy.shield(
            tuple(each.code for each in organisation.groups if each.attribute == group.attribute)
        ).all_or_none
    }
    suspects = {
        each.figure
        for attack in report.attacks
        for each in attack.found
        if each.why == "singled_out" and each.figure.group in open_groups
    }
    told = _all_or_none(suspects, kept)
    attacks = tuple(
        replace(
            attack,
            found=tuple(each for each in attack.found if each.why != "singled_out" or each.figure not in told),
        )
        for attack in report.attacks
    )
    return replace(report, attacks=attacks)


def _all_or_none(figures: Collection[Figure], kept: Kept) -> set[Figure]:
    """Those rows in which nobody or everybody with a known category is a member."""
    found: set[Figure] = set()
    for month in kept.live:
        mine = {figure.row: figure for figure in figures if figure.step.snapshot == month.snapshot}
        if not mine:
            continue
        columns = ["unit", "band", "scale_basis", "group", "headcount", "members", "unknown"]
        for row in read_arrow(month.true, "the true figures of a month").select(columns).to_pylist():
            figure = mine.get((row["unit"], row["band"], row["scale_basis"], row["group"]))
            if figure is not None and row["members"] in (0, row["headcount"] - row["unknown"]):
                found.add(figure)
    return found


def _policy(organisation: Organisation, view: str) -> Policy:
    audience = _audience(organisation, view)
    return _own(organisation.policy, audience.shield) if audience else organisation.policy


def _audience(organisation: Organisation, view: str) -> Audience | None:
    return next((each for each in organisation.policy.audiences if each.code == view), None)


def _presences(desk: Desk, kept: Kept, opened: Published) -> dict[str, list[tuple[str, Presence]]]:
    found: dict[str, list[tuple[str, Presence]]] = {}
    for month in kept.live:
        for attribute, presence in presences_of(desk, month.files).items():
            found.setdefault(attribute, []).append((opened.origin(month.snapshot), presence))
    return found


def _duties(desk: Desk, kept: Kept, opened: Published, view: str) -> list[Requirement]:
    """What must not be known, at the dates of release: in an audience's own units by its own thresholds."""
    organisation = desk.organisation
    audience = _audience(organisation, view)
    mine = subtree(organisation, audience) if audience else frozenset[str]()
    found: list[Requirement] = []
    for month in kept.live:
        true = read_arrow(month.true, "the true figures of a month")
        origins = {month.snapshot: opened.origin(month.snapshot)}
        usual = requirements(true, organisation.policy, organisation, origins)
        found += [duty for duty in _at_date(desk, month, usual, OPEN_VIEW) if duty.figure.unit not in mine]
        if audience:
            own = requirements(true, _own(organisation.policy, audience.shield), organisation, origins)
            found += [duty for duty in _at_date(desk, month, own, view) if duty.figure.unit in mine]
    return found


def _at_date(desk: Desk, month: Live, duties: Sequence[Requirement], view: str) -> list[Requirement]:
    """The duties of rows of which the month is a release date, by the rhythm of their level."""
    asked: dict[str, frozenset[tuple[str, str, str]]] = {}
    for group in desk.organisation.groups:
        given = read_given(desk.store, month.step, group.attribute, view)
        asked[group.code] = given.asked if given else frozenset()
    return [
        duty
        for duty in duties
        if (duty.figure.unit, duty.figure.scale_basis, duty.figure.band) in asked[duty.figure.group]
    ]


def _own(policy: Policy, shield: Shield) -> Policy:
    """The policy of an audience: its shield for every group that is protected at all."""
    shields = {group: each for group, each in policy.shields.items() if not each.protected}
    return replace(policy, default=shield, shields=shields)


def _witnesses(desk: Desk, kept: Kept, view: str) -> dict[str, list[Witness]]:
    latest = tuple(reversed(kept.releases))
    keys = [month.step for month in kept.live]
    found: dict[str, list[Witness]] = {}
    for attribute in desk.organisation.attributes:
        seen = dict.fromkeys((OPEN_VIEW, view))
        told = [
            proof
            for each in seen
            for proof in proofs(
                read_state(desk.store, latest, attribute.code, each), desk.organisation, attribute.code, keys
            )
        ]
        found[attribute.code] = [Witness(each.people, each.first_step, each.delta, each.group) for each in told]
    return found
