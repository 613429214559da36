"""What each command does: find its folders, call the job, and say what came of it as text and as plain values."""

import os
import secrets
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from pipeline.auditing import audit_files
from pipeline.checking import check_export
from pipeline.demo.remove import remove_demo
from pipeline.demo.write import FIRST, write_demo
from pipeline.dryrun import dry_run
from pipeline.errors import OrganisationFault, StorageFailed
from pipeline.explain.explanation import NotPublished, explain
from pipeline.explain.words import OTHER_ORGANISATION
from pipeline.faults import LANGUAGES, Fault, Language, Where
from pipeline.handover import run_on
from pipeline.inbox.serve import Inbox, serve
from pipeline.inbox.shape import INBOX, state_text
from pipeline.ingest.describe import describe
from pipeline.ingest.layout import known_headings
from pipeline.ingest.pseudonym import Rehasher
from pipeline.ingest.read import open_export, read_sheets
from pipeline.intake import Tell
from pipeline.organisation.model import words
from pipeline.organisation.reader import find_organisation, read_organisation
from pipeline.published import NoPublication, current
from pipeline.published.plain import to_plain
from pipeline.refresh import Folders, refresh, refresh_on_record
from pipeline.report.page import report_folder
from pipeline.report.report import Report, as_json
from pipeline.report.text import summary
from pipeline.report.words import said
from pipeline.rooms import told_by
from pipeline.storage import messages as storage_messages
from pipeline.storage.ledger import read_ledger, read_pointer
from pipeline.storage.store import Store, exclusive, write_whole
from pipeline.validate.facts_json import fault_to_json, to_json

Answer = tuple[str, dict[str, Any]]  # what a person reads, what a machine reads


class World(Protocol):
    """What a command needs from outside."""

    @property
    def home(self) -> Path:
        """The folder with organisations/."""
        ...

    @property
    def today(self) -> date:
        """Today."""
        ...

    @property
    def language(self) -> Language:
        """The reader's language."""
        ...


def run_refresh(world: World, organisation: str, folders: tuple[Path, Path], tell: Tell, *, accept: bool) -> Answer:
    """The main job. `folders` are raw and processed."""
    folder = find_organisation(organisation, world.home)
    report = refresh_on_record(Folders(folder, *folders), world.today, tell, accept=accept)
    return _told(world, folders[1], report)


def run_dry(
    world: World, organisation: str, folders: tuple[Path, Path], extra: Sequence[Path], tell: Tell, *, accept: bool
) -> Answer:
    """What a refresh would change, with these exports besides those in the raw folder; nothing changes."""
    folder = find_organisation(organisation, world.home)
    found = dry_run(Folders(folder, *folders), world.today, tell, extra, accept=accept)
    if found is None:
        return said("no_exports", world.language), {"changes": None}
    return found.text[world.language], {"changes": to_plain(found)}


def run_inbox(world: World, organisation: str, folders: tuple[Path, Path], inbox: Path | None, tell: Tell) -> Answer:
    """Handle every request in the inbox once. What came of each is in its answer; here only how many."""
    found = find_organisation(organisation, world.home)
    answers = serve(Inbox(Folders(found, *folders), inbox or folders[1] / INBOX, world.today, tell))
    lines = [f"{each.job}: {each.action}, {state_text(each.state)[world.language]}" for each in answers]
    handled = [{"job": each.job, "action": each.action, "state": each.state} for each in answers]
    return "\n".join(lines) or _SAID["inbox_empty"][world.language], {"handled": handled}


def _told(world: World, processed: Path, report: Report) -> Answer:
    text = summary(report, world.language)
    plain = as_json(report)
    where = _report_of(processed, report, world.language)
    if where is not None:
        text += f"\n\n{_SAID['report'][world.language]}: {where}"
        plain["report"] = str(where)
    return text, plain


def run_check(world: World, organisation: str, file: Path) -> Answer:
    """Everything up to the cube, with a secret that is thrown away, and nothing kept."""
    found = read_organisation(find_organisation(organisation, world.home), world.today)
    checked = check_export(file, found, Rehasher(secrets.token_bytes(32)), world.today)
    faults = [{**fault_to_json(each), "text": {to: each.text(to) for to in LANGUAGES}} for each in checked.bad]
    return checked.text(world.language), {**to_json(checked.facts), "faults": faults}


def run_describe(world: World, organisation: str, file: Path, output: Path | None) -> Answer:
    """Propose a source for an unknown export, and write the proposal where it does not overwrite anything."""
    found = read_organisation(find_organisation(organisation, world.home), world.today)
    sheets = read_sheets(open_export(file), file.name, known_headings(found))
    description = describe(sheets, file.name, found)
    proposal = output or Path(f"{file.stem}.source.toml")
    if proposal.exists():
        raise StorageFailed(Fault("in_the_way", storage_messages.IN_THE_WAY, Where(file=str(proposal))))
    write_whole(proposal, description.source_toml(world.language).encode("utf-8"), str(proposal), mode=0o644)
    text = f"{description.text(world.language)}\n\n{_SAID['proposal'][world.language]}: {proposal}"
    return text, {"proposal": str(proposal), "text": {each: description.text(each) for each in LANGUAGES}}


def run_explain(
    world: World, processed: Path, asked: tuple[str, str, str | None], organisation: str | None = None
) -> Answer:
    """How one published figure came about. `asked` is target, unit and snapshot."""
    try:
        publication = current(processed)
    except NoPublication as absent:
        facts = {"what": "the publication", "cause": str(absent)}
        there = Store(processed).pointer.exists()
        message = storage_messages.CANNOT_READ if there else storage_messages.NOTHING_PUBLISHED
        raise StorageFailed(Fault("no_publication", message, Where(file=str(processed)), facts)) from None
    if organisation is not None:
        wanted = read_organisation(find_organisation(organisation, world.home)).code
        if wanted != publication.about["organisation"]["code"]:
            facts = {"asked": wanted, "found": publication.about["organisation"]["code"]}
            raise NotPublished(Fault("other_organisation", OTHER_ORGANISATION, Where(), facts))
    explanation = explain(publication, *asked)
    return explanation.text(world.language), explanation.plain


def run_audit(world: World, processed: Path, named: tuple[str, ...], *, every: bool) -> Answer:
    """What each attacker can find in publications, from their files alone. Raises AuditFailed when it is too much."""
    report = audit_files(processed, named, every=every)
    return report.check().text(world.language), report.plain


def run_organisation_check(world: World, name: str) -> Answer:
    """Only read the organisation's folder."""
    found = read_organisation(find_organisation(name, world.home), world.today)
    counts = {
        "units": len({unit.code for unit in found.units}),
        "scales": len(found.scales),
        "bands": sum(not band.pool_of for band in found.bands),
        "groups": len(found.groups),
        "targets": len(found.targets),
        "sources": len(found.sources),
    }
    said = ", ".join(f"{count} {_SAID[what][world.language]}" for what, count in counts.items())
    return f"{words(found.name, world.language)}: {_SAID['sound'][world.language]} ({said})", counts


def run_demo(world: World, folders: tuple[Path, Path], months: int, tell: Tell) -> Answer:
    """Write the invented university's exports, refresh, fill the registers beside it, and say how to go on."""
    name = "example-university"
    found = read_organisation(find_organisation(name, world.home))
    tell("write", 0, 1)
    write_demo(folders[0], found, months=months)
    tell("write", 1, 1)
    # The invented months are what they are, also where the clock is behind.
    today = max(world.today, FIRST.plus(months - 1).last_day)
    text, plain = _told(world, folders[1], refresh(Folders(found.folder, *folders), today, tell))
    registers = _registers(world, folders[1], "--make")
    return f"{text}\n\n{registers}\n\n{_SAID['next'][world.language]}", {**plain, "registers": registers}


def run_demo_removal(world: World, folders: tuple[Path, Path]) -> Answer:
    """Take the demonstration away: its exports, what was made of them, its registers. Nothing else is touched."""
    raw, processed = folders
    found = read_organisation(find_organisation("example-university", world.home))
    removed = remove_demo(raw, found)
    store = Store(processed)
    store.prepare()
    with exclusive(store):
        if read_ledger(store).organisation == found.code:
            store.empty()
    registers = _registers(world, processed, "--remove")
    text = f"{_SAID['removed'][world.language].format(n=len(removed))}\n{registers}"
    return text, {"removed": [path.name for path in removed], "registers": registers}


def _registers(world: World, processed: Path, act: str) -> str:
    # Those beside the demonstration, whatever a variable says: somebody's own are elsewhere.
    file = processed.resolve() / "registers" / "registers.sqlite"
    return told_by("registers", "example", act, "--registers", str(file), "--language", world.language)


def run_dashboard(
    world: World,
    organisation: str,
    folders: tuple[Path, Path],
    asked: tuple[int | None, Path | None, str | None],
) -> int:
    """Start the dashboard as a process of its own: the pipeline never imports it.

    It is told whose exports an upload is and where they lie. An organisation's folder that is not there is no reason
    to show nothing: then nothing can be uploaded. `asked` are the port, who may see what, and where the registers are.
    """
    (raw, processed), (port, access, registers) = folders, asked
    arguments = [sys.executable, "-m", "dashboard", str(processed), *(["--port", str(port)] if port else [])]
    told = {"STREEFCIJFER_RAW": str(raw.resolve())}
    try:
        folder = find_organisation(organisation, world.home)
        told["STREEFCIJFER_ORGANISATION"] = str(folder)
        access = access or folder / "access.toml"
    except OrganisationFault:
        told = {}
    arguments += ["--access", str(access)] if access is not None else []
    # As a variable: an address may hold a password, and everybody on a machine sees its command lines.
    told |= {"STREEFCIJFER_REGISTERS": registers} if registers else {}
    return run_on(arguments, {**os.environ, **told})


def _report_of(processed: Path, report: Report, language: Language) -> Path | None:
    store = Store(processed)
    pointer = read_pointer(store)
    if pointer is None:
        return None
    return report_folder(store, pointer.live[""], pointer.ledger) / f"report.{language}.html"


_SAID: dict[str, dict[Language, str]] = {
    "report": {"en": "Validation report", "nl": "Validatierapport"},
    "proposal": {
        "en": "Proposed source, to look through and put in the organisation's folder under sources/",
        "nl": "Voorgestelde bron, om na te kijken en in de map van de organisatie onder sources/ te zetten",
    },
    "sound": {"en": "the folder is sound", "nl": "de map is in orde"},
    "units": {"en": "units", "nl": "eenheden"},
    "scales": {"en": "scales", "nl": "schalen"},
    "bands": {"en": "bands", "nl": "schaalgroepen"},
    "groups": {"en": "groups", "nl": "doelgroepen"},
    "targets": {"en": "target decisions", "nl": "besluiten over streefcijfers"},
    "sources": {"en": "sources", "nl": "bronnen"},
    "inbox_empty": {"en": "Nothing is waiting.", "nl": "Er wacht niets."},
    "removed": {
        "en": "The demonstration is gone: {n} exports, and what was made of them.",
        "nl": "De demonstratie is weg: {n} exports, en wat ervan gemaakt was.",
    },
    "next": {
        "en": "To see it: streefcijfer dashboard   (or .venv/bin/streefcijfer dashboard)",
        "nl": "Om het te zien: streefcijfer dashboard   (of .venv/bin/streefcijfer dashboard)",
    },
}
