"""Two users on one machine: the pipeline's writes everything, the dashboard's reads what may be shown and no more.

Real users, made for the test and taken away after it; what they do they do as processes of theirs.
"""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from registers import open_registers
from tests.deploy.become import REFUSED, acted
from tests.deploy.machine import SCRIPTS, as_root, program

pytestmark = pytest.mark.slow

CLOSED, INBOX = "sctest-closed", "sctest-inbox"


@dataclass(frozen=True)
class User:
    """A system user of this test."""

    name: str

    def runs(self, *command: str | Path) -> bool:
        """Whether a program ends well as this user, with no right beside their own."""
        rights = ("--no-new-privs", "--inh-caps=-all", "--bounding-set=-all")
        who = (f"--reuid={self.name}", f"--regid={self.name}", "--init-groups")
        started = [program("setpriv", "Debian's util-linux"), *who, *rights, *map(str, command)]
        return subprocess.run(started, check=False, capture_output=True, cwd="/").returncode == 0

    def reads(self, path: Path) -> bool:
        """Whether they can read this file, or see what is in this folder."""
        return self.runs("ls" if path.is_dir() else "cat", path)

    def writes(self, path: Path) -> bool:
        """Whether they can make or change this file."""
        return self.runs("touch", path) or self.runs("cp", "/etc/hostname", path)

    def does(self, act: str, folder: Path) -> bool:
        """Whether they may do one of the acts of become.py."""
        ended = acted(self.name, act, folder)
        assert ended in (0, REFUSED)
        return ended == 0


PIPELINE, DASHBOARD, STRANGER = (User(f"sctest-{name}") for name in ("pipeline", "dashboard", "stranger"))


@pytest.fixture(scope="module")
def people() -> Iterator[None]:
    as_root()
    for each in ("useradd", "userdel", "groupadd", "groupdel"):
        program(each, "Debian's passwd")
    try:
        for group in (CLOSED, INBOX):
            subprocess.run(["groupadd", "--system", group], check=True)
        for who in (PIPELINE, DASHBOARD, STRANGER):
            beside = [] if who is STRANGER else ["--groups", f"{CLOSED},{INBOX}"]
            subprocess.run(["useradd", "--system", "--user-group", "--no-create-home", *beside, who.name], check=True)
        yield
    finally:
        for who in (PIPELINE, DASHBOARD, STRANGER):
            subprocess.run(["userdel", who.name], check=False, capture_output=True)
        for group in (CLOSED, INBOX):
            subprocess.run(["groupdel", group], check=False, capture_output=True)


@pytest.fixture
def state(people) -> Iterator[Path]:
    """The folders as deploy/tmpfiles.d makes them, and in them what a refresh left. Pytest's own are shut to others."""
    folder = Path(f"/var/tmp/sctest-{os.getpid()}")
    for path, mode, owner, group in (
        (folder, 0o755, "root", "root"),
        (folder / "raw", 0o700, PIPELINE.name, PIPELINE.name),
        (folder / "processed", 0o755, PIPELINE.name, PIPELINE.name),
        (folder / "processed" / "inbox", 0o2770, PIPELINE.name, INBOX),
        (folder / "registers", 0o700, DASHBOARD.name, DASHBOARD.name),
    ):
        path.mkdir()
        shutil.chown(path, owner, group)
        path.chmod(mode)
    try:
        assert PIPELINE.does("lay_down", folder)
        yield folder
    finally:
        shutil.rmtree(folder)


def secret_things(state: Path) -> list[Path]:
    return [
        *(state / "processed" / "restricted", state / "processed" / "restricted" / "secret.key"),
        *(state / "raw", state / "raw" / "export.csv"),
    ]


def confidential(state: Path) -> Path:
    return state / "processed" / "closed" / "deans" / "invented" / "about.json"


def hand_over(state: Path) -> None:
    """As the units do after a refresh: the script, as the pipeline's user. Copied to where that user can look."""
    script = state / "open-closed"
    shutil.copy(SCRIPTS / "open-closed", script)
    script.chmod(0o755)
    assert PIPELINE.runs(script, state / "processed", CLOSED)


def test_the_dashboard_opens_the_publication_and_no_rows_exports_or_closed_figures(state):
    assert DASHBOARD.does("open_edition", state)
    for path in (*secret_things(state), confidential(state), confidential(state).parents[2]):
        assert PIPELINE.reads(path)
        assert not DASHBOARD.reads(path)


def test_the_dashboard_changes_nothing_but_the_inbox(state):
    processed = state / "processed"
    live = processed / "published" / "current.json"
    for place in (processed, live.parent, live.parent / "3f9a1c07d2", processed / "answers", processed / "accounts"):
        assert not DASHBOARD.writes(place / "new")
    assert not DASHBOARD.writes(live)
    assert DASHBOARD.writes(processed / "inbox" / "new")


def test_after_the_hand_over_the_dashboard_reads_what_is_closed_and_strangers_do_not(state):
    hand_over(state)
    assert DASHBOARD.reads(confidential(state))
    assert not DASHBOARD.writes(confidential(state))
    assert not STRANGER.reads(confidential(state))
    assert not any(DASHBOARD.reads(path) for path in secret_things(state))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (state / "processed" / "closed").rglob("*")}
    assert modes == {0o750, 0o640}


def test_a_hand_over_after_every_refresh_is_enough(state):
    hand_over(state)
    assert PIPELINE.does("prepare", state)
    hand_over(state)
    assert DASHBOARD.reads(confidential(state))
    assert not any(DASHBOARD.reads(path) for path in secret_things(state))


def test_an_upload_goes_from_the_one_to_the_other_and_nobody_else_sees_it(state):
    inbox = state / "processed" / "inbox"
    assert DASHBOARD.does("upload", state)
    (job,) = inbox.iterdir()
    assert not STRANGER.reads(inbox)
    assert not STRANGER.reads(job / "export.csv")
    assert not STRANGER.does("upload", state)
    assert PIPELINE.does("take", state)
    assert list(inbox.iterdir()) == []


def test_the_dashboard_keeps_the_registers_and_nobody_else_opens_them(state):
    folder = state / "registers"
    assert DASHBOARD.does("write_down", state)
    assert DASHBOARD.does("write_down", state)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    for who in (PIPELINE, STRANGER):
        assert not who.reads(folder)
        assert not who.reads(folder / "registers.sqlite")
        assert not who.writes(folder / "new")
        assert not who.does("write_down", state)


def test_a_copy_made_by_root_leaves_no_file_that_the_dashboard_cannot_open(state):
    """Nobody else has the registers open then, so what SQLite lays beside them is made by root."""
    assert DASHBOARD.does("write_down", state)
    registers = open_registers(state / "registers" / "registers.sqlite")
    with registers.reading():
        owners = {path.name: path.owner() for path in (state / "registers").iterdir()}
    assert set(owners) >= {"registers.sqlite", "registers.sqlite-wal", "registers.sqlite-shm"}
    assert set(owners.values()) == {DASHBOARD.name}
    assert DASHBOARD.does("write_down", state)
    registers.close()
    assert DASHBOARD.does("write_down", state)
