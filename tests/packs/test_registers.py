"""The commands with registers beside a publication: read once, taken up again, and what is said when it cannot."""

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.wording.words import Words
from packs import __main__ as commands
from packs.__main__ import main
from packs.looked_up import NoRegisters, look_up
from registers import Agreement, Author, Conversation, RegistersUnreachable, add, change, downgrade, open_registers
from tests.dashboard.publication import write_publication
from tests.packs.reading import squeezed, text_of, word_text

NL, EN = Words("nl"), Words("en")
AUTHOR, AT = Author("s", "ambassador"), datetime(2026, 1, 1, 12, tzinfo=UTC)
SECRET = "Zzgeheim"
TALK = Conversation("EXU-BEH", "held", date(2025, 11, 14), notes=SECRET)
FIRST = Agreement("EXU-BEH", "world-11-14", "Read vacancies again", "Dean", due=date(2026, 1, 10), conversation="talk")
DAY = ("--day", "2026-01-20")


def run(*arguments: str, **env: str):
    known = {"STREEFCIJFER_LANGUAGE": "en", "STREEFCIJFER_REGISTERS": "", **env}
    return CliRunner().invoke(main, list(arguments), env=known)


@pytest.fixture
def live(tmp_path: Path) -> Path:
    write_publication(tmp_path / "processed", months=3)
    return tmp_path / "processed"


def written(place: Path, aim: str = "Read vacancies again") -> Path:
    opened = open_registers(place, make=True)
    add(opened, "talk", TALK, AUTHOR, AT)
    add(opened, "a", Agreement(**{**vars(FIRST), "aim": aim}), AUTHOR, AT)
    opened.close()
    return place


def made(live: Path) -> str:
    (path,) = (live / "packs").glob("*/*.pdf")
    return squeezed(text_of(path.read_bytes()))


def test_the_registers_beside_the_publication_are_read(live: Path):
    written(live / "registers" / "registers.sqlite")
    done = run("pack", "EXU-BEH", "--processed", str(live), *DAY)
    assert (done.exit_code, done.stderr) == (0, "packs 1/1\n")
    text = made(live)
    for part in (
        "Read vacancies again",
        "not begun, past its date",
        "Agreed on 14 November 2025.",
        EN("followed_aside"),
    ):
        assert squeezed(part) in text
    assert SECRET not in text


def test_the_option_goes_before_the_environment_and_that_before_the_place_beside(live: Path, tmp_path: Path):
    written(live / "registers" / "registers.sqlite", "Zzbeside")
    named = written(tmp_path / "named.sqlite", "Zznamed")
    told = written(tmp_path / "told.sqlite", "Zztold")
    for arguments, env, expected in (
        ((), {}, "Zzbeside"),
        ((), {"STREEFCIJFER_REGISTERS": str(named)}, "Zznamed"),
        (("--registers", str(told)), {"STREEFCIJFER_REGISTERS": str(named)}, "Zztold"),
    ):
        assert run("pack", "EXU-BEH", "--processed", str(live), *arguments, **env).exit_code == 0
        assert [each for each in ("Zzbeside", "Zznamed", "Zztold") if each in made(live)] == [expected]


def test_what_counts_as_today_decides_what_is_past_due(live: Path):
    written(live / "registers" / "registers.sqlite")
    for day, late in (("2026-01-10", False), ("2026-01-11", True)):
        assert run("pack", "EXU-BEH", "--processed", str(live), "--day", day).exit_code == 0
        assert ("pastitsdate" in made(live)) == late


def test_a_pack_is_made_again_when_what_was_agreed_changed_and_the_others_are_not(live: Path):
    place = written(live / "registers" / "registers.sqlite")
    asked = ("packs", "--processed", str(live), "--json", *DAY)
    first = json.loads(run(*asked).stdout)
    assert json.loads(run(*asked).stdout)["made"] == 0
    opened = open_registers(place)
    change(opened, "a", 1, Agreement(**{**vars(FIRST), "outcome": "two of five"}), AUTHOR, AT)
    opened.close()
    again = json.loads(run(*asked).stdout)
    assert (again["made"], again["kept"]) == (1, first["made"] - 1)
    (path,) = Path(again["folder"]).glob("*_EXU-BEH_*.pdf")
    assert squeezed("two of five") in squeezed(text_of(path.read_bytes()))


def test_both_forms_and_the_overview_know_the_registers_and_they_are_read_once(
    live: Path, monkeypatch: pytest.MonkeyPatch
):
    written(live / "registers" / "registers.sqlite")
    read: list[object] = []
    monkeypatch.setattr(commands, "look_up", lambda *asked: (read.append(asked), look_up(*asked))[1])
    done = run("packs", "--processed", str(live), "--form", "pdf", "--form", "docx", "--json", *DAY)
    assert done.exit_code == 0, done.output
    assert len(read) == 1
    folder = Path(json.loads(done.stdout)["folder"])
    (word,) = folder.glob("*_EXU-BEH_*.docx")
    assert "Read vacancies again" in word_text(word.read_bytes())
    for form, reading in (("pdf", text_of), ("docx", word_text)):
        (board,) = folder.glob(f"*overview*.{form}")
        text = squeezed(reading(board.read_bytes()))
        assert squeezed("Behavioural Sciences 1 1 nothing arranged") in text
        assert "vacancies" not in text


def test_without_registers_yet_a_pack_is_made_and_it_is_said(live: Path):
    for language, words in (("nl", NL), ("en", EN)):
        done = run("pack", "EXU-BEH", "--processed", str(live), "--language", language, *DAY)
        assert done.exit_code == 0
        assert words("pack_made_without") in done.stderr
        assert "streefcijfer registers upgrade" in done.stderr
        (path,) = (live / "packs").glob(f"*/*_{language}_*.pdf")
        assert squeezed(words("pack_no_agreements")) in squeezed(text_of(path.read_bytes()))
    assert not (live / "registers").exists()
    board = run("board", "--processed", str(live), *DAY)
    assert board.exit_code == 0
    (path,) = (live / "packs").glob("*/*overview*.pdf")
    assert EN("pack_board_agreed") not in text_of(path.read_bytes())


def older(live: Path) -> str:
    opened = open_registers(live / "registers" / "registers.sqlite", make=True)
    downgrade(opened.engine, "0001")
    opened.close()
    return str(live / "registers" / "registers.sqlite")


def damaged(live: Path) -> str:
    (live / "registers").mkdir()
    (live / "registers" / "registers.sqlite").write_text("no database " * 100)
    return str(live / "registers" / "registers.sqlite")


def gone(live: Path) -> str:
    return "postgresql://user:zzpassword@127.0.0.1:1/registers?sslmode=disable"


@pytest.mark.parametrize(
    ("broken", "code", "said"),
    [(older, 23, "of an older version"), (damaged, 24, "could not be opened"), (gone, 24, "could not be opened")],
)
def test_registers_that_cannot_be_read_stop_it_unless_it_may_go_on_without(live: Path, broken, code: int, said: str):
    place = broken(live)
    stopped = run("packs", "--processed", str(live), "--registers", place, *DAY)
    assert (stopped.exit_code, said in stopped.stderr) == (code, True)
    assert "zzpassword" not in stopped.output
    assert not (live / "packs").exists()
    done = run("pack", "EXU-BEH", "--processed", str(live), "--registers", place, "--without-registers")
    assert done.exit_code == 0
    assert squeezed(EN("pack_without_registers")) in made(live)


def test_a_place_that_is_no_place_is_told_of_in_either_language(live: Path):
    for language, said in (("en", "this is neither"), ("nl", "geen van beide")):
        done = run("board", "--processed", str(live), "--registers", "mysql://host/x", "--language", language)
        assert (done.exit_code, said in done.stderr) == (24, True)


def test_what_goes_wrong_while_reading_says_nothing_of_what_was_written(live: Path):
    """A table that is gone although the version says it is there: whatever the driver says of it is not repeated."""
    place = written(live / "registers" / "registers.sqlite", SECRET)
    with sqlite3.connect(place) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("DROP TABLE conversation")
    done = run("pack", "EXU-BEH", "--processed", str(live))
    assert done.exit_code == RegistersUnreachable.exit_code
    assert done.stderr
    assert SECRET not in done.output
    assert "Traceback" not in done.output
    assert not (live / "packs").exists()


def test_what_is_looked_up_is_let_go_of(live: Path):
    place = written(live / "registers" / "registers.sqlite")
    found = look_up(str(place), {}, live, {}, date(2026, 1, 20))
    assert [kept.key for kept in found.agreements] == ["a"]
    with pytest.raises(NoRegisters, match="streefcijfer registers upgrade"):
        look_up(str(live / "nothing.sqlite"), {}, live, {}, date(2026, 1, 20))


def test_whatever_else_goes_wrong_is_told_by_its_kind_alone(live: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(commands, "look_up", fails)
    done = run("pack", "EXU-BEH", "--processed", str(live))
    assert (done.exit_code, done.stderr) == (24, EN("pack_registers_unread", kind="ValueError") + "\n")
