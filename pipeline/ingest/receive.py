"""What lies in the raw folder, and which of it is new. Files are told apart by content, not by name."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StorageFailed
from pipeline.faults import Fault, Where
from pipeline.storage import messages as storage_messages
from pipeline.storage.stamps import Stamp

_IGNORED_PREFIXES = (".", "~$")  # hidden files, and what Excel leaves while a workbook is open


@dataclass(frozen=True)
class Arrival:
    """One file in the raw folder."""

    path: Path
    stamp: Stamp
    fingerprint: str  # sha256 of its bytes


def arrivals(raw: Path, known: Mapping[str, tuple[Stamp, str]]) -> tuple[Arrival, ...]:
    """Every export in the folder, by name. `known` gives stamp and fingerprint of files seen before.

    Of two files with the same bytes only the first counts. Raises StorageFailed without a folder.
    """
    if not raw.is_dir():
        raise StorageFailed(Fault("raw_missing", storage_messages.RAW_MISSING, Where(file=str(raw))))
    found: dict[str, Arrival] = {}
    for path in sorted(raw.iterdir(), key=lambda each: each.name):
        if path.name.startswith(_IGNORED_PREFIXES) or not path.is_file():
            continue
        status = path.stat()
        stamp = Stamp(status.st_size, status.st_ctime_ns)
        before = known.get(path.name)
        content = before[1] if before and before[0] == stamp else fingerprint_of(path)
        found.setdefault(content, Arrival(path, stamp, content))
    return tuple(found.values())


def fingerprint_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
