"""The audit: from publication files, what can each attacker work out of every hidden figure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.audit.bounds import StoppedEarly
from pipeline.audit.case import Case, policy_of
from pipeline.audit.files_alone import attack_files
from pipeline.audit.judged import attack_duties
from pipeline.audit.messages import STOPPED
from pipeline.audit.report import Attack, AuditReport
from pipeline.audit.rounded_files import attack_rounded
from pipeline.audit.source import Published
from pipeline.audit.statements import Flaw, Told, out_of_order, told
from pipeline.errors import AuditFailed
from pipeline.faults import Fault

FILES_ALONE = Case()
Judge = Callable[[Sequence[Published], Told, Case, str], AuditReport]


def audit(publications: Sequence[Published], case: Case = FILES_ALONE) -> AuditReport:
    """Judge publications, oldest first, joined: what was published in any of them is known to every reader.

    Raises AuditFailed when the solver stops before it has an answer. What was found is in the report; see
    AuditReport.check.
    """
    mode = case.policy.mode
    # A rounded count and the same count as it is are no two values of one figure: only what is alike is joined.
    publications = [each for each in publications if policy_of(each).mode == mode] or publications[-1:]
    said = told(publications)
    flaws = (*said.flaws, *(flaw for each in publications for flaw in out_of_order(each)))
    report = AuditReport(tuple(each.id for each in publications), ())
    try:
        for attribute in sorted(set(publications[-1].attributes.values())):
            own = _of_attribute(said, publications, attribute)
            report = _joined(report, _judge(case)(publications, own, case, attribute))
            report = replace(report, flaws=(*report.flaws, *_too_small(own, case, publications[-1], attribute)))
    except StoppedEarly:
        raise AuditFailed(Fault("audit.stopped", STOPPED)) from None
    return replace(report, flaws=(*flaws, *report.flaws))


def _judge(case: Case) -> Judge:
    if case.policy.mode == "round":
        return attack_rounded
    return attack_files if case.duties is None or case.restricted is None else attack_duties


def _too_small(own: Told, case: Case, last: Published, attribute: str) -> Iterator[Flaw]:
    """Rows that are shown about fewer people than the policy asks for, whatever their counts."""
    shield = case.shield(last.attributes, attribute)
    for figure, row in own.shown.items():
        if shield.protected and case.policy.mode != "round" and row["headcount"] - row["unknown"] < shield.n_min:
            yield Flaw("base_too_small", figure)


def _of_attribute(said: Told, publications: Sequence[Published], attribute: str) -> Told:
    of = {group: to for each in publications for group, to in each.attributes.items()}
    return Told(
        [each for each in said.statements if of[each.figure.group] == attribute],
        [each for each in said.claims if of[each.figure.group] == attribute],
        [],
        {figure: row for figure, row in said.rows.items() if of[figure.group] == attribute},
        {figure: row for figure, row in said.shown.items() if of[figure.group] == attribute},
    )


def _joined(one: AuditReport, other: AuditReport) -> AuditReport:
    """Two parts of a report, attacker by attacker."""
    attacks = {attack.attacker: attack for attack in one.attacks}
    for attack in other.attacks:
        before = attacks.get(attack.attacker, Attack(attack.attacker))
        attacks[attack.attacker] = Attack(
            attack.attacker,
            before.asked + attack.asked,
            before.by_witness + attack.by_witness,
            before.by_solver + attack.by_solver,
            before.sets + attack.sets,
            (*before.found, *attack.found),
            before.judged and attack.judged,
        )
    flaws = (*one.flaws, *other.flaws)
    return AuditReport(one.publications, tuple(attacks.values()), flaws, one.unlinked + other.unlinked)
