"""Uploads: put in the inbox whole or not, tried or taken in once, answered, and gone; and what is no upload at all."""

import fcntl
import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import RefreshRunning, StorageFailed
from pipeline.inbox import serve as serving
from pipeline.inbox import shape
from pipeline.inbox.serve import Inbox, serve
from pipeline.inbox.shape import (
    Action,
    Answer,
    UploadRefused,
    clean_name,
    put_request,
    read_answer,
    waiting,
    withdraw,
)
from pipeline.published import current
from pipeline.published.accounts import accounts
from pipeline.published.plain import to_plain
from pipeline.refresh import Folders
from pipeline.storage.ledger import read_ledger
from pipeline.storage.store import Store, exclusive, json_bytes
from tests.refresh.damage import citizen_numbers
from tests.refresh.test_refresh import made
from tests.refresh.university import HEADINGS, TODAY, University, altered, export, staff, widened

DECEMBER = export("2025-12", staff()).encode("cp1252")
NAME = "personeel_2025-12.csv"


def box(university: University) -> Inbox:
    folders = Folders(university.organisation, university.raw, university.processed)
    return Inbox(folders, university.processed / "inbox", TODAY, lambda *_: None)


def put(university: University, content: bytes, action: Action, name: str = NAME, *, accept: bool = False) -> str:
    return put_request(university.processed / "inbox", name, content, action, accept=accept)


def handled(
    university: University, content: bytes, action: Action, name: str = NAME, *, accept: bool = False
) -> Answer:
    """Put, handled and answered; afterwards nothing of the upload is left but what was taken in."""
    job = put(university, content, action, name, accept=accept)
    (found,) = serve(box(university))
    assert found == read_answer(university.processed, job)
    assert (found.job, found.action, found.file, found.role, found.day) == (job, action, name, "advisor", TODAY)
    cleared(university)
    return found


def cleared(university: University) -> None:
    assert list((university.processed / "inbox").iterdir()) == []
    assert [path.name for path in university.raw.iterdir() if path.name.startswith(".")] == []
    assert list((university.processed / "restricted").glob("uploads/*")) == []
    assert not (university.processed / "restricted" / "tryout").exists()


def refreshed(folder: Path) -> University:
    university = made(folder, "2025-11")
    university.refresh()
    return university


# --- putting ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("personeel_2025-12.csv", "personeel_2025-12.csv"),
        ("Personeel december.XLSX", "Personeel december.XLSX"),
        ("C:\\Users\\x\\staff.csv", "staff.csv"),
        ("../../etc/staff.csv", "staff.csv"),
        ("..\\..\\staff.csv", "staff.csv"),
        (".staff.csv", "staff.csv"),
        ("~$staff.xlsx", "staff.xlsx"),
        ("sta\u202eff\x00\n.csv", "staff.csv"),
        ("e\u0301quipe.csv", "\u00e9quipe.csv"),
        ("  a   b .csv", "a b .csv"),
    ],
)
def test_names_are_cleaned(name: str, kept: str) -> None:
    assert clean_name(name) == kept
    assert clean_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "upload_name"),
        ("/", "upload_name"),
        ("..", "upload_name"),
        (".csv", "upload_ending"),
        ("staff.csv/", "upload_name"),
        ("staff", "upload_ending"),
        ("staff.exe", "upload_ending"),
        ("staff.csv.zip", "upload_ending"),
        ("request.json", "upload_ending"),
        ("x" * 200 + ".csv", "upload_name"),
    ],
)
def test_names_that_cannot_be_used(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        put_request(tmp_path / "inbox", name, b"x", "try")
    assert refused.value.code == code
    assert refused.value.text("nl") != refused.value.text("en")
    assert not (tmp_path / "inbox").exists()


def test_a_request_is_its_owners_only_and_seen_when_whole(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    seen: list[tuple[str, ...]] = []

    def chunks() -> Iterator[bytes]:
        for part in (b"one", b"two"):
            seen.append(waiting(inbox))
            yield part

    before = os.umask(0)
    job = put_request(inbox, "a.csv", chunks(), "try")
    os.umask(before)
    assert seen == [(), ()]
    assert waiting(inbox) == (job,)
    assert (inbox / job / "a.csv").read_bytes() == b"onetwo"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [inbox, *inbox.rglob("*")]}
    assert modes == {"inbox": 0o700, job: 0o700, "a.csv": 0o600, "request.json": 0o600}
    assert json.loads((inbox / job / "request.json").read_text()) == {
        "job": job,
        "action": "try",
        "file": "a.csv",
        "role": "advisor",
        "accept": False,
    }


def test_where_two_users_share_the_inbox_its_group_may_read(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    inbox.chmod(0o2770)
    job = put_request(inbox, "a.csv", b"x", "try")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in inbox.rglob("*")}
    assert modes == {job: 0o2770, "a.csv": 0o660, "request.json": 0o660}


def test_what_is_too_large_empty_or_broken_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "inbox"
    monkeypatch.setattr(shape, "LARGEST", 200)

    def broken() -> Iterator[bytes]:
        yield b"x"
        raise ConnectionError

    for content, code in ((b"x" * 201, "upload_too_large"), (b"", "upload_empty"), ([], "upload_empty")):
        with pytest.raises(UploadRefused) as refused:
            put_request(inbox, "a.csv", content, "try")
        assert refused.value.code == code
    with pytest.raises(UploadRefused) as refused:
        put_request(inbox, "a.csv", broken(), "try")
    assert refused.value.code == "upload_failed"
    assert list(inbox.iterdir()) == []
    assert put_request(inbox, "a.csv", b"x" * 200, "try")


def test_no_more_wait_than_the_disk_may_hold(tmp_path: Path) -> None:
    jobs = [put_request(tmp_path / "inbox", "a.csv", b"x", "try") for _ in range(shape.MOST_WAITING)]
    with pytest.raises(UploadRefused, match="upload_busy"):
        put_request(tmp_path / "inbox", "a.csv", b"x", "try")
    assert withdraw(tmp_path / "inbox", jobs[2])
    assert put_request(tmp_path / "inbox", "a.csv", b"x", "try") not in jobs


def test_a_closed_inbox_and_a_name_for_a_role(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_text("a file")
    with pytest.raises(UploadRefused, match="upload_failed"):
        put_request(tmp_path / "inbox", "a.csv", b"x", "try")
    with pytest.raises(UploadRefused, match="upload_failed"):
        put_request(tmp_path / "other", "a.csv", b"x", "try", role="j.jansen@example.org")
    assert not (tmp_path / "other").exists()


def test_answers_and_withdrawing_follow_no_path(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "secret.json").write_text('{"job": "x", "state": "done"}')
    for job in ("../secret", "", "x" * 32, "A" * 32, f"{'a' * 32}\n"):
        assert read_answer(tmp_path, job) is None
        assert not withdraw(tmp_path / "inbox", job)
    assert read_answer(tmp_path, "a" * 32) is None
    job = put_request(tmp_path / "inbox", "a.csv", b"x", "try")
    told = read_answer(tmp_path, job)
    assert told is not None
    assert (told.state, told.text) == ("waiting", {"nl": "Wacht op zijn beurt.", "en": "Waiting its turn."})
    (tmp_path / "answers" / f"{job}.json").write_text("{")
    told = read_answer(tmp_path, job)
    assert told is not None
    assert told.state == "stopped"
    assert withdraw(tmp_path / "inbox", job)
    assert not withdraw(tmp_path / "inbox", job)
    assert list((tmp_path / "inbox").iterdir()) == []


# --- trying and taking in -----------------------------------------------------------------------------


def test_trying_changes_nothing_and_taking_in_does_what_was_said(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    before = {zone: university.on_disk(zone) for zone in ("published", "accounts", "../raw")}
    tried = handled(university, DECEMBER, "try")
    assert {zone: university.on_disk(zone) for zone in before} == before
    assert (tried.state, tried.tries) == ("done", 1)
    assert tried.changes is not None
    assert (tried.changes.changed, tried.changes.done, tried.changes.months_new) == (True, False, ("2025-12",))
    assert tried.text == tried.changes.text
    taken = handled(university, DECEMBER, "take")
    assert taken.changes is not None
    assert (taken.changes.done, taken.changes.account.publication) == (True, tried.changes.account.publication)
    assert taken.changes.shifts == tried.changes.shifts
    assert taken.text is not None
    assert taken.text["nl"].startswith("Ingelezen. Dit is er veranderd.")
    assert current(university.processed).id == tried.changes.account.publication
    assert (university.raw / NAME).read_bytes() == DECEMBER
    assert stat.S_IMODE((university.raw / NAME).stat().st_mode) == 0o600
    assert accounts(university.processed)[0] == taken.changes.account
    for path in (university.processed / "answers").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
    again = handled(university, DECEMBER, "take")
    assert again.changes is not None
    assert (again.state, again.changes.changed) == ("done", False)
    assert len(accounts(university.processed)) == 2
    assert not university.refresh().changed


def test_a_file_with_identifiers_is_nowhere_afterwards(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    numbers = citizen_numbers(120)
    refused = widened(export("2025-12", staff()), "BSN", numbers).encode("cp1252")
    before = university.on_disk("published"), university.on_disk("../raw")
    for action in ("try", "take"):
        told = handled(university, refused, action)
        assert (told.state, told.stopped, told.exit_code) == ("stopped", "FileRefused", 11)
        assert told.text is not None
        assert "BSN" in told.text["nl"]
    assert (university.on_disk("published"), university.on_disk("../raw")) == before
    everywhere = b"".join([*university.on_disk().values(), *university.on_disk("../raw").values()])
    assert not [number for number in numbers if number.encode() in everywhere]
    # What is refused before it lay in the raw folder was never part of a refresh.
    assert [each.outcome for each in accounts(university.processed)] == ["published"]


def test_a_short_file_is_held_back_until_accepted(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    short = export("2025-12", staff(40)).encode("cp1252")
    for action in ("try", "take"):
        told = handled(university, short, action)
        assert (told.state, told.stopped, told.changes) == ("stopped", "HeldBack", None)
        assert not (university.raw / NAME).exists()
    assert [each.outcome for each in accounts(university.processed)] == ["stopped", "published"]
    assert handled(university, short, "take", accept=True).state == "done"
    assert (university.raw / NAME).exists()


def test_a_month_delivered_again_needs_a_name_of_its_own(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    corrected = export("2025-11", altered(staff(), 7, unit="GW-PSY")).encode("cp1252")
    before = university.on_disk("../raw")
    for action in ("try", "take"):
        told = handled(university, corrected, action, "personeel_2025-11.csv")
        assert [each.code for each in told.faults] == ["name_taken"]
    assert university.on_disk("../raw") == before
    told = handled(university, corrected, "take", "personeel_2025-11 (2).csv")
    assert told.changes is not None
    assert told.changes.months_replaced == ("2025-11",)


def test_another_file_that_stops_the_refresh_takes_the_upload_back(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    university.put("personeel_2025-10.csv", export("2025-10", staff(), HEADINGS[:-2]))
    told = handled(university, DECEMBER, "take")
    assert (told.state, told.stopped) == ("stopped", "FileRefused")
    assert not (university.raw / NAME).exists()
    assert told.faults[0].text["nl"].startswith("personeel_2025-10.csv")


def test_a_file_that_lay_there_before_is_not_taken_back(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    university.put("personeel_2025-10.csv", "")
    (university.raw / NAME).write_bytes(DECEMBER)
    assert handled(university, DECEMBER, "take").state == "stopped"
    assert (university.raw / NAME).read_bytes() == DECEMBER


def test_a_fault_of_the_program_tells_no_value_and_lets_the_next_one_have_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    university = refreshed(tmp_path / "u")

    def broken(*_: object, **__: object) -> None:
        raise ValueError("ps0007q has gender V")

    monkeypatch.setattr(serving, "refresh_on_record", broken)
    first, second = put(university, DECEMBER, "take"), put(university, DECEMBER, "try")
    told = serve(box(university))
    assert [(each.job, each.state) for each in told] == [(first, "stopped"), (second, "done")]
    assert [each.code for each in told[0].faults] == ["unexpected"]
    assert b"ps0007q" not in b"".join(university.on_disk("answers").values())
    cleared(university)
    assert not (university.raw / NAME).exists()


def test_an_organisation_at_fault_is_told(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    university.change(bands="nonsense")
    told = handled(university, DECEMBER, "take")
    assert (told.state, told.stopped) == ("stopped", "OrganisationFault")


# --- what is no request -------------------------------------------------------------------------------


def said_otherwise(folder: Path, **values: str) -> None:
    plain = json.loads((folder / "request.json").read_text())
    (folder / "request.json").write_text(json.dumps({**plain, **values}))


def linked(folder: Path, target: Path) -> None:
    (folder / NAME).unlink()
    (folder / NAME).symlink_to(target)


def shared(folder: Path, target: Path) -> None:
    (folder / NAME).unlink()
    os.link(target, folder / NAME)


def piped(folder: Path, _: Path) -> None:
    (folder / NAME).unlink()
    os.mkfifo(folder / NAME)


def led(folder: Path, _: Path) -> None:
    (folder / "request.json").rename(folder.parent / "kept.json")
    (folder / "request.json").symlink_to(folder.parent / "kept.json")


# A request as somebody makes it who may write in the inbox and means harm: its folder, and a file of the pipeline's own.
TAMPERED = {
    "export is a link": linked,
    "export is a hard link": shared,
    "export is a pipe": piped,
    "request is a link": led,
    "two exports": lambda folder, _: (folder / "other.csv").write_bytes(DECEMBER),
    "no export": lambda folder, _: (folder / NAME).unlink(),
    "request is huge": lambda folder, _: said_otherwise(folder, more=" " * 5000),
    "request is not JSON": lambda folder, _: (folder / "request.json").write_text("{"),
    "request has another job": lambda folder, _: said_otherwise(folder, job="b" * 32),
    "request leads elsewhere": lambda folder, _: said_otherwise(folder, file="../../restricted/secret.key"),
    "request asks something else": lambda folder, _: said_otherwise(folder, action="empty"),
    "request names somebody": lambda folder, _: said_otherwise(folder, role="J. Jansen"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_the_dashboard_never_puts_there_is_removed_unread(tmp_path: Path, how: str) -> None:
    university = made(tmp_path / "u")
    secret = (university.processed / "restricted" / "secret.key").read_bytes()
    job = put(university, DECEMBER, "take")
    TAMPERED[how](university.processed / "inbox" / job, university.processed / "restricted" / "secret.key")
    (told,) = serve(box(university))
    assert (told.state, [each.code for each in told.faults]) == ("stopped", ["not_a_request"]), told
    assert waiting(university.processed / "inbox") == ()
    assert not (university.processed / "inbox" / job).exists()
    assert list(university.raw.iterdir()) == []
    assert (university.processed / "restricted" / "secret.key").read_bytes() == secret
    assert b"Jansen" not in b"".join(university.on_disk("answers").values())


def test_a_folder_that_is_a_link_is_no_request(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    (university.processed / "inbox").mkdir()
    (university.processed / "inbox" / ("a" * 32)).symlink_to(university.processed / "restricted")
    assert serve(box(university)) == ()
    assert (university.processed / "restricted" / "secret.key").exists()


# --- at once, and broken off --------------------------------------------------------------------------


def test_the_second_of_two_runs_leaves(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    put(university, DECEMBER, "try")
    with (university.processed / "restricted" / "inbox.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RefreshRunning) as running:
            serve(box(university))
    assert [fault.code for fault in running.value.faults] == ["inbox_running"]
    assert [each.state for each in serve(box(university))] == ["done"]


@pytest.mark.parametrize("action", ["try", "take"])
def test_beside_a_running_refresh_requests_wait(tmp_path: Path, action: Action) -> None:
    university = refreshed(tmp_path / "u")
    job = put(university, DECEMBER, action)
    for _ in range(5):
        with exclusive(Store(university.processed)), pytest.raises(RefreshRunning):
            serve(box(university))
        told = read_answer(university.processed, job)
        assert told is not None
        assert (told.state, told.tries, told.stopped) == ("waiting", 0, "RefreshRunning")
    assert not (university.raw / NAME).exists()
    assert [each.state for each in serve(box(university))] == ["done"]
    cleared(university)


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from pipeline.inbox import serve as serving
from pipeline.refresh import Folders
home, place, after = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "after"
real = getattr(serving, place)
def killed(*arguments, **named):
    if place == "_answer" and arguments[1].state == "working":
        return real(*arguments, **named)
    if after:
        real(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(serving, place, killed)
folders = Folders(home / "tiny", home / "raw", home / "processed")
serving.serve(serving.Inbox(folders, home / "processed" / "inbox", date(2026, 1, 15), lambda *_: None))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "when"),
    [
        ("check_export", "before"),
        ("deliver", "after"),
        ("refresh_on_record", "after"),
        ("settle", "after"),
        ("_answer", "before"),
        ("_answer", "after"),
    ],
)
def test_killed_on_the_way_it_is_taken_in_once(tmp_path: Path, place: str, when: str) -> None:
    university = refreshed(tmp_path / "u")
    job = put(university, DECEMBER, "take")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(university.home), place, when], check=False)
    assert killed.returncode == -9
    (told,) = serve(box(university))
    assert (told.job, told.state) == (job, "done")
    assert told.changes is not None
    assert told.changes.done
    # Also when it was killed after the refresh: the answer tells what came of the request as a whole.
    assert (told.changes.changed, told.changes.months_new) == (True, ("2025-12",))
    cleared(university)
    assert (university.raw / NAME).read_bytes() == DECEMBER
    entries = [entry.file for entry in read_ledger(Store(university.processed)).entries]
    assert entries == ["personeel_2025-11.csv", NAME]
    assert len(accounts(university.processed)) == 2
    assert not university.refresh().changed


@pytest.mark.slow
def test_killed_and_withdrawn_it_is_taken_back(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    job = put(university, DECEMBER, "take")
    subprocess.run([sys.executable, "-c", KILLED, str(university.home), "deliver", "after"], check=False)
    assert (university.raw / NAME).exists()
    assert withdraw(university.processed / "inbox", job)
    assert serve(box(university)) == ()
    assert read_answer(university.processed, job) is None
    assert not (university.raw / NAME).exists()
    cleared(university)


def test_a_request_that_ends_every_run_is_stopped(tmp_path: Path) -> None:
    university = refreshed(tmp_path / "u")
    job = put(university, DECEMBER, "take")
    answer = Answer(job, "working", "take", NAME, tries=3)
    (university.processed / "answers" / f"{job}.json").write_bytes(json_bytes(to_plain(answer)))
    (told,) = serve(box(university))
    assert (told.state, [each.code for each in told.faults]) == ("stopped", ["interrupted"])
    cleared(university)


def test_an_upload_that_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = refreshed(tmp_path / "u")
    put(university, DECEMBER, "try")
    monkeypatch.setattr(serving, "withdraw", lambda *_: False)
    with pytest.raises(StorageFailed):
        serve(box(university))


def test_old_answers_and_what_was_never_whole_are_swept(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    inbox, answers = university.processed / "inbox", university.processed / "answers"
    serve(box(university))
    names = {"a": 8, "b": 6}
    for name, days in names.items():
        path = answers / f"{name * 32}.json"
        path.write_bytes(json_bytes(to_plain(Answer(name * 32, "done"))))
        part = inbox / f".{name * 32}.part"
        part.mkdir()
        (part / "x.csv").write_text("x")
        for each, back in ((path, days), (part, days // 4 * 2 - 2)):
            seconds = (TODAY.toordinal() - back - 719163) * 86400 + 3600
            os.utime(each, (seconds, seconds))
    serve(box(university))
    assert [path.name[0] for path in answers.iterdir()] == ["b"]
    assert [path.name[1] for path in inbox.iterdir()] == ["b"]


# --- two users of the system --------------------------------------------------------------------------

PIPELINE, SHARED = 12000, 12100  # the dashboard is 12001; the group is of both
BECOME = """
import os, sys
from pathlib import Path
def become(user):
    os.setgroups([12100])
    os.setgid(user)
    os.setuid(user)
"""
UPLOADS = """
from pipeline.inbox.shape import put_request, read_answer, withdraw
from pipeline.published.accounts import accounts
become(12001)
processed, job = Path(sys.argv[1]), sys.argv[2]
try:
    list((processed / "restricted").iterdir())
except PermissionError:
    if job:
        print(read_answer(processed, job).state, len(accounts(processed)))
    else:
        other = put_request(processed / "inbox", "a.csv", b"x", "try")
        assert withdraw(processed / "inbox", other)
        print(put_request(processed / "inbox", sys.argv[3], sys.stdin.buffer.read(), "take"))
"""
# Taken in once elsewhere before it becomes somebody else: what is imported late may be readable by its owner only.
SERVES = """
from tests.refresh.test_inbox import DECEMBER, handled, refreshed
home = Path(sys.argv[1])
handled(refreshed(home.parent / "before"), DECEMBER, "take")
from pipeline.inbox.serve import serve
from tests.refresh.test_inbox import box
from tests.refresh.university import University
university = object.__new__(University)
university.organisation, university.raw, university.processed = home / "tiny", home / "raw", home / "processed"
become(12000)
print(*(each.state for each in serve(box(university))))
"""


def as_user(code: str, *arguments: object, given: bytes = b"") -> str:
    command = [sys.executable, "-c", BECOME + code, *map(str, arguments)]
    ran = subprocess.run(command, input=given, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode().strip()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become two other users")
def test_the_dashboard_uploads_and_the_pipeline_takes_in_as_users_of_their_own() -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        university = refreshed(Path(place) / "u")
        inbox = university.processed / "inbox"
        inbox.mkdir()
        for path in [university.home, *university.home.rglob("*")]:
            os.chown(path, PIPELINE, SHARED if path == inbox else PIPELINE)
        inbox.chmod(0o2770)
        job = as_user(UPLOADS, university.processed, "", NAME, given=DECEMBER)
        assert {path.name for path in inbox.iterdir()} == {job}
        assert as_user(SERVES, university.home) == "done"
        assert as_user(UPLOADS, university.processed, job) == "done 2"
        cleared(university)
        assert (university.raw / NAME).stat().st_uid == PIPELINE
