"""The commands of the registers: make and migrate them, bring in a table of activities, remind, export.

`python -m registers ...`; the same group stands under `streefcijfer registers`.
"""

import os
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy import URL, Engine

from pipeline.errors import StreefcijferError
from pipeline.faults import LANGUAGES, Fault, Language
from registers.demonstration import make_demonstration, remove_demonstration
from registers.example import bring_in_example
from registers.exchange.bring_back import bring_back
from registers.exchange.export import export_registers
from registers.intake.findings import work_to_do
from registers.keep.blank import blank_out
from registers.keep.bring_in import bring_in_activities
from registers.messages import UNEXPECTED
from registers.model.record import Author
from registers.read.due import due, todos
from registers.read.history import history
from registers.read.records import activities
from registers.store.opened import Registers, open_registers, reached
from registers.store.place import engine_at, make_owner_only, place_of, said
from registers.store.schema import downgrade, revision_of, revisions, upgrade
from registers.telling import blanked_line, brought_lines, due_lines, history_lines, todo_lines

Answer = TypeVar("Answer")
_OURS = Path(__file__).parent
_COMMAND_LINE = Author("command-line", "administrator")


def _place_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--registers",
        "place",
        metavar="FILE-or-URL",
        help="Default: $STREEFCIJFER_REGISTERS, else data/processed/registers/registers.sqlite.",
    )(command)


_language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), help="nl or en; default: $STREEFCIJFER_LANGUAGE, else en."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """What people write down: conversations, agreements, activities, with their history."""


@main.command(name="upgrade")
@click.option("--to", "revision", metavar="VERSION", help="Default: the newest.")
@_place_option
@_language_option
def upgrade_command(revision: str | None, place: str | None, language: str | None) -> None:
    """Make the registers, or bring them to the newest version; every row stays."""
    url = _url(place, language)

    def run() -> list[str]:
        make_owner_only(url)
        return _migrated(url, lambda engine: upgrade(engine, revision))

    _answer(run, language)


@main.command(name="downgrade")
@click.argument("revision")
@_place_option
@_language_option
def downgrade_command(revision: str, place: str | None, language: str | None) -> None:
    """Bring the registers back to an older version, for an older program; every row stays."""
    url = _url(place, language)

    _answer(lambda: _migrated(url, lambda engine: downgrade(engine, revision)), language)


@main.command()
@_place_option
@_language_option
def status(place: str | None, language: str | None) -> None:
    """Say where the registers are, and whether they are of the version this program needs."""
    url = _url(place, language)

    def run() -> list[str]:
        open_registers(url).close()
        return [f"{said(url)}: {revisions()[-1]}"]

    _answer(run, language)


@main.command(name="activities")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--unit", required=True, metavar="CODE", help="The unit of every row that says nothing else.")
@click.option(
    "--place",
    "places",
    multiple=True,
    metavar="WORDS=CODE",
    help="Words (or a code) that say the unit in the table, and its code here.",
)
@_place_option
@_language_option
def bring_in(file: Path, unit: str, places: tuple[str, ...], place: str | None, language: str | None) -> None:
    """Bring in a register of activities (CSV, XLSX or plain text); the same table again adds nothing.

    A column "Unit (code)" says the unit of a row; without one, or where it is empty, --place and --unit do. Columns
    "Target groups (codes)", "Scale bands (codes)" and "Targets (codes)" say what a row is linked to. Codes stand for
    themselves: no publication is asked which there are.
    """
    odd = [each for each in places if "=" not in each]
    if odd:
        raise click.UsageError("--place is written as WORDS=CODE")
    unit_of = {words.strip(): code.strip() for words, _, code in (each.rpartition("=") for each in places)}

    def run(registers: Registers) -> Iterable[str]:
        table = (file.read_bytes(), file.name)
        found = bring_in_activities(registers, table, (unit, unit_of), _COMMAND_LINE, datetime.now(UTC))
        return brought_lines(found, [(each, work_to_do(each)) for each in found.activities], _language(language))

    _answer_from(place, language, run)


@main.command()
@_place_option
@_language_option
def findings(place: str | None, language: str | None) -> None:
    """List the activities without owner or date, or with words that only hold a place."""
    _answer_from(place, language, lambda registers: todo_lines(todos(activities(registers, None)), _language(language)))


@main.command(name="due")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Default: today.")
@_place_option
@_language_option
def due_command(day: datetime | None, place: str | None, language: str | None) -> None:
    """List what is waiting: conversations to plan, agreements past their day, activities without owner or date."""
    today = day.date() if day else date.today()  # noqa: DTZ011 - the user's own calendar
    _answer_from(place, language, lambda registers: due_lines(due(registers, today, None), _language(language)))


@main.command(name="history")
@click.argument("key")
@_place_option
@_language_option
def history_command(key: str, place: str | None, language: str | None) -> None:
    """List who changed which fields of a record, and when."""
    _answer_from(place, language, lambda registers: history_lines(history(registers, key, None)))


@main.command()
@click.argument("key")
@click.option("--field", required=True, metavar="NAME", help="The field whose text must go: notes, who, outcome, ...")
@_place_option
@_language_option
def blank(key: str, field: str, place: str | None, language: str | None) -> None:
    """Take the text of one field out of every version of a record, for good; a version is added that says so."""

    def run(registers: Registers) -> list[str]:
        kept = blank_out(registers, key, field, _COMMAND_LINE, datetime.now(UTC))
        return [blanked_line(kept, field, _language(language))]

    _answer_from(place, language, run)


@main.command(name="example")
@click.option("--make", is_flag=True, help="Make the file where there is none, and fill it only when it is empty.")
@click.option("--remove", is_flag=True, help="Take the file away, when it holds the example and not a word else.")
@_place_option
@_language_option
def example_command(make: bool, remove: bool, place: str | None, language: str | None) -> None:
    """Write an invented register for the example university, to look at; not beside one's own."""
    today, now = date.today(), datetime.now(UTC)  # noqa: DTZ011 - the user's own calendar
    if not (make or remove):
        _answer_from(place, language, lambda registers: [f"{bring_in_example(registers, today, now)} records"])
        return
    url = _url(place, language)
    if make == remove or url.get_backend_name() != "sqlite":
        raise click.UsageError("choose --make or --remove, and a file")
    file = Path(url.database or "")

    def run() -> list[str]:
        said, n = make_demonstration(file, today, now) if make else (remove_demonstration(file), 0)
        near = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
        return [said.fill(_language(language), {"n": n, "place": near})]

    _answer(run, language)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_place_option
@_language_option
def export(file: Path, place: str | None, language: str | None) -> None:
    """Write everything, every version included, to a ZIP; never over a file that is there."""
    if file.exists():
        raise click.UsageError("there is such a file already; choose another name")

    def run(registers: Registers) -> list[str]:
        content = export_registers(registers)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as written:
            written.write(content)
        return [f"{file.name}: {len(content)} bytes"]

    _answer_from(place, language, run)


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_place_option
@_language_option
def import_command(file: Path, place: str | None, language: str | None) -> None:
    """Take in an export, beside what is there already: the way from SQLite to PostgreSQL, or back."""
    _answer_from(place, language, lambda registers: [f"{bring_back(registers, file.read_bytes())} rows"])


def _language(language: str | None) -> Language:
    return "nl" if (language or os.environ.get("STREEFCIJFER_LANGUAGE")) == "nl" else "en"


def _url(place: str | None, language: str | None) -> URL:
    return _or_stop(lambda: place_of(place, os.environ, Path.cwd()), language)


def _migrated(url: URL, act: Callable[[Engine], None]) -> list[str]:
    """The version the registers have after a migration."""
    engine = engine_at(url)
    try:
        with reached(engine, opening=True):
            act(engine)
            return [f"{said(url)}: {revision_of(engine)}"]
    finally:
        engine.dispose()


def _answer_from(place: str | None, language: str | None, run: Callable[[Registers], Iterable[str]]) -> None:
    """Open the registers, do the work, let go of them."""
    url = _url(place, language)

    def opened() -> list[str]:
        registers = open_registers(url)
        try:
            return list(run(registers))
        finally:
            registers.close()

    _answer(opened, language)


def _answer(run: Callable[[], list[str]], language: str | None) -> None:
    """Print what was found."""
    for line in _or_stop(run, language):
        click.echo(_printable(line))


def _or_stop(run: Callable[[], Answer], language: str | None) -> Answer:
    """The answer; or say why it stopped, and end with its exit code."""
    try:
        return run()
    except StreefcijferError as stopped:
        faults, code = stopped.faults, stopped.exit_code
    except Exception as error:  # noqa: BLE001 - whatever it is: a traceback may show what was written
        faults, code = (_unexpected(error),), 1
    for fault in faults:
        click.echo(_printable(fault.text(_language(language))), err=True)
    sys.exit(code)


def _unexpected(error: Exception) -> Fault:
    """Its kind and its place in our code; the error's own text may hold what was written."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if Path(step.filename).is_relative_to(_OURS)]
    place = f"{Path(steps[-1].filename).relative_to(_OURS.parent).as_posix()}:{steps[-1].lineno}"
    return UNEXPECTED.at(kind=type(error).__name__, place=place)


def _printable(text: str) -> str:
    """Without what a terminal would take for a command."""
    return "".join("\ufffd" if unicodedata.category(each) == "Cc" else each for each in text)


if __name__ == "__main__":
    main()
