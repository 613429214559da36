"""The main job on one screen: from the exports in the raw folder to a publication, whole or not at all."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.audit.report import AuditReport
from pipeline.canonical import fingerprint
from pipeline.errors import AuditFailed, HeldBack, RefreshRunning, StorageFailed, StreefcijferError
from pipeline.faults import Fault, Where
from pipeline.gate import pass_audit
from pipeline.ingest.receive import arrivals
from pipeline.intake import Desk, Intake, Tell, discard, take_in
from pipeline.memory import OPEN_VIEW
from pipeline.month import Month
from pipeline.months import Figures, Kept, figures
from pipeline.organisation.model import Organisation
from pipeline.organisation.reader import read_organisation
from pipeline.publish.about import Origin, about
from pipeline.publish.places import breaks_table, units_table
from pipeline.publish.publication import Built, aside, build, is_there, make_live, put
from pipeline.published.accounts import Account
from pipeline.report.account import account_of, attacked, stop_of
from pipeline.report.levels import levels
from pipeline.report.page import write_audit, write_report
from pipeline.report.report import Report, nothing_to_do, report_of
from pipeline.storage.accounts import bring_in, keep_aside, write_stop
from pipeline.storage.ledger import Ledger, read_ledger, read_pointer, write_ledger
from pipeline.storage.messages import OTHER_ORGANISATION
from pipeline.storage.stamps import read_stamps, write_stamps
from pipeline.storage.store import Store, exclusive
from pipeline.tidy import take_back, tidy
from pipeline.validate.between import short_files, warnings


@dataclass(frozen=True)
class Folders:
    """Where a refresh reads and writes."""

    organisation: Path
    raw: Path
    processed: Path


def refresh(folders: Folders, today: date, tell: Tell, *, accept: bool = False) -> Report:
    """Take in what is new, work out every month, publish. Raises one StreefcijferError; then nothing changed."""
    organisation = read_organisation(folders.organisation, today)
    store = Store(folders.processed)
    store.prepare()
    with exclusive(store):
        store.sweep()
        bring_in(store)
        desk = Desk(store, organisation, store.secret(), today)
        before = _ledger_of(store, organisation)
        arrived = arrivals(folders.raw, read_stamps(store))
        intake = take_in(desk, arrived, before, tell)
        _hold_back(desk, intake, before, accept=accept)
        warned = warnings(intake.live, organisation)
        if not intake.live:
            return nothing_to_do(organisation.name)
        counted, rests = figures(desk, intake.live, before.chain, tell)
        ledger = replace(intake.ledger, chain=rests.chain)
        tell("publish", 0, 1)
        built = {view: _built(desk, intake, counted[view], warned, view) for view in counted}
        changed = not _is_live(store, built, ledger)
        report = report_of(organisation, intake, counted[OPEN_VIEW], warned)
        skipped = len(arrived) - len(intake.new)
        report = replace(report, publication=built[OPEN_VIEW].id, skipped=skipped, changed=changed)
        if changed:
            made = Made(built, counted[OPEN_VIEW], rests, ledger)
            report = _publish(desk, made, report, len(before.chain), tell)
        write_stamps(store, {each.path.name: (each.stamp, each.fingerprint) for each in arrived})
        tidy(desk, ledger, rests)
        tell("publish", 1, 1)
    return report


def refresh_on_record(folders: Folders, today: date, tell: Tell, *, accept: bool = False) -> Report:
    """The refresh; when it stops, an account of that is left beside those of refreshes that published."""
    try:
        return refresh(folders, today, tell, accept=accept)
    except RefreshRunning:
        raise
    except StreefcijferError as stopped:
        store = Store(folders.processed)
        # Where accounts cannot be written, what stopped the refresh is what counts.
        if store.accounts.is_dir():
            with suppress(StorageFailed):
                write_stop(store, stop_of(stopped, today))
        raise


@dataclass(frozen=True)
class Made:
    """What a refresh made, before anything of it is live: the publication of each view and what they rest on."""

    built: Mapping[str, Built]
    opened: Figures
    rests: Kept
    ledger: Ledger


def _publish(desk: Desk, made: Made, report: Report, known: int, tell: Tell) -> Report:
    """Audit it, put everything in its place, and only then let `current.json` name it. The report, complete.

    `known`: how many steps of protection are of earlier refreshes. Raises AuditFailed.
    """
    store, built, ledger = desk.store, made.built, made.ledger
    audits = _audited(desk, built, made.rests, known, tell)
    passed = {view: publication for view, publication in built.items() if audits[view].passed}
    for view, publication in passed.items():
        put(store, publication, view)
    report = replace(report, withheld=tuple(view for view in built if view not in passed))
    write_ledger(store, ledger)
    write_report(store, report, ledger.id)
    write_audit(store, report, ledger.id, audits)
    keep_aside(store, _account(desk, made, report, audits[OPEN_VIEW]))
    _go_live(store, built, passed, ledger)
    bring_in(store)
    return report


def _account(desk: Desk, made: Made, report: Report, audited: AuditReport) -> Account:
    """What may be told of this refresh outside the restricted zone."""
    about_it = json.loads(made.built[OPEN_VIEW].files["about.json"])
    rows, told = levels(desk, made.opened, made.rests), attacked(audited, made.opened)
    return account_of(report, about_it["warnings"], rows, told, (desk.today, made.ledger.id))


def _ledger_of(store: Store, organisation: Organisation) -> Ledger:
    """The ledger, when it is this organisation's: one folder never mixes two."""
    ledger = read_ledger(store)
    if ledger.organisation not in ("", organisation.code):
        facts = {"found": ledger.organisation, "asked": organisation.code}
        raise StorageFailed(Fault("other_organisation", OTHER_ORGANISATION, Where(file=str(store.processed)), facts))
    return replace(ledger, organisation=organisation.code, seal=fingerprint(store.secret().hex()))


def _hold_back(desk: Desk, intake: Intake, before: Ledger, *, accept: bool) -> None:
    held = [] if accept else short_files(intake.new, intake.former, desk.organisation.thresholds)
    if held:
        discard(desk, intake.new, before)
        raise HeldBack(held)


def _built(desk: Desk, intake: Intake, counted: Figures, warned: Sequence[tuple[Month, Fault]], view: str) -> Built:
    """The publication of one view."""
    snapshots = sorted({facts.snapshot for facts in intake.live})
    tables = {
        "representation": counted.representation,
        "progress": counted.progress,
        "cells": counted.cells,
        "units": units_table(desk.organisation, snapshots),
        "breaks": breaks_table(desk.organisation, snapshots),
    }
    return build(tables, about(desk.organisation, _origins(intake), warned, view), counted.written)


def _origins(intake: Intake) -> list[Origin]:
    sealed = intake.ledger.sealed
    return [
        Origin(facts.snapshot, facts.counted, facts.file, facts.source, sealed(facts.fingerprint))
        for facts in intake.live
    ]


def _audited(desk: Desk, built: Mapping[str, Built], rests: Kept, known: int, tell: Tell) -> Mapping[str, AuditReport]:
    """Audit what is about to go live, in the restricted zone: what fails has been nowhere else.

    Raises AuditFailed when the open publication fails; a closed audience whose own fails gets nothing new. `known`:
    how many steps of protection are of earlier refreshes.
    """
    tell("audit", 0, 1)
    try:
        with aside(desk.store, built) as publications:
            reports = pass_audit(desk, publications, rests)
    except AuditFailed:
        take_back(desk.store, rests.releases[known:])
        raise
    tell("audit", 1, 1)
    return reports


def _go_live(store: Store, built: Mapping[str, Built], passed: Mapping[str, Built], ledger: Ledger) -> None:
    live = {view: publication.id for view, publication in passed.items()}
    withheld = {view: publication.id for view, publication in built.items() if view not in passed}
    make_live(store, live, ledger.id, withheld)


def _is_live(store: Store, built: Mapping[str, Built], ledger: Ledger) -> bool:
    """Whether these publications are the live ones, every file of them as it was built: a damaged one is put back."""
    pointer = read_pointer(store)
    named = {view: publication.id for view, publication in built.items()}
    if pointer is None or pointer.ledger != ledger.id or {**pointer.live, **pointer.withheld} != named:
        return False
    return all(is_there(store, built[view], view) for view in pointer.live)
