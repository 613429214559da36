"""One act as another user, in a process of its own, started by root.

What an act needs is imported before the rights are given up: the interpreter may lie where that user cannot look. Each
such process is forked from one that has imported it all, which takes longer than any act.
Ends with 0 when the act was allowed, 13 when it was refused for want of rights.
"""

import os
import pwd
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pyarrow.dataset  # noqa: F401 - read by name, at the first table

from dashboard.edition import Edition
from pipeline.inbox.request import taken_from
from pipeline.inbox.shape import UploadRefused, put_request, waiting
from pipeline.published import current
from pipeline.storage.store import Store
from registers import Agreement, Author, RegistersUnreachable, add, new_key, open_registers
from tests.dashboard.publication import write_publication

REFUSED = 13


def lay_down(folder: Path) -> None:
    """What a refresh leaves, by the functions that a refresh uses for the folders and their modes."""
    store = Store(folder / "processed")
    store.prepare()
    store.secret()
    published = write_publication(store.processed, months=2)
    # The invented publication is written plainly; the pipeline gives what is published these modes.
    published.chmod(0o755)
    for file in (*published.iterdir(), store.pointer):
        file.chmod(0o644)
    confidential = store.closed / "deans" / "invented"
    confidential.mkdir(parents=True)
    (confidential / "about.json").write_text("{}", encoding="utf-8")
    (folder / "raw" / "export.csv").write_text("number;scale\n", encoding="utf-8")


def prepare(folder: Path) -> None:
    """The beginning of every refresh."""
    Store(folder / "processed").prepare()


def open_edition(folder: Path) -> None:
    """What the dashboard does first."""
    edition = Edition.of(current(folder / "processed"))
    if not edition.units:
        raise AssertionError("there are no units in it")


def upload(folder: Path) -> None:
    """What the dashboard does with a file somebody hands in."""
    put_request(folder / "processed" / "inbox", "export.csv", b"number;scale\n", "try")


def take(folder: Path) -> None:
    """What the pipeline does with it: a copy of its own, then away with it."""
    inbox = folder / "processed" / "inbox"
    (job,) = waiting(inbox)
    with taken_from(inbox, job, Store(folder / "processed")) as taken:
        if taken.path.read_bytes() != b"number;scale\n":
            raise AssertionError("another file")
    for file in (inbox / job).iterdir():
        file.unlink()
    (inbox / job).rmdir()


def write_down(folder: Path) -> None:
    """What the dashboard does with a form; the first time somebody made the registers as this user."""
    registers = open_registers(folder / "registers" / "registers.sqlite", make=True)
    add(registers, new_key(), Agreement("FGW", "women", "an aim", "dean"), Author("x", "dean"), datetime.now(UTC))
    registers.close()


ACTS: dict[str, Callable[[Path], None]] = {
    each.__name__: each for each in (lay_down, prepare, open_edition, upload, take, write_down)
}


def become(name: str) -> None:
    """Be this user from now on, with their groups, and never anybody else again."""
    known = pwd.getpwnam(name)
    os.initgroups(name, known.pw_gid)
    os.setresgid(known.pw_gid, known.pw_gid, known.pw_gid)
    os.setresuid(known.pw_uid, known.pw_uid, known.pw_uid)
    # As the units have it.
    os.umask(0o077)
    os.chdir("/")


def act_as(name: str, act: str, folder: Path) -> None:
    """Do it, in this process, and end it."""
    become(name)
    try:
        ACTS[act](folder)
    except (PermissionError, RegistersUnreachable, UploadRefused):
        sys.exit(REFUSED)


def acted(name: str, act: str, folder: Path) -> int | None:
    """The exit code of a process that did it."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    process = processes.Process(target=act_as, args=(name, act, folder))
    process.start()
    process.join()
    return process.exitcode
