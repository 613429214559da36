"""What lies in the raw folder, and which of it is new. Files are told apart by content, not by name."""

import hashlib
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageFailed
from pipeline.faults import Fault, Where
from pipeline.ingest.read.reader import LARGEST_FILE
from pipeline.storage import messages as storage_messages
from pipeline.storage.stamps import Stamp
from pipeline.storage.store import unreadable

_IGNORED_PREFIXES = (".", "~$")  # hidden files, and what Excel leaves while a workbook is open
_DIGITS = re.compile(r"([0-9]+)")
_SHA256 = 64  # hex digits


@dataclass(frozen=True)
class Arrival:
    """One file in the raw folder."""

    path: Path
    stamp: Stamp
    fingerprint: str  # sha256 of its bytes; for a file that cannot be read whole, a text that is none

    def settled(self) -> bool:
        """Whether the file is still what the fingerprint was taken of. False while it is being copied in."""
        try:
            return len(self.fingerprint) == _SHA256 and stamp_of(self.path) == self.stamp
        except OSError:
            return False


def arrivals(raw: Path, known: Mapping[str, tuple[Stamp, str]]) -> tuple[Arrival, ...]:
    """Every export in the folder, in the order of their names. `known` gives stamp and fingerprint of files seen before.

    Files with the same bytes are all named: which of them counts depends on what was taken in before.
    Raises StorageFailed without a folder.
    """
    if not raw.is_dir():
        raise StorageFailed(Fault("raw_missing", storage_messages.RAW_MISSING, Where(file=str(raw))))

    def arrived(path: Path) -> Arrival:
        stamp = stamp_of(path)
        before = known.get(path.name)
        return Arrival(path, stamp, before[1] if before and before[0] == stamp else _content(path, stamp))

    with ThreadPoolExecutor() as hands:  # hashing lets other threads run
        return tuple(hands.map(arrived, _exports(raw)))


def stamp_of(path: Path) -> Stamp:
    """What the file system says of a file now."""
    status = path.stat()
    return Stamp(status.st_size, status.st_ctime_ns)


def fingerprint_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _exports(raw: Path) -> list[Path]:
    try:
        files = [path for path in raw.iterdir() if path.is_file() and not path.name.startswith(_IGNORED_PREFIXES)]
    except OSError as failed:
        raise StorageFailed(unreadable(str(raw), failed.strerror or type(failed).__name__)) from None
    return sorted(files, key=_order)


def _order(path: Path) -> tuple[object, ...]:
    """`staff.csv`, `staff (2).csv`, `staff (10).csv`: the last one of a month counts, so copies stand in their order."""
    parts = _DIGITS.split(path.stem)
    return ([(int(part), "") if part.isdecimal() else (-1, part) for part in parts], path.name)


def _content(path: Path, stamp: Stamp) -> str:
    """The fingerprint; where there can be none, a text that no ledger knows, so that reading the file says why."""
    if stamp.size > LARGEST_FILE:
        return f"too large: {path.name}"
    try:
        return fingerprint_of(path)
    except OSError:
        return f"unreadable: {path.name}"
