"""How an upload is handed over and answered: folders and files, so that the dashboard runs no step of the pipeline.

A request is a folder `inbox/<job>/` with the export and request.json; it is seen only when whole. The pipeline answers
in `answers/<job>.json` and removes the request, whatever came of it. For the dashboard, without Streamlit.
"""

import json
import os
import re
import secrets
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pipeline.faults import LANGUAGES, Language
from pipeline.inbox.messages import REFUSED, STATES
from pipeline.published.accounts import Remark, Texts
from pipeline.published.changes import Changes
from pipeline.published.plain import from_plain, to_plain

INBOX, ANSWERS, REQUEST = "inbox", "answers", "request.json"
# What is read: told from the bytes later on; a name that says something else is a mistake worth stopping at once.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".parquet")
# A whole year of an organisation of 150,000 is some 150 MB; more is no export, and Streamlit takes no more unasked.
LARGEST = 200 * 2**20  # bytes
MOST_WAITING = 5  # requests: the disk holds so many of the largest files at most
KEPT_DAYS = 7  # answers
LONGEST_NAME = 120  # bytes

Action = Literal["try", "take"]
State = Literal["waiting", "working", "done", "stopped"]
_JOB = re.compile(r"[0-9a-f]{32}")
_ROLE = re.compile(r"[a-z_]{1,20}")


class UploadRefused(Exception):
    """An upload that cannot be put in the inbox. `code` is one of messages.REFUSED; holds nothing of the file."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def text(self, language: Language) -> str:
        """Why, and what to do."""
        return REFUSED[self.code].fill(language, {"limit": LARGEST // 2**20, "most": MOST_WAITING})


@dataclass(frozen=True)
class Request:
    """What is asked of the pipeline. `role`: as what somebody asked, never who."""

    job: str
    action: Action
    file: str
    role: str = "advisor"
    accept: bool = False  # also when the export is held back for being too short


@dataclass(frozen=True)
class Answer:
    """What became of a request. `changes`: what would change (try) or has changed (take); only when it is done."""

    job: str
    state: State
    action: Action = "try"
    file: str = ""
    role: str = ""
    day: date | None = None  # of the run that wrote it
    text: Texts | None = None
    stopped: str = ""  # kind of stop and its exit code, as in commands.md; empty unless `state` is stopped
    exit_code: int = 0
    faults: tuple[Remark, ...] = ()
    changes: Changes | None = None
    tries: int = 0  # how often it was begun
    began_at: str = ""  # the publication that was live when it was first begun

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "stopped")


def is_job(text: str) -> bool:
    """Whether this can be the name of a request: nothing else ever becomes part of a path."""
    return _JOB.fullmatch(text) is not None


def is_role(text: str) -> bool:
    """Whether this is a plain word, so that no name of a person gets in by accident."""
    return _ROLE.fullmatch(text) is not None


def clean_name(name: str) -> str:
    """The name under which an upload is kept: the last part of a path, without what is invisible or hides a file.

    Raises UploadRefused when nothing is left of it, it is too long, or its ending is none of ENDINGS.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(each for each in last if not unicodedata.category(each).startswith(("C", "Zl", "Zp")))
    plain = " ".join(seen.split()).lstrip(".~$ ")
    if not plain.lower().endswith(ENDINGS):
        raise UploadRefused("upload_ending" if plain else "upload_name")
    if not Path(plain).stem or len(plain.encode("utf-8")) > LONGEST_NAME:
        raise UploadRefused("upload_name")
    return plain


def waiting(inbox: Path) -> tuple[str, ...]:
    """The jobs of the requests that are whole, oldest first."""
    try:
        found = [path for path in inbox.iterdir() if is_job(path.name) and path.is_dir() and not path.is_symlink()]
        return tuple(path.name for path in sorted(found, key=lambda each: (each.stat().st_mtime_ns, each.name)))
    except OSError:
        return ()


def put_request(
    inbox: Path,
    name: str,
    content: bytes | Iterable[bytes],
    action: Action,
    *,
    role: str = "advisor",
    accept: bool = False,
) -> str:
    """Put an upload in the inbox and return its job. Raises UploadRefused; then nothing of it stays.

    Owner-only. Where whoever runs this set the inbox up for two users (setgid: mode 2770), its group may read it too.
    """
    request = Request(secrets.token_hex(16), action, clean_name(name), role, accept)
    if not is_role(role):
        raise UploadRefused("upload_failed")
    if len(waiting(inbox)) >= MOST_WAITING:
        raise UploadRefused("upload_busy")
    part = inbox / f".{request.job}.part"
    try:
        inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        for_folders, for_files = _modes(inbox)
        part.mkdir(mode=0o700)
        _write(part / request.file, [content] if isinstance(content, bytes) else content, for_files)
        _write(part / REQUEST, [json.dumps(to_plain(request)).encode()], for_files)
        part.chmod(for_folders)
        part.rename(inbox / request.job)
    except OSError:
        raise UploadRefused("upload_failed") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return request.job


def read_answer(processed: Path, job: str, inbox: Path | None = None) -> Answer | None:
    """What became of a request; `waiting` when it is there and nobody has looked yet; None when there is no such one.

    An answer that cannot be read has stopped, without a reason.
    """
    if not is_job(job):
        return None
    path = processed / ANSWERS / f"{job}.json"
    try:
        return from_plain(Answer, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        there = job in waiting(inbox or processed / INBOX)
        return Answer(job, "waiting", text=state_text("waiting")) if there else None
    except (OSError, ValueError, RecursionError):
        return Answer(job, "stopped", text=state_text("stopped"))


def withdraw(inbox: Path, job: str) -> bool:
    """Take a request back, the file with it. False when it is not there any more, or cannot be removed.

    One that is being worked on is finished all the same: the pipeline has its own copy by then.
    """
    if not is_job(job):
        return False
    gone = inbox / f".{job}.gone.part"
    try:
        (inbox / job).rename(gone)
    except OSError:
        return False
    shutil.rmtree(gone, ignore_errors=True)
    return True


def state_text(state: State) -> Mapping[str, str]:
    """The state in words."""
    return {language: STATES[state].fill(language, {}) for language in LANGUAGES}


def _modes(inbox: Path) -> tuple[int, int]:
    """Of a request's folder and of the files in it."""
    shared = inbox.stat().st_mode & stat.S_ISGID
    return (0o2770, 0o660) if shared else (0o700, 0o600)


def _write(path: Path, chunks: Iterable[bytes], mode: int) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
    size = 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise UploadRefused("upload_too_large")
            file.write(chunk)
        if not size:
            raise UploadRefused("upload_empty")
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
