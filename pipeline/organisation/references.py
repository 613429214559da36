"""Reads [reference] of a source: where the month of a file stands."""

import re
from datetime import date

from pipeline.organisation import source_messages as of_sources
from pipeline.organisation.fields import Table
from pipeline.organisation.model import ReferenceDate

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_A_COMMON_YEAR = 2023  # 29 February would not be there in most years
_MOST_GROUPS = 3


def read_reference(table: Table) -> ReferenceDate:
    """The one place where the month stands; none or several are faults."""
    year, month = table.texts("year_column", required=False), table.texts("month_column", required=False)
    reference = ReferenceDate(
        column=table.texts("column", required=False),
        columns_year_month=(year, month) if year and month else None,
        title=_searched(table, "title"),
        filename=_searched(table, "filename"),
        month_day=_month_day(table),
    )
    for key, other in (("year_column", "month_column"), ("month_column", "year_column")):
        if table.has(key) and not table.has(other):
            table.refuse(key, of_sources.TOGETHER, key=key, other=other)
    given = [key for key in ("title", "column", "filename") if table.has(key)]
    given += ["year_column"] if table.has("year_column") or table.has("month_column") else []
    if not given:
        table.findings.add(of_sources.REFERENCE_NONE, table.where("title"))
    elif len(given) > 1:
        table.refuse(given[1], of_sources.REFERENCE_SEVERAL, keys=", ".join(given))
    table.close()
    return reference


def _searched(table: Table, key: str) -> re.Pattern[str] | None:
    pattern = table.pattern(key)
    if pattern is not None and table.good(key) and not 1 <= pattern.groups <= _MOST_GROUPS:
        table.refuse(key, of_sources.REFERENCE_GROUPS, count=pattern.groups)
    return pattern


def _month_day(table: Table) -> tuple[int, int] | None:
    text = table.text("month_day", None)
    if text is None or not table.good("month_day"):
        return None
    found = _MONTH_DAY.fullmatch(text)
    try:
        day = date(_A_COMMON_YEAR, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        table.refuse("month_day", of_sources.BAD_MONTH_DAY, value=text)
        return None
    return day.month, day.day
