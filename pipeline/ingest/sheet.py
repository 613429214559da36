"""What every reader returns: one table of text per sheet, with where each row stood in the file."""

from dataclasses import dataclass, field

import pyarrow as pa


@dataclass(frozen=True)
class Ragged:
    """A row that has more or fewer cells than the heading; it cannot be placed in columns."""

    row: int  # record number in the file, 1-based (as a spreadsheet shows it)
    cells: int


@dataclass(frozen=True)
class Sheet:
    """One table of an export, every cell as the text that stood there.

    `table` has one column per heading, named `c0`, `c1`, ... (headings may repeat), each
    `dictionary<int32, string>`, without nulls: an empty cell is the empty text. Outer blanks are
    kept. `rows[i]` is the record number of table row i in the file, 1-based, heading and title
    lines included, as a spreadsheet numbers them (int64). Wholly empty rows are left out of
    `table` and counted in `blank_rows`.
    """

    name: str  # sheet name; empty for text files
    title: tuple[str, ...]  # lines above the heading, cells joined by a blank
    headings: tuple[str, ...]  # as written; several heading rows are joined by "; "
    heading_row: int  # record number of the (last) heading row
    table: pa.Table
    rows: pa.Array  # pyright: ignore[reportMissingTypeArgument, reportUnknownVariableType]
    ragged: tuple[Ragged, ...] = ()
    blank_rows: int = 0
    hidden: bool = False  # a hidden sheet of a workbook
    facts: dict[str, str] = field(default_factory=dict[str, str])  # encoding, delimiter, ... for describe
