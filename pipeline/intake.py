"""Take new files in: digest each, keep what is needed to count it again, and say what replaces what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import pyarrow as pa

from pipeline.digest import Read, counting_rules, digest, digest_key, quarantine, read_export
from pipeline.errors import FileRefused
from pipeline.faults import Fault
from pipeline.ingest.archive import archived_at, from_table, to_table
from pipeline.ingest.messages import SOURCE_GONE
from pipeline.ingest.pseudonym import rehasher
from pipeline.ingest.receive import Arrival
from pipeline.organisation.model import Organisation
from pipeline.snapshot import Checked
from pipeline.storage.ledger import Entry, Ledger
from pipeline.storage.store import Store, read_json, read_table, write_json, write_table
from pipeline.validate.facts import Facts, facts_of
from pipeline.validate.facts_json import from_json, to_json
from pipeline.workers import for_each

_HEAVY = 64 * 2**20  # bytes of new exports worth starting worker processes for

Tell = Callable[[str, int, int], None]  # step, how many done, how many in all


@dataclass(frozen=True)
class Intake:
    """What a run took in: the ledger with the new files at its end, and the facts of every live file."""

    ledger: Ledger
    new: tuple[Facts, ...]
    live: tuple[Facts, ...]  # of the files that stand for a month now, in order of time
    former: tuple[Facts, ...]  # of the files that stood for a month before this run


@dataclass(frozen=True)
class Desk:
    """What taking in needs at every step."""

    store: Store
    organisation: Organisation
    secret: bytes
    today: date

    @cached_property
    def rules(self) -> str:
        """The organisation's counting rules as a fingerprint; worked out once a run."""
        return counting_rules(self.organisation)


def take_in(desk: Desk, arrived: Sequence[Arrival], ledger: Ledger, tell: Tell) -> Intake:
    """Digest the files that the ledger does not know. Raises FileRefused with the faults of all of them.

    When one is refused nothing of any of them stays on disk.
    """
    fresh = [arrival for arrival in arrived if not ledger.knows(arrival.fingerprint)]
    heavy = sum(arrival.stamp.size for arrival in fresh) > _HEAVY
    tried = for_each(partial(_tried, desk), fresh, lambda done: tell("read", done, len(fresh)), heavy=heavy)
    faults = [fault for outcome in tried if isinstance(outcome, FileRefused) for fault in outcome.faults]
    new = [outcome for outcome in tried if isinstance(outcome, Facts)]
    if faults:
        discard(desk, new)
        raise FileRefused(faults)
    grown = ledger.plus(tuple(_entry(facts) for facts in new))
    known = {facts.fingerprint: facts for facts in new}

    older = [entry for entry in {*_standing(grown), *_standing(ledger)} if entry.fingerprint not in known]
    older.sort(key=lambda entry: entry.file)
    counted = for_each(partial(_again, desk), older, lambda done: tell("recall", done, len(older)), heavy=False)
    known |= {facts.fingerprint: facts for facts in counted}
    live, former = ([known[entry.fingerprint] for entry in _standing(of)] for of in (grown, ledger))
    return Intake(grown, tuple(new), live=tuple(live), former=tuple(former))


def _standing(ledger: Ledger) -> list[Entry]:
    """The files that stand for a month, in order of time."""
    return [entry for entries in ledger.live().values() for entry in entries]


def discard(desk: Desk, new: Sequence[Facts]) -> None:
    """Take back from the disk what this run put there for files that are not taken in after all."""
    for facts in new:
        archived_at(desk.store.restricted, facts.fingerprint).unlink(missing_ok=True)
        remove_digest(digest_folder(desk, facts.fingerprint))


def remove_digest(folder: Path) -> None:
    """Remove one digest, its completion mark first."""
    for name in ("facts.json", "cube.parquet", "quarantine.parquet"):
        (folder / name).unlink(missing_ok=True)
    if folder.exists():
        folder.rmdir()


def digest_folder(desk: Desk, file_fingerprint: str) -> Path:
    """Where the digest of a file lies, as the organisation's folder is now."""
    return desk.store.restricted / "digests" / digest_key(file_fingerprint, desk.rules)


def cube_of(desk: Desk, facts: Facts) -> pa.Table:
    """The cube of a file that was digested."""
    return read_table(digest_folder(desk, facts.fingerprint) / "cube.parquet", f"the cube of {facts.file}")


def _tried(desk: Desk, arrival: Arrival) -> Facts | FileRefused:
    """A refusal is a result here: the other files are looked at all the same."""
    try:
        return _digested(desk, arrival)
    except FileRefused as refused:
        return refused


def _digested(desk: Desk, arrival: Arrival) -> Facts:
    """Digest one new file, or find it digested by a run that was interrupted afterwards."""
    folder = digest_folder(desk, arrival.fingerprint)
    if (folder / "facts.json").exists():
        return from_json(read_json(folder / "facts.json", f"the digest of {arrival.path.name}"))
    read = read_export(arrival.path, desk.organisation, rehasher(desk.secret))
    checked = digest(read, desk.organisation, desk.today)
    table, metadata = to_table(read.kept)
    write_table(
        archived_at(desk.store.restricted, arrival.fingerprint), table, f"the archive of {arrival.path.name}", metadata
    )
    return _write_digest(folder, checked, facts_of(checked, arrival.path.name, arrival.fingerprint))


def _again(desk: Desk, entry: Entry) -> Facts:
    """The facts of a file taken in earlier; counted again from the archive when the organisation changed."""
    folder = digest_folder(desk, entry.fingerprint)
    if (folder / "facts.json").exists():
        return from_json(read_json(folder / "facts.json", f"the digest of {entry.file}"))
    archived = read_table(archived_at(desk.store.restricted, entry.fingerprint), f"the archive of {entry.file}")
    kept = from_table(archived)
    sources = [source for source in desk.organisation.sources if source.code == entry.source]
    if not sources:
        raise FileRefused(Fault("source_gone", SOURCE_GONE, facts={"source": entry.source, "file": entry.file}))
    # A month that was closed since takes no new delivery; what was taken in before still counts.
    open_again = replace(desk.organisation, closed_through=None)
    checked = digest(Read(kept, sources[0]), open_again, desk.today)
    return _write_digest(folder, checked, facts_of(checked, entry.file, entry.fingerprint))


def _write_digest(folder: Path, checked: Checked, facts: Facts) -> Facts:
    write_table(folder / "cube.parquet", checked.cube, f"the cube of {facts.file}")
    write_table(folder / "quarantine.parquet", quarantine(checked.bad), f"the quarantine of {facts.file}")
    # Last, as the mark that the digest is complete.
    write_json(folder / "facts.json", to_json(facts), f"the digest of {facts.file}")
    return facts


def _entry(facts: Facts) -> Entry:
    return Entry(facts.file, facts.fingerprint, facts.source, facts.month, facts.attributes)
