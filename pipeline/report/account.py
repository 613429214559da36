"""The account of a refresh for those who may not open the restricted zone: which of the report is in it.

Each field and why it tells nothing more: docs/published-figures.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow.compute as pc

from pipeline.audit.messages import ATTACKER_NAMES
from pipeline.audit.report import AuditReport
from pipeline.errors import AuditFailed, StreefcijferError
from pipeline.faults import LANGUAGES, Fault, Message
from pipeline.months import Figures
from pipeline.published.accounts import (
    Account,
    Attacked,
    FileTaken,
    LevelRows,
    Remark,
    Replaced,
    SetAside,
    Texts,
    UnitHeads,
)
from pipeline.report.reasons import reason_words
from pipeline.report.report import Replacement, Report
from pipeline.validate.facts import BadCount, Facts

AUDIT_STOPPED = Message(
    en="the audit stopped this refresh: hidden figures could be worked out; which ones stands in what the refresh itself said, not here; nothing was published",
    nl="de controle hield deze verversing tegen: verborgen cijfers waren uit te rekenen; welke staat in wat de verversing zelf zei, niet hier; er is niets gepubliceerd",
)


def account_of(
    report: Report,
    warned: Sequence[Mapping[str, Any]],
    levels: tuple[LevelRows, ...],
    audit: tuple[Attacked, ...],
    named: tuple[date, str],
) -> Account:
    """The account of a refresh that is about to publish. `warned` are the warnings of its about.json, so open ones.

    Of those only the ones of this run's months and of the months that follow them. `named`: the day of the run, and
    the ledger. Raises ValueError when the rows of a file do not add up.
    """
    day, ledger = named
    taken = {str(facts.month) for facts in report.taken}
    followed = {str(later) for month, later in pairwise(report.months) if str(month) in taken}
    remarks = [Remark(each["code"], each["text"], each["month"]) for each in warned]
    return Account(
        "published",
        day=day,
        organisation=report.organisation,
        publication=report.publication,
        ledger=ledger,
        months=tuple(str(month) for month in report.months),
        by_appointment=tuple(str(month) for month in report.by_appointment),
        snapshot=date.fromisoformat(report.snapshot),
        files=tuple(file_taken(facts) for facts in report.taken),
        skipped=report.skipped,
        replaced=tuple(_replaced(each) for each in report.replaced),
        warnings=tuple(each for each in remarks if each.month in taken | followed),
        rows_shown=report.shown,
        rows_hidden=report.hidden,
        levels=levels,
        audit=audit,
        withheld=report.withheld,
        rounded=report.rounded,
    )


def stop_of(stopped: StreefcijferError, day: date) -> Account:
    """The account of a refresh that stopped. What the audit found is left out: it names rows that hold a secret."""
    faults = stopped.faults
    if isinstance(stopped, AuditFailed):
        faults = (Fault("audit", AUDIT_STOPPED),)
    kind = type(stopped).__name__
    return Account(
        "stopped",
        day=day,
        stopped=kind,
        exit_code=stopped.exit_code,
        faults=tuple(_remark(each) for each in faults),
    )


def attacked(report: AuditReport, counted: Figures) -> tuple[Attacked, ...]:
    """How each attacker fared, without how many of the hidden rows are secrets, and how many wore off: those are."""
    hidden = counted.representation.filter(pc.field("reason") == "too_few_people").num_rows
    return tuple(
        Attacked(
            each.attacker,
            _texts(ATTACKER_NAMES[each.attacker]),
            each.judged,
            hidden,
            len(each.of("breach")),
        )
        for each in report.attacks
    )


def file_taken(facts: Facts) -> FileTaken:
    """One export in numbers of rows and heads, and what was wrong with its rows: never a value."""
    tally = facts.tally
    return FileTaken(
        file=facts.file,
        source=facts.source,
        month=str(facts.month),
        snapshot=facts.snapshot,
        counted=facts.counted,
        read=tally.read,
        accepted=tally.accepted,
        set_aside=tally.quarantined,
        totals=tally.totals,
        heads=facts.heads,
        reasons=tuple(_set_aside(each) for each in facts.bad),
        notices=tuple(_remark(each) for each in facts.notices),
    )


def _set_aside(bad: BadCount) -> SetAside:
    words = {language: reason_words(bad.reason, language) for language in LANGUAGES}
    return SetAside(bad.column, bad.reason, words, bad.rows, bad.first)


def _replaced(each: Replacement) -> Replaced:
    units = tuple(UnitHeads(unit, before, after) for unit, before, after in each.units_changed)
    return Replaced(str(each.month), each.former_file, each.file, each.heads_before, each.heads_after, units)


def _remark(fault: Fault) -> Remark:
    return Remark(fault.code, {language: fault.text(language) for language in LANGUAGES})


def _texts(message: Message) -> Texts:
    return {language: message.fill(language, {}) for language in LANGUAGES}
