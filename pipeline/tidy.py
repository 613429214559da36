"""Remove what the live publication no longer rests on: the restricted zone holds no more than is needed."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.intake import Desk, digest_folder
from pipeline.memory import forget, step_folder
from pipeline.months import Kept
from pipeline.storage.ledger import Ledger
from pipeline.storage.store import Store, storage


def tidy(desk: Desk, ledger: Ledger, kept: Kept) -> None:
    """Keep the archive of every file in the ledger, the digests made as the organisation is now, and what the figures rest on.

    Reports, publications and ledgers stay: they are the record of what was published when.
    """
    restricted = desk.store.restricted
    archives = {f"{entry.fingerprint}.parquet" for entry in ledger.entries}
    digests = {digest_folder(desk, entry.fingerprint).name for entry in ledger.entries}
    with storage("files that are no longer needed"):
        _remove_others(restricted / "received", archives)
        _remove_others(restricted / "digests", digests)
        for kind, names in (("months", kept.months), ("releases", kept.releases), ("figures", kept.figures)):
            _remove_others(restricted / kind, set(names))
        forget(desk.store, kept.releases)


def take_back(store: Store, steps: Sequence[str]) -> None:
    """Remove steps of protection that the audit refused, and all that was put together: the next run makes them anew."""
    with storage("what the audit refused"):
        _remove_others(store.restricted / "figures", set())
        for folder in (step_folder(store, step) for step in steps):
            if folder.is_dir():
                _remove(folder)


def _remove(folder: Path) -> None:
    # The memory first: a step is believed to be whole when its memory is there.
    for path in folder.glob("*.npz"):
        path.unlink()
    shutil.rmtree(folder)


def _remove_others(folder: Path, keep: set[str]) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name in keep:
            continue
        if path.is_dir():
            _remove(path)
        else:
            path.unlink()
