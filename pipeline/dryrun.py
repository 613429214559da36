"""A refresh that is only tried: everything up to and with the audit, in a copy of the store that is thrown away."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import StorageFailed
from pipeline.faults import Fault, Where
from pipeline.ingest.read import open_export
from pipeline.ingest.receive import fingerprint_of
from pipeline.intake import Tell
from pipeline.published import NoPublication, Publication, current
from pipeline.published.accounts import accounts
from pipeline.published.changes import Changes
from pipeline.refresh import Folders, refresh
from pipeline.report.changes import changes
from pipeline.storage import messages as storage_messages
from pipeline.storage.store import Store, exclusive, read_json, storage
from pipeline.storage.tryout import tryout


def dry_run(
    folders: Folders, today: date, tell: Tell, extra: Sequence[Path] = (), *, accept: bool = False
) -> Changes | None:
    """What a refresh would change, with `extra` exports as if they lay in the raw folder too. None without any export.

    Nothing that anybody can read changes. Raises the StreefcijferError that the refresh would raise; StorageFailed
    when another file of that name lies in the raw folder already.
    """
    store = Store(folders.processed)
    store.prepare()
    with exclusive(store):
        store.sweep()
        store.secret()  # made now, if ever: the refresh that follows has to work with the same one
        with tryout(store) as copy:
            raw = copy.processed.parent / "raw"
            _collect(folders.raw, extra, raw)
            report = refresh(Folders(folders.organisation, raw, copy.processed), today, tell, accept=accept)
            if not report.months:
                return None
            made = accounts(copy.processed)  # none where nothing would change
            return changes(live_publication(folders.processed), current(copy.processed), made[0] if made else None)


def live_publication(processed: Path) -> Publication | None:
    """What readers have now; None before the first publication, or when it cannot be read."""
    try:
        return current(processed)
    except NoPublication:
        return None


def publication(processed: Path, name: str) -> Publication | None:
    """One that was published, by its id; None when there is no such one, or it cannot be read."""
    folder = processed / "published" / name
    try:
        return Publication(name, folder, read_json(folder / "about.json", "about.json")) if name else None
    except StorageFailed:
        return None


def _collect(raw: Path, extra: Sequence[Path], into: Path) -> None:
    """A folder that leads to every export: their own folder is not touched, and what was read of them still holds."""
    if not raw.is_dir():
        raise StorageFailed(Fault("raw_missing", storage_messages.RAW_MISSING, Where(file=str(raw))))
    with storage("the list of exports"):
        into.mkdir()
        for path in (each for each in raw.iterdir() if each.is_file()):
            (into / path.name).symlink_to(path.resolve())
    for path in extra:
        if not path.is_file():
            open_export(path)  # says why it cannot be opened
        if (into / path.name).exists():
            if fingerprint_of(into / path.name) == fingerprint_of(path):
                continue
            raise StorageFailed(Fault("name_taken", storage_messages.NAME_TAKEN, Where(file=path.name)))
        (into / path.name).symlink_to(path.resolve())
