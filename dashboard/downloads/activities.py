"""Activities as a table: the seven headings, the theme, the codes of the unit and of what they are linked to.

It can be brought in again word for word.

No cell is run by a spreadsheet. In CSV a text that would be gets an apostrophe before it, and so does one that begins
with apostrophes and then would be; the first line says so, and then reading takes exactly one off
(registers/intake/cells.py). A workbook knows texts as texts and needs none. Equal input, equal bytes.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook

from dashboard.wording.words import Words
from registers import LINKS, SHIELDED, Activity, join_codes

COLUMNS = ("theme", "what", "meaning", "aim", "who", "place", "period", "usage")
LONGEST_CELL = 32_767  # characters that a cell of Excel holds
_RUN = re.compile(r"'*[=+\-@\t\r\n]")
_NO_CELL_HOLDS = re.compile("[\ufffe\uffff]")  # no characters at all: XML has no way to write them
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALWAYS = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
_WIDTHS = (18, 30, 44, 30, 26, 22, 24, 30, 16, 24, 24, 24)


def as_csv(activities: Sequence[Activity], words: Words) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    headings = _headings(words)
    writer.writerow([words("act_shielded", mark=SHIELDED), *[""] * (len(headings) - 1)])
    writer.writerow(headings)
    for activity in _in_order(activities):
        writer.writerow([f"'{text}" if _RUN.match(text) else text for text in _texts(activity)])
    return written.getvalue().encode("utf-8-sig")


def empty_csv(words: Words) -> bytes:
    """The headings alone, to fill; nothing in it was shielded, so it does not say so."""
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(_headings(words))
    return written.getvalue().encode("utf-8-sig")


def fits_a_workbook(activities: Sequence[Activity]) -> bool:
    """Whether every text can stand in a cell as it is."""
    return all(
        len(text) <= LONGEST_CELL and not _NO_CELL_HOLDS.search(text) for each in activities for text in _texts(each)
    )


def as_workbook(activities: Sequence[Activity], words: Words) -> bytes:
    """XLSX with one sheet. Raises ValueError when a text does not fit a cell: it would be lost, or changed."""
    if not fits_a_workbook(activities):
        raise ValueError("a text is longer than a cell of a workbook holds")
    written = io.BytesIO()
    book = Workbook(written, _OPTIONS)
    book.set_properties({"title": words("page_activities"), "author": "Streefcijfer", "created": _ALWAYS})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    told = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(words("page_activities"))
    sheet.freeze_panes(1, 0)
    for column, (heading, width) in enumerate(zip(_headings(words), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    for at, activity in enumerate(_in_order(activities), start=1):
        for column, text in enumerate(_texts(activity)):
            if text:
                sheet.write_string(at, column, text, told)
    book.close()
    return written.getvalue()


def _headings(words: Words) -> list[str]:
    links = (words(f"act_col_{kind}_codes") for kind in LINKS)
    return [*(words(f"act_col_{name}") for name in COLUMNS), words("act_col_unit_code"), *links]


def _in_order(activities: Sequence[Activity]) -> list[Activity]:
    # A row without a name takes over the name above it when it is read; at the top there is none.
    return sorted(activities, key=lambda activity: bool(activity.what.strip()))


def _texts(activity: Activity) -> list[str]:
    # The code, since the words for the part of the organisation are free: two units may share them.
    links = (join_codes(getattr(activity, kind)) for kind in LINKS)
    return [*(str(getattr(activity, name)) for name in COLUMNS), activity.unit, *links]
