"""The commands that stand in other rooms: each is a process of its own, for the pipeline imports none of them."""

import subprocess
import sys
from collections.abc import Sequence

import click

# Name of the command, the module that has it, what it is called there, what it does.
ROOMS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("pack", "packs", ("pack",), "Make the pack of one unit, to bring to the talk."),
    ("packs", "packs", ("packs",), "Make the packs of every unit that has a target."),
    ("board", "packs", ("board",), "Make the overview for the board."),
    ("registers", "registers", (), "Conversations, agreements and activities: make, migrate, bring in, export."),
    ("due", "registers", ("due",), "Tell which talks to plan, which agreements are past due, what has no owner."),
)


def rooms() -> list[click.Command]:
    """A command per room; its options are those of the room itself, which says them with --help."""
    return [_command(*room) for room in ROOMS]


def told_by(module: str, *arguments: str) -> str:
    """What a command of another room says, whether it did what was asked or tells why not."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}".strip()


def _command(name: str, module: str, called: Sequence[str], does: str) -> click.Command:
    def run(arguments: tuple[str, ...]) -> None:
        done = subprocess.run([sys.executable, "-m", module, *called, *arguments], check=False)
        click.get_current_context().exit(done.returncode)

    given = click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED)
    # Without an option of its own `--help` goes through, and the room answers.
    settings = {"ignore_unknown_options": True, "help_option_names": list[str]()}
    return click.Command(name, callback=run, params=[given], help=does, context_settings=settings)
