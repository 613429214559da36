"""A request as the pipeline takes it from the inbox: nothing of it is believed before it was looked at.

Another user may write there. The export is copied once, without following any link, to where only the pipeline can
write; everything after works on that copy.
"""

import json
import os
import shutil
import stat
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import FileRefused
from pipeline.faults import Fault
from pipeline.inbox.messages import NOT_A_REQUEST
from pipeline.inbox.shape import LARGEST, REQUEST, Request, UploadRefused, clean_name, is_role
from pipeline.published.plain import from_plain
from pipeline.storage.store import Store, storage

UPLOADS = "uploads"  # in the restricted zone
_LARGEST_REQUEST = 4096  # bytes of request.json


@dataclass(frozen=True)
class Upload:
    """A request, and the pipeline's own copy of its export, under its own name."""

    request: Request
    path: Path


@contextmanager
def taken_from(inbox: Path, job: str, store: Store) -> Generator[Upload]:
    """The request and the copy of its export, which is gone afterwards. Raises FileRefused for what is no request."""
    place = store.restricted / UPLOADS / job
    try:
        with storage("the copy of an upload"):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700, parents=True)
        yield _copied(inbox / job, job, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def read_request(folder: Path, job: str) -> Request:
    """The request that lies in this folder. Raises FileRefused when it is not one that the dashboard puts there."""
    try:
        with _folder(folder) as handle:
            return _request(handle, job)
    except (OSError, ValueError, UploadRefused, RecursionError):
        raise _no_request() from None


def _copied(folder: Path, job: str, place: Path) -> Upload:
    try:
        with _folder(folder) as handle:
            request = _request(handle, job)
            copy = place / request.file
            with _opened(handle, request.file, LARGEST) as file, storage("the copy of an upload"):
                _copy(file, copy)
            return Upload(request, copy)
    except (OSError, ValueError, UploadRefused, RecursionError):
        raise _no_request() from None


@contextmanager
def _folder(folder: Path) -> Generator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _request(folder: int, job: str) -> Request:
    with _opened(folder, REQUEST, _LARGEST_REQUEST) as file:
        request = from_plain(Request, json.loads(file.read(_LARGEST_REQUEST)))
    # One export and nothing else, under the name that cleaning leaves as it is.
    whole = request.job == job and request.file == clean_name(request.file) and is_role(request.role)
    if not whole or sorted(os.listdir(folder)) != sorted([REQUEST, request.file]):
        raise ValueError("not as it is put there")
    return request


def _opened(folder: int, name: str, largest: int) -> BinaryIO:
    """A plain file of this folder, not a link to another one. Raises OSError or ValueError."""
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1 or status.st_size > largest:
        os.close(handle)
        raise ValueError("not a file of this request")
    return os.fdopen(handle, "rb")


def _copy(file: BinaryIO, to: Path) -> None:
    target = os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    left = LARGEST
    with os.fdopen(target, "wb") as copy:
        # It may grow while it is read: never more than was allowed.
        while left > 0 and (chunk := file.read(min(left, 2**20))):
            copy.write(chunk)
            left -= len(chunk)


def _no_request() -> FileRefused:
    return FileRefused(Fault("not_a_request", NOT_A_REQUEST))
