"""The cells of one column: worked out once per distinct text, then handed to the rows by number."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from pipeline.ingest import messages
from pipeline.ingest.screen.formulas import formula_values
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import CodeTable, fold
from pipeline.snapshot import Coded, Indices, Reason

Worked = tuple[str | int | None, Reason | None]  # a value, or the reason there is none


def distinct(sheet: Sheet, column: int) -> tuple[Indices, list[str]]:
    """Per row the number of its text, and the distinct texts."""
    chunked = sheet.table.column(column)
    if chunked.num_chunks == 0:
        return np.zeros(0, dtype=np.int32), []
    coded: pa.DictionaryArray = chunked.combine_chunks() if chunked.num_chunks > 1 else chunked.chunk(0)
    return coded.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), coded.dictionary.to_pylist()


def work_out(sheet: Sheet, column: int, field: str, read: Callable[[str], Worked]) -> Coded:
    """Map one column: `read` is called once per distinct text; cells that hold a formula are never read."""
    index, texts = distinct(sheet, column)
    formulas = formula_values(pa.array(texts, pa.string())).to_pylist()
    worked = [
        (None, messages.FORMULA) if formula else read(text) for text, formula in zip(texts, formulas, strict=True)
    ]
    return Coded(field, sheet.headings[column], index, tuple(v for v, _ in worked), tuple(r for _, r in worked))


def constant(field: str, code: str, rows: int) -> Coded:
    """A field that is the same for the whole file."""
    return Coded(field, field, np.zeros(rows, dtype=np.int32), (code,), (None,))


def by_table(table: CodeTable, allowed: frozenset[str], unknown: Reason) -> Callable[[str], Worked]:
    """Read a cell through a code table; a code that is not allowed is as bad as one that is not there."""

    def read(text: str) -> Worked:
        code = table.lookup(text)
        if code in allowed:
            return code, None
        return None, messages.EMPTY_CELL if not fold(text) else unknown

    return read


def matches(sheet: Sheet, column: int, accept: Callable[[str], bool]) -> np.ndarray:
    """Per row: whether its text in that column is accepted by the test."""
    index, texts = distinct(sheet, column)
    flags = np.array([accept(text) for text in texts] or [False], dtype=np.bool_)
    return flags[index]
