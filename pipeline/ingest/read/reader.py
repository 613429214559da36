"""Opening an export and reading it, whatever its format: the only door of this folder."""

from pathlib import Path

from pipeline.faults import Where
from pipeline.ingest.read.delimited import read_delimited
from pipeline.ingest.read.kind import file_kind
from pipeline.ingest.read.messages import FOLDER, TOO_LARGE, UNREADABLE
from pipeline.ingest.read.parquet import read_parquet
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.read.workbook import read_workbook
from pipeline.ingest.sheet import Sheet

# A year of a 150,000-person organisation in the widest layout is about 150 MB; a file of over 1 GiB is no export.
LARGEST_FILE = 1_073_741_824


def open_export(path: Path, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of an export. Raises FileRefused for a folder, an unreadable file or one above `limit` bytes."""
    where = Where(file=path.name)
    if path.is_dir():
        raise refused("folder", FOLDER, where)
    try:
        if path.stat().st_size > limit:  # without reading a byte of it
            raise refused("too_large", TOO_LARGE, where, limit=limit // 1_048_576)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as failed:
        raise refused("unreadable", UNREADABLE, where, reason=failed.strerror or type(failed).__name__) from failed
    if len(content) > limit:
        raise refused("too_large", TOO_LARGE, where, limit=limit // 1_048_576)
    return content


def read_sheets(
    content: bytes, filename: str, known_headings: frozenset[str], encoding: str | None = None
) -> tuple[Sheet, ...]:
    """Every table in the file as text, one per sheet; one for text files and Parquet.

    `known_headings` are folded headings of the organisation's sources; they decide which row is the heading.
    `encoding` is the one a source declares; it holds for text files only. Raises FileRefused.
    """
    kind = file_kind(content, filename)
    if kind == "text":
        return read_delimited(content, filename, known_headings, encoding)
    if kind == "parquet":
        return read_parquet(content, filename)
    return read_workbook(content, filename, kind, known_headings)
