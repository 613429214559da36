"""What calamine does not tell of a sheet: error cells, merges (ODS), and how far its cells reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.faults import Where
from pipeline.ingest.read.heading import Merge
from pipeline.ingest.read.messages import HUGE_SHEET
from pipeline.ingest.read.refuse import refused

# calamine makes room for every cell between the first and the last: 50 million take about 1.5 GB.
MOST_CELLS = 50_000_000

# The codes Excel's binary formats use for error cells (MS-XLS 2.5.10).
ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(frozen=True)
class Extras:
    """Per sheet. Places are (row, column), 0-based."""

    errors: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    merges: tuple[Merge, ...] = ()
    rows: int = 0  # how far cells reach
    columns: int = 0


def refuse_huge(extra: Extras, where: Where) -> None:
    """Raises FileRefused for a sheet whose last cell is so far off that opening it would take all memory."""
    if extra.rows * extra.columns > MOST_CELLS:
        raise refused("huge_sheet", HUGE_SHEET, where, cells=extra.rows * extra.columns)
