"""The commands of the registers: what they say, in both languages, and how they end."""

import stat
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import URL

from dashboard.downloads.activities import as_csv as activities_csv
from dashboard.wording.words import Words
from registers import Rhythm, activities, add, change, export_registers, open_registers, rhythm_key
from registers.__main__ import main
from tests.registers.drawn import ADVISOR, NOON, agreement, conversation, later
from tests.registers.invented import HEADINGS, TEXT
from tests.registers.test_intake import as_csv as table_csv
from tests.registers.test_many_writers import at


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Run":
    monkeypatch.delenv("STREEFCIJFER_LANGUAGE", raising=False)
    monkeypatch.delenv("STREEFCIJFER_REGISTERS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lijst.txt").write_text(TEXT, encoding="utf-8")
    return Run()


class Run:
    def __call__(self, *words: str, code: int = 0) -> Result:
        found = CliRunner().invoke(main, list(words))
        assert found.exit_code == code, found.output
        return found


def test_from_nothing_to_a_list_of_work(run: Run, tmp_path: Path) -> None:
    assert "streefcijfer registers upgrade" in run("status", code=23).stderr
    assert run("upgrade").stdout.endswith("registers.sqlite: 0003\n")
    assert run("status").stdout.endswith("registers.sqlite: 0003\n")
    brought = run("activities", "lijst.txt", "--unit", "bmt", "--place", "Kern=staf", "--language", "nl").stdout
    assert brought.splitlines()[0] == "11 activiteiten gelezen: 11 toegevoegd, 0 waren er al; aan 5 is nog werk"
    assert "  bmt, Verhaal van de week: geen eigenaar" in brought.splitlines()
    assert "  staf, Wervingsmaatje: eigenaar onleesbaar gemaakt" in brought.splitlines()
    assert "regel 20 is geen activiteit: overleggen" in brought.splitlines()
    again = run("activities", "lijst.txt", "--unit", "bmt", "--place", "Kern=staf").stdout
    assert again.splitlines()[0] == "11 activities read: 0 added, 11 were there already; 5 have work to do"
    findings = run("findings").stdout.splitlines()
    assert len(findings) == 5
    assert "bmt, Buddy: owner still open, plan still to be written, still to be filled in" in findings


def test_a_download_of_several_units_adds_nothing(run: Run, tmp_path: Path) -> None:
    run("upgrade")
    run("activities", "lijst.txt", "--unit", "bmt", "--place", "Kern=staf")
    registers = open_registers(tmp_path / "data" / "processed" / "registers" / "registers.sqlite")
    (tmp_path / "a.csv").write_bytes(activities_csv([kept.value for kept in activities(registers, None)], Words("nl")))
    registers.close()
    again = run("activities", "a.csv", "--unit", "whole").stdout
    assert again.splitlines()[0].startswith("11 activities read: 0 added, 11 were there already")


def test_a_code_of_a_link_stands_for_itself_and_comes_in_once(run: Run, tmp_path: Path) -> None:
    """No publication is asked; what is a formula or a script elsewhere is a code here, and words to a terminal."""
    run("upgrade")
    heads = (*HEADINGS, "Group codes", "schaalbanden codes", "Streefcijfers (codes)")
    row = ("Lunch", "", "", "HR", "", "2026", "", "women; =1+1", "11-14, 15+", "<script>x</script>")
    (tmp_path / "a.csv").write_bytes(table_csv([heads, row]))
    assert run("activities", "a.csv", "--unit", "bmt").stdout.startswith("1 activities read: 1 added")
    assert run("activities", "a.csv", "--unit", "bmt").stdout.startswith("1 activities read: 0 added, 1 were there")
    registers = open_registers(tmp_path / "data" / "processed" / "registers" / "registers.sqlite")
    (kept,) = activities(registers, None)
    (tmp_path / "b.csv").write_bytes(activities_csv([kept.value], Words("en")))
    registers.close()
    links = (kept.value.groups, kept.value.bands, kept.value.targets)
    assert links == (("women", "=1+1"), ("11-14", "15+"), ("<script>x</script>",))
    assert run("activities", "b.csv", "--unit", "whole").stdout.startswith("1 activities read: 0 added, 1 were there")


def test_the_reminder_list(run: Run, place: URL | Path) -> None:
    registers = open_registers(place)
    assert run("due", "--registers", at(place)).stdout == "Nothing is waiting.\n"
    add(registers, rhythm_key("bmt"), Rhythm("bmt", "yearly", date(2026, 3, 1)), ADVISOR, NOON)
    add(registers, "plan", conversation("law", day=date(2026, 3, 1)), ADVISOR, NOON)
    add(registers, "a", agreement(due=date(2026, 5, 1)), ADVISOR, NOON)
    add(registers, "b", agreement(aim="lang " * 30), ADVISOR, NOON)
    registers.close()
    assert run("due", "--date", "2026-06-01", "--registers", at(place)).stdout.splitlines() == [
        "Conversations to plan (2)",
        "  bmt: overdue, 2026-03-01",
        "  law: was it held? write it down",
        "Agreements past their day (1)",
        "  bmt, women-15-up: twee vacatures breed werven (hoofd onderzoek), 2026-05-01",
        "Agreements without a day (1)",
        f"  bmt, women-15-up: {('lang ' * 30)[:69]}… (hoofd onderzoek)",
    ]
    assert run("due", "--date", "2026-06-01", "--registers", at(place), "--language", "nl").stdout.startswith("Te plannen gesprekken (2)")  # fmt: skip


def test_the_history_of_a_record(run: Run, place: URL | Path) -> None:
    registers = open_registers(place)
    add(registers, "a", agreement(), ADVISOR, NOON)
    change(registers, "a", 1, agreement(outcome="half\x1b[2J", band="15+"), ADVISOR, later(hours=1))
    registers.close()
    found = run("history", "a", "--registers", at(place)).stdout.splitlines()
    assert found[1] == "2  2026-03-02 13:00:00+00:00  subject-1 (advisor)  changed  band, outcome"
    assert run("history", "none", "--registers", at(place)).stdout == ""


def test_out_of_one_and_into_another(run: Run, place: URL | Path, tmp_path: Path) -> None:
    registers = open_registers(place)
    add(registers, "a", agreement(), ADVISOR, NOON)
    exported = export_registers(registers)
    registers.close()
    run("export", "all.zip", "--registers", at(place))
    assert (tmp_path / "all.zip").read_bytes() == exported
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600
    run("export", "all.zip", "--registers", at(place), code=2)
    run("upgrade", "--registers", "other.sqlite")
    assert run("import", "all.zip", "--registers", "other.sqlite").stdout == "3 rows\n"
    assert run("import", "all.zip", "--registers", "other.sqlite").stdout == "0 rows\n"
    (tmp_path / "bad.zip").write_bytes(exported[:-30])
    assert "niet heel" in run("import", "bad.zip", "--registers", "other.sqlite", "--language", "nl", code=25).stderr


def test_down_and_up(run: Run, place: URL | Path) -> None:
    assert run("downgrade", "0001", "--registers", at(place)).stdout.endswith(": 0001\n")
    assert "older version" in run("due", "--registers", at(place), code=23).stderr
    run("upgrade", "--to", "0003", "--registers", at(place))
    assert "no such version" in run("downgrade", "7", "--registers", at(place), code=23).stderr


@pytest.mark.parametrize("command", ["status", "upgrade", "due", "findings"])
def test_what_cannot_be_reached_is_said_without_its_password(run: Run, command: str, tmp_path: Path) -> None:
    url = f"postgresql://u:geheim@/d?unix_sock={tmp_path}/none"
    found = run(command, "--registers", url, code=24)
    assert "geheim" not in found.output
    run(command, "--registers", "mysql://u:geheim@h/d", code=24)


def test_wrong_use(run: Run) -> None:
    run("activities", "lijst.txt", "--unit", "bmt", "--place", "Kern", code=2)
    run("activities", "none.txt", "--unit", "bmt", code=2)
    run("activities", "lijst.txt", code=2)
    run("due", "--date", "morgen", code=2)
    run("upgrade")
    assert "is empty" in run("activities", "lijst.txt", "--unit", " ", code=21).stderr


def test_what_should_not_happen_is_told_without_what_was_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("een geheime notitie")

    run("upgrade")
    monkeypatch.setattr("registers.__main__.history", broken)
    found = run("history", "a", code=1)
    assert "KeyError at registers/__main__.py:" in found.stderr
    assert "geheim" not in found.output
