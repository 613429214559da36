"""Where the month of the file stands: in a column, a line above the heading, or the file's name."""

import re
from collections.abc import Mapping, Sequence

from pipeline.ingest.describe.look import Look
from pipeline.ingest.describe.model import ProposedReference, Recognised
from pipeline.ingest.describe.vocabulary import TITLE_WORDS
from pipeline.ingest.mapping.dates import parse_day

_MONTH = (
    r"(?:jan|feb|f[eé]vr|maart|march|mrt|mar|apr|avr|mei|may|mai|jun|jul|jui|aug|ao[uû]t|sep|okt|oct|nov|dec|d[eé]c)"
    r"[a-zé]*\.?"
)
# Tried in this order; the first whose groups, joined by a hyphen, make a date is proposed.
_FORMS = (
    r"(?<!\d)(\d{1,2}[-./]\d{1,2}[-./]\d{4})(?!\d)",
    r"(?<!\d)(\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)",
    r"(?<!\d)(\d{8})(?!\d)",
    rf"((?:\d{{1,2}} )?{_MONTH} \d{{4}})(?!\d)",
    rf"(?<![a-z])({_MONTH})[-_]?(\d{{4}})(?!\d)",
    r"(?<!\d)(\d{4})[-_.]?(\d{2})(?!\d)",
)
_YEAR = r"(?<!\d)((?:19|20)\d{2})(?!\d)"
YEAR_END = "12-31"


def find_reference(
    looks: Sequence[Look], places: Mapping[str, Recognised], title: Sequence[str], filename: str
) -> ProposedReference:
    """The place of the reference date; unsure when it can be read in more than one way, `nowhere` when in none."""
    if "reference" in places:
        column = looks[places["reference"].number]
        return ProposedReference("column", (column.heading,), sure=len(column.filled) == 1 and not column.blank)
    if "year" in places and "month" in places:
        years, months = looks[places["year"].number], looks[places["month"].number]
        only = len(years.filled) == len(months.filled) == 1
        return ProposedReference("year_month", (years.heading, months.heading), sure=only)
    if found := _in_title(title):
        return found
    if "year" in places:
        column = looks[places["year"].number]
        return ProposedReference("column", (column.heading,), month_day=YEAR_END, sure=False)
    return _in_text((filename,), "filename", "") or ProposedReference("nowhere", sure=False)


def _in_title(title: Sequence[str]) -> ProposedReference | None:
    # The word that stands before the date keeps a print date from being taken for the reference date.
    for word in TITLE_WORDS.split("|"):
        if any(re.search(word, line, re.IGNORECASE) for line in title):
            found = _in_text(title, "title", rf"(?i){word}\D{{0,20}}?")
            if found and found.month_day is None:
                return found
    return _in_text(title, "title", "(?i)")


def _in_text(texts: Sequence[str], place: str, lead: str) -> ProposedReference | None:
    where = "title" if place == "title" else "filename"
    for form in _FORMS:
        pattern = lead + (f"(?i){form}" if _MONTH in form and "(?i)" not in lead else form)
        found = [match for text in texts for match in re.finditer(pattern, text)]
        dates = {parse_day("-".join(match.groups())) for match in found} - {None}
        if dates:
            return ProposedReference(where, pattern=pattern, sure=len(dates) == 1)
    years = {match[1] for text in texts for match in re.finditer(lead + _YEAR, text)}
    if years:
        return ProposedReference(where, pattern=lead + _YEAR, month_day=YEAR_END, sure=False)
    return None
