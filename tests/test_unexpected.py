"""Whatever goes wrong, no cell of a person's row reaches the terminal; and what is tried with `check` is kept nowhere."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline
from pipeline.checking import check_export
from pipeline.cli import main
from pipeline.ingest.pseudonym import Rehasher
from pipeline.organisation.reader import read_organisation
from tests.refresh.university import University, altered, export, staff

MARKER = "Jansen-de-Boer"


@pytest.fixture
def university(tmp_path: Path) -> University:
    found = University(tmp_path)
    found.put("personeel_2025-12.csv", export("2025-12", altered(staff(), 3, unit=MARKER)))
    return found


def run(university: University, *options: str):
    folders = ["--organisation", str(university.organisation), "--raw", str(university.raw)]
    return CliRunner().invoke(main, ["refresh", *folders, "--processed", str(university.processed), *options])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_error_nobody_foresaw(university: University, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    def broken(*_: object) -> None:
        raise KeyError(MARKER)

    monkeypatch.setattr("pipeline.digest.judge", broken)
    found = run(university, "--language", language)
    assert found.exit_code == 1
    assert MARKER not in found.output + found.stderr
    assert "Traceback" not in found.output + found.stderr
    assert "KeyError" in found.stderr
    assert "pipeline/digest.py:" in found.stderr
    assert {"nl": "had mogen gebeuren", "en": "should not have"}[language] in found.stderr


def test_the_same_for_machines(university: University, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise UnicodeDecodeError("utf-8", MARKER.encode(), 0, 1, MARKER) from ValueError(MARKER)

    monkeypatch.setattr("pipeline.digest.map_export", broken)
    found = run(university, "--json")
    told = json.loads(found.stdout)
    assert (told["ok"], told["exit_code"], told["faults"][0]["code"]) == (False, 1, "unexpected")
    assert told["faults"][0]["facts"]["kind"] == "UnicodeDecodeError"
    assert MARKER not in found.output


def test_an_error_of_a_library_names_the_line_of_ours_that_called_it(
    university: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.digest.fingerprint", lambda *_: json.loads(f"{{{MARKER}"))
    found = run(university)
    assert (found.exit_code, MARKER in found.output) == (1, False)
    assert "JSONDecodeError at pipeline/digest.py:" in found.stderr


def test_names_cannot_command_the_terminal(university: University) -> None:
    (university.raw / "personeel_\x1b[2Jevil\x07.csv").write_bytes(b"\x1b]0;title\x07;b\r\n1;2\r\n")
    found = run(university)
    assert found.exit_code == 11
    assert not {"\x1b", "\x07"} & set(found.output + found.stderr)


def test_a_check_keeps_nothing_and_tells_of_rows_without_values(university: University) -> None:
    organisation = read_organisation(university.organisation)
    tried = check_export(university.raw / "personeel_2025-12.csv", organisation, Rehasher(b"once"), date(2026, 1, 15))
    assert (tried.facts.tally.read, tried.facts.tally.accepted, tried.facts.tally.quarantined) == (120, 119, 1)
    for language in ("nl", "en"):
        said = tried.text(language)
        assert MARKER not in said
        assert "120" in said
        assert "7" in said.splitlines()[-1]  # the row as the file numbers it
    assert not university.processed.exists()


def test_nothing_is_printed_on_import() -> None:
    walk = (
        "import importlib, pkgutil, pipeline\n"
        "for each in pkgutil.walk_packages(pipeline.__path__, 'pipeline.'):\n"
        "    importlib.import_module(each.name)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", walk],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(pipeline.__file__).parent.parent,
    )
    assert (found.stdout, found.stderr) == ("", "")
