"""A refresh that is only tried says what would change, and changes nothing."""

import os
import stat
from pathlib import Path

import pytest

from pipeline import dryrun
from pipeline.dryrun import dry_run
from pipeline.errors import FileRefused, HeldBack, RefreshRunning, StorageFailed, StreefcijferError
from pipeline.published import current
from pipeline.published.accounts import UnitHeads
from pipeline.published.changes import Changes, Shift, Told
from pipeline.refresh import Folders
from pipeline.storage.store import Store, exclusive
from tests.organisation.builder import TARGETS
from tests.refresh.test_refresh import made
from tests.refresh.university import HEADINGS, TODAY, Row, University, altered, export, staff

EIGHT = "outside-europe-11-14"


def tried(university: University, *extra: Path, accept: bool = False) -> Changes | None:
    folders = Folders(university.organisation, university.raw, university.processed)
    return dry_run(folders, TODAY, lambda *_: None, extra, accept=accept)


def changes(university: University, *extra: Path, accept: bool = False) -> Changes:
    """What would change; and everything on disk is as it was, to the byte and to the nanosecond."""
    before = university.on_disk(), university.stamps(), university.stamps("../raw")
    found = tried(university, *extra, accept=accept)
    assert (university.on_disk(), university.stamps(), university.stamps("../raw")) == before
    assert found is not None
    return found


def upload(university: University, name: str, text: str) -> Path:
    """An export somewhere else than in the raw folder."""
    folder = university.home / "elsewhere"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode("cp1252"))
    return folder / name


def shown(university: University) -> tuple[int, int]:
    """Counted in the table: shown and hidden rows at the last snapshot."""
    rows = current(university.processed).table("representation").to_pylist()
    last = [row["shown"] for row in rows if row["snapshot"] == max(row["snapshot"] for row in rows)]
    return sum(last), len(last) - sum(last)


# --- nothing changes, and what is said comes true -----------------------------------------------------


def test_nothing_to_try(tmp_path: Path) -> None:
    assert tried(made(tmp_path / "u")) is None


def test_before_the_first_refresh(tmp_path: Path) -> None:
    """Also with a secret of its own making: the refresh that follows works with the same one."""
    (tmp_path / "u").mkdir()
    university = University(tmp_path / "u")
    university.deliver("2025-10", "2025-11")
    found = tried(university)
    assert found is not None
    assert (found.publication_before, found.snapshot_before) == ("", None)
    assert set(university.on_disk()) == {"restricted/lock", "restricted/secret.key"}
    assert university.refresh().publication == found.account.publication


def test_the_refresh_after_it_publishes_what_it_said_and_what_it_would_have_without_it(tmp_path: Path) -> None:
    university, other = made(tmp_path / "u", "2025-10", "2025-11"), made(tmp_path / "other", "2025-10", "2025-11")
    for each in (university, other):
        each.refresh()
    text = export("2025-12", [*staff(), *(Row(f"new{number}", gender="VM"[number % 2]) for number in range(30))])
    found = changes(university, upload(university, "personeel_2025-12.csv", text))
    assert (found.changed, found.done, found.months_new, found.months_replaced) == (True, False, ("2025-12",), ())
    before = shown(university)
    for each in (university, other):
        each.put("personeel_2025-12.csv", text)
    assert university.refresh().publication == other.refresh().publication == found.account.publication
    assert university.on_disk("published") == other.on_disk("published")
    assert (found.shown_before, found.hidden_before) == before
    assert (found.account.rows_shown, found.account.rows_hidden) == shown(university)
    assert found.shown_before + found.rows_newly_shown - found.rows_newly_hidden == found.account.rows_shown
    # Thirty came to one department: counted by hand.
    assert found.heads == (
        UnitHeads("TU", 120, 150),
        UnitHeads("GW", 80, 110),
        UnitHeads("GW-PSY", 40, 70),
        UnitHeads("GW-COM", 40, 40),
        UnitHeads("TN", 40, 40),
        UnitHeads("TN-NAT", 40, 40),
    )
    rows = {(row["target"], row["unit"]): row for row in current(university.processed).table("progress").to_pylist()}
    assert {(shift.target, shift.unit) for shift in found.shifts} == set(rows)
    for shift in found.shifts:
        row = rows[shift.target, shift.unit]  # the last snapshot stands last
        assert shift.after is not None
        assert (shift.after.verdict, shift.after.members, shift.after.as_of) == (
            row["verdict"],
            row["members"],
            row["as_of"],
        )


def test_a_month_that_would_be_replaced(tmp_path: Path) -> None:
    """One person more: the rows that told the former version would be hidden, and the text says so in both languages."""
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    new = upload(university, "personeel_2025-11 (2).csv", export("2025-11", [*staff(), Row("ps9999q")]))
    found = changes(university, new)
    assert (found.months_new, found.months_replaced) == ((), ("2025-11",))
    (again,) = found.account.replaced
    assert (again.former_file, again.heads_before, again.heads_after) == ("personeel_2025-11.csv", 120, 121)
    assert found.rows_newly_hidden > 0
    (top,) = [shift for shift in found.shifts if (shift.target, shift.unit) == (EIGHT, "TU")]
    assert top.kind == "newly_hidden"
    assert (top.before is not None, top.after is not None and top.after.members) == (True, None)
    assert (
        "November 2025 is replaced: personeel_2025-11 (2).csv instead of personeel_2025-11.csv (120 to 121"
        in (found.text["en"])
    )
    assert "Kleine Universiteit, 8% in schaal 11-14: gehaald: " in found.text["nl"]
    assert "-> niet getoond, om mensen te beschermen" in found.text["nl"]


def test_nothing_new_would_change_nothing(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    publication = university.refresh().publication
    same = university.raw / "personeel_2025-11.csv"
    for found in (changes(university), changes(university, same)):
        assert (found.changed, found.account.publication) == (False, publication)
        assert {shift.kind for shift in found.shifts} == {"same"}
        assert (found.account.rows_shown, found.account.rows_hidden) == shown(university)
        assert found.text == {"en": "Nothing would change.", "nl": "Er zou niets veranderen."}


def test_another_target_would_move_and_the_files_stay(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    university.change(targets=TARGETS.replace("share = 0.08", "share = 0.28"))
    found = changes(university)
    (top,) = [shift for shift in found.shifts if (shift.target, shift.unit) == (EIGHT, "TU")]
    assert top.kind == "moved"
    assert top.before is not None
    assert top.after is not None
    assert (top.before.members, top.before.verdict) == (top.after.members, "met")
    assert top.after.verdict != "met"
    assert (found.heads[0].before, found.heads[0].after) == (120, 120)


def test_rows_set_aside_are_told_as_they_would_be(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    new = upload(university, "personeel_2025-12.csv", export("2025-12", altered(staff(), 7, unit="XX")))
    found = changes(university, new)
    assert found.account.tally == (120, 119, 1, 0)
    assert "kolom Organisatorische eenheid: eenheid staat niet in units.csv (1 rijen)" in found.text["nl"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, Told("met", "persons", members=3), "came"),
        (Told("met", "persons", members=3), None, "went"),
        (Told("not_shown", "persons", "too_few_people"), Told("met", "persons", members=3.0), "newly_shown"),
        (Told("met", "persons", members=3), Told("not_shown", "persons", "too_few_people"), "newly_hidden"),
        (Told("met", "persons", members=3), Told("met", "persons", members=4), "moved"),
        (Told("met", "persons", members=3), Told("below", "persons", members=3), "moved"),
        (Told("met", "persons", members=3), Told("met", "persons", members=3, as_of=TODAY), "same"),
        (Told("not_shown", "persons", base=20), Told("not_shown", "persons", base=21), "same"),
        (Told("not_shown", "persons"), Told("less_than_one_person", "persons"), "moved"),
    ],
)
def test_kinds_of_shift(before: Told | None, after: Told | None, kind: str) -> None:
    assert Shift("t", "u", before, after).kind == kind


# --- what would stop the refresh ----------------------------------------------------------------------


@pytest.mark.parametrize("published", [True, False])
def test_what_would_be_refused_is_refused_and_nothing_of_it_stays(tmp_path: Path, published: bool) -> None:
    university = made(tmp_path / "u", "2025-10")
    if published:
        university.refresh()
    refused = upload(university, "personeel_2025-11.csv", export("2025-11", staff(), HEADINGS[:-2]))
    short = upload(university, "personeel_2025-12.csv", export("2025-12", staff(40)))
    stops: list[tuple[type[StreefcijferError], Path]] = [(FileRefused, refused), (FileRefused, refused.parent)]
    stops += [(FileRefused, refused.with_name("absent.csv"))] + ([(HeldBack, short)] if published else [])
    before = university.on_disk(), university.stamps()
    for kind, path in stops:
        with pytest.raises(kind) as stopped:
            tried(university, path)
        assert str(university.processed) not in str(stopped.value)
    after = university.on_disk(), university.stamps()
    assert {name: each for name, each in after[0].items() if name != "restricted/lock"} == {
        name: each for name, each in before[0].items() if name != "restricted/lock"
    }
    if published:
        assert changes(university, short, accept=True).heads[0] == UnitHeads("TU", 120, 40)


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    with pytest.raises(StorageFailed) as stopped:
        tried(university, upload(university, "personeel_2025-10.csv", export("2025-10", staff(121))))
    assert [fault.code for fault in stopped.value.faults] == ["name_taken"]
    university.raw.rename(university.home / "gone")
    with pytest.raises(StorageFailed) as stopped:
        tried(university)
    assert [fault.code for fault in stopped.value.faults] == ["raw_missing"]
    assert stopped.value.faults[0].where.file == str(university.raw)


def test_not_beside_a_refresh(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    with exclusive(Store(university.processed)), pytest.raises(RefreshRunning):
        tried(university)


# --- the copy -----------------------------------------------------------------------------------------


def test_the_copy_is_for_its_owner_only_and_is_swept_when_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left as a run that is killed leaves it: the next refresh removes it."""
    university = made(tmp_path / "u", "2025-10")
    seen: list[int] = []
    place = university.processed / "restricted" / "tryout"

    def looked(*_: object, **__: object) -> None:
        seen.append(stat.S_IMODE(place.stat().st_mode))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(dryrun, "refresh", looked)
        with pytest.raises(KeyboardInterrupt):
            tried(university)
    assert seen == [0o700]
    (place / "processed" / "restricted").mkdir(parents=True)
    (place / "processed" / "restricted" / "x.part").write_text("left")
    university.refresh()
    assert not place.exists()


def test_on_a_disk_where_files_cannot_be_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()

    def refused(*_: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "link", refused)
    new = upload(university, "personeel_2025-11.csv", export("2025-11", staff()))
    said = changes(university, new).account.publication
    university.deliver("2025-11")
    assert university.refresh().publication == said
