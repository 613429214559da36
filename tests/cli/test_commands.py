"""What each command says, to people in Dutch and English and to machines."""

import json
import os
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline import commands
from pipeline.cli import World
from pipeline.published import current
from registers import Author, activities, change, export_registers, open_registers
from registers.example import example
from tests.cli.shell import streefcijfer
from tests.organisation.builder import changed
from tests.organisation.test_policy_file import DECISION
from tests.refresh.university import University, altered, export, staff

TARGET = "outside-europe-11-14"
ROOT = Path(__file__).parents[2]
RECORDS = len(example(date(2026, 1, 1)))


# --- refresh ------------------------------------------------------------------------------------------


def test_refresh_gives_machines_what_it_tells_people(university: University) -> None:
    university.deliver("2025-10", "2025-11")
    folders = ("--organisation", university.organisation, "--raw", university.raw, "--processed", university.processed)
    plain = streefcijfer("refresh", *folders, "--json").plain
    assert (plain["ok"], plain["changed"], plain["skipped"]) == (True, True, 0)
    assert plain["publication"] == current(university.processed).id
    assert [each["tally"]["read"] for each in plain["taken"]] == [120, 120]
    assert Path(plain["report"]).exists()
    assert json.loads(Path(plain["report"]).with_name("report.json").read_text())["publication"] == plain["publication"]
    told = streefcijfer("refresh", *folders, "--language", "nl").out
    assert told.startswith("Kleine Universiteit, oktober 2025 - november 2025")
    assert "Validatierapport: " in told


def test_progress_goes_to_the_error_stream(university: University) -> None:
    university.deliver("2025-11")
    folders = ("--organisation", university.organisation, "--raw", university.raw, "--processed", university.processed)
    answer = streefcijfer("refresh", *folders)
    assert answer.err.splitlines() == ["read 1/1", "count 1/1", "protect 1/1", "audit 1/1", "publish 1/1"]
    assert "read 1/1" not in answer.out


# --- check --------------------------------------------------------------------------------------------


def listing(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_check_tells_and_keeps_nothing(university: University) -> None:
    file = university.put("personeel_2025-11.csv", export("2025-11", altered(staff(), 5, unit="XX")))
    before = listing(university.home)
    arguments = ("check", file, "--organisation", university.organisation)
    english, dutch = (streefcijfer(*arguments, language=each) for each in ("en", "nl"))
    plain = streefcijfer(*arguments, "--json").plain
    assert english.out.splitlines() == [
        "Tiny University",
        "personeel_2025-11.csv: source hr-monthly, 2025-11-30, 119 people",
        "120 rows read = 119 accepted + 1 set aside + 0 left out as totals",
        "91.5 fte in all",
        "  personeel_2025-11.csv, column Organisatorische eenheid, row 9: unit is not in units.csv",
    ]
    assert dutch.out.splitlines()[2] == "120 rijen gelezen = 119 aanvaard + 1 apart gezet + 0 weggelaten als totaal"
    assert [fault["text"]["en"] for fault in plain["faults"]] == [english.out.splitlines()[-1].strip()]
    assert [fault["text"]["nl"] for fault in plain["faults"]] == [dutch.out.splitlines()[-1].strip()]
    assert [fault["where"]["rows"] for fault in plain["faults"]] == [[9]]
    assert listing(university.home) == before


def test_check_refuses_as_a_refresh_would(university: University) -> None:
    file = university.put("personeel_2025-11.csv", "")
    answer = streefcijfer("check", file, "--organisation", university.organisation)
    assert (answer.code, answer.out) == (11, "")
    assert answer.err == "personeel_2025-11.csv: the file is empty; export it again\n"


@pytest.mark.parametrize("command", ["check", "describe"])
def test_file_that_is_not_there_or_a_folder(university: University, command: str) -> None:
    absent = streefcijfer(command, university.raw / "no.csv", "--organisation", university.organisation)
    folder = streefcijfer(command, university.raw, "--organisation", university.organisation)
    assert (absent.code, folder.code) == (11, 11)
    assert absent.err.startswith("no.csv: the file cannot be opened (No such file or directory);")
    assert folder.err == "raw: this is a folder, not a file; name the export itself\n"


# --- describe -----------------------------------------------------------------------------------------


def test_describe_proposes_a_source_and_overwrites_nothing(university: University) -> None:
    file = university.put("vreemd.csv", export("2025-11", staff()))
    output = university.home / "proposal.toml"
    arguments = ("describe", file, "--organisation", university.organisation, "--output", output)
    first = streefcijfer(*arguments, "--language", "nl")
    assert first.code == 0
    assert str(output) in first.out
    proposed = tomllib.loads(output.read_text())
    assert proposed["columns"]["unit"] == ["Organisatorische eenheid"]
    assert "ps0003q" not in first.out + output.read_text()
    output.write_text("mine")
    again = streefcijfer(*arguments, "--json")
    assert (again.code, again.codes, output.read_text()) == (15, ["in_the_way"], "mine")


# --- explain ------------------------------------------------------------------------------------------


def explained(university: University, *arguments: str, language: str = "en") -> str:
    answer = streefcijfer("explain", *arguments, "--processed", university.processed, language=language)
    assert answer.code == 0, answer.err
    return answer.out


def test_explain_tells_the_published_figures_and_where_they_come_from(published: University) -> None:
    told, verteld = (explained(published, TARGET, "TU", language=each) for each in ("en", "nl"))
    plain = streefcijfer("explain", TARGET, "TU", "--processed", published.processed, "--json").plain
    rows = current(published.processed).table("progress").to_pylist()
    row = next(
        each for each in rows if (each["target"], each["unit"], str(each["snapshot"])) == (TARGET, "TU", "2025-11-30")
    )
    assert plain["progress"]["members"] == row["members"] == 12
    assert plain["representation"]["headcount"] == row["base"] == 60
    assert "8% in scales 11-14 - Tiny University, 2025-11-30" in told
    assert "Decided by Executive Board on 2022-11-30, version 1 (Board decision 2022-117)" in told
    assert "by function scale" in told
    figures = {
        line.rsplit("  ", 1)[0].strip(): line.rsplit("  ", 1)[1].strip()
        for line in told.splitlines()
        if line.startswith("  ")
    }
    assert (figures["Headcount N"], figures["In the target group k"], figures["Needed for the target"]) == (
        "60",
        "12",
        "5",
    )
    assert "Toevalsmarge, van (Wilson, 95%)" in verteld
    assert "11,8%" in verteld
    assert "naar functieschaal" in verteld
    # A figure that was carried rests on the file of its own day too.
    days = {str(row["snapshot"]), str(row["as_of"])}
    assert ("As of" in told) == (len(days) == 2)
    assert {origin["snapshot"] for origin in plain["made_from"]} == days
    for origin in plain["made_from"]:
        day, month, mark = origin["snapshot"], origin["snapshot"][:7], origin["fingerprint"]
        assert f"{day}  personeel_{month}.csv  (hr-monthly, sha256 {mark})" in told


def test_explain_a_former_snapshot(published: University) -> None:
    assert "2025-10-31" in explained(published, TARGET, "TU", "--snapshot", "2025-10").splitlines()[0]


def test_explain_says_that_a_figure_is_hidden_and_tells_nothing_of_it(published: University) -> None:
    told = explained(published, TARGET, "TN-NAT")
    assert "Not shown.\nFigures are not shown, to protect people: too few here or in what they would give away" in told
    assert "In the target group k                                      -" in told


@pytest.mark.parametrize(
    ("arguments", "en", "nl"),
    [
        (
            ("outside-europe", "TU"),
            f"there is no target outside-europe in the publication; did you mean {TARGET}?",
            f"er is geen streefcijfer outside-europe in de publicatie; bedoelde u {TARGET}?",
        ),
        (
            (TARGET, "GW-PSI"),
            "there is no unit GW-PSI at that snapshot; did you mean GW-PSY, GW-COM, GW?",
            "er is op die peildatum geen eenheid GW-PSI; bedoelde u GW-PSY, GW-COM, GW?",
        ),
        (
            (TARGET, "TU", "--snapshot", "2025-09"),
            "there is no snapshot 2025-09 in the publication; did you mean 2025-11-30, 2025-10-31?",
            "er is geen peildatum 2025-09 in de publicatie; bedoelde u 2025-11-30, 2025-10-31?",
        ),
        (
            ("women-15+", "TU"),
            "target women-15+ does not apply to TU on 2025-11-30",
            "streefcijfer women-15+ geldt op 2025-11-30 niet voor TU",
        ),
    ],
)
def test_explain_names_the_nearest(published: University, arguments: tuple[str, ...], en: str, nl: str) -> None:
    for language, said in (("en", en), ("nl", nl)):
        answer = streefcijfer("explain", *arguments, "--processed", published.processed, language=language)
        assert (answer.code, answer.out, answer.err) == (2, "", said + "\n")


def test_explain_refuses_the_publication_of_another(published: University, university: University) -> None:
    university.change(**changed("organisation", "tiny-university", "other-university"))
    answer = streefcijfer(
        *("explain", TARGET, "TU", "--processed", published.processed, "--organisation", university.organisation)
    )
    assert answer.code == 2
    assert answer.err.startswith("the publication is of tiny-university, not of other-university;")


# --- organisation check -------------------------------------------------------------------------------


def test_organisation_check_of_a_sound_folder(university: University) -> None:
    by_name = streefcijfer("organisation", "check", university.organisation)
    by_option = streefcijfer("organisation", "check", "--organisation", university.organisation, "--language", "nl")
    assert by_name.out == (
        "Tiny University: the folder is sound (6 units, 22 scales, 2 bands, 2 groups, 2 target decisions, 1 sources)\n"
    )
    assert by_option.out.startswith("Kleine Universiteit: de map is in orde (6 eenheden")
    assert streefcijfer("organisation", "check", university.organisation, "--json").plain == {
        "ok": True,
        "units": 6,
        "scales": 22,
        "bands": 2,
        "groups": 2,
        "targets": 2,
        "sources": 1,
    }


def test_organisation_check_counts_the_declared_bands_only() -> None:
    assert streefcijfer("organisation", "check", "example-university", "--json").plain["bands"] == 5


def test_organisation_check_knows_what_day_it_is(university: University) -> None:
    (university.organisation / "policy.toml").write_text(DECISION.replace("2026", "2999"), encoding="utf-8")
    answer = streefcijfer("organisation", "check", university.organisation, "--language", "nl")
    assert answer.code == 10
    assert answer.err.startswith("policy.toml, regel 3, decision[1].decided_on: 2999-06-01 moet nog komen; ")


def test_organisation_check_names_every_fault(university: University) -> None:
    university.change(**changed("units", "GW-COM;Communicatie;Communication;department;GW", "GW-COM;C;C;department;GX"))
    (university.organisation / "bands.toml").write_text("[[band]\n")
    plain = streefcijfer("organisation", "check", university.organisation, "--json")
    assert plain.code == 10
    assert {fault["where"]["file"] for fault in plain.plain["faults"]} >= {"units.csv", "bands.toml"}
    told = streefcijfer("organisation", "check", university.organisation, "--language", "nl")
    assert told.err.splitlines() == [fault["text"]["nl"] for fault in plain.plain["faults"]]


def test_organisation_that_is_not_there() -> None:
    answer = streefcijfer("organisation", "check", "example-universty")
    assert answer.code == 10
    assert "example-universty" in answer.err


# --- demo, dashboard, version -------------------------------------------------------------------------


def records_of(file: Path) -> bytes:
    """Everything that stands in registers, every version included."""
    registers = open_registers(file)
    try:
        return export_registers(registers)
    finally:
        registers.close()


@pytest.mark.slow
def test_demo_twice_changes_nothing_and_is_taken_away_again(tmp_path: Path) -> None:
    folders = ("--raw", tmp_path / "raw", "--processed", tmp_path / "processed")
    file = tmp_path / "processed" / "registers" / "registers.sqlite"
    first = streefcijfer("demo", "--months", "1", *folders, "--language", "nl")
    assert first.code == 0
    assert first.out.splitlines()[-3:] == [
        f"Registers: een verzonnen voorbeeld van 23 records (gesprekken, afspraken, activiteiten) in {file}",
        "",
        "Om het te zien: streefcijfer dashboard   (of .venv/bin/streefcijfer dashboard)",
    ]
    published = {str(path): path.stat().st_mtime_ns for path in (tmp_path / "processed" / "published").rglob("*")}
    records = records_of(file)
    again = streefcijfer("demo", "--months", "1", *folders, "--json").plain
    assert (again["ok"], again["changed"]) == (True, False)
    assert again["registers"] == f"Registers: 23 records in {file}, left as they are"
    assert {
        str(path): path.stat().st_mtime_ns for path in (tmp_path / "processed" / "published").rglob("*")
    } == published
    assert records_of(file) == records
    # Somebody wrote something: then it is theirs.
    registers = open_registers(file)
    (kept,) = [each for each in activities(registers, None) if each.value.who == "ntb"]
    author = Author("somebody", "advisor")
    change(registers, kept.key, kept.version, replace(kept.value, who="HR"), author, datetime.now(UTC))
    registers.close()
    gone = streefcijfer("demo", "--remove", *folders).out.splitlines()
    assert gone[0].startswith("The demonstration is gone: ")
    assert gone[1] == f"The registers in {file} stay: they are not, or no longer, only the demonstration's."
    assert file.exists()
    file.unlink()
    assert streefcijfer("demo", "--remove", *folders).out.splitlines()[1] == "There were no registers beside it."


@pytest.mark.slow
def test_the_registers_of_the_demonstration_go_with_it_and_others_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a variable says, it is about the file beside the demonstration."""
    own = tmp_path / "own.sqlite"
    open_registers(own, make=True).close()
    monkeypatch.setenv("STREEFCIJFER_REGISTERS", str(own))
    world = World(ROOT, date(2026, 1, 1), "en")
    made = commands._registers(world, tmp_path / "processed", "--make")
    assert "23 records" in made
    text, plain = commands.run_demo_removal(world, (tmp_path / "raw", tmp_path / "processed"))
    assert plain["registers"] == "The invented registers are gone too."
    assert text.endswith("The invented registers are gone too.")
    assert own.exists()
    assert not (tmp_path / "processed" / "registers").exists()


def test_dashboard_is_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[list[str], dict[str, str]]] = []

    def started(arguments: list[str], environment: dict[str, str]) -> int:
        asked.append((arguments[1:], environment))
        return 0

    monkeypatch.setattr(commands, "run_on", started)
    world = World(ROOT, date(2026, 1, 1), "en")
    folders = (tmp_path / "raw", tmp_path)
    given = tmp_path / "who.toml"
    assert commands.run_dashboard(world, "example-university", folders, (None, None, None)) == 0
    assert commands.run_dashboard(world, "example-university", folders, (9000, given, "postgresql://x/y")) == 0
    assert commands.run_dashboard(world, "nowhere", folders, (None, None, "here.sqlite")) == 0
    folder = ROOT / "organisations" / "example-university"
    own = ["--access", str(folder / "access.toml")]
    assert [arguments for arguments, _ in asked] == [
        ["-m", "dashboard", str(tmp_path), *own],
        ["-m", "dashboard", str(tmp_path), "--port", "9000", "--access", str(given)],
        ["-m", "dashboard", str(tmp_path)],
    ]
    told = asked[0][1]
    assert (told["STREEFCIJFER_ORGANISATION"], told["STREEFCIJFER_RAW"]) == (str(folder), str(tmp_path / "raw"))
    # Without an organisation there is nobody to hand an upload to.
    assert "STREEFCIJFER_ORGANISATION" not in asked[2][1]
    # Where the registers are is told as a variable: an address may hold a password.
    assert "STREEFCIJFER_REGISTERS" not in {name for name, value in told.items() if value != os.environ.get(name)}
    assert [each["STREEFCIJFER_REGISTERS"] for _, each in asked[1:]] == ["postgresql://x/y", "here.sqlite"]


def test_version_and_help() -> None:
    assert "0." in streefcijfer("--version").out
    assert "organisation" in streefcijfer("-h").out


@pytest.mark.parametrize(
    "arguments", [("pack",), ("packs",), ("board",), ("registers",), ("due",)], ids=lambda each: each[0]
)
def test_commands_of_other_rooms_are_reached_with_their_options_and_exit_codes(arguments: tuple[str, ...]) -> None:
    asked = streefcijfer(*arguments, "--help")
    assert (asked.code, asked.err) == (0, "")
    assert f"Usage: python -m {'registers' if arguments[0] in ('registers', 'due') else 'packs'}" in asked.out
    assert streefcijfer(*arguments, "--no-such-option").code == 2
