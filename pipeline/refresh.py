"""The main job on one screen: from the exports in the raw folder to a publication, whole or not at all."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from pipeline.errors import HeldBack, StorageFailed
from pipeline.faults import Fault, Where
from pipeline.ingest.receive import arrivals
from pipeline.intake import Desk, Intake, Tell, discard, take_in
from pipeline.months import Figures, figures
from pipeline.organisation.model import Organisation
from pipeline.organisation.reader import read_organisation
from pipeline.publish.about import Origin, about
from pipeline.publish.places import breaks_table, units_table
from pipeline.publish.publication import Built, build, is_there, make_live, put
from pipeline.report.page import write_report
from pipeline.report.report import Report, nothing_to_do, report_of
from pipeline.storage.ledger import Ledger, read_ledger, read_pointer, write_ledger
from pipeline.storage.messages import OTHER_ORGANISATION
from pipeline.storage.stamps import read_stamps, write_stamps
from pipeline.storage.store import Store, exclusive
from pipeline.tidy import tidy
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
        desk = Desk(store, organisation, store.secret(), today)
        before = _ledger_of(store, organisation)
        arrived = arrivals(folders.raw, read_stamps(store))
        intake = take_in(desk, arrived, before, tell)
        _hold_back(desk, intake, before, accept=accept)
        warned = warnings(intake.live, organisation)
        if not intake.live:
            return nothing_to_do(organisation.name)
        counted, rests = figures(desk, intake.live, before.chain, tell)
        ledger = replace(intake.ledger, chain=counted.chain)
        tell("publish", 0, 1)
        built = build(_tables(desk, intake, counted), about(organisation, _origins(intake), warned), counted.written)
        changed = not _is_live(store, built, ledger)
        report = report_of(organisation, intake, counted, warned)
        report = replace(report, publication=built.id, skipped=len(arrived) - len(intake.new), changed=changed)
        if changed:
            put(store, built)
            write_ledger(store, ledger)
            write_report(store, report, ledger.id)
            make_live(store, built.id, ledger.id)
        write_stamps(store, {each.path.name: (each.stamp, each.fingerprint) for each in arrived})
        tidy(desk, ledger, rests)
        tell("publish", 1, 1)
    return report


def _ledger_of(store: Store, organisation: Organisation) -> Ledger:
    """The ledger, when it is this organisation's: one folder never mixes two."""
    ledger = read_ledger(store)
    if ledger.organisation not in ("", organisation.code):
        facts = {"found": ledger.organisation, "asked": organisation.code}
        raise StorageFailed(Fault("other_organisation", OTHER_ORGANISATION, Where(file=str(store.processed)), facts))
    return replace(ledger, organisation=organisation.code)


def _hold_back(desk: Desk, intake: Intake, before: Ledger, *, accept: bool) -> None:
    held = [] if accept else short_files(intake.new, intake.former, desk.organisation.thresholds)
    if held:
        discard(desk, intake.new, before)
        raise HeldBack(held)


def _tables(desk: Desk, intake: Intake, counted: Figures) -> dict[str, pa.Table]:
    snapshots = sorted({facts.snapshot for facts in intake.live})
    return {
        "representation": counted.representation,
        "progress": counted.progress,
        "cells": counted.cells,
        "units": units_table(desk.organisation, snapshots),
        "breaks": breaks_table(desk.organisation, snapshots),
    }


def _origins(intake: Intake) -> list[Origin]:
    return [Origin(facts.snapshot, facts.counted, facts.file, facts.source, facts.fingerprint) for facts in intake.live]


def _is_live(store: Store, built: Built, ledger: Ledger) -> bool:
    pointer = read_pointer(store)
    named = (built.id, built.id, ledger.id)
    # The files too: a publication that was damaged by hand is put back.
    return pointer is not None and (pointer.id, pointer.path, pointer.ledger) == named and is_there(store, built)
