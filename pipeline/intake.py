"""Take new files in: digest each, keep what is needed to count it again, and say what replaces what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import pyarrow as pa

from pipeline.compute.whereabouts import Delivered, presences
from pipeline.digest import Read, counting_rules, digest, digest_key, quarantine, read_export
from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.ingest.archive import archived_at, from_table, to_table
from pipeline.ingest.keep import Kept, lacks
from pipeline.ingest.messages import SOURCE_GONE, STILL_CHANGING
from pipeline.ingest.pseudonym import rehasher
from pipeline.ingest.receive import Arrival
from pipeline.organisation.model import Organisation
from pipeline.presence import Presence
from pipeline.snapshot import Checked
from pipeline.storage.ledger import Entry, Ledger
from pipeline.storage.store import (
    Store,
    read_arrow,
    read_json,
    read_table,
    storage,
    write_arrow,
    write_json,
    write_table,
)
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
    unknown = [arrival for arrival in arrived if not ledger.knows(arrival.fingerprint, arrival.path.name)]
    # Of several new files with the same bytes the first counts.
    fresh = list({arrival.fingerprint: arrival for arrival in reversed(unknown)}.values())[::-1]
    heavy = sum(arrival.stamp.size for arrival in fresh) > _HEAVY
    tried = for_each(partial(_tried, desk), fresh, lambda done: tell("read", done, len(fresh)), heavy=heavy)
    faults = [fault for outcome in tried if isinstance(outcome, FileRefused) for fault in outcome.faults]
    new = [outcome for outcome in tried if isinstance(outcome, Facts)]
    grown = ledger.plus(tuple(_entry(facts) for facts in new))
    known: dict[str, Facts | FileRefused] = {facts.fingerprint: facts for facts in new}
    if not faults:
        older = [entry for entry in {*_standing(grown), *_standing(ledger)} if entry.fingerprint not in known]
        known |= _recalled(desk, older, {arrival.fingerprint: arrival.path for arrival in arrived}, tell)
    live, at_fault = _split(known, grown)
    faults += at_fault
    if faults:
        discard(desk, new, ledger)
        raise FileRefused(faults)
    # A file that is being replaced may be one that can no longer be counted: then there is nothing to compare.
    former, _ = _split(known, ledger)
    return Intake(grown, tuple(new), live=live, former=former)


def _recalled(
    desk: Desk, older: Sequence[Entry], raw: Mapping[str, Path], tell: Tell
) -> dict[str, Facts | FileRefused]:
    entries = sorted(older, key=lambda entry: entry.file)
    pairs = [(entry, raw.get(entry.fingerprint)) for entry in entries]
    counted = for_each(partial(_again_tried, desk), pairs, lambda done: tell("recall", done, len(pairs)), heavy=False)
    return {entry.fingerprint: outcome for entry, outcome in zip(entries, counted, strict=True)}


def _split(known: Mapping[str, Facts | FileRefused], ledger: Ledger) -> tuple[tuple[Facts, ...], list[Fault]]:
    """What stands for a month: the facts of the files that count, the faults of those that do not."""
    outcomes = [known[entry.fingerprint] for entry in _standing(ledger) if entry.fingerprint in known]
    facts = tuple(each for each in outcomes if isinstance(each, Facts))
    return facts, [fault for each in outcomes if isinstance(each, FileRefused) for fault in each.faults]


def _standing(ledger: Ledger) -> list[Entry]:
    """The files that stand for a month, in order of time."""
    return [entry for entries in ledger.live().values() for entry in entries]


def discard(desk: Desk, new: Sequence[Facts], ledger: Ledger) -> None:
    """Take back from the disk what this run put there for files that are not taken in after all.

    What an earlier run put there for the same content stays.
    """
    before = {entry.fingerprint for entry in ledger.entries}
    with storage("files that were not taken in"):
        for facts in (each for each in new if each.fingerprint not in before):
            # The digest first: the next run would believe a digest that has no archive.
            remove_digest(digest_folder(desk, facts.fingerprint))
            archived_at(desk.store.restricted, facts.fingerprint).unlink(missing_ok=True)


def remove_digest(folder: Path) -> None:
    """Remove one digest, its completion mark first."""
    for name in ("facts.json", "cube.parquet", "quarantine.parquet", "people.arrow"):
        (folder / name).unlink(missing_ok=True)
    if folder.exists():
        folder.rmdir()


def digest_folder(desk: Desk, file_fingerprint: str) -> Path:
    """Where the digest of a file lies, as the organisation's folder is now."""
    return desk.store.restricted / "digests" / digest_key(file_fingerprint, desk.rules)


def cube_of(desk: Desk, facts: Facts) -> pa.Table:
    """The cube of a file that was digested."""
    return read_table(digest_folder(desk, facts.fingerprint) / "cube.parquet", f"the cube of {facts.file}")


def presences_of(desk: Desk, files: Sequence[Facts]) -> dict[str, Presence]:
    """Who was where in the month that these files stand for, per attribute: see `presences`. Person data.

    `files` are of one month, in order of delivery. Raises StorageFailed when a digest cannot be read.
    """
    delivered = [Delivered(facts.source, cube_of(desk, facts), _people_of(desk, facts)) for facts in files]
    return presences(desk.organisation, files[0].snapshot, delivered)


def _people_of(desk: Desk, facts: Facts) -> pa.Table | None:
    """None where the file has no pseudonyms, and so no people that can be told apart."""
    kinds = {source.code: source.kind for source in desk.organisation.sources}
    if kinds[facts.source] != "people" or facts.counted != "person":
        return None
    return read_arrow(digest_folder(desk, facts.fingerprint) / "people.arrow", f"the people of {facts.file}")


def _tried(desk: Desk, arrival: Arrival) -> Facts | FileRefused:
    """A refusal is a result here: the other files are looked at all the same."""
    try:
        return _digested(desk, arrival)
    except FileRefused as refused:
        return refused


def _digested(desk: Desk, arrival: Arrival) -> Facts:
    """Digest one new file, or find it digested by a run that was interrupted afterwards."""
    folder = digest_folder(desk, arrival.fingerprint)
    if (folder / "facts.json").exists() and archived_at(desk.store.restricted, arrival.fingerprint).exists():
        known = from_json(read_json(folder / "facts.json", f"the digest of {arrival.path.name}"))
        return replace(known, file=arrival.path.name)
    read = read_export(arrival.path, desk.organisation, rehasher(desk.secret))
    if not arrival.settled():
        raise FileRefused(Fault("still_changing", STILL_CHANGING, Where(file=arrival.path.name)))
    checked = digest(read, desk.organisation, desk.today)
    _archive(desk, read.kept, arrival.fingerprint)
    return _write_digest(folder, checked, facts_of(checked, arrival.path.name, arrival.fingerprint))


def _archive(desk: Desk, kept: Kept, file_fingerprint: str) -> None:
    table, metadata = to_table(kept)
    path = archived_at(desk.store.restricted, file_fingerprint)
    write_table(path, table, f"the archive of {kept.filename}", metadata)


def _again_tried(desk: Desk, pair: tuple[Entry, Path | None]) -> Facts | FileRefused:
    try:
        return _again(desk, *pair)
    except FileRefused as refused:
        return refused


def _again(desk: Desk, entry: Entry, raw: Path | None) -> Facts:
    """The facts of a file taken in earlier; counted again from the archive when the organisation changed.

    Where its source has come to map a column that was not kept, the file itself is read, if it is still there.
    """
    folder = digest_folder(desk, entry.fingerprint)
    if (folder / "facts.json").exists():
        # The same content may have been taken in under an earlier name as well.
        return replace(from_json(read_json(folder / "facts.json", f"the digest of {entry.file}")), file=entry.file)
    archived = read_table(archived_at(desk.store.restricted, entry.fingerprint), f"the archive of {entry.file}")
    kept = from_table(archived)
    sources = tuple(source for source in desk.organisation.sources if source.code == entry.source)
    if not sources:
        raise FileRefused(Fault("source_gone", SOURCE_GONE, facts={"source": entry.source, "file": entry.file}))
    if raw is not None and lacks(sources[0], kept):
        kept = read_export(raw, replace(desk.organisation, sources=sources), rehasher(desk.secret)).kept
        _archive(desk, kept, entry.fingerprint)
    # A month that was closed since takes no new delivery; what was taken in before still counts.
    open_again = replace(desk.organisation, closed_through=None)
    checked = digest(Read(kept, sources[0]), open_again, desk.today)
    return _write_digest(folder, checked, facts_of(checked, entry.file, entry.fingerprint))


def _write_digest(folder: Path, checked: Checked, facts: Facts) -> Facts:
    write_table(folder / "cube.parquet", checked.cube, f"the cube of {facts.file}")
    write_table(folder / "quarantine.parquet", quarantine(checked.bad), f"the quarantine of {facts.file}")
    if checked.people is not None:
        write_arrow(folder / "people.arrow", checked.people, f"the people of {facts.file}")
    # Last, as the mark that the digest is complete.
    write_json(folder / "facts.json", to_json(facts), f"the digest of {facts.file}")
    return facts


def _entry(facts: Facts) -> Entry:
    return Entry(facts.file, facts.fingerprint, facts.source, facts.month, facts.attributes)
