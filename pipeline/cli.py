"""The command line: the only place that prints and the only place that ends the process."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from pipeline.ending import to_its_end
from pipeline.errors import StreefcijferError
from pipeline.faults import Language
from pipeline.options import (
    DEMO,
    access_option,
    dry_option,
    inbox_option,
    json_option,
    language_option,
    months_option,
    organisation_option,
    port_option,
    processed_option,
    raw_option,
    registers_option,
    remove_option,
    with_option,
)
from pipeline.printable import plain_fault, printable
from pipeline.rooms import rooms
from pipeline.unforeseen import unforeseen


@dataclass(frozen=True)
class World:
    """What the command line takes from outside: the folder it runs in, today's date, the language."""

    home: Path
    today: date
    language: Language


def _world(language: str | None) -> World:
    chosen = language or os.environ.get("STREEFCIJFER_LANGUAGE", "en")
    return World(Path.cwd(), date.today(), "nl" if chosen == "nl" else "en")  # noqa: DTZ011 - the user's own calendar


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="streefcijfer")
def main() -> None:
    """Where does each unit stand against the diversity targets it set, without revealing anybody."""


@main.command()
@organisation_option
@raw_option
@processed_option
@click.option("--accept", is_flag=True, help="Take in exports that were held back for being too short.")
@dry_option
@with_option
@language_option
@json_option
def refresh(  # noqa: PLR0913 - click hands over one argument per option
    organisation: str,
    raw: Path,
    processed: Path,
    accept: bool,
    dry: bool,
    extra: tuple[Path, ...],
    language: str | None,
    as_json: bool,
) -> None:
    """Take in the new exports, work out every month, publish."""
    from pipeline.commands import run_dry, run_refresh

    if extra and not dry:
        raise click.UsageError("--with goes with --dry-run: put the file in the raw folder to take it in")
    world, folders, tell = _world(language), (raw, processed), _progress(as_json)
    if dry:
        _answer(world, as_json, lambda: run_dry(world, organisation, folders, extra, tell, accept=accept))
    else:
        _answer(world, as_json, lambda: run_refresh(world, organisation, folders, tell, accept=accept))


@main.command()
@organisation_option
@raw_option
@processed_option
@inbox_option
@language_option
@json_option
def inbox(
    organisation: str,
    raw: Path,
    processed: Path,
    inbox_folder: Path | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Handle every upload that waits, once: try it or take it in, and answer."""
    from pipeline.commands import run_inbox

    world, folders, tell = _world(language), (raw, processed), _progress(as_json)
    _answer(world, as_json, lambda: run_inbox(world, organisation, folders, inbox_folder, tell))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@organisation_option
@language_option
@json_option
def check(file: Path, organisation: str, language: str | None, as_json: bool) -> None:
    """Try one export: everything up to counting, and keep nothing."""
    from pipeline.commands import run_check

    world = _world(language)
    _answer(world, as_json, lambda: run_check(world, organisation, file))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@organisation_option
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where to write the proposed source; default: beside you."
)
@language_option
@json_option
def describe(file: Path, organisation: str, output: Path | None, language: str | None, as_json: bool) -> None:
    """Look at an unknown export and propose a source for it; shows patterns, never values."""
    from pipeline.commands import run_describe

    world = _world(language)
    _answer(world, as_json, lambda: run_describe(world, organisation, file, output))


@main.command()
@click.argument("target")
@click.argument("unit")
@click.option("--snapshot", help="Reference date (2025-12-31) or month (2025-12); default: the last one.")
@click.option("--organisation", metavar="NAME-or-DIR", help="Refuse when the publication is of another organisation.")
@processed_option
@language_option
@json_option
def explain(  # noqa: PLR0913 - click hands over one argument per option
    target: str,
    unit: str,
    snapshot: str | None,
    organisation: str | None,
    processed: Path,
    language: str | None,
    as_json: bool,
) -> None:
    """Tell how one published figure came about."""
    from pipeline.commands import run_explain

    world = _world(language)
    _answer(world, as_json, lambda: run_explain(world, processed, (target, unit, snapshot), organisation))


@main.command()
@click.argument("ids", nargs=-1, required=False)
@click.option(
    "--all", "every", is_flag=True, help="Every publication there is, joined: what was published stays known."
)
@processed_option
@language_option
@json_option
def audit(ids: tuple[str, ...], every: bool, processed: Path, language: str | None, as_json: bool) -> None:
    """Try to work out hidden figures from the published files, and say whether it can be done."""
    from pipeline.commands import run_audit

    world = _world(language)
    _answer(world, as_json, lambda: run_audit(world, processed, ids, every=every))


@main.group(name="organisation")
def organisation_group() -> None:
    """The organisation's folder."""


@organisation_group.command(name="check")
@click.argument("name", default=DEMO)
@click.option("--organisation", "other", metavar="NAME-or-DIR", help="The same as NAME.")
@language_option
@json_option
def organisation_check(name: str, other: str | None, language: str | None, as_json: bool) -> None:
    """Check every file of the organisation's folder and report all faults at once."""
    from pipeline.commands import run_organisation_check

    world = _world(language)
    _answer(world, as_json, lambda: run_organisation_check(world, other or name))


@main.command()
@raw_option
@processed_option
@months_option
@remove_option
@language_option
@json_option
def demo(raw: Path, processed: Path, months: int, remove: bool, language: str | None, as_json: bool) -> None:
    """Write exports of an invented university, refresh, and show where it stands."""
    from pipeline.commands import run_demo, run_demo_removal

    world = _world(language)
    if remove:
        _answer(world, as_json, lambda: run_demo_removal(world, (raw, processed)))
    else:
        _answer(world, as_json, lambda: run_demo(world, (raw, processed), months, _progress(as_json)))


@main.command()
@organisation_option
@raw_option
@processed_option
@port_option
@access_option
@registers_option
@language_option
def dashboard(  # noqa: PLR0913 - click hands over one argument per option
    organisation: str,
    raw: Path,
    processed: Path,
    port: int | None,
    access: Path | None,
    registers: str | None,
    language: str | None,
) -> None:
    """Open the dashboard on this machine only (127.0.0.1)."""
    from pipeline.commands import run_dashboard

    sys.exit(run_dashboard(_world(language), organisation, (raw, processed), (port, access, registers)))


def _answer(world: World, as_json: bool, run: Callable[[], tuple[str, dict[str, Any]]]) -> None:
    """Print what a command found, or why it stopped, and end with its exit code."""
    try:
        text, plain = run()
    except StreefcijferError as stopped:
        _stop(world, as_json, stopped)
    except KeyboardInterrupt:
        click.echo("", err=True)
        sys.exit(130)
    except Exception as unexpected:  # noqa: BLE001 - whatever it is: a traceback may show cells of people's rows
        _stop(world, as_json, unforeseen(unexpected))
    if as_json:
        click.echo(json.dumps({"ok": True, **plain}, ensure_ascii=False, indent=1, default=str))
    else:
        click.echo(printable(text))


def _stop(world: World, as_json: bool, stopped: StreefcijferError) -> NoReturn:
    kind = type(stopped).__name__
    if as_json:
        faults = [plain_fault(fault) for fault in stopped.faults]
        click.echo(
            json.dumps(
                {"ok": False, "stopped": kind, "exit_code": stopped.exit_code, "faults": faults},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        for fault in stopped.faults:
            click.echo(printable(fault.text(world.language)), err=True)
    sys.exit(stopped.exit_code)


def _progress(as_json: bool) -> Callable[[str, int, int], None]:
    """Progress on the error stream: one line that is written over on a terminal, one line per step elsewhere."""
    terminal = sys.stderr.isatty()

    def tell(step: str, done: int, total: int) -> None:
        if as_json or total == 0:
            return
        if terminal:
            click.echo(f"\r{step:<10} {done}/{total}" + ("\n" if done == total else ""), nl=False, err=True)
        elif done == total:
            click.echo(f"{step} {done}/{total}", err=True)

    return tell


for room in rooms():
    main.add_command(room)


def run() -> NoReturn:
    """`streefcijfer`, from its first word to the end of the process."""
    to_its_end(main)


if __name__ == "__main__":
    run()
