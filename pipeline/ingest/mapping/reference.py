"""The reference date of a file: from a column, a title line or the file's name. One file, one month."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.ingest import messages
from pipeline.ingest.layout import MONTH, REFERENCE, YEAR, Layout
from pipeline.ingest.mapping.cells import distinct
from pipeline.ingest.mapping.dates import Found, parse_day, parse_month_number, parse_year
from pipeline.month import Month
from pipeline.organisation.model import Organisation
from pipeline.snapshot import Flags


def reference_date(layout: Layout, filename: str, counted_rows: Flags) -> Found:
    """The month (and day, where written) of the file. Raises FileRefused when there is none, or more than one.

    `counted_rows` marks the rows that are no totals; only those must carry a date.
    """
    reference = layout.source.reference
    if REFERENCE in layout.columns:
        return _from_column(layout, filename, counted_rows)
    if YEAR in layout.columns:
        return _from_year_and_month(layout, filename, counted_rows)
    if reference.title is not None:
        return _from_text(layout, filename, layout.sheet.title, "title")
    return _from_text(layout, filename, (filename,), "filename")


def snapshot_day(found: Found, organisation: Organisation) -> date:
    """The organisation's own reference day in the month that was found."""
    if organisation.reference_day == "last":
        return found.month.last_day
    last = monthrange(found.month.year, found.month.number)[1]
    return date(found.month.year, found.month.number, min(int(organisation.reference_day), last))


def window_faults(month: Month, organisation: Organisation, today: date, where: Where) -> list[Fault]:
    """Faults when the month lies before the organisation's first, in the future, or is closed."""
    last = Month.of(today)
    if not organisation.first_month <= month <= last:
        facts = {"date": month, "first": organisation.first_month, "last": last}
        return [Fault("date_outside_window", messages.OUTSIDE_WINDOW, where, facts)]
    closed = organisation.closed_through
    if closed is not None and month <= closed:
        return [Fault("month_closed", messages.CLOSED_MONTH, where, {"month": month, "closed": closed})]
    return []


def _from_column(layout: Layout, filename: str, counted_rows: Flags) -> Found:
    place = layout.columns[REFERENCE]
    where = Where(file=filename, column=layout.sheet.headings[place])
    index, texts = distinct(layout.sheet, place)
    present = np.unique(index[counted_rows])
    dates = {number: _complete(parse_day(texts[number]), layout, texts[number]) for number in present.tolist()}
    unread = [number for number, found in dates.items() if found is None]
    if unread:
        rows = np.asarray(layout.sheet.rows)[counted_rows & np.isin(index, unread)]
        at = Where(file=filename, column=where.column, rows=tuple(rows.tolist()))
        raise FileRefused(Fault("unreadable_date", messages.UNREADABLE_DATE, at))
    return _only_one((found for found in dates.values() if found), where, layout)


def _from_year_and_month(layout: Layout, filename: str, counted_rows: Flags) -> Found:
    years, year_texts = distinct(layout.sheet, layout.columns[YEAR])
    months, month_texts = distinct(layout.sheet, layout.columns[MONTH])
    where = Where(file=filename, column=layout.sheet.headings[layout.columns[YEAR]])
    pairs = np.unique(np.stack([years[counted_rows], months[counted_rows]]), axis=1).T
    found: list[Found] = []
    unread = np.zeros_like(counted_rows)
    for year_number, month_number in pairs.tolist():
        year, month = parse_year(year_texts[year_number]), parse_month_number(month_texts[month_number])
        if year is None or month is None:
            unread |= counted_rows & (years == year_number) & (months == month_number)
        else:
            found.append(Found(Month(year, month), None))
    if unread.any():
        rows = np.asarray(layout.sheet.rows)[unread]
        at = Where(file=filename, column=where.column, rows=tuple(rows.tolist()))
        raise FileRefused(Fault("unreadable_date", messages.UNREADABLE_DATE, at))
    return _only_one(found, where, layout)


def _from_text(layout: Layout, filename: str, texts: Iterable[str], place: str) -> Found:
    reference = layout.source.reference
    pattern = reference.title if place == "title" else reference.filename
    dates: list[Found] = []
    for text in texts:
        match = pattern.search(text) if pattern else None
        if match:
            written = "-".join(part for part in match.groups() if part) if match.groups() else match[0]
            found = _complete(parse_day(written), layout, written)
            dates += [found] if found else []
    where = Where(file=filename)
    if not dates:
        named = messages.PLACES[place]
        raise FileRefused(Fault("no_reference_date", named, where, {"source": layout.source.code}))
    return _only_one(dates, where, layout)


def _complete(found: Found | None, layout: Layout, text: str) -> Found | None:
    """A bare year becomes the month and day the source names for it."""
    month_day, year = layout.source.reference.month_day, parse_year(text)
    if found is not None or month_day is None or year is None:
        return found
    month = Month(year, month_day[0])
    # 29 February is the last of its month in every year.
    return Found(month, min(month.first_day + timedelta(days=month_day[1] - 1), month.last_day))


def _only_one(found: Iterable[Found], where: Where, layout: Layout) -> Found:
    dates = sorted(set(found), key=lambda each: (each.month, each.day or each.month.first_day))
    if not dates:
        raise FileRefused(Fault("no_rows", messages.NO_ROWS, Where(file=where.file, sheet=layout.sheet.name or None)))
    if len(dates) > 1:
        named = ", ".join(str(each.day or each.month) for each in dates[:4])
        raise FileRefused(
            Fault("two_reference_dates", messages.TWO_DATES, where, {"count": len(dates), "dates": named})
        )
    return dates[0]
