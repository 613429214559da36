"""Each refresh leaves an account that can be read without the restricted zone: what it says, and when there is one."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import refresh as job
from pipeline.errors import AuditFailed, FileRefused, HeldBack, RefreshRunning, StorageFailed, StreefcijferError
from pipeline.faults import Fault, Message, Where
from pipeline.published import current
from pipeline.published.accounts import Account, FileTaken, LevelRows, accounts
from pipeline.published.plain import from_plain, to_plain
from pipeline.refresh import Folders, refresh_on_record
from pipeline.storage.store import Store, exclusive
from tests.refresh.test_refresh import made
from tests.refresh.university import HEADINGS, TODAY, Row, University, altered, export, staff

TEXTS = {"nl": "tekst", "en": "text"}
LEVELS = {"TU": 0, "GW": 1, "TN": 1, "GW-PSY": 2, "GW-COM": 2, "TN-NAT": 2}
BELOW = {"TU": ("GW", "TN"), "GW": ("GW",), "TN": ("TN",)}
BANDS = {"all": range(99), "11-14": range(11, 15), "15+": range(15, 19)}


def recorded(university: University, *, accept: bool = False) -> None:
    folders = Folders(university.organisation, university.raw, university.processed)
    refresh_on_record(folders, TODAY, lambda *_: None, accept=accept)


def stopped(university: University, kind: type[StreefcijferError]) -> Account:
    with pytest.raises(kind):
        recorded(university)
    return accounts(university.processed)[0]


# --- what it says -------------------------------------------------------------------------------------


def test_account_says_what_was_counted_by_hand(tmp_path: Path) -> None:
    """240 rows, of which three have an unknown unit and one a gender nobody knows; the month before had as many."""
    university = made(tmp_path / "u")
    university.deliver("2025-10", heads=240)
    university.refresh()
    rows = altered(altered(altered(altered(staff(240), 7, unit="XX"), 9, unit="XX"), 2, unit="XX"), 30, gender="Q")
    university.put("personeel_2025-11.csv", export("2025-11", rows))
    report = university.refresh()
    (told, first) = accounts(university.processed)
    assert (first.number, told.number, told.outcome, told.day) == (1, 2, "published", TODAY)
    assert (told.publication, told.months) == (report.publication, ("2025-10", "2025-11"))
    assert told.tally == (240, 236, 4, 0)
    (file,) = told.files
    assert (file.file, file.source, file.month, file.heads) == ("personeel_2025-11.csv", "hr-monthly", "2025-11", 236)
    assert {(each.column, each.reason, each.rows, each.first) for each in file.reasons} == {
        ("Organisatorische eenheid", "unknown_unit", 3, (6, 11, 13)),
        ("Geslacht", "unknown_category", 1, (34,)),
    }
    assert {each.text["nl"] for each in file.reasons} == {
        "eenheid staat niet in units.csv",
        "waarde staat niet in de codetabel van de bron",
    }
    assert [(each.attacker, each.judged, each.found) for each in told.audit] == [
        (name, True, 0) for name in ("outsider", "headcounts", "colleague")
    ]
    rows_of_last = [
        row
        for row in current(university.processed).table("representation").to_pylist()
        if str(row["snapshot"]) == "2025-11-30"
    ]
    assert (told.rows_shown, told.rows_hidden) == (
        sum(row["shown"] for row in rows_of_last),
        sum(not row["shown"] for row in rows_of_last),
    )
    assert "Q" not in {
        word.strip('",') for word in university.on_disk("accounts")[f"{told.name}.json"].decode().split()
    }


def test_replaced_months_say_what_changed_in_heads(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    rows = [replace(row, unit="GW-COM") if row.pseudonym == "ps0000q" else row for row in staff()]
    university.put("personeel_2025-11 (2).csv", export("2025-11", [*rows, Row("ps9999q", unit="TN-NAT")]))
    university.refresh()
    (again,) = accounts(university.processed)[0].replaced
    assert (again.month, again.former_file, again.file) == (
        "2025-11",
        "personeel_2025-11.csv",
        "personeel_2025-11 (2).csv",
    )
    assert (again.heads_before, again.heads_after) == (120, 121)
    assert [(each.unit, each.before, each.after) for each in again.units] == [
        ("GW-COM", 40, 41),
        ("GW-PSY", 40, 39),
        ("TN-NAT", 40, 41),
    ]


def test_warnings_that_tell_of_a_category_are_not_told(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    moved = [replace(row, unit="GW-PSY", gender="X" if at == 0 else "") for at, row in enumerate(staff(140))]
    university.put("personeel_2025-11.csv", export("2025-11", moved))
    report = university.refresh()
    assert {fault.code for _, fault in report.warnings} >= {"new_category", "unknown_jump", "headcount_jump"}
    (told,) = accounts(university.processed)
    assert {each.code for each in told.warnings} == {"headcount_jump", "unit_gone"}
    assert all(each.month == "2025-11" and set(each.text) == {"nl", "en"} for each in told.warnings)


def test_how_many_secrets_there_are_is_not_told(tmp_path: Path) -> None:
    """The restricted report has it; beside the number of hidden rows it would tell that some are no secret, or all are."""
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    (audit,) = university.processed.glob("restricted/reports/*/audit.json")
    assert {each["asked"] for each in json.loads(audit.read_text())["open"]["attackers"]} == {13}
    rows = current(university.processed).table("representation").to_pylist()
    hidden = sum(row["reason"] == "too_few_people" for row in rows)
    (text,) = university.on_disk("accounts").values()
    (told,) = accounts(university.processed)
    assert {each.rows for each in told.audit} == {hidden}
    assert hidden != 13
    assert set(json.loads(text)["audit"][0]) == {"attacker", "name", "judged", "rows", "found"}


# --- what the movers rule holds back ------------------------------------------------------------------


def moved(unit: str, band: str, basis: str, before: list[Row], after: list[Row]) -> int:
    """Counted one by one: who was in the row at one of two dates only."""

    def inside(rows: list[Row]) -> set[str]:
        scale = "scale" if basis == "function" else "personal"
        return {
            row.pseudonym
            for row in rows
            if (row.unit == unit or row.unit.split("-")[0] in BELOW.get(unit, ()))
            and int(getattr(row, scale)) in BANDS[band]
        }

    return len(inside(before) ^ inside(after))


@pytest.mark.parametrize("every", [1, 12])
def test_rows_per_level_are_as_counted_one_by_one(tmp_path: Path, every: int) -> None:
    """Three people of scale 11 come to one department. A month later a new figure is due (or, at twelve, is not)."""
    university = made(tmp_path / "u")
    kinds = ("organisation", "faculty", "department")
    rhythm = "".join(f"{kind} = {every}\n" for kind in kinds)
    (university.organisation / "policy.toml").write_text(f"[rhythm]\n{rhythm}")
    before = staff(360)
    after = [*before, *(Row(f"new{number}") for number in range(3))]
    for month, rows in (("2025-11", before), ("2025-12", after)):
        university.put(f"personeel_{month}.csv", export(month, rows))
    university.refresh()
    (told,) = accounts(university.processed)
    found = {(depth, kind): [0, 0, 0, 0, 0] for depth, kind in enumerate(kinds)}
    for row in current(university.processed).table("representation").to_pylist():
        if str(row["snapshot"]) != "2025-12-31":
            continue
        level = found[LEVELS[row["unit"]], kinds[LEVELS[row["unit"]]]]
        came = moved(row["unit"], row["band"], row["scale_basis"], before, after)
        if not row["shown"]:
            level[3 if row["reason"] == "too_few_people" else 4] += 1
        elif str(row["as_of"]) == "2025-12-31":
            level[0] += 1
            assert came == 0
        else:
            level[2 if every == 1 and 0 < came < 5 else 1] += 1
    assert told.levels == tuple(LevelRows(*level, *numbers) for level, numbers in sorted(found.items()))
    assert (sum(level.held for level in told.levels) > 3) == (every == 1)
    assert (sum(level.new for level in told.levels) > 3) == (every == 1)
    assert sum(level.carried for level in told.levels) > 3 or every == 1


def test_when_a_block_begins_every_row_is_due(tmp_path: Path) -> None:
    """January begins the block: yearly figures too are asked for, and one mover holds them."""
    university = made(tmp_path / "u", "2025-12")
    (university.organisation / "policy.toml").write_text("[rhythm]\norganisation = 12\n")
    university.put("personeel_2026-01.csv", export("2026-01", [*staff(), Row("new")]))
    university.refresh(today=TODAY.replace(month=2))
    (told,) = accounts(university.processed)
    top = told.levels[0]
    assert (top.depth, top.carried) == (0, 0)
    assert top.held > 0


# --- when there is one --------------------------------------------------------------------------------


def test_one_for_each_refresh_that_changed_something_and_each_can_be_read_by_others(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    university.refresh()
    university.deliver("2025-11")
    university.refresh()
    files = university.stamps("accounts")
    university.refresh()
    assert university.stamps("accounts") == files
    told = accounts(university.processed)
    assert [each.number for each in told] == [2, 1]
    assert [each.name for each in told] == sorted((path.removesuffix(".json") for path in files), reverse=True)
    for path in (university.processed / "accounts").iterdir():
        assert path.stat().st_mode & 0o777 == 0o644
    assert (university.processed / "accounts").stat().st_mode & 0o777 == 0o755


def test_putting_a_damaged_publication_back_is_no_new_refresh(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    folder = university.processed / "published" / university.refresh().publication
    (folder / "progress.csv").write_text("edited")
    assert university.refresh().changed
    assert len(accounts(university.processed)) == 1


def test_an_account_of_what_never_went_live_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refresh breaks off before `current.json`, and other files lie there at the next one."""
    university = made(tmp_path / "u", "2025-10")

    def broken(*_: object) -> None:
        raise StorageFailed(Fault("disk_full", Message(en="full", nl="vol")))

    with monkeypatch.context() as patched:
        patched.setattr(job, "make_live", broken)
        university.stopped(StorageFailed)
    assert (university.processed / "restricted" / "account.json").exists()
    assert accounts(university.processed) == ()
    (university.raw / "personeel_2025-10.csv").unlink()
    university.deliver("2025-11")
    published = university.refresh().publication
    assert [each.publication for each in accounts(university.processed)] == [published]
    assert not (university.processed / "restricted" / "account.json").exists()


def test_an_account_of_what_went_live_is_brought_in_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = made(tmp_path / "u", "2025-10")
    with monkeypatch.context() as patched:
        patched.setattr(job, "bring_in", lambda _: None)
        published = university.refresh().publication
    assert accounts(university.processed) == ()
    assert not university.refresh().changed
    assert [each.publication for each in accounts(university.processed)] == [published]


def test_taking_the_demonstration_away_takes_its_accounts(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    Store(university.processed).empty()
    assert set(university.on_disk()) == {"restricted/lock"}


# --- why a refresh stopped ----------------------------------------------------------------------------


def test_a_refused_file_is_told_once_and_again_when_it_is_another(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.put("personeel_2025-11.csv", export("2025-11", staff(), HEADINGS[:-2]))
    told = stopped(university, FileRefused)
    assert (told.outcome, told.stopped, told.exit_code) == ("stopped", "FileRefused", 11)
    assert [each.text["en"].split(":")[0] for each in told.faults] == ["personeel_2025-11.csv, column Geslacht"]
    assert stopped(university, FileRefused) == told
    assert len(accounts(university.processed)) == 1
    university.put("personeel_2025-11.csv", "")
    assert stopped(university, FileRefused).number == 2
    (university.raw / "personeel_2025-11.csv").unlink()
    recorded(university)
    assert [each.outcome for each in accounts(university.processed)] == ["published", "stopped", "stopped"]


def test_a_short_file_is_told(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    recorded(university)
    university.put("personeel_2025-11.csv", export("2025-11", staff(40)))
    told = stopped(university, HeldBack)
    assert told.faults[0].text["nl"].startswith("personeel_2025-11.csv telt 40 mensen, -67%")
    recorded(university, accept=True)
    assert accounts(university.processed)[0].outcome == "published"


def test_rows_that_the_audit_names_are_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = made(tmp_path / "u", "2025-10")
    fault = Fault("audit.exact", Message(en="row", nl="rij"), Where(key="2025-10-31, GW-COM, 15+"), {"unit": "GW-COM"})

    def failing(*_: object) -> None:
        raise AuditFailed(fault)

    monkeypatch.setattr(job, "pass_audit", failing)
    told = stopped(university, AuditFailed)
    assert (told.exit_code, [each.code for each in told.faults]) == (13, ["audit"])
    assert all(b"GW-COM" not in content for content in university.on_disk("accounts").values())


def test_a_refresh_that_leaves_for_another_one_tells_nothing(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    with exclusive(Store(university.processed)), pytest.raises(RefreshRunning):
        recorded(university)
    assert accounts(university.processed) == ()


# --- reading ------------------------------------------------------------------------------------------


def test_nothing_there_is_no_account(tmp_path: Path) -> None:
    assert accounts(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"outcome": "published"',
        b"\xff\xfe",
        b'{"outcome": "won"}',
        b'{"outcome": "published", "number": "1"}',
        b'{"outcome": "published", "number": true}',
        b'{"outcome": "published", "day": "2026-13-01"}',
        b'{"outcome": "published", "files": {}}',
        b'{"outcome": "published", "files": [{"file": "x"}]}',
        b'{"outcome": "published", "levels": ["x"]}',
        b'{"outcome": "published", "organisation": []}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_told_as_such(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "000003-2026-01-15-x.json").write_bytes(content)
    assert accounts(tmp_path) == (Account("damaged", name="000003-2026-01-15-x"),)


def test_a_file_whose_rows_do_not_add_up_is_damaged(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    (path,) = (university.processed / "accounts").iterdir()
    path.write_text(path.read_text().replace('"accepted": 120', '"accepted": 119'))
    assert [each.outcome for each in accounts(university.processed)] == ["damaged"]
    with pytest.raises(ValueError, match="rows read"):
        FileTaken("f", "s", "2025-10", TODAY, "person", read=3, accepted=1, set_aside=1, totals=0, heads=1)


def test_keys_of_a_later_version_are_ignored(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    (before,) = accounts(university.processed)
    (path,) = (university.processed / "accounts").iterdir()
    plain = json.loads(path.read_text())
    plain["later"] = plain["files"][0]["later"] = 1
    path.write_text(json.dumps(plain))
    assert accounts(university.processed) == (before,)
    shutil.rmtree(path.parent)
    assert accounts(university.processed) == ()


def test_a_value_comes_back_as_it_went() -> None:
    account = Account("published", day=TODAY, organisation=TEXTS, levels=(LevelRows(0, "x", 1, 2, 3, 4, 5),))
    assert from_plain(Account, json.loads(json.dumps(to_plain(account)))) == account
