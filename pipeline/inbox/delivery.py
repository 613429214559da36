"""How an uploaded export comes to lie in the raw folder, and is taken back when it is not taken in: never overwriting.

Beside it stands a second name, hidden, as long as it is not settled. That name tells, also after a run that was killed,
which file is ours to take back: one that lay there before never is.
"""

import errno
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.errors import StorageFailed
from pipeline.faults import Fault, Where
from pipeline.ingest.receive import fingerprint_of
from pipeline.storage import messages as storage_messages
from pipeline.storage.ledger import read_ledger
from pipeline.storage.store import Store, storage, write_whole

_PREFIX = ".upload-"  # the refresh looks at no hidden file
_SEPARATOR = "-"


def deliver(upload: Path, raw: Path, job: str) -> None:
    """Put the export in the raw folder under its name. Raises StorageFailed when another file has that name.

    One with the same content lies there already: then there is nothing to do.
    """
    final, hidden = raw / upload.name, _hidden(raw, job, upload.name)
    if not raw.is_dir():
        raise StorageFailed(Fault("raw_missing", storage_messages.RAW_MISSING, Where(file=str(raw))))
    if final.exists() or final.is_symlink():
        if final.is_file() and fingerprint_of(final) == fingerprint_of(upload):
            return
        raise StorageFailed(Fault("name_taken", storage_messages.NAME_TAKEN, Where(file=upload.name)))
    write_whole(hidden, upload.read_bytes(), "the uploaded export")
    with storage("the uploaded export"):
        _named(hidden, final)


def settle(store: Store, raw: Path, job: str) -> None:
    """Leave the delivered export when it was taken in, else take it back; then forget that it was ours."""
    for hidden in sorted(raw.glob(f"{_PREFIX}{job}{_SEPARATOR}*")):
        final = raw / hidden.name.removeprefix(f"{_PREFIX}{job}{_SEPARATOR}")
        with storage("the uploaded export"):
            if final.is_file() and _ours(hidden, final) and not _taken_in(store, final):
                final.unlink()
            hidden.unlink()


def unsettled(raw: Path) -> Collection[str]:
    """The jobs whose export lies in the raw folder while nobody knows yet whether it stays."""
    return {path.name.removeprefix(_PREFIX).split(_SEPARATOR, 1)[0] for path in raw.glob(f"{_PREFIX}*{_SEPARATOR}*")}


def _hidden(raw: Path, job: str, name: str) -> Path:
    return raw / f"{_PREFIX}{job}{_SEPARATOR}{name}"


def _named(hidden: Path, final: Path) -> None:
    """Give the file its second name, in one step and only if nobody has it."""
    try:
        os.link(hidden, final)
    except FileExistsError:
        hidden.unlink()
        raise StorageFailed(Fault("name_taken", storage_messages.NAME_TAKEN, Where(file=final.name))) from None
    except OSError as failed:
        if failed.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        # A disk on which a file has one name only.
        part = hidden.with_name(f"{hidden.name}.part")
        shutil.copyfile(hidden, part)
        part.replace(final)


def _ours(hidden: Path, final: Path) -> bool:
    return hidden.samefile(final) or fingerprint_of(hidden) == fingerprint_of(final)


def _taken_in(store: Store, final: Path) -> bool:
    content = fingerprint_of(final)
    return any(entry.fingerprint == content for entry in read_ledger(store).entries)
