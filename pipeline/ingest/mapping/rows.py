"""A kept export in our own terms: every field as codes, totals marked, one reference date."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

import numpy as np

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.ingest import messages
from pipeline.ingest.keep import PSEUDONYM, Kept, relay
from pipeline.ingest.layout import Layout
from pipeline.ingest.mapping.cells import Worked, by_table, constant, distinct, matches, work_out
from pipeline.ingest.mapping.counts import fte_unit, read_count, read_fte
from pipeline.ingest.mapping.reference import reference_date, snapshot_day, window_faults
from pipeline.ingest.pseudonym import TOTAL
from pipeline.organisation.model import CodeTable, Organisation, Source, fold
from pipeline.snapshot import Coded, Flags, Mapped, Reason

_HOURS = re.compile(r"\b(week|werk|contract)?(uren|uur|hours?)\b")
_NO_TABLE = CodeTable(values={})


def map_export(kept: Kept, source: Source, organisation: Organisation, today: date) -> Mapped:
    """Map a kept export. Raises FileRefused when the file as a whole cannot be used."""
    layout = relay(source, kept)
    if not layout.fits:
        raise FileRefused(_lacking(layout, kept))
    totals = _totals(layout)
    if kept.pseudonym is not None:
        totals |= kept.pseudonym == TOTAL
    _refuse_empty(layout, kept, totals)
    found = reference_date(layout, kept.filename, ~totals)
    where = Where(file=kept.filename)
    if faults := window_faults(found.month, organisation, today, where):
        raise FileRefused(faults)
    snapshot = snapshot_day(found, organisation)
    notices = _notices(layout, kept)
    if found.day is not None and found.day != snapshot:
        facts = {"date": found.day, "expected": snapshot}
        notices.append(Fault("reference_day", messages.REFERENCE_DAY, where, facts))
    return Mapped(
        source=source,
        month=found.month,
        snapshot=snapshot,
        rows=np.asarray(kept.sheet.rows).astype(np.int64),
        coded=_coded(layout, organisation, kept.filename),
        pseudonym=kept.pseudonym,
        totals=totals,
        ragged=np.array([each.row for each in kept.sheet.ragged], dtype=np.int64),
        notices=tuple(notices),
    )


def _notices(layout: Layout, kept: Kept) -> list[Fault]:
    """What is worth saying of a file that is taken in all the same."""
    where = Where(file=kept.filename)
    notices = [Fault("optional_absent", messages.OPTIONAL_ABSENT, where, {"field": field}) for field in layout.absent]
    if "fte" in layout.columns and layout.source.kind == "people" and layout.source.fte_unit == "auto":
        unit = fte_unit(*_weighed(layout, layout.columns["fte"]), layout.source, layout.sheet.facts)
        at = Where(file=kept.filename, column=layout.sheet.headings[layout.columns["fte"]])
        notices += [] if unit == "fraction" else [Fault(f"fte_{unit}", messages.FTE_READ_AS[unit], at)]
    seen = {fold(heading) for heading in layout.sheet.headings} | layout.columns.keys() | layout.source.constants.keys()
    if kept.pseudonym is not None:
        seen |= {PSEUDONYM, *(fold(heading) for heading in layout.source.columns.get(PSEUDONYM, ()))}
    for name in dict.fromkeys(name for name, _ in layout.source.total_rows):
        if name not in seen and fold(name) not in seen:
            facts = {"source": layout.source.code, "column": name}
            notices.append(Fault("totals_unseen", messages.TOTALS_UNSEEN, where, facts))
    return notices


def _coded(layout: Layout, organisation: Organisation, filename: str) -> dict[str, Coded]:
    rows = layout.sheet.table.num_rows
    coded = {field: constant(field, code, rows) for field, code in layout.source.constants.items()}
    readers = _readers(layout.source, organisation)
    for field, read in readers.items():
        if field in layout.columns:
            coded[field] = work_out(layout.sheet, layout.columns[field], field, read)
        elif field in layout.absent and field in {each.code for each in organisation.attributes}:
            coded[field] = constant(field, sorted(organisation.attribute(field).unknown)[0], rows)
    coded |= _measures(layout, filename)
    return coded


def _readers(source: Source, organisation: Organisation) -> Mapping[str, Callable[[str], Worked]]:
    scales = frozenset(scale.code for scale in organisation.scales)
    units = frozenset(unit.code for unit in organisation.units)
    tables = source.tables

    def table(field: str, allowed: frozenset[str], unknown: Reason) -> Callable[[str], Worked]:
        return by_table(tables.get(field, _NO_TABLE), allowed, unknown)

    readers = {
        "unit": table("unit", units, messages.UNKNOWN_UNIT),
        "scale": table("scale", scales, messages.UNKNOWN_SCALE),
        "personal_scale": table("personal_scale", scales, messages.UNKNOWN_SCALE),
        "main_appointment": table("main_appointment", frozenset({"yes", "no"}), messages.UNKNOWN_CATEGORY),
    }
    for attribute in organisation.attributes:
        readers[attribute.code] = table(attribute.code, frozenset(attribute.categories), messages.UNKNOWN_CATEGORY)
    return readers


def _measures(layout: Layout, filename: str) -> dict[str, Coded]:
    """Numbers: fte, count, and the columns of a wide file, each read with its own column's decimal mark."""
    source, sheet = layout.source, layout.sheet
    measured: dict[str, Literal["headcount", "fte"]] = {"fte": "fte", "count": "headcount"}
    measured |= {f"wide {number}": column.measure for number, column in enumerate(source.wide)}
    coded: dict[str, Coded] = {}
    for field, measure in measured.items():
        if field not in layout.columns:
            continue
        place = layout.columns[field]
        texts, weights = _weighed(layout, place)
        # Aggregates are sums of many people: only a single person's fte has an upper bound and a percentage form.
        per_person = field == "fte" and source.kind == "people"
        if measure == "fte" and per_person:
            _refuse_unsaid_hours(layout, place, filename)
            read = read_fte(texts, weights, source, sheet.facts)
        else:
            read = read_count(texts, measure, source, sheet.facts)
        coded[field] = work_out(sheet, place, field, read)
    return coded


def _weighed(layout: Layout, place: int) -> tuple[list[str], list[int]]:
    """The distinct texts of a column, and how many rows hold each."""
    index, texts = distinct(layout.sheet, place)
    return texts, np.bincount(index, minlength=len(texts)).tolist()


def _refuse_unsaid_hours(layout: Layout, place: int, filename: str) -> None:
    """32 hours would be read as 32 per cent: where the heading says hours, the source must say so too."""
    heading = layout.sheet.headings[place]
    if layout.source.fte_unit == "auto" and _HOURS.search(fold(heading)):
        where = Where(file=filename, column=heading)
        raise FileRefused(Fault("hours_unsaid", messages.HOURS_UNSAID, where, {"source": layout.source.code}))


def _totals(layout: Layout) -> Flags:
    """Which rows are totals or subtotals: left out, never added up."""
    marked = np.zeros(layout.sheet.table.num_rows, dtype=np.bool_)
    folded = [fold(heading) for heading in layout.sheet.headings]
    for name, pattern in layout.source.total_rows:
        place = layout.columns.get(name)
        if place is None and fold(name) in folded:
            place = folded.index(fold(name))
        if place is not None:
            marked |= matches(layout.sheet, place, lambda text, p=pattern: p.fullmatch(fold(text)) is not None)
    for field, table in layout.source.tables.items():
        if table.ignore and field in layout.columns:
            marked |= matches(layout.sheet, layout.columns[field], lambda text, t=table: fold(text) in t.ignore)
    return marked


def _refuse_empty(layout: Layout, kept: Kept, totals: Flags) -> None:
    where = Where(file=kept.filename, sheet=kept.sheet.name or None)
    if kept.sheet.table.num_rows == 0 and kept.sheet.ragged:
        at = replace(where, rows=tuple(each.row for each in kept.sheet.ragged))
        raise FileRefused(Fault("all_ragged", messages.ALL_RAGGED, at))
    if kept.sheet.table.num_rows == 0:
        raise FileRefused(Fault("no_rows", messages.NO_ROWS, where))
    if totals.all():
        raise FileRefused(Fault("all_totals", messages.ALL_TOTALS, where, {"source": layout.source.code}))


def _lacking(layout: Layout, kept: Kept) -> list[Fault]:
    """Only possible from the archive: the source has come to want a column that was not kept."""
    return [
        Fault(
            "archive_lacks",
            messages.ARCHIVE_LACKS,
            Where(),
            {"source": layout.source.code, "field": field, "file": kept.filename},
        )
        for field, _ in (*layout.missing, *layout.doubled)
    ]
