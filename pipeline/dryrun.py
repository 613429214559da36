"""A refresh that is only tried: everything up to and with the audit, in a copy of the store that is thrown away."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import StorageFailed
from pipeline.faults import Fault, Where
from pipeline.ingest.read import open_export
from pipeline.intake import Tell
from pipeline.published import NoPublication, Publication, current
from pipeline.published.accounts import Account, accounts
from pipeline.published.changes import Changes
from pipeline.refresh import Folders, refresh
from pipeline.report.changes import changes
from pipeline.report.report import Report
from pipeline.storage import messages as storage_messages
from pipeline.storage.store import Store, exclusive, storage
from pipeline.storage.tryout import tryout


def dry_run(
    folders: Folders, today: date, tell: Tell, extra: Sequence[Path] = (), *, accept: bool = False
) -> Changes | None:
    """What a refresh would change, with `extra` exports as if they lay in the raw folder too. None without any export.

    Nothing that anybody can read changes. Raises the StreefcijferError that the refresh would raise; StorageFailed
    when a file of that name lies in the raw folder already.
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
            after = current(copy.processed)
            return changes(_live(folders.processed), after, _account(copy, report))


def _account(copy: Store, report: Report) -> Account:
    """That of the refresh in the copy; where nothing would change there is none, and the publication is the live one."""
    made = accounts(copy.processed)
    if made:
        return made[0]
    months = tuple(str(month) for month in report.months)
    return Account(
        "published",
        publication=report.publication,
        months=months,
        snapshot=date.fromisoformat(report.snapshot),
        skipped=report.skipped,
        rows_shown=report.shown,
        rows_hidden=report.hidden,
    )


def _live(processed: Path) -> Publication | None:
    try:
        return current(processed)
    except NoPublication:
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
            raise StorageFailed(Fault("name_taken", storage_messages.NAME_TAKEN, Where(file=path.name)))
        (into / path.name).symlink_to(path.resolve())
