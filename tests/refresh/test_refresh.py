"""The refresh whole: the same in, the same out; what is taken in, skipped, replaced, counted and kept."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import intake, months
from pipeline.errors import FileRefused
from pipeline.explain.explanation import explain
from pipeline.published import current
from pipeline.report.report import as_json
from pipeline.report.text import summary
from tests.organisation.builder import GROUPS, SOURCE, TARGETS, changed
from tests.refresh.university import TODAY, Row, University, altered, export, staff, widened

PLAIN = """
import sys
from datetime import date
from pathlib import Path
from pipeline.refresh import Folders, refresh
home = Path(sys.argv[1])
print(refresh(Folders(home / "tiny", home / "raw", home / "processed"), date(2026, 1, 15), lambda *_: None).publication)
"""


SECRET = bytes(range(32))


def made(folder: Path, *months: str) -> University:
    """With the same secret as any other: names of files and ledgers in a publication follow from it."""
    folder.mkdir()
    university = University(folder)
    university.take_secret(SECRET)
    university.deliver(*months)
    return university


def row_of(university: University, table: str, **equal: str) -> dict[str, object]:
    rows = current(university.processed).table(table).to_pylist()
    found = [row for row in rows if all(str(row[name]) == value for name, value in equal.items())]
    assert len(found) == 1
    return found[0]


ALL = {"unit": "TU", "band": "all", "group": "women", "scale_basis": "function"}


# --- the same in, the same out ------------------------------------------------------------------------


def test_same_inputs_same_publication_in_any_folder_and_any_hash_seed(tmp_path: Path) -> None:
    here, there = made(tmp_path / "here", "2025-10", "2025-11"), made(tmp_path / "there", "2025-10", "2025-11")
    here.refresh()
    for seed in ("1", "4242"):
        shutil.rmtree(there.processed, ignore_errors=True)
        there.take_secret(SECRET)
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", PLAIN, str(there.home)], check=True, env=environment, capture_output=True)
        published = {name: content for name, content in there.on_disk("published").items() if name != "current.json"}
        assert published == {
            name: content for name, content in here.on_disk("published").items() if name != "current.json"
        }


def test_month_by_month_is_as_all_at_once(tmp_path: Path) -> None:
    slowly, at_once = made(tmp_path / "slowly"), made(tmp_path / "at once", "2025-09", "2025-10", "2025-11")
    for month in ("2025-09", "2025-10", "2025-11"):
        slowly.deliver(month)
        last = slowly.refresh().publication
    assert at_once.refresh().publication == last
    assert slowly.on_disk("published")["current.json"] == at_once.on_disk("published")["current.json"]


def on_every_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every load heavy enough for worker processes."""
    monkeypatch.setattr(intake, "_HEAVY", 0)
    monkeypatch.setattr(months, "_HEAVY", 0)


def test_worker_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, together = (made(tmp_path / name, "2025-09", "2025-10", "2025-11") for name in ("alone", "together"))
    published = alone.refresh().publication
    on_every_core(monkeypatch)
    assert together.refresh().publication == published
    assert together.on_disk("published") == alone.on_disk("published")


def test_faults_come_back_whole_from_worker_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = made(tmp_path / "u", "2025-09", "2025-10")
    university.put("personeel_2025-11.csv", export("2019-11", staff()))
    university.put("personeel_2025-12.csv", "")
    alone = university.stopped(FileRefused)
    on_every_core(monkeypatch)
    together = university.stopped(FileRefused)
    assert [fault.text("nl") for fault in together.faults] == [fault.text("nl") for fault in alone.faults]
    assert len(together.faults) == 2
    assert set(university.on_disk()) == {"restricted/lock", "restricted/secret.key"}


def test_order_of_rows_does_not_matter_to_any_figure(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one"), made(tmp_path / "other")
    one.put("personeel_a.csv", export("2025-11", staff()))
    other.put("personeel_a.csv", export("2025-11", reversed(staff())))
    tables = ("representation", "progress")
    figures = [
        [(u.refresh(), current(u.processed))[1].table(name).to_pylist() for name in tables] for u in (one, other)
    ]
    assert figures[0] == figures[1]


def test_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    first = university.refresh()
    files, stamps = university.on_disk("published"), university.stamps("published")
    restricted = university.on_disk("restricted")
    second = university.refresh()
    assert (first.changed, second.changed) == (True, False)
    assert (len(second.taken), second.skipped) == (0, 2)
    assert (university.on_disk("published"), university.stamps("published")) == (files, stamps)
    assert university.on_disk("restricted") == restricted
    assert "Nothing has changed." in summary(second, "en")
    assert "Er is niets veranderd." in summary(second, "nl")


def test_nothing_to_do_at_all(tmp_path: Path) -> None:
    report = made(tmp_path / "u").refresh()
    assert summary(report, "en").startswith("There are no exports yet:")
    assert summary(report, "nl").startswith("Er zijn nog geen exports:")
    assert not (tmp_path / "u" / "processed" / "published" / "current.json").exists()


# --- taking in ----------------------------------------------------------------------------------------


def test_file_taken_in_under_another_name_is_skipped(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    published = university.refresh().publication
    (university.raw / "personeel_2025-11.csv").rename(university.raw / "personeel_nieuw.csv")
    shutil.copy(university.raw / "personeel_2025-10.csv", university.raw / "personeel_kopie.csv")
    again = university.refresh()
    assert (again.publication, again.changed, len(again.taken)) == (published, False, 0)


def test_month_delivered_again_replaces_the_former_and_says_what_changed(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    before = university.refresh()
    assert row_of(university, "representation", snapshot="2025-11-30", **ALL)["headcount"] == 120
    rows = [replace(row, unit="GW-COM") if row.pseudonym == "ps0000q" else row for row in staff()]
    university.put("personeel_2025-11 (2).csv", export("2025-11", [*rows, Row("ps9999q", unit="TN-NAT")]))
    report = university.refresh()
    assert report.publication != before.publication
    (again,) = report.replaced
    assert (str(again.month), again.former_file, again.file) == (
        "2025-11",
        "personeel_2025-11.csv",
        "personeel_2025-11 (2).csv",
    )
    assert (again.heads_before, again.heads_after) == (120, 121)
    assert again.units_changed == (("GW-COM", 40, 41), ("GW-PSY", 40, 39), ("TN-NAT", 40, 41))
    said = "2025-11: personeel_2025-11 (2).csv replaces personeel_2025-11.csv (120 to 121 counted; 3 units changed)"
    assert said in summary(report, "en")
    assert "vervangt personeel_2025-11.csv (120 naar 121 geteld; 3 eenheden veranderd)" in summary(report, "nl")
    assert row_of(university, "representation", snapshot="2025-10-31", **ALL)["headcount"] == 120


def test_corrected_figures_are_given_when_enough_people_came_or_went(tmp_path: Path) -> None:
    """One person more would be one person told, and the former figure is of a file that counts no more: neither is shown."""
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    former = row_of(university, "representation", **ALL)
    assert (former["headcount"], former["shown"]) == (120, True)
    for copy, more in ((1, 1), (2, 20)):
        people = [*staff(), *(Row(f"ps8{number}q", gender="VM"[number % 2]) for number in range(more))]
        university.put(f"personeel_2025-11 ({copy}).csv", export("2025-11", people))
        university.refresh()
        now = row_of(university, "representation", **ALL)
        assert (now["headcount"], now["shown"]) == (120 + more, more > 5)
        assert now["members"] == (int(str(former["members"])) + 10 if more > 5 else None)


def test_what_was_carried_from_a_former_version_is_carried_no_more(tmp_path: Path) -> None:
    """December says of the departments what November said; then November is corrected by one person."""
    university = made(tmp_path / "u", "2025-11", "2025-12")
    (university.organisation / "policy.toml").write_text("[rhythm]\ndepartment = 12\n")
    university.refresh()
    department = {**ALL, "unit": "GW-PSY", "snapshot": "2025-12-31"}
    carried = row_of(university, "representation", **department)
    assert (carried["shown"], str(carried["as_of"])) == (True, "2025-11-30")
    university.put("personeel_2025-11 (2).csv", export("2025-11", [*staff(), Row("ps9999q")]))
    university.refresh()
    now = row_of(university, "representation", **department)
    assert (now["headcount"], now["shown"], now["members"], now["reason"]) == (40, False, None, "too_few_people")
    assert not university.refresh().changed


def test_copies_of_one_month_are_taken_in_the_order_a_person_reads_them(tmp_path: Path) -> None:
    """A browser names the second download `x (1)` and the eleventh `x (10)`; the last one counts."""
    university = made(tmp_path / "u")
    for copy, heads in (("", 100), (" (1)", 101), (" (2)", 102), (" (10)", 110)):
        university.put(f"personeel_2025-11{copy}.csv", export("2025-11", staff(heads)))
    report = university.refresh()
    assert [each.heads_after for each in report.replaced] == [101, 102, 110]
    assert row_of(university, "representation", **ALL)["headcount"] == 110


def test_removed_raw_file_keeps_its_month(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    published = university.refresh().publication
    for path in university.raw.iterdir():
        path.unlink()
    assert university.refresh().publication == published
    university.deliver("2025-12")
    assert [str(month) for month in university.refresh().months] == ["2025-10", "2025-11", "2025-12"]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    rows = [*altered(staff(), 3, unit="XX"), Row("ps7777q", unit="Totaal GW"), Row("ps7778q", unit="Subtotaal")]
    text = export("2025-11", rows).replace(";NL\r\n", ";NL;te veel\r\n", 1)
    university.put("personeel_2025-11.csv", text)
    report = university.refresh()
    tallies = [facts.tally for facts in report.taken]
    assert [(t.read, t.accepted, t.quarantined, t.totals) for t in tallies] == [(120, 120, 0, 0), (122, 118, 2, 2)]
    assert all(t.read == t.accepted + t.quarantined + t.totals for t in tallies)
    assert "242 rows read = 238 accepted + 2 set aside + 2 left out as totals" in summary(report, "en")
    assert "242 rijen gelezen = 238 aanvaard + 2 apart gezet + 2 weggelaten als totaal" in summary(report, "nl")


# --- what reaches the disk ----------------------------------------------------------------------------


def everything_written(folder: Path) -> bytes:
    """All bytes under a folder; Parquet also as the text of its columns and metadata, unpacked."""
    found = b""
    for path in folder.rglob("*"):
        found += str(path.relative_to(folder)).encode()
        if path.is_file():
            found += path.read_bytes()
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            found += repr(table.schema.metadata).encode() + str(table.to_pylist()).encode()
            for column in table.columns:
                for chunk in column.chunks:
                    found += str(chunk.dictionary.to_pylist()).encode() if hasattr(chunk, "dictionary") else b""
    return found


@pytest.mark.parametrize("fate", ["taken in", "held back", "refused"])
def test_unmapped_column_and_raw_pseudonym_never_reach_the_disk(tmp_path: Path, fate: str) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    rows = staff(80 if fate == "held back" else 120)
    if fate == "refused":
        rows = [replace(row, unit="XX") for row in rows]
    text = export("2025-11", rows, title="Gemaakt door zegelring\r\nPeildatum: 30-11-2025")
    university.put("personeel_2025-11.csv", widened(text, "kruidkoek", ["kandelaar", "notendop"]))
    try:
        university.refresh()
        done = "taken in"
    except Exception as stopped:  # noqa: BLE001 - which way it stops is the test's parameter
        done = {"HeldBack": "held back", "FileRefused": "refused"}[type(stopped).__name__]
    assert done == fate
    written = everything_written(university.processed)
    assert b"Organisatorische eenheid" in written  # the search does find what is mapped
    assert b"GW-PSY" in written
    for planted in ("kandelaar", "notendop", "kruidkoek", "zegelring", "ps0003q", "ps0119q", "ps00"):
        assert planted.encode() not in written, planted
        assert planted.encode("utf-16-le") not in written, planted


def test_pseudonyms_of_two_installations_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", "2025-11"), made(tmp_path / "other", "2025-11")
    hashes: list[set[int]] = []
    for university in (one, other):
        (university.processed / "restricted" / "secret.key").unlink()
        university.refresh()
        (archive,) = university.processed.glob("restricted/received/*.parquet")
        hashes.append(set(pq.read_table(archive)["pseudonym"].to_pylist()))
    assert [len(each) for each in hashes] == [120, 120]
    assert not hashes[0] & hashes[1]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_restricted_is_for_its_owner_and_published_for_all(tmp_path: Path, mask: int) -> None:
    university = made(tmp_path / "u", "2025-11")
    former = os.umask(mask)
    try:
        published = university.refresh().publication
    finally:
        os.umask(former)
    restricted = university.processed / "restricted"
    assert stat.S_IMODE(restricted.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in restricted.rglob("*") if path.is_file()} == {0o600}
    folder = university.processed / "published"
    assert stat.S_IMODE((folder / published).stat().st_mode) == 0o755
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()} == {0o644}


def test_restricted_is_closed_again_when_somebody_opened_it(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    (university.processed / "restricted").chmod(0o755)
    university.refresh()
    assert stat.S_IMODE((university.processed / "restricted").stat().st_mode) == 0o700


# --- the organisation changes -------------------------------------------------------------------------


def without_raw(university: University) -> None:
    for path in university.raw.iterdir():
        path.unlink()


def test_new_target_is_worked_out_without_the_raw_files(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    before = university.refresh().publication
    without_raw(university)
    university.change(targets=TARGETS.replace("share = 0.08", "share = 0.5"))
    report = university.refresh()
    assert report.publication != before
    found = row_of(university, "progress", snapshot="2025-10-31", unit="TU", target="outside-europe-11-14")
    assert (found["base"], found["need"]) == (60, 30)


def test_new_code_table_counts_again_without_the_raw_files(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    university.refresh()
    women = row_of(university, "representation", snapshot="2025-10-31", **ALL)["members"]
    without_raw(university)
    university.change(**changed("source", 'V = "f", M = "m"', 'V = "m", M = "f"'))
    university.refresh()
    assert row_of(university, "representation", snapshot="2025-10-31", **ALL)["members"] == 120 - int(str(women))
    university.change()
    university.refresh()
    assert row_of(university, "representation", snapshot="2025-10-31", **ALL)["members"] == women


def test_recount_is_as_a_first_reading(tmp_path: Path) -> None:
    """The archive gives what the raw file gives, to the byte."""
    recounted, fresh = (
        made(tmp_path / "recounted", "2025-10", "2025-11"),
        made(tmp_path / "fresh", "2025-10", "2025-11"),
    )
    recounted.refresh()
    without_raw(recounted)
    other = changed("source", 'empty = "unknown"', 'empty = "m"')
    recounted.change(**other)
    fresh.change(**other)
    assert recounted.refresh().publication == fresh.refresh().publication


def with_age(source: str) -> str:
    source = source.replace('optional = ["origin"]', 'optional = ["origin", "age"]')
    source = source.replace('origin = ["Herkomst"]', 'origin = ["Herkomst"]\nage = ["Leeftijd"]')
    return source + '\n[tables.age]\nvalues = { 1 = "young", 2 = "old" }\n'


AGE = GROUPS + (
    '\n[[attribute]]\ncode = "age"\nname.nl = "Leeftijd"\nname.en = "Age"\n'
    'categories = ["young", "old", "unknown"]\nunknown = ["unknown"]\n'
    '\n[[group]]\ncode = "young"\nname.nl = "Jong"\nname.en = "Young"\nattribute = "age"\nmembers = ["young"]\n'
)


def test_column_mapped_later_is_read_from_the_raw_file_where_it_still_is(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    for month in ("2024-12", "2025-01"):  # of two blocks of months: what is hidden stays hidden for a whole one
        text = widened(export(month, staff()), "Leeftijd", ["1", "2"])
        university.put(f"personeel_{month}.csv", text)
    university.refresh()
    (university.raw / "personeel_2024-12.csv").unlink()
    university.change(groups=AGE, source=with_age(SOURCE))
    university.refresh()
    young = {**ALL, "group": "young"}
    assert row_of(university, "representation", snapshot="2025-01-31", **young)["members"] == 60
    gone = row_of(university, "representation", snapshot="2024-12-31", **young)
    assert (gone["shown"], gone["members"]) == (False, None)


def test_source_that_is_gone_is_named_and_its_return_helps(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    published = university.refresh().publication
    (university.organisation / "sources" / "hr-monthly.toml").rename(tmp_path / "hr-monthly.toml")
    (university.organisation / "sources" / "other.toml").write_text(SOURCE.replace("hr-monthly", "other"))
    gone = university.stopped(FileRefused)
    assert [fault.text("en") for fault in gone.faults] == [
        "source hr-monthly is no longer in the organisation's folder, but personeel_2025-11.csv was taken in with it; put it back"
    ]
    assert json.loads(university.on_disk("published")["current.json"])["id"] == published
    (university.organisation / "sources" / "other.toml").unlink()
    (tmp_path / "hr-monthly.toml").rename(university.organisation / "sources" / "hr-monthly.toml")
    assert university.refresh().publication == published


def test_file_that_no_longer_counts_can_be_replaced(tmp_path: Path) -> None:
    """A unit is taken out of units.csv; the export that still has it is delivered again without it."""
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    university.change(**changed("units", "GW-COM;Communicatie;Communication;department;GW;;;;;\n", ""))
    assert university.stopped(FileRefused).faults[0].code == "too_many_bad_rows"
    rows = [replace(row, unit="GW-PSY") if row.unit == "GW-COM" else row for row in staff()]
    university.put("personeel_2025-11 (2).csv", export("2025-11", rows))
    assert university.refresh().changed
    assert row_of(university, "representation", **{**ALL, "unit": "GW-PSY"})["headcount"] == 80


def test_closed_month_still_counts_when_the_organisation_changes(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    university.refresh()
    closed = changed("organisation", "first_month", 'closed_through = "2025-11"\nfirst_month')
    university.change(**closed, **changed("source", 'empty = "unknown"', 'empty = "m"'))
    assert [str(month) for month in university.refresh().months] == ["2025-10", "2025-11"]


# --- people and appointments --------------------------------------------------------------------------


def appointments() -> list[Row]:
    """Thirty of the people have a second, smaller appointment elsewhere."""
    second = [replace(row, unit="TN-NAT", scale="9", fte="0,2", main="N") for row in staff()[:30]]
    return [*staff(), *second]


def test_people_with_several_appointments_are_counted_once_with_all_their_fte(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    university.put("personeel_2025-11.csv", export("2025-11", appointments()))
    report = university.refresh()
    assert (report.taken[0].tally.read, report.taken[0].tally.people) == (150, 120)
    root = row_of(university, "representation", **ALL)
    assert (root["counted"], root["headcount"]) == ("person", 120)
    everyone = sum(float(row.fte.replace(",", ".")) for row in appointments())
    assert root["fte"] == pytest.approx(everyone, abs=0.051)
    below = [row_of(university, "representation", **{**ALL, "unit": unit})["headcount"] for unit in ("GW", "TN")]
    assert below == [80, 40]


def test_without_pseudonym_every_output_says_appointments(tmp_path: Path) -> None:
    (tmp_path / "u").mkdir()
    source = re.sub(r"pseudonym = .*\n", "", SOURCE)
    university = University(tmp_path / "u", source=source)
    university.put(
        "personeel_2025-11.csv", export("2025-11", appointments()).replace("J;V", "N;V").replace("J;M", "N;M")
    )
    report = university.refresh()
    publication = current(university.processed)
    assert report.taken[0].tally.people == 150
    assert {row["counted"] for row in publication.table("representation").to_pylist()} == {"appointment"}
    assert publication.about["counted"] == {"2025-11-30": "appointment"}
    folder = next(university.processed.glob("restricted/reports/*"))
    assert json.loads((folder / "report.json").read_text())["taken"][0]["counted"] == "appointment"
    assert "appointments" in (folder / "report.en.html").read_text()
    assert "aanstellingen" in (folder / "report.nl.html").read_text()
    for said in (summary(report, "en"), summary(university.refresh(), "en"), (folder / "report.en.html").read_text()):
        assert "In 1 months, 2025-11 the last, appointments are counted, not people" in said
    assert "zijn aanstellingen geteld en geen mensen" in summary(report, "nl")
    assert "zijn aanstellingen geteld en geen mensen" in (folder / "report.nl.html").read_text()
    assert as_json(report)["months_by_appointment"] == ["2025-11"]
    explained = explain(publication, "outside-europe-11-14", "TU", None)
    assert "Heads are appointments" in explained.text("en")
    assert "Hoofden zijn aanstellingen" in explained.text("nl")


# --- between months -----------------------------------------------------------------------------------


def test_warnings_name_their_numbers(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-08")
    moved = [
        replace(row, unit="GW-PSY", origin="EU", gender="X" if at == 0 else "") for at, row in enumerate(staff(140))
    ]
    university.put("personeel_2025-11.csv", export("2025-11", moved))
    report = university.refresh()
    said = [(str(month), fault.code, fault.text("en")) for month, fault in report.warnings]
    assert ("2025-11", "month_missing", "no export for 2025-09, 2025-10; the series goes on without it") in said
    assert any(
        code == "headcount_jump" and "went from 120 to 140 (+17%) since 2025-08" in text for _, code, text in said
    )
    assert any(code == "unit_gone" and text.startswith("GW-COM had 40 people in 2025-08") for _, code, text in said)
    assert any(code == "new_category" and "category x did not occur in 2025-08" in text for _, code, text in said)
    assert any(code == "unknown_jump" and "went from 0% to 99% since 2025-08" in text for _, code, text in said)


def test_report_lies_where_the_ledger_says(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.refresh()
    university.deliver("2025-11")
    university.refresh()
    reports = sorted((university.processed / "restricted" / "reports").iterdir(), key=lambda each: each.stat().st_mtime)
    assert [len(json.loads((each / "report.json").read_text())["months"]) for each in reports] == [1, 2]


def test_publications_of_former_months_stay(tmp_path: Path) -> None:
    university = made(tmp_path / "u")
    ids: list[str] = []
    for month in ("2025-09", "2025-10", "2025-11"):
        university.deliver(month)
        ids.append(university.refresh().publication)
    assert all(first != second for first, second in pairwise(ids))
    assert all((university.processed / "published" / each / "about.json").exists() for each in ids)


def test_today_is_not_in_the_publication(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", "2025-11"), made(tmp_path / "other", "2025-11")
    assert one.refresh().publication == other.refresh(today=TODAY.replace(year=2030)).publication
