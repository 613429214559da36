"""Where packs lie: one folder per publication, the owner's only. A file is whole or absent, and is not made twice."""

import fcntl
import hashlib
import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_LIST, _LOCK, _UNFINISHED = "made.json", ".lock", ".making-"
_OWNER_FOLDER, _OWNER_FILE = 0o700, 0o600


class ShelfBusy(Exception):
    """Another run is making packs in this folder."""


@dataclass
class Shelf:
    """The packs of one publication. `made` is what stands there: name -> (what it was made from, what it is)."""

    folder: Path
    made: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    def stands(self, name: str, source: str) -> bool:
        """Whether this file was made from this source and is still as it was made."""
        known = self.made.get(name)
        if known is None or known[0] != source:
            return False
        try:
            return _fingerprint((self.folder / name).read_bytes()) == known[1]
        except OSError:
            return False

    def sources(self) -> Mapping[str, str]:
        """Name -> what it was made from, of the files that stand as they were made."""
        return {name: source for name, (source, _) in self.made.items() if self.stands(name, source)}

    def put(self, name: str, content: bytes, source: str) -> Path:
        """Write the file in one step and remember it. Raises OSError when the disk will not have it."""
        _write(self.folder / name, content)
        self.made[name] = (source, _fingerprint(content))
        listed = json.dumps(self.made, indent=0, sort_keys=True)
        _write(self.folder / _LIST, listed.encode())
        return self.folder / name


@contextmanager
def open_shelf(folder: Path) -> Generator[Shelf]:
    """The shelf in this folder, for one run at a time. What a killed run left half-written is swept away.

    Raises ShelfBusy while another run has it, OSError when the folder cannot be made or written.
    """
    _make_folder(folder)
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, _OWNER_FILE)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ShelfBusy(str(folder)) from None
        for path in folder.glob(f"{_UNFINISHED}*"):
            path.unlink()
        yield Shelf(folder, _listed(folder / _LIST))
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    """The folder, and those above it that are not there, for the owner only. A folder that is there stays as it is."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=_OWNER_FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))


def _listed(path: Path) -> dict[str, tuple[str, str]]:
    """What the list says; nothing when there is none or it is damaged: then everything is made again."""
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): (str(source), str(content)) for name, (source, content) in named.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(path: Path, content: bytes) -> None:
    # Not named as a pack is, so that nobody takes half of one for a pack.
    aside = path.with_name(f"{_UNFINISHED}{path.name}.part")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_FILE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
