"""Protection as the refresh does it: what it refuses, what it remembers, what it does when it is stopped."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ProtectionFailed, StorageFailed
from pipeline.protect.solve import highs
from pipeline.published import current
from tests.organisation.builder import BANDS, GROUPS, SOURCE
from tests.organisation.test_policy_file import AUDIENCE, DECISION
from tests.refresh.test_refresh import PLAIN, made, row_of
from tests.refresh.university import University, altered, export, staff

Rows = list[dict[str, object]]
MONTHS = ("2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12")


def rows_of(university: University) -> Rows:
    return current(university.processed).table("representation").to_pylist()


def with_policy(university: University, text: str) -> None:
    (university.organisation / "policy.toml").write_text(text)


def memories(university: University) -> list[Path]:
    return sorted(university.processed.glob("restricted/releases/*/*.npz"))


# --- what is refused ----------------------------------------------------------------------------------


def test_a_catalogue_in_which_all_is_hidden_is_refused(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    university.deliver("2025-11", heads=12)
    (fault,) = university.stopped(ProtectionFailed).faults
    assert (fault.code, fault.facts["people"]) == ("nothing_to_show", 12)
    assert "policy.toml" in fault.text("en")
    assert "bredere schaalgroepen" in fault.text("nl")
    assert not list((university.processed / "published").iterdir())


def test_it_is_refused_in_a_later_month_too_and_what_was_published_stays(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    before = university.on_disk("published")
    with_policy(university, "[default]\nk = 50\nn_min = 200\n")
    assert [fault.code for fault in university.stopped(ProtectionFailed).faults] == ["nothing_to_show"]
    assert university.on_disk("published") == before
    (university.organisation / "policy.toml").unlink()
    assert not university.refresh().changed


def test_a_month_in_which_nobody_declared_anything_is_not_refused(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    silent = [replace(row, gender="", origin="") for row in staff()]
    university.put("personeel_2025-11.csv", export("2025-11", silent))
    university.refresh()
    assert {(row["shown"], row["reason"]) for row in rows_of(university)} == {(False, "low_response")}


def needs_a_solver(home: Path) -> University:
    """Few women in one department: another has to be hidden with it, and the solver says which."""
    university = made(home)
    people = staff(240)
    for number in range(0, 240, 3):  # the department GW-PSY: two women, in scales of different bands
        people = altered(people, number, gender="V" if number in (0, 21) else "M")
    university.put("personeel_2025-11.csv", export("2025-11", people))
    return university


def test_without_a_solver_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = needs_a_solver(tmp_path / "u")
    with monkeypatch.context() as missing:
        missing.setitem(sys.modules, "highspy", None)
        (fault,) = university.stopped(ProtectionFailed).faults
    assert fault.code == "solver-missing"
    assert "requirements.lock" in fault.text("nl")
    assert not list((university.processed / "published").iterdir())
    assert university.refresh().changed


def test_a_solver_that_stops_early_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = needs_a_solver(tmp_path / "u")
    search = highs.Program.search
    with monkeypatch.context() as hurried:
        hurried.setattr(highs.Program, "search", lambda program, seconds: search(program, 0.0))
        (fault,) = university.stopped(ProtectionFailed).faults
    assert fault.code == "solver-stopped"
    assert not list((university.processed / "published").iterdir())
    assert university.refresh().changed


# --- what is remembered -------------------------------------------------------------------------------


def test_the_memory_of_the_last_step_only_is_kept(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    university.refresh()
    assert [path.name for path in memories(university)] == ["gender.npz", "origin.npz"]
    assert len({path.parent for path in memories(university)}) == 1
    assert len(list(university.processed.glob("restricted/releases/*/representation.arrow"))) == 2


def test_the_memory_of_a_group_that_was_away_is_kept(tmp_path: Path) -> None:
    """A group is taken out and put back: what was given of it before is still known to readers."""
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    second, third = GROUPS.index('[[attribute]]\ncode = "origin"'), GROUPS.index('[[group]]\ncode = "women"')
    gender = GROUPS[:second] + GROUPS[third : GROUPS.index('[[group]]\ncode = "outside-europe"')]
    source = SOURCE.replace('optional = ["origin"]\n', "").replace('origin = ["Herkomst"]\n', "")
    start, end = source.index("[tables.origin]"), source.index("[tables.main_appointment]")
    university.change(groups=gender, targets="", breaks="", source=source[:start] + source[end:])
    university.refresh()
    assert {path.name for path in memories(university)} == {"gender.npz", "origin.npz"}
    university.change()
    university.deliver("2025-11")
    university.refresh()
    assert len(memories(university)) == 2
    assert len({path.parent for path in memories(university)}) == 1


def test_lost_memory_is_worked_out_again_when_it_can_be(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    published = university.refresh().publication
    for path in memories(university):
        path.unlink()
    assert (university.refresh().publication, len(memories(university))) == (published, 2)
    for path in university.processed.glob("restricted/releases/*/*"):
        path.unlink()
    university.deliver("2025-12")
    university.refresh()
    whole = made(tmp_path / "whole", "2025-10", "2025-11", "2025-12")
    whole.refresh()
    assert rows_of(university) == rows_of(whole)


def test_lost_memory_of_what_is_gone_is_said(tmp_path: Path) -> None:
    """A month was corrected: what was given of its first version cannot be found out any more."""
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    university.put("personeel_2025-10 (2).csv", export("2025-10", altered(staff(), 7, gender="M")))
    university.refresh()
    before = university.on_disk("published")
    memories(university)[0].unlink()
    (fault,) = university.stopped(StorageFailed).faults
    assert fault.code == "cannot_read"
    assert university.on_disk("published") == before


def test_a_new_audience_begins_with_what_everybody_knows(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    university.refresh()
    with_policy(university, (AUDIENCE + DECISION).replace("2026-06-01", "2025-06-01"))
    assert university.refresh().changed
    university.deliver("2025-12")
    assert university.refresh().changed
    assert not university.refresh().changed


# --- other rules --------------------------------------------------------------------------------------


def test_a_row_that_came_to_mean_something_else_is_not_carried(tmp_path: Path) -> None:
    """Band 11-14 becomes scale 14 alone, in which too few are to be shown: no figure of the old band stands there."""
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    women = {"unit": "TU", "band": "11-14", "group": "women"}
    assert row_of(university, "representation", **women)["shown"]
    university.change(bands=BANDS.replace('from = "11"', 'from = "14"'))
    university.refresh()
    now = row_of(university, "representation", **women)
    assert (now["headcount"], now["shown"], now["as_of"]) == (15, False, None)


def test_other_rules_hold_every_month_again_and_the_same_rules_none(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    university.refresh()
    steps = {path.parent.name for path in university.processed.glob("restricted/releases/*/representation.arrow")}
    university.deliver("2025-12")
    university.refresh()
    more = {path.parent.name for path in university.processed.glob("restricted/releases/*/representation.arrow")}
    assert (len(steps), len(more), steps < more) == (2, 3, True)
    with_policy(university, "carry_months = 18\n")
    university.refresh()
    again = {path.parent.name for path in university.processed.glob("restricted/releases/*/representation.arrow")}
    assert (len(again), more < again) == (6, True)


# --- stopped on the way -------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [1, 4, 9])
def test_killed_with_its_workers_it_goes_on_where_it_was(tmp_path: Path, at: int) -> None:
    """The memory of so many steps is there when everything is killed; the next run gives what one run would have."""
    whole, killed = made(tmp_path / "whole", *MONTHS), made(tmp_path / "killed", *MONTHS)
    university = whole.refresh()
    process = subprocess.Popen([sys.executable, "-c", PLAIN, str(killed.home)], start_new_session=True)
    while len(memories(killed)) < at and process.poll() is None:
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept = {str(path): path.stat().st_mtime_ns for path in memories(killed)}
    assert at <= len(kept) <= 12
    assert not list((killed.processed / "published").iterdir())
    assert killed.refresh().publication == university.publication
    assert rows_of(killed) == rows_of(whole)
