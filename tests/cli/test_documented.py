"""Every command, option and exit code there is stands in docs/commands.md, and nothing else does."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import pipeline
from pipeline import errors
from pipeline.cli import main
from pipeline.errors import StreefcijferError
from pipeline.explain.explanation import NotPublished

TEXT = (Path(pipeline.__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
OPTION_ROWS = re.findall(r"^\| `(--[a-z-]+)[^|]*(?:\\\|[^|]*)?\| ([^|]+) \|", TEXT, re.MULTILINE)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented_with_its_arguments(name: str) -> None:
    arguments = [each for each in COMMANDS[name].params if isinstance(each, click.Argument)]
    written = " ".join(
        [
            name,
            *(f"[{each.human_readable_name}]" if not each.required else each.human_readable_name for each in arguments),
        ]
    )
    assert f"| `streefcijfer {written}` |" in TEXT


@pytest.mark.parametrize("name", COMMANDS)
def test_option_is_documented_for_the_command(name: str) -> None:
    for option in (each for each in COMMANDS[name].params if isinstance(each, click.Option)):
        (flag,) = option.opts
        places = [place for documented, place in OPTION_ROWS if documented == flag]
        assert len(places) == 1, flag
        named = places[0].strip()
        assert named == "all" or (named == "all but dashboard" and name != "dashboard") or name in named.split(", "), (
            flag,
            named,
        )


def test_nothing_is_documented_that_is_not_there() -> None:
    there = {option for command in COMMANDS.values() for each in command.params for option in each.opts}
    assert {flag for flag, _ in OPTION_ROWS} - there == {"--help", "--version"}
    for flag, place in OPTION_ROWS:
        for name in set(place.strip().split(", ")) & set(COMMANDS):
            assert flag in {option for each in COMMANDS[name].params for option in each.opts}, (flag, name)


def test_every_exit_code_is_documented() -> None:
    codes = {
        each.exit_code
        for each in vars(errors).values()
        if isinstance(each, type) and each is not StreefcijferError and issubclass(each, StreefcijferError)
    }
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)}
    assert documented == {0, NotPublished.exit_code, *codes} == {0, 2, 10, 11, 12, 13, 14, 15}


def test_every_command_has_help() -> None:
    for name, command in COMMANDS.items():
        assert command.help, name
        for option in (each for each in command.params if isinstance(each, click.Option)):
            assert option.help, (name, option.name)
