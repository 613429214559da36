"""Handle every request in the inbox once: try it or take it in, answer, and remove it whatever came of it."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipeline.checking import check_export
from pipeline.dryrun import dry_run, live_publication, publication
from pipeline.errors import FileRefused, RefreshRunning, StorageFailed, StreefcijferError
from pipeline.faults import LANGUAGES, Fault, Where
from pipeline.inbox.delivery import deliver, settle, unsettled
from pipeline.inbox.messages import INBOX_RUNNING, INTERRUPTED, NO_EXPORT
from pipeline.inbox.request import UPLOADS, Upload, read_request, taken_from
from pipeline.inbox.shape import (
    KEPT_DAYS,
    Answer,
    Request,
    is_job,
    read_answer,
    state_text,
    waiting,
    withdraw,
)
from pipeline.ingest.pseudonym import Rehasher
from pipeline.intake import Tell
from pipeline.organisation.reader import read_organisation
from pipeline.published import current
from pipeline.published.accounts import accounts
from pipeline.published.changes import Changes
from pipeline.published.plain import to_plain
from pipeline.refresh import Folders, refresh_on_record
from pipeline.report.account import stop_of
from pipeline.report.changes import changes
from pipeline.storage.messages import CANNOT_WRITE
from pipeline.storage.store import Store, exclusive, json_bytes, storage, write_whole
from pipeline.unforeseen import unforeseen

_MOST_TRIES = 3  # of a request at which this process was ended: a file too much for the machine must not come for ever
_MODE = 0o644


@dataclass(frozen=True)
class Inbox:
    """Where requests come from, and what they are about."""

    folders: Folders
    inbox: Path
    today: date
    tell: Tell

    @property
    def store(self) -> Store:
        """Where everything made from exports lies."""
        return Store(self.folders.processed)


def serve(inbox: Inbox) -> tuple[Answer, ...]:
    """Handle all that is waiting, oldest first; the answers.

    Raises RefreshRunning when the inbox is being handled already, or a refresh is running: requests that were not
    handled stay.
    """
    inbox.store.prepare()
    with storage("the inbox"):
        inbox.inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _one_at_a_time(inbox.store):
        _sweep(inbox)
        return tuple(_handled(inbox, job) for job in waiting(inbox.inbox))


@contextmanager
def _one_at_a_time(store: Store) -> Generator[None]:
    with storage("the inbox"):
        handle = os.open(store.restricted / "inbox.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefreshRunning(Fault("inbox_running", INBOX_RUNNING)) from None
        yield
    finally:
        os.close(handle)


def _handled(inbox: Inbox, job: str) -> Answer:
    """One request from beginning to end. Raises RefreshRunning when it has to wait."""
    before = read_answer(inbox.folders.processed, job, inbox.inbox)
    if before is not None and before.ended:  # a run that was killed between answering and removing
        return _ended(inbox, before)
    answer = _begun(inbox, before, job)
    try:
        answer = _named(answer, read_request(inbox.inbox / job, job))
        _answer(inbox, answer)
        if answer.tries > _MOST_TRIES:
            raise FileRefused(Fault("interrupted", INTERRUPTED, Where(file=answer.file), {"tries": _MOST_TRIES}))
        with taken_from(inbox.inbox, job, inbox.store) as upload:
            take = upload.request.action == "take"
            found = _taken(inbox, upload, answer.began_at) if take else _tried(inbox, upload)
        return _ended(inbox, replace(answer, state="done", changes=found, text=found.text))
    except RefreshRunning as running:
        _answer(inbox, replace(_stopped(answer, running), state="waiting", tries=answer.tries - 1))
        raise
    except StreefcijferError as stopped:
        return _ended(inbox, _stopped(answer, stopped))
    except Exception as unexpected:  # noqa: BLE001 - whatever it is, it may show cells, and the next request must have its turn
        return _ended(inbox, _stopped(answer, unforeseen(unexpected)))


def _begun(inbox: Inbox, before: Answer | None, job: str) -> Answer:
    """The answer as long as it is worked on; one that was begun before goes on from what was live then."""
    live = live_publication(inbox.folders.processed)
    tries, began_at = (before.tries, before.began_at) if before else (0, "")
    began_at = began_at if tries else (live.id if live else "")
    return Answer(job, "working", day=inbox.today, text=state_text("working"), tries=tries + 1, began_at=began_at)


def _tried(inbox: Inbox, upload: Upload) -> Changes:
    found = dry_run(inbox.folders, inbox.today, inbox.tell, [upload.path], accept=upload.request.accept)
    if found is None:
        raise FileRefused(Fault("nothing_in_it", NO_EXPORT, Where(file=upload.path.name)))
    return found


def _taken(inbox: Inbox, upload: Upload, began_at: str) -> Changes:
    """The export in the raw folder and the refresh with it; when that stops, the export is taken back."""
    folders, request, store = inbox.folders, upload.request, inbox.store
    organisation = read_organisation(folders.organisation, inbox.today)
    # What must be refused never comes to lie in the raw folder.
    check_export(upload.path, organisation, Rehasher(secrets.token_bytes(32)), inbox.today)
    _must_be_quiet(store)
    try:
        deliver(upload.path, folders.raw, request.job)
        refresh_on_record(folders, inbox.today, inbox.tell, accept=request.accept)
    except RefreshRunning:  # it may be reading the export: whether that stays is seen when this request is next
        raise
    except Exception:
        settle(store, folders.raw, request.job)
        raise
    now = current(folders.processed)
    made = [each for each in accounts(folders.processed) if each.publication == now.id]
    former = publication(folders.processed, began_at)
    return changes(former, now, made[0] if made and now.id != began_at else None, done=True)


def _must_be_quiet(store: Store) -> None:
    """Raises RefreshRunning. A refresh that begins after this takes the export in as well: that is what was asked."""
    with exclusive(store):
        return


def _named(answer: Answer, request: Request) -> Answer:
    return replace(answer, action=request.action, file=request.file, role=request.role)


def _stopped(answer: Answer, stopped: StreefcijferError) -> Answer:
    told = stop_of(stopped, answer.day or date.min)
    text = {language: "\n".join(each.text[language] for each in told.faults) for language in LANGUAGES}
    return replace(
        answer, state="stopped", stopped=told.stopped, exit_code=told.exit_code, faults=told.faults, text=text
    )


def _ended(inbox: Inbox, answer: Answer) -> Answer:
    """Answer first: a run that is killed after it finds the request answered, and only removes it."""
    settle(inbox.store, inbox.folders.raw, answer.job)
    _answer(inbox, answer)
    withdraw(inbox.inbox, answer.job)
    left = [path for path in inbox.inbox.iterdir() if answer.job in path.name]
    if left:
        # An upload may hold what must not be kept: that it cannot be removed is no small thing.
        facts = {"what": "the inbox", "cause": "an upload cannot be removed"}
        raise StorageFailed(Fault("cannot_write", CANNOT_WRITE, Where(), facts))
    return answer


def _answer(inbox: Inbox, answer: Answer) -> None:
    path = inbox.store.answers / f"{answer.job}.json"
    write_whole(path, json_bytes(to_plain(answer)), "the answer to an upload", mode=_MODE)


def _sweep(inbox: Inbox) -> None:
    """What is old, and what a run that was killed left behind. A delivery whose request is gone is settled."""
    store, last = inbox.store, inbox.today - timedelta(days=KEPT_DAYS)
    shutil.rmtree(store.restricted / UPLOADS, ignore_errors=True)
    here = set(waiting(inbox.inbox))
    for job in (each for each in unsettled(inbox.folders.raw) if is_job(each) and each not in here):
        settle(store, inbox.folders.raw, job)
    with storage("old answers and requests"):
        for path in (each for each in store.answers.iterdir() if each.stem not in here):
            # One that was never finished is of a request that was withdrawn.
            answer = read_answer(inbox.folders.processed, path.stem)
            if _day(path) < last or answer is None or not answer.ended:
                path.unlink()
        for path in (each for each in inbox.inbox.iterdir() if not is_job(each.name)):
            # Being put there now, or left by a dashboard that was ended while it did.
            if _day(path) < inbox.today - timedelta(days=1):
                _remove(path)


def _day(path: Path) -> date:
    return datetime.fromtimestamp(path.lstat().st_mtime, tz=UTC).date()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
