"""Reads units.csv: the unit tree with its validity and what continues what."""

from collections.abc import Sequence
from typing import cast, get_args

from pipeline.faults import Where
from pipeline.organisation import messages as say
from pipeline.organisation import unit_messages as of_units
from pipeline.organisation.csv_file import Columns, open_csv
from pipeline.organisation.fields import Table
from pipeline.organisation.folder import Reading
from pipeline.organisation.model import ContinuationKind, Unit
from pipeline.organisation.scales_bands import cell_words
from pipeline.organisation.units_check import UnitRow, check_units

NAME = "units.csv"
COLUMNS = Columns(
    required=("code", "kind", "parent"),
    optional=("name_nl", "name_en", "valid_from", "valid_to", "continues", "how", "aliases"),
)

_FORMULA = ("=", "+", "-", "@")


def read_units(reading: Reading) -> tuple[Unit, ...] | None:
    """The units, root first and otherwise in the order of the file; None when the file cannot be read."""
    rows = open_csv(reading, NAME, COLUMNS)
    if rows is None:
        return None
    if not rows:
        reading.findings.add(of_units.NO_UNITS, Where(file=NAME))
        return None
    read = [UnitRow(_unit(row, reading.languages), row) for row in rows]
    check_units(read, Where(file=NAME), reading.findings)
    units = [each.unit for each in read]
    return tuple(sorted(units, key=lambda unit: unit.parent is not None))


def _unit(row: Table, languages: Sequence[str]) -> Unit:
    name = cell_words(row)
    if not any(language in name for language in languages):
        row.refuse(f"name_{languages[0]}", say.NO_WORDS, languages=", ".join(languages))
    unit = Unit(
        code=row.code("code"),
        name=name,
        kind=row.text("kind"),
        parent=row.text("parent", None),
        valid_from=row.month_or_none("valid_from"),
        valid_to=row.month_or_none("valid_to"),
        continues=_listed(row, "continues"),
        how=cast("ContinuationKind", row.choice("how", get_args(ContinuationKind))) if row.has("how") else None,
        aliases=_listed(row, "aliases"),
    )
    for column, text in (("code", unit.code), *((f"name_{language}", words) for language, words in name.items())):
        if text.startswith(_FORMULA):
            row.refuse(column, of_units.LIKE_A_FORMULA)
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        row.refuse("valid_to", of_units.SPAN_REVERSED, first=unit.valid_from, last=unit.valid_to)
    return unit


def _listed(row: Table, column: str) -> tuple[str, ...]:
    parts = [part.strip() for part in row.text(column, "").split("|")]
    return tuple(dict.fromkeys(part for part in parts if part))
