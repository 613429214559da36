"""Each command alone, in a process that imported nothing before it, says what it says in a fork of one that did."""

from pathlib import Path

import pytest

from tests.cli.shell import Answer, streefcijfer
from tests.refresh.university import University, export, staff

TARGET = "outside-europe-11-14"
COMMANDS = {
    "help": ("--help",),
    "version": ("--version",),
    "refresh again": ("refresh", "--organisation", "{tiny}", "--raw", "{raw}", "--processed", "{processed}"),
    "refresh tried": (
        "refresh",
        "--organisation",
        "{tiny}",
        "--raw",
        "{raw}",
        "--processed",
        "{processed}",
        "--dry-run",
    ),
    "check": ("check", "{file}", "--organisation", "{tiny}"),
    "describe": ("describe", "{file}", "--organisation", "{tiny}"),
    "explain": ("explain", TARGET, "TU", "--processed", "{processed}"),
    "organisation": ("organisation", "check", "{tiny}"),
    "audit": ("audit", "--organisation", "{tiny}", "--processed", "{processed}"),
    "inbox": ("inbox", "--organisation", "{tiny}", "--raw", "{raw}", "--processed", "{processed}"),
    "demo": ("demo", "--months", "0"),
    "nothing published": ("explain", TARGET, "TU", "--processed", "{tiny}"),
}


@pytest.fixture(scope="module")
def places(published: University) -> dict[str, Path]:
    file = published.home / "loose.csv"
    file.write_bytes(export("2025-12", staff()).encode("cp1252"))
    return {"tiny": published.organisation, "raw": published.raw, "processed": published.processed, "file": file}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_alone_says_the_same(
    places: dict[str, Path], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [each.format(**places) for each in COMMANDS[command]]
    answers: list[Answer] = []
    for name in ("cold", "warm"):
        # Each in a folder of its own: what the first leaves there would be in the way of the second.
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        answers.append(streefcijfer(*arguments, cold=name == "cold"))
    assert answers[0] == answers[1]
    assert answers[0].out + answers[0].err


@pytest.mark.slow
def test_the_first_refresh_of_a_process(university: University) -> None:
    university.deliver("2025-11")
    folders = ("--organisation", university.organisation, "--raw", university.raw, "--processed", university.processed)
    answer = streefcijfer("refresh", *folders, cold=True)
    assert answer.code == 0
    assert answer.err.splitlines() == ["read 1/1", "count 1/1", "protect 1/1", "audit 1/1", "publish 1/1"]
