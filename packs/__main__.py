"""Make packs: `python -m packs pack UNIT`, `packs`, `board`. Files on a shelf beside the publication."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.edition import Edition
from dashboard.followed.record import OnRecord
from dashboard.wording.words import Words
from packs.brought import lines_of, talk_of, tallies_of
from packs.looked_up import NoRegisters, look_up
from packs.many import Where, make_many
from packs.one import BOARD, FORMS, Form, Order, form_of
from packs.shelf import ShelfBusy, open_shelf
from pipeline.ending import to_its_end
from pipeline.errors import StreefcijferError
from pipeline.published import NoPublication
from registers import RegistersUnreachable

_FAILED, _STORAGE = 1, 15  # exit codes, as docs/commands.md has them

Command = Callable[..., None]


def _options(command: Command) -> Command:
    """What the three commands share."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON."),
        click.option("--without-registers", is_flag=True, help="Do not read the registers; every pack says so."),
        click.option(
            "--day", type=click.DateTime(["%Y-%m-%d"]), help="What counts as today for past due; default: today."
        ),
        click.option(
            "--registers",
            "place",
            metavar="FILE-or-URL",
            help="Default: STREEFCIJFER_REGISTERS, else registers/registers.sqlite beside what is published.",
        ),
        click.option("--audience", default="", metavar="CODE", help="From the release of this closed audience."),
        click.option("--snapshot", metavar="DAY", help="Reference date (2025-12-31) or month; default: the last."),
        click.option(
            "--form", "forms", multiple=True, type=click.Choice(FORMS), default=("pdf",), help="May be given twice."
        ),
        click.option("--language", type=click.Choice(["nl", "en"]), help="Default: STREEFCIJFER_LANGUAGE, else en."),
        click.option(
            "--processed", type=click.Path(path_type=Path), default=Path("data") / "processed", show_default=True
        ),
        click.option("--output", type=click.Path(path_type=Path), help="Default: packs/ID beside what is published."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """What to bring to the talk, on paper or to adapt."""


@main.command()
@click.argument("unit")
@_options
def pack(unit: str, **asked: Any) -> None:  # noqa: ANN401 - click hands over the shared options by name
    """The pack of one unit."""
    _run(asked, lambda edition, day: [unit])


@main.command()
@click.option("--all", "every", is_flag=True, help="Also units to which no target applies.")
@_options
def packs(every: bool, **asked: Any) -> None:  # noqa: ANN401
    """The packs of every unit, and the overview for the board; what stands already is not made again."""
    _run(asked, lambda edition, day: [*_units(edition, day, every), BOARD])


@main.command()
@_options
def board(**asked: Any) -> None:  # noqa: ANN401
    """The overview for the board: every unit directly below the organisation."""
    _run(asked, lambda edition, day: [BOARD])


def _units(edition: Edition, day: date, every: bool) -> list[str]:
    codes = [unit.code for unit in edition.units[day]]
    with_target = {row.unit for row in edition.standings(day, codes)}
    return [code for code in codes if every or code in with_target]


def _run(asked: dict[str, Any], units_of: Callable[[Edition, date], list[str]]) -> None:
    language = asked["language"] or os.environ.get("STREEFCIJFER_LANGUAGE")
    words = Words("nl" if language == "nl" else "en")
    where = Where(asked["processed"], asked["audience"])
    edition = _open(where, words)
    day = _day(edition, asked["snapshot"])
    units = units_of(edition, day)
    there = {BOARD, *(unit.code for unit in edition.units[day])}
    for unit in units:
        if unit not in there:
            raise click.UsageError(words("pack_unknown_unit", unit=unit, id=edition.id))
    today = asked["day"].date() if asked["day"] else date.today()  # noqa: DTZ011 - the user's own calendar
    record = _on_record(asked, edition, today, words)
    forms: Sequence[Form] = [form_of(each) for each in dict.fromkeys(asked["forms"])]
    ordered = [_order(edition, unit, day, (record, today, words), confidential=bool(where.audience)) for unit in units]
    orders = [replace(each, form=form) for form in forms for each in ordered]
    folder = asked["output"] or where.processed / "packs" / edition.id
    _make(edition, where, orders, (folder, asked["as_json"], words))


def _on_record(asked: dict[str, Any], edition: Edition, today: date, words: Words) -> OnRecord | None:
    """What the registers hold; None when they are not to be asked. Says so when there are none, stops when it cannot read."""
    if asked["without_registers"]:
        return None
    try:
        return look_up(asked["place"], os.environ, asked["processed"], edition.renamed, today)
    except NoRegisters as absent:
        click.echo(f"{absent.said[words.language]}. {words('pack_made_without')}", err=True)
        return OnRecord()
    except StreefcijferError as stopped:
        said = [fault.text("nl" if words.language == "nl" else "en") for fault in stopped.faults]
        code = stopped.exit_code
    except Exception as error:  # noqa: BLE001 - whatever it is: a traceback may show what somebody wrote
        said, code = [words("pack_registers_unread", kind=type(error).__name__)], RegistersUnreachable.exit_code
    click.echo("\n".join(said), err=True)
    sys.exit(code)


def _order(
    edition: Edition, unit: str, day: date, known: tuple[OnRecord | None, date, Words], *, confidential: bool
) -> Order:
    record, today, words = known
    order = Order(unit, day, words.language, FORMS[0], None, confidential=confidential)
    if record is None:
        return order
    if unit == BOARD:
        return replace(order, tallies=tallies_of(edition, day, record, today) if record.holds_anything else None)
    lines = lines_of(edition, unit, day, record, today, words)
    return replace(order, agreements=lines, talk=talk_of(record, unit))


def _open(where: Where, words: Words) -> Edition:
    try:
        publication = where.publication()
        if publication is None:
            raise click.UsageError(words("pack_unknown_audience", audience=where.audience))
        return Edition.of(publication)
    except NoPublication as absent:
        click.echo(str(absent), err=True)
        sys.exit(_STORAGE)


def _day(edition: Edition, asked: str | None) -> date:
    found = [day for day in edition.snapshots if not asked or day.isoformat().startswith(asked)]
    if not found or not edition.units.get(found[-1]):
        raise click.UsageError(f"no snapshot {asked or ''} in publication {edition.id}")
    return found[-1]


def _make(edition: Edition, where: Where, orders: Sequence[Order], told: tuple[Path, bool, Words]) -> None:
    folder, as_json, words = told
    try:
        with open_shelf(folder) as shelf:
            outcome = make_many(edition, where, orders, shelf, _progress(as_json))
    except ShelfBusy:
        click.echo(words("pack_busy", folder=folder), err=True)
        sys.exit(_FAILED)
    except OSError as failed:
        click.echo(words("pack_disk", folder=folder, kind=type(failed).__name__), err=True)
        sys.exit(_STORAGE)
    if as_json:
        plain = {"made": outcome.made, "kept": outcome.kept, "failed": outcome.failed, "folder": str(folder)}
        click.echo(json.dumps({"ok": not outcome.failed, **plain}, ensure_ascii=False, indent=1))
    else:
        click.echo(words("pack_done", made=outcome.made, kept=outcome.kept, folder=folder))
    if outcome.failed:
        click.echo(words("pack_failed", units=", ".join(outcome.failed)), err=True)
        sys.exit(_FAILED)


def _progress(silent: bool) -> Callable[[int, int], None]:
    """Progress on the error stream: one line that is written over on a terminal, the last one elsewhere."""
    terminal = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if silent or not total:
            return
        if terminal:
            click.echo(f"\rpacks {done}/{total}" + ("\n" if done == total else ""), nl=False, err=True)
        elif done == total:
            click.echo(f"packs {done}/{total}", err=True)

    return tell


if __name__ == "__main__":
    to_its_end(main)
