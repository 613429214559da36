"""Which activities stand in a table, in its own words; and which lines are something else? Pure.

Every line that is not blank is accounted for: an activity, the row of headings, or a loose line (a title above the
table, a theme that the pages tore from its rows). A line with an unexpected number of cells stops the reading:
guessing would put words in the wrong column.

In a table from plain text three quirks are known. A row whose theme cell was merged with the one above it has no
cell for it: one cell less. A row without a name belongs to the name above it: it is an activity of its own, and takes
that name over. A line of one cell is loose.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.faults import Fault
from registers.errors import TableRefused
from registers.intake.cells import Line
from registers.intake.headings import fields_of, heading_faults, is_heading, said
from registers.messages import NO_HEADINGS, ODD_ROW
from registers.model.activity import WORDS


@dataclass(frozen=True)
class TableRow:
    """One activity of a table: field -> words. `named_above`: its name was taken over from the row above."""

    line: int
    words: dict[str, str]
    named_above: bool = False

    @property
    def code(self) -> str:
        """The code of the unit it is of, as the table says; empty when it says none."""
        return self.words.get("unit", "").strip()


@dataclass(frozen=True)
class Reading:
    """A table that was read. `loose`: (line, words) of what is no activity. `lines`: how many were not blank."""

    rows: tuple[TableRow, ...]
    loose: tuple[tuple[int, str], ...]
    lines: int


def read_table(lines: Sequence[Line], file: str) -> Reading:
    """The activities. Raises TableRefused, naming every line and column that is at fault."""
    filled = [line for line in lines if not line.blank]
    at = next((index for index, line in enumerate(filled) if is_heading(line.cells)), None)
    if at is None:
        raise TableRefused(NO_HEADINGS.in_file(file, missing=said(WORDS)))
    headings = _trimmed(filled[at].cells)
    body = [line for line in filled[at + 1 :] if not (line.marked_up and len(line.cells) == 1)]
    odd = [*heading_faults(headings, file), *_odd_rows(body, headings, file)]
    if odd:
        raise TableRefused(odd)
    rows = tuple(_named(_rows(body, headings)))
    taken = {filled[at].number, *(row.line for row in rows)}
    loose = tuple((line.number, " ".join(filter(None, line.cells))) for line in filled if line.number not in taken)
    return Reading(rows, loose, len(filled))


def _trimmed(headings: Sequence[str]) -> tuple[str, ...]:
    """Without the nameless columns at the end that spreadsheets leave."""
    last = max(index for index, heading in enumerate(headings) if heading.strip())
    return tuple(headings[: last + 1])


def _cells(line: Line, headings: Sequence[str]) -> tuple[str, ...] | None:
    """The cells under the headings; None when they cannot be matched."""
    cells, width = line.cells, len(headings)
    if line.marked_up and fields_of(headings)[0] == "theme" and len(cells) == width - 1:
        return ("", *cells)
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return None
    return cells[:width]


def _odd_rows(body: Sequence[Line], headings: Sequence[str], file: str) -> Iterator[Fault]:
    nameless = [at for at, field in enumerate(fields_of(headings)) if field is None and not headings[at].strip()]
    for line in body:
        cells = _cells(line, headings)
        if cells is None or any(cells[at].strip() for at in nameless):
            yield ODD_ROW.in_file(file, line.number, cells=len(line.cells), expected=len(headings))


def _rows(body: Sequence[Line], headings: Sequence[str]) -> Iterator[TableRow]:
    fields = fields_of(headings)
    for line in body:
        cells = _cells(line, headings) or ()
        yield TableRow(line.number, {field: cell for field, cell in zip(fields, cells, strict=True) if field})


def _named(rows: Iterator[TableRow]) -> Iterator[TableRow]:
    """Rows without a name take the one above; a row with nothing but a theme is no activity, it is left loose."""
    name = ""
    for row in rows:
        if not any(row.words.get(field, "").strip() for field in WORDS):
            continue
        if row.words["what"].strip():
            name = row.words["what"]
            yield row
        else:
            yield TableRow(row.line, {**row.words, "what": name}, named_above=True) if name else row
