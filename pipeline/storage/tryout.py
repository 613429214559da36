"""A copy of the store to try something in, that shares the files on disk and is gone afterwards.

Whatever is written is written beside its place and moved there, so a file that two folders share is never changed:
what happens in the copy is not seen in the store. It lies in the restricted zone, for it holds what that holds.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pipeline.storage.ledger import read_pointer
from pipeline.storage.store import TRYOUT, Store, storage

_LEFT_OUT = {
    "lock",
    "inbox.lock",
    "uploads",
    "reports",
    "account.json",
    TRYOUT,
}  # of the restricted zone: nothing that is tried needs them


@contextmanager
def tryout(store: Store) -> Generator[Store]:
    """The copy, with the live publications only. Only under the store's lock. Raises StorageFailed."""
    place = store.restricted / TRYOUT
    copy = Store(place / "processed")
    with storage("the copy to try in"):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
    try:
        copy.prepare()
        with storage("the copy to try in"):
            _share(store, copy)
        yield copy
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _share(store: Store, copy: Store) -> None:
    for path in store.restricted.iterdir():
        if path.name not in _LEFT_OUT:
            _link(path, copy.restricted / path.name)
    pointer = read_pointer(store)
    if pointer is None:
        return
    _link(store.pointer, copy.pointer)
    for audience, publication in pointer.live.items():
        folder = store.closed / audience if audience else store.published
        if (folder / publication).is_dir():
            _link(folder / publication, copy.processed / folder.relative_to(store.processed) / publication)


def _link(path: Path, to: Path) -> None:
    """Share a file, or all files of a folder; what is not complete yet stays behind."""
    if path.is_dir():
        to.mkdir(parents=True, exist_ok=True)
        for each in path.iterdir():
            _link(each, to / each.name)
        return
    if path.name.endswith(".part"):
        return
    try:
        os.link(path, to)
    except OSError:  # a disk on which files cannot be shared: then it is a copy in the plain sense
        shutil.copy2(path, to)
