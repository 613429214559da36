"""Writes one month of staff as the bytes of an export: Windows-1252, semicolons, decimal comma, a row of totals."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from pipeline.demo.layouts import Appointment, Layout, Setting, decimal_comma, layout_of
from pipeline.demo.person import Person
from pipeline.demo.planted import REDELIVERED, first_delivery, plant
from pipeline.month import Month
from pipeline.organisation.model import Organisation

ENCODING = "cp1252"


@dataclass(frozen=True)
class Export:
    """A file as the HR department would send it."""

    name: str
    content: bytes


def export_names(month: Month) -> tuple[str, ...]:
    """What the files of one month are called, in the order of delivery."""
    name = layout_of(month).filename(month)
    return (name, name.replace(".csv", "_herlevering.csv")) if month == REDELIVERED else (name,)


def month_exports(organisation: Organisation, month: Month, staff: Sequence[Person], seed: int) -> tuple[Export, ...]:
    """The files of one month in the order of delivery: one, or two for the month that is delivered again.

    Rows stand in the order of the organisation's units. Raises UnicodeEncodeError when a unit's name
    holds a sign that Windows-1252 lacks.
    """
    layout, setting = layout_of(month), Setting.of(organisation, month)
    # Its own source of chance per month: faults of one month must not shift those of another.
    rng = Random(f"{seed} {month}")
    rows = _appointments(staff, setting)
    names = export_names(month)
    delivered = first_delivery(rows, rng) if month == REDELIVERED else rows
    lines = _lines(delivered, setting, layout)
    plant(lines, delivered, setting, layout, rng)
    files = [Export(names[0], _file(lines, delivered, layout, layout.title(organisation, month)))]
    for name in names[1:]:
        files.append(
            Export(name, _file(_lines(rows, setting, layout), rows, layout, layout.title(organisation, month)))
        )
    return tuple(files)


def _appointments(staff: Sequence[Person], setting: Setting) -> tuple[Appointment, ...]:
    order = {code: place for place, code in enumerate(setting.units)}
    rows = [Appointment(person, person.unit, person.fte, main=True) for person in staff]
    rows += [Appointment(each, each.second.unit, each.second.fte, main=False) for each in staff if each.second]
    return tuple(sorted(rows, key=lambda row: (order[row.unit], row.person.pseudonym)))


def _lines(rows: Sequence[Appointment], setting: Setting, layout: Layout) -> list[list[str]]:
    return [layout.cells(row, setting, number) for number, row in enumerate(rows, start=1)]


def _file(lines: list[list[str]], rows: Sequence[Appointment], layout: Layout, title: tuple[str, ...]) -> bytes:
    total = [""] * len(layout.headings)
    total[0] = layout.total
    total[layout.place["fte"]] = decimal_comma(sum(row.fte for row in rows), 2)
    text = io.StringIO(newline="")
    text.writelines(line + "\r\n" for line in title)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(layout.headings)
    writer.writerows(lines)
    writer.writerow(total)
    return text.getvalue().encode(ENCODING)
