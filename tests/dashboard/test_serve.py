import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import dashboard
from dashboard.__main__ import main
from dashboard.readiness import registers_ready
from dashboard.serve import (
    access_file,
    comes_from_here,
    command,
    environment,
    processed_folder,
    registers_place,
    stays_here,
    told_registers,
)
from dashboard.workers import inbox_command
from registers import agreements, downgrade, open_registers, revision_of, revisions
from tests.dashboard.agreed import agreement, registers_beside


def test_the_command_runs_the_app_at_this_machine_only():
    words = command(port=8600)
    assert words[words.index("--server.address") + 1] == "127.0.0.1"
    assert words[words.index("--server.port") + 1] == "8600"
    assert Path(words[words.index("run") + 1]) == Path(dashboard.__file__).parent / "app.py"
    assert "--server.port" not in command()


def test_the_folder_goes_through_the_environment(tmp_path):
    made = environment(tmp_path / "here", {"PATH": "x"})
    assert made["PATH"] == "x"
    assert processed_folder(made) == (tmp_path / "here").resolve()
    assert processed_folder({}) == Path("data/processed")


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("", False),
        (None, False),
        ("10.0.0.1", False),
    ],
)
def test_which_addresses_stay_on_this_machine(address, stays):
    assert stays_here(address) is stays


HERE, THERE = True, False


@pytest.mark.parametrize(
    ("headers", "comes"),
    [
        ({}, HERE),
        ({"Host": "127.0.0.1:8501"}, HERE),
        ({"Host": "127.0.0.1"}, HERE),
        ({"host": "localhost:8501"}, HERE),
        ({"HOST": "[::1]:8501"}, HERE),
        ({"Host": "[::1]"}, HERE),
        ({"Host": "127.0.0.1", "User-Agent": "x", "Cookie": "y"}, HERE),
        ({"Host": "figures.example.org"}, THERE),
        ({"Host": "figures.example.org:8501"}, THERE),
        ({"Host": "10.0.0.7:8501"}, THERE),
        ({"Host": "[2001:db8::1]:8501"}, THERE),
        ({"Host": "127.0.0.1.example.org"}, THERE),
        ({"Host": "localhost.example.org:80"}, THERE),
        ({"Host": "example.org:127.0.0.1"}, THERE),
        ({"Host": ""}, THERE),
        ({"Host": "127.0.0.1", "X-Forwarded-For": "127.0.0.1"}, THERE),
        ({"Host": "127.0.0.1", "x-forwarded-for": ""}, THERE),
        ({"Host": "127.0.0.1", "X-FORWARDED-HOST": "localhost"}, THERE),
        ({"Host": "127.0.0.1", "X-Real-IP": "127.0.0.1"}, THERE),
        ({"Host": "127.0.0.1", "Forwarded": "for=127.0.0.1"}, THERE),
        ({"Host": "127.0.0.1", "Via": "1.1 proxy"}, THERE),
        ({"X-Forwarded-For": "10.0.0.7"}, THERE),
    ],
)
def test_what_comes_from_this_machine_to_this_machine(headers, comes):
    assert comes_from_here(headers) is comes


def test_who_may_see_what_goes_through_the_environment(tmp_path):
    made = environment(tmp_path, {}, tmp_path / "sub" / ".." / "access.toml")
    assert access_file(made) == (tmp_path / "access.toml").resolve()
    assert access_file(environment(tmp_path, {})) is None
    assert access_file({"STREEFCIJFER_ACCESS": ""}) is None


def test_the_pipeline_looks_into_its_inbox_only_where_this_process_is_told_whose(tmp_path):
    assert inbox_command(tmp_path, {}) is None
    assert inbox_command(tmp_path, {"STREEFCIJFER_ORGANISATION": ""}) is None
    words = inbox_command(tmp_path, {"STREEFCIJFER_ORGANISATION": "organisations/x"})
    assert words is not None
    options = dict(zip(words[4::2], words[5::2], strict=True))
    assert words[1:4] == ["-m", "pipeline.cli", "inbox"]
    assert options == {"--organisation": "organisations/x", "--raw": "data/raw", "--processed": str(tmp_path)}
    named = inbox_command(tmp_path, {"STREEFCIJFER_ORGANISATION": "o", "STREEFCIJFER_RAW": "/raw"})
    assert named is not None
    assert named[named.index("--raw") + 1] == "/raw"


@pytest.mark.parametrize("arguments", [["--address", "0.0.0.0"], ["--address", "10.0.0.1"], ["--port", "0"]])
def test_it_does_not_start_where_others_could_come_without_a_login(arguments):
    said = CliRunner().invoke(main, arguments)
    assert said.exit_code == 2
    assert "--access" in said.output or "--port" in said.output


def test_where_the_registers_are_is_said_by_an_option_a_variable_a_file_or_nobody(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "address").write_text("postgresql://u:p@host/db\n", encoding="utf-8")
    variable, file = {"STREEFCIJFER_REGISTERS": "/a.sqlite"}, {"STREEFCIJFER_REGISTERS_FILE": str(tmp_path / "address")}
    assert told_registers("b.sqlite", {**variable, **file}) == str(tmp_path / "b.sqlite")
    assert told_registers(None, {**variable, **file}) == "/a.sqlite"
    assert told_registers(None, file) == "postgresql://u:p@host/db"
    assert told_registers(None, {"STREEFCIJFER_REGISTERS": "", **file}) == "postgresql://u:p@host/db"
    assert told_registers("sqlite:///x", {}) == "sqlite:///x"
    assert told_registers(None, {"STREEFCIJFER_REGISTERS": "", "STREEFCIJFER_REGISTERS_FILE": ""}) is None
    assert registers_place(tmp_path, environment(tmp_path, {}, registers="/a.sqlite")) == "/a.sqlite"
    assert registers_place(tmp_path, environment(tmp_path, {})) == str(tmp_path / "registers" / "registers.sqlite")


@pytest.mark.parametrize("content", [None, "", " \n"])
def test_a_file_without_an_address_stops_the_start_and_is_not_quoted(tmp_path, monkeypatch, content):
    if content is not None:
        (tmp_path / "address").write_text(content, encoding="utf-8")
    monkeypatch.delenv("STREEFCIJFER_REGISTERS", raising=False)
    monkeypatch.setenv("STREEFCIJFER_REGISTERS_FILE", str(tmp_path / "address"))
    monkeypatch.setattr("dashboard.__main__.command", lambda *_: [sys.executable, "-c", "raise SystemExit(9)"])
    said = CliRunner().invoke(main, [str(tmp_path)])
    assert said.exit_code == 2
    assert "the address of the registers cannot be read" in said.output


def beside(processed):
    return processed / "registers" / "registers.sqlite"


def test_without_registers_at_the_default_place_the_start_makes_them(tmp_path):
    assert registers_ready(tmp_path, {}, "en") == []
    registers = open_registers(beside(tmp_path))
    assert (agreements(registers, None), beside(tmp_path).stat().st_mode & 0o777) == ([], 0o600)
    registers.close()


def test_what_is_there_stays_and_no_folder_is_made_for_figures_that_are_not_there(tmp_path):
    registers_beside(tmp_path, {"a": agreement("EXU")}).close()
    assert registers_ready(tmp_path, {}, "en") == []
    registers = open_registers(beside(tmp_path))
    assert len(agreements(registers, None)) == 1
    registers.close()
    assert registers_ready(tmp_path / "nowhere", {}, "en") == []
    assert not (tmp_path / "nowhere").exists()


def test_an_older_version_is_not_upgraded_by_surprise_and_the_start_says_what_to_run(tmp_path):
    registers = registers_beside(tmp_path, {"a": agreement("EXU")})
    downgrade(registers.engine, revisions()[-2])
    (said,) = registers_ready(tmp_path, {}, "nl")
    assert "oudere versie" in said
    assert "streefcijfer registers upgrade" in said
    assert revision_of(registers.engine) == revisions()[-2]
    registers.close()


def test_a_place_that_somebody_named_is_never_made(tmp_path):
    (said,) = registers_ready(tmp_path, {"STREEFCIJFER_REGISTERS": str(tmp_path / "elsewhere.sqlite")}, "en")
    assert "streefcijfer registers upgrade" in said
    assert list(tmp_path.iterdir()) == []
    nowhere = "postgresql://somebody:zzsecret@127.0.0.1:1/x?sslmode=disable"
    (said,) = registers_ready(tmp_path, {"STREEFCIJFER_REGISTERS": nowhere}, "en")
    assert "could not be opened" in said
    assert "zzsecret" not in said


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "registers").write_text("in the way", encoding="utf-8")
    (said,) = registers_ready(tmp_path, {}, "en")
    assert said.startswith(str(beside(tmp_path)))


def test_it_starts_what_the_command_says_and_ends_as_that_ends(tmp_path, monkeypatch):
    """The real process, with a command that only tells what it was given."""
    told = tmp_path / "told.txt"
    code = (
        "import os, pathlib, sys; "
        f"pathlib.Path({str(told)!r}).write_text(os.environ['STREEFCIJFER_PROCESSED']); sys.exit(7)"
    )
    monkeypatch.setattr("dashboard.__main__.command", lambda port, address: [sys.executable, "-c", code])
    monkeypatch.delenv("STREEFCIJFER_REGISTERS", raising=False)
    ended = CliRunner().invoke(main, [str(tmp_path)])
    assert (ended.exit_code, ended.output) == (7, "")
    assert told.read_text() == str(tmp_path.resolve())
    assert beside(tmp_path).exists()
    named = CliRunner().invoke(main, [str(tmp_path), "--registers", str(tmp_path / "other.sqlite")])
    assert (named.exit_code, "streefcijfer registers upgrade" in named.stderr) == (7, True)
