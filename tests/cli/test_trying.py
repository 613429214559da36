"""What a dry run and the inbox say, to people and to machines, and with which exit codes they end."""

import fcntl
from pathlib import Path

import pytest

from pipeline.inbox.shape import put_request, read_answer
from pipeline.published import current
from pipeline.storage.store import Store, exclusive
from tests.cli.shell import streefcijfer
from tests.refresh.university import HEADINGS, University, altered, export, staff

SHORT = export("2025-12", staff(40))


def folders(university: University) -> tuple[object, ...]:
    return (
        *("--organisation", university.organisation, "--raw", university.raw),
        *("--processed", university.processed),
    )


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    path = tmp_path / "personeel_2025-12.csv"
    path.write_bytes(export("2025-12", altered(staff(), 7, unit="XX")).encode("cp1252"))
    return path


def test_dry_run_says_what_would_change_and_changes_nothing(published: University, elsewhere: Path) -> None:
    before = published.on_disk(), published.stamps()
    english, dutch = (
        streefcijfer("refresh", *folders(published), "--dry-run", "--with", elsewhere, language=language)
        for language in ("en", "nl")
    )
    plain = streefcijfer("refresh", *folders(published), "--dry-run", "--with", elsewhere, "--json").plain
    assert (published.on_disk(), published.stamps()) == before
    assert (english.code, dutch.code) == (0, 0)
    assert english.out.splitlines()[:6] == [
        "Dry run: nothing has changed. This is what would change.",
        "New months: December 2025",
        "personeel_2025-12.csv: 120 rows read = 119 accepted + 1 set aside + 0 left out as totals",
        "  column Organisatorische eenheid: unit is not in units.csv (1 rows)",
        "People per unit, at the last snapshot",
        "  Tiny University: 120 to 119",
    ]
    assert dutch.out.startswith("Proef: er is niets veranderd. Dit zou er veranderen.\nNieuwe maanden: december 2025\n")
    assert plain["changes"]["text"] == {"en": english.out.strip("\n"), "nl": dutch.out.strip("\n")}
    assert plain["changes"]["publication_before"] == current(published.processed).id
    assert plain["changes"]["account"]["files"][0]["accepted"] == 119


def test_dry_run_stops_as_the_refresh_would(published: University, elsewhere: Path, university: University) -> None:
    elsewhere.write_bytes(SHORT.encode("cp1252"))
    dry = ("refresh", *folders(published), "--dry-run", "--with", elsewhere)
    assert streefcijfer(*dry, "--json").plain["stopped"] == "HeldBack"
    assert streefcijfer(*dry, "--accept").code == 0
    elsewhere.write_bytes(export("2025-12", staff(), HEADINGS[:-2]).encode("cp1252"))
    assert streefcijfer(*dry).code == 11
    with exclusive(Store(published.processed)):
        assert streefcijfer(*dry).code == 14
    assert streefcijfer("refresh", *folders(published), "--with", elsewhere).code == 2
    nothing = streefcijfer("refresh", *folders(university), "--dry-run")
    assert (nothing.code, nothing.out.startswith("There are no exports yet")) == (0, True)


def test_refresh_that_stops_leaves_an_account(university: University) -> None:
    university.put("personeel_2025-12.csv", "")
    assert streefcijfer("refresh", *folders(university)).code == 11
    (account,) = (university.processed / "accounts").iterdir()
    assert "-stopped-" in account.name


def test_inbox_says_how_many_and_answers_say_what(university: University) -> None:
    assert streefcijfer("inbox", *folders(university)).out == "Nothing is waiting.\n"
    job = put_request(university.processed / "inbox", "personeel_2025-12.csv", SHORT.encode("cp1252"), "take")
    told = streefcijfer("inbox", *folders(university), "--json")
    assert (told.code, told.plain["handled"]) == (0, [{"job": job, "action": "take", "state": "done"}])
    other = university.home / "elsewhere"
    job = put_request(other, "personeel_2026-01.csv", b"x", "try")
    told = streefcijfer("inbox", *folders(university), "--inbox", other, language="nl")
    assert told.out == f"{job}: try, Gestopt.\n"
    answer = read_answer(university.processed, job, other)
    assert answer is not None
    assert (answer.state, answer.exit_code) == ("stopped", 11)


def test_inbox_leaves_beside_another_one(university: University) -> None:
    streefcijfer("inbox", *folders(university))
    with (university.processed / "restricted" / "inbox.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = streefcijfer("inbox", *folders(university), "--json")
    assert (told.code, told.codes) == (14, ["inbox_running"])
