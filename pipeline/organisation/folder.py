"""Which files does an organisation's folder hold, and what is its fingerprint?

Each file is read from disk once, so what is checked and what is fingerprinted are the same bytes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.faults import LANGUAGES, Where
from pipeline.organisation.findings import Findings, nearest
from pipeline.organisation.messages import (
    FILE_MISSING,
    FILE_TOO_LARGE,
    FILE_UNREADABLE,
    NOT_A_FILE,
    NOT_A_FOLDER,
    UNKNOWN_FILE,
)

REQUIRED = ("organisation.toml", "units.csv", "scales.csv", "bands.toml", "groups.toml", "targets.toml")
OPTIONAL = ("breaks.toml", "policy.toml")
# Read by the dashboard, not here: who may see figures changes none of them.
ELSEWHERE = ("access.toml",)
SOURCES = "sources"
_CERTAIN = 0.95  # other folders are welcome here: only `source` or `sourcs` is surely a slip
LIMIT_MB = 10  # a folder written by people; a larger file is an export put in the wrong place


@dataclass(frozen=True)
class Reading:
    """What every room works with: the files' bytes, where faults go, the organisation's languages, the day."""

    files: Mapping[str, bytes]
    findings: Findings
    languages: tuple[str, ...] = LANGUAGES
    today: date | None = None  # None: no date is compared with it


def load_folder(folder: Path, findings: Findings) -> dict[str, bytes]:
    """The bytes of every file the reader knows, by name with forward slashes, in name order."""
    if not folder.is_dir():
        findings.add(NOT_A_FOLDER if folder.exists() else FILE_MISSING, Where(file=folder.name))
        return {}
    _misnamed(folder, findings)
    for name in REQUIRED:
        if not (folder / name).exists():
            findings.add(FILE_MISSING, Where(file=name))
    names = [name for name in (*REQUIRED, *OPTIONAL) if (folder / name).exists()]
    contents = {name: _content(folder / name, name, findings) for name in sorted([*names, *_sources(folder, findings)])}
    return {name: content for name, content in contents.items() if content is not None}


def fingerprint(files: Mapping[str, bytes]) -> str:
    """The sha256 over names and bytes in name order, in hexadecimal.

    Lengths go in too: otherwise moving bytes from a file's end to the next file's start would not show.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def _sources(folder: Path, findings: Findings) -> list[str]:
    sources = folder / SOURCES
    if not sources.exists():
        return []  # a new organisation has none yet: `describe` proposes the first
    if not sources.is_dir():
        findings.add(NOT_A_FOLDER, Where(file=SOURCES))
        return []
    return [f"{SOURCES}/{path.name}" for path in sources.iterdir() if path.suffix == ".toml" and not _is_hidden(path)]


def _misnamed(folder: Path, findings: Findings) -> None:
    """A misspelt optional file would be passed over in silence; other files (a readme) are nobody's business."""
    known = [*REQUIRED, *OPTIONAL]
    for path in sorted(folder.iterdir()):
        if path.name in ELSEWHERE:
            continue
        if path.suffix.casefold() in {".toml", ".csv"} and path.name not in known and not _is_hidden(path):
            findings.unknown(UNKNOWN_FILE, Where(file=path.name), path.name, [*known, *ELSEWHERE])
        elif path.is_dir() and path.name != SOURCES and nearest(path.name, [SOURCES], _CERTAIN):
            findings.unknown(UNKNOWN_FILE, Where(file=path.name), path.name, [SOURCES])


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$"))  # ~$ is the lock file Excel leaves beside an open file


def _content(path: Path, name: str, findings: Findings) -> bytes | None:
    if path.is_dir():
        findings.add(NOT_A_FILE, Where(file=name))
        return None
    try:
        # Read one byte past the limit instead of asking for the size: a device or pipe has none.
        with path.open("rb") as opened:
            content = opened.read(LIMIT_MB * 1024 * 1024 + 1)
    except OSError:
        findings.add(FILE_UNREADABLE, Where(file=name))
        return None
    if len(content) > LIMIT_MB * 1024 * 1024:
        findings.add(FILE_TOO_LARGE, Where(file=name), limit=LIMIT_MB)
        return None
    return content
