"""The folders under `processed/`: how things are written there whole, and read back.

Everything is written under its final name only when it is complete, and is named by its content or
its inputs. What is live is decided by one small file, `published/current.json`, and replacing that
file is the only moment at which anything changes. A run that is killed leaves nothing but files
nobody refers to; the next run removes those.
"""

import errno
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import RefreshRunning, StorageFailed
from pipeline.faults import Fault, Where
from pipeline.storage import messages

_PART = ".part"  # the ending of what is not complete yet
ASIDE = "aside"  # where a publication lies while it is looked at, before it goes live
TRYOUT = "tryout"  # where a dry run works
_SECRET = 32  # bytes


@dataclass(frozen=True)
class Store:
    """Where things lie. `restricted` holds person data and is open to its owner only."""

    processed: Path

    @property
    def restricted(self) -> Path:
        """Person data: archive, quarantine, cubes, ledger, reports. Mode 0700."""
        return self.processed / "restricted"

    @property
    def published(self) -> Path:
        """Publications, safe to show."""
        return self.processed / "published"

    @property
    def closed(self) -> Path:
        """Publications for closed audiences, a folder each. Mode 0700: nobody sees them without logging in."""
        return self.processed / "closed"

    @property
    def accounts(self) -> Path:
        """What each refresh did, safe to show."""
        return self.processed / "accounts"

    @property
    def answers(self) -> Path:
        """What became of uploads, safe to show."""
        return self.processed / "answers"

    @property
    def pointer(self) -> Path:
        """The file that names the live publication and the ledger it was made from."""
        return self.published / "current.json"

    def prepare(self) -> None:
        """Make the folders; the restricted one for its owner only, also when it was made otherwise."""
        with storage("the folder for processed data"):
            # Another user reads what is published, whatever the umask of the one who publishes.
            for folder in (self.published, self.accounts, self.answers):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o755)
            for folder in (self.restricted, self.closed):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o700)

    def secret(self) -> bytes:
        """The local secret that pseudonyms are hashed with; made on first use, mode 0600."""
        path = self.restricted / "secret.key"
        if not path.exists():
            write_whole(path, secrets.token_bytes(_SECRET), "the local secret")
        secret = read_bytes(path, "the local secret")
        # An emptied file would hash pseudonyms without any secret, and nobody would see it.
        if len(secret) != _SECRET:
            raise StorageFailed(unreadable("the local secret", "damaged"))
        return secret

    def empty(self) -> None:
        """Remove everything but the lock, the pointer first: readers see nothing rather than half. Only under the lock."""
        with storage("the folder for processed data"):
            self.pointer.unlink(missing_ok=True)
            zones = (self.published, self.closed, self.accounts, self.answers, self.restricted)
            for path in [path for zone in zones for path in zone.iterdir()]:
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name != "lock":
                    path.unlink()

    def sweep(self) -> None:
        """Remove what an interrupted run left unfinished. Only under the lock."""
        with storage("leftovers of an interrupted run"):
            owned = [*self.restricted.rglob(f"*{_PART}"), *self.closed.rglob(f"*{_PART}")]
            shown = [path for zone in (self.published, self.accounts) for path in zone.glob(f"*{_PART}")]
            work = [path for name in (ASIDE, TRYOUT) for path in self.restricted.glob(name)]
            for leftover in [*owned, *shown, *work]:
                if leftover.is_dir():
                    shutil.rmtree(leftover)
                else:
                    leftover.unlink(missing_ok=True)


@contextmanager
def exclusive(store: Store) -> Generator[None]:
    """Hold the only refresh of this store. Raises RefreshRunning at once when another one does.

    The kernel lets go of the lock when the process ends, however it ends.
    """
    with storage("the lock"):
        handle = os.open(store.restricted / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefreshRunning(Fault("refresh_running", messages.RUNNING)) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def storage(what: str) -> Generator[None]:
    """Turn the system's errors while writing into one clear StorageFailed."""
    try:
        yield
    except OSError as failed:
        if failed.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFailed(Fault("disk_full", messages.DISK_FULL, Where(), {"what": what})) from None
        facts = {"what": what, "cause": failed.strerror or type(failed).__name__}
        raise StorageFailed(Fault("cannot_write", messages.CANNOT_WRITE, Where(), facts)) from None


def write_whole(path: Path, content: bytes, what: str, mode: int = 0o600) -> None:
    """Write a file beside its place, then move it there. Owner-only, unless `mode` says otherwise."""
    with storage(what):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Each process its own: the workers of a run that was killed may still be writing the same file.
        part = path.with_name(f"{path.name}.{os.getpid()}{_PART}")
        handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            # Before the move: a run that is killed after it must not leave a file its readers cannot open.
            os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def write_table(path: Path, table: pa.Table, what: str, metadata: Mapping[str, str] | None = None) -> None:
    """Write a Parquet file the same way. Owner-only; equal tables give equal bytes."""
    if metadata:
        table = table.replace_schema_metadata(dict(metadata))
    sink = pa.BufferOutputStream()
    # A dictionary of numbers that hardly repeat (pseudonyms, row numbers, fte) costs time and gains nothing.
    texts = [each.name for each in table.schema if pa.types.is_string(each.type) or pa.types.is_dictionary(each.type)]
    plain = {field.name: "PLAIN" for field in table.schema if pa.types.is_uint64(field.type)}
    packed = {field.name: "DELTA_BINARY_PACKED" for field in table.schema if pa.types.is_int64(field.type)}
    dictionaries: Any = texts  # declared as bool in pyarrow's types; a list of columns is documented
    # Nobody looks these files up by value: statistics would take as long as the rest.
    pq.write_table(
        table,
        sink,
        compression="none",
        use_dictionary=dictionaries,
        column_encoding=plain | packed,
        write_statistics=False,
    )
    write_whole(path, sink.getvalue().to_pybytes(), what)


def write_arrow(path: Path, table: pa.Table, what: str) -> None:
    """Write a table as an Arrow file: quicker to read back than Parquet, for small tables that are many."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table)
    write_whole(path, sink.getvalue().to_pybytes(), what)


def read_arrow(path: Path, what: str) -> pa.Table:
    """Read an Arrow file back. Raises StorageFailed when it is not there or damaged."""
    content = read_bytes(path, what)
    try:
        return pa.ipc.open_file(pa.py_buffer(content)).read_all()
    except (OSError, pa.ArrowException) as failed:
        cause = type(failed).__name__
    raise StorageFailed(unreadable(what, cause))


def write_json(path: Path, value: object, what: str) -> None:
    """Write JSON the same way, keys sorted."""
    write_whole(path, json_bytes(value), what)


def json_bytes(value: object) -> bytes:
    """JSON in its one form: sorted keys, indented, UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def read_json(path: Path, what: str) -> dict[str, Any]:
    """Read a JSON object back. Raises StorageFailed when it is not there or damaged."""
    content = read_bytes(path, what)
    try:
        named = json.loads(content)
    except ValueError:
        named = None
    if not isinstance(named, dict):
        raise StorageFailed(unreadable(what, "not JSON"))
    return cast("dict[str, Any]", named)


def read_bytes(path: Path, what: str) -> bytes:
    """Read a file back. Raises StorageFailed when that fails."""
    try:
        return path.read_bytes()
    except OSError as failed:
        raise StorageFailed(unreadable(what, failed.strerror or type(failed).__name__)) from None


def read_table(path: Path, what: str) -> pa.Table:
    """Read a Parquet file back. Raises StorageFailed when it is not there or damaged."""
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowException) as failed:
        cause = type(failed).__name__
    raise StorageFailed(unreadable(what, cause))


def unreadable(what: str, cause: str) -> Fault:
    """The fault of something stored that cannot be read back."""
    return Fault("cannot_read", messages.CANNOT_READ, Where(), {"what": what, "cause": cause})


def folder_aside(final: Path) -> Path:
    """An empty folder beside the final one, to build in."""
    aside = final.with_name(final.name + _PART)
    with storage(final.name):
        if aside.exists():
            shutil.rmtree(aside)
        aside.mkdir(parents=True)
    return aside


def move_in(aside: Path, final: Path) -> None:
    """Move a finished folder to its place; one that is there already under this name is replaced."""
    with storage(final.name):
        if final.exists():
            old = final.with_name(final.name + ".old" + _PART)
            final.replace(old)
            aside.replace(final)
            shutil.rmtree(old)
        else:
            aside.replace(final)
