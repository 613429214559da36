"""The commands, for real: files on the shelf, taken up where they stopped, and what is said when it cannot be done."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typst
from click.testing import CliRunner

from dashboard.edition import Edition
from packs import __main__ as commands
from packs import many
from packs.__main__ import main
from packs.many import Where, make_many
from packs.one import BOARD, Order, form_of, made, name_of
from packs.shelf import open_shelf
from tests.dashboard.publication import point_at, tree, write_publication
from tests.packs.publications import DAY, renamed
from tests.packs.reading import opened, text_of

ROOT = Path(__file__).parents[2]
EVERY = len(tree()) + 1  # and the overview


def run(*arguments: str, **env: str):
    return CliRunner().invoke(main, list(arguments), env={"STREEFCIJFER_LANGUAGE": "nl", **env})


@pytest.fixture
def live(tmp_path: Path) -> Path:
    write_publication(tmp_path, months=3)
    return tmp_path


def test_one_pack(live: Path):
    done = run("pack", "EXU-BEH", "--processed", str(live), "--language", "en")
    assert done.exit_code == 0, done.output
    (path,) = (live / "packs").glob("*/*.pdf")
    assert path.parent.name == "3f9a1c07d2"
    assert path.name == "streefcijfer_EXU-BEH_conversation-pack_en_2025-12-31.pdf"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Behavioural Sciences: to bring to the talk" in text_of(path.read_bytes())
    assert "1 made, 0 were there already" in done.output


def test_every_pack_on_every_core_is_told_and_not_made_again(live: Path):
    done = run("packs", "--processed", str(live), "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["ok"], told["made"], told["kept"], told["failed"]) == (True, EVERY, 0, [])
    files = {path: path.stat().st_mtime_ns for path in Path(told["folder"]).glob("*.pdf")}
    assert len(files) == EVERY
    gone = sorted(files)[3]
    content = gone.read_bytes()
    gone.unlink()
    again = run("packs", "--processed", str(live))
    assert f"1 gemaakt, {EVERY - 1} stonden er al" in again.stdout
    assert f"packs {EVERY}/{EVERY}" in again.stderr
    assert gone.read_bytes() == content
    assert all(path.stat().st_mtime_ns == at for path, at in files.items() if path != gone)


def test_a_killed_run_leaves_no_workers_and_the_next_makes_the_rest(live: Path):
    folder = live / "packs" / "3f9a1c07d2"
    command = [sys.executable, "-m", "packs", "packs", "--processed", str(live), "--json"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not (folder / "made.json").exists() and time.monotonic() < until:
        time.sleep(0.02)
    there = _family(running.pid)
    assert len(there) >= 3
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    while any(_lives(each) for each in there) and time.monotonic() < until:
        time.sleep(0.1)
    assert [each for each in there if _lives(each)] == []
    assert all(path.read_bytes().endswith(b"%%EOF") for path in folder.glob("*.pdf"))
    told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
    assert told["made"] + told["kept"] == EVERY
    assert told["kept"] >= 1
    assert not list(folder.glob(".making-*"))


def _family(pid: int) -> list[int]:
    """The processes that this one started, and theirs."""
    own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return own + [other for each in own for other in _family(each)]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_both_forms_and_the_board(live: Path, tmp_path: Path):
    output = tmp_path / "elsewhere" / "here"
    shared = ("--processed", str(live), "--form", "pdf", "--form", "docx", "--output", str(output))
    for arguments in (("pack", "EXU", *shared), ("board", *shared)):
        assert run(*arguments).exit_code == 0
    assert sorted(path.name for path in output.iterdir() if path.suffix in (".pdf", ".docx")) == [
        "streefcijfer_EXU_gesprekspakket_nl_2025-12-31.docx",
        "streefcijfer_EXU_gesprekspakket_nl_2025-12-31.pdf",
        "streefcijfer_overzicht_nl_2025-12-31.docx",
        "streefcijfer_overzicht_nl_2025-12-31.pdf",
    ]


def test_an_earlier_month(live: Path):
    assert run("pack", "EXU", "--processed", str(live), "--snapshot", "2025-11").exit_code == 0
    (path,) = (live / "packs").glob("*/*.pdf")
    assert "peildatum 30 november 2025" in text_of(path.read_bytes())


def test_a_closed_release_is_marked_and_lies_apart(live: Path):
    aside = live / "closed" / "beh"
    aside.mkdir(parents=True)
    write_publication(live, months=3, identity="c105ed")
    (live / "published" / "c105ed").rename(aside / "c105ed")
    point_at(live, "3f9a1c07d2")
    pointer = live / "published" / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "closed": {"beh": "c105ed"}}))
    assert run("pack", "EXU-BEH", "--processed", str(live), "--audience", "beh").exit_code == 0
    (path,) = (live / "packs" / "c105ed").glob("*.pdf")
    assert path.name == "streefcijfer_EXU-BEH_gesprekspakket_nl_Vertrouwelijk_2025-12-31.pdf"
    assert all("Vertrouwelijk." in page.extract_text() for page in opened(path.read_bytes()).pages)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pack", "NO-SUCH"), 2, "NO-SUCH bestaat niet"),
        (("pack", "EXU", "--audience", "nobody"), 2, "geen besloten vrijgave voor nobody"),
        (("pack", "EXU", "--snapshot", "1999-01"), 2, "1999-01"),
        (("pack", "EXU", "--form", "odt"), 2, "odt"),
        (("pack",), 2, "UNIT"),
    ],
)
def test_what_cannot_be_asked_for(live: Path, arguments: tuple[str, ...], code: int, said: str):
    done = run(*arguments, "--processed", str(live))
    assert done.exit_code == code
    assert said in done.output
    assert not (live / "packs").exists()


def test_without_a_publication_and_without_a_place(live: Path, tmp_path: Path):
    nothing = run("packs", "--processed", str(tmp_path / "nothing"))
    assert (nothing.exit_code, "nothing has been published yet" in nothing.stderr) == (15, True)
    (live / "packs").write_text("a file, no folder")
    blocked = run("packs", "--processed", str(live))
    assert (blocked.exit_code, "is niet te schrijven" in blocked.stderr) == (15, True)
    (live / "packs").unlink()
    with open_shelf(live / "packs" / "3f9a1c07d2"):
        busy = run("packs", "--processed", str(live), STREEFCIJFER_LANGUAGE="en")
    assert (busy.exit_code, "Another run is making packs" in busy.stderr) == (1, True)


def test_one_that_fails_does_not_stop_the_others(invented: Edition, processed: Path, tmp_path: Path):
    orders = [Order(unit, DAY, "nl", "pdf") for unit in ("EXU", "NO-SUCH", "EXU-BEH")]
    told: list[tuple[int, int]] = []
    with open_shelf(tmp_path / "packs" / "id") as shelf:
        outcome = make_many(invented, Where(processed), orders, shelf, lambda done, of: told.append((done, of)))
    assert (outcome.made, outcome.kept, outcome.failed) == (2, 0, ("NO-SUCH",))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_a_file_is_made_from_decides_whether_it_stands(invented: Edition):
    """Another text, language, form or day is another source; nothing else is."""
    first = made(invented, Order("EXU-BEH", DAY, "nl", "pdf"))
    assert made(invented, Order("EXU-BEH", DAY, "nl", "pdf"), lambda name, source: True).content is None
    assert made(invented, Order("EXU-BEH", DAY, "nl", "pdf")) == first
    others = [
        made(renamed(invented, "EXU-BEH", "Anders"), Order("EXU-BEH", DAY, "nl", "pdf")),
        made(invented, Order("EXU-BEH", DAY, "en", "pdf")),
        made(invented, Order("EXU-BEH", DAY, "nl", "docx")),
        made(invented, Order("EXU-BEH", date(2025, 11, 30), "nl", "pdf")),
        made(invented, Order("EXU-BEH", DAY, "nl", "pdf", confidential=True)),
        made(invented, Order(BOARD, DAY, "nl", "pdf")),
    ]
    assert len({first.source, *(each.source for each in others)}) == 7
    assert made(renamed(invented, "EXU-ENG", "Anders"), Order("EXU-BEH", DAY, "nl", "pdf")).source == first.source


def test_names_hold_codes_only():
    order = Order("../a b/ç", DAY, "nl", "pdf")
    assert name_of(order) == "streefcijfer_a-b-c_gesprekspakket_nl_2025-12-31.pdf"
    assert name_of(replace(order, unit=BOARD)) == "streefcijfer_overzicht_nl_2025-12-31.pdf"
    with pytest.raises(ValueError, match="odt"):
        form_of("odt")


def test_a_worker_makes_what_is_asked_of_the_publication_that_was_asked_for(processed: Path):
    order = Order("EXU-BEH", DAY, "nl", "pdf")
    many._begin(Where(processed), "3f9a1c07d2", {})
    first = many._work(order)
    assert first is not None
    assert first.content is not None
    many._begin(Where(processed), "3f9a1c07d2", {first.name: first.source})
    again = many._work(order)
    assert again is not None
    assert (again.source, again.content) == (first.source, None)
    with pytest.raises(RuntimeError, match="another publication went live"):
        many._begin(Where(processed), "another", {})
    with pytest.raises(RuntimeError, match="another publication went live"):
        many._begin(Where(processed, "nobody"), "3f9a1c07d2", {})


def test_what_could_not_be_made_is_named_and_is_an_error(live: Path, monkeypatch: pytest.MonkeyPatch):
    """No text makes a pack fail, so the failure is put in its place; what is said of it holds nothing of the text."""

    def fails(*_: object) -> None:
        raise typst.TypstError("something of somebody")

    monkeypatch.setattr(many, "made", fails)
    done = run("pack", "EXU", "--processed", str(live))
    assert done.exit_code == 1
    assert "Niet gemaakt: EXU." in done.stderr
    assert "somebody" not in done.output


def test_progress_on_a_terminal_is_written_over(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    tell = commands._progress(silent=False)
    for done in (0, 1, 2):
        tell(done, 2)
    assert capsys.readouterr().err == "\rpacks 0/2\rpacks 1/2\rpacks 2/2\n"
