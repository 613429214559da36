"""Reading delimited text: title lines, heading, then every row at the speed of Arrow."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.csv as pacsv

from pipeline.faults import Where
from pipeline.ingest.read.columns import row_numbers, rows_except, table_of, without_blank_rows
from pipeline.ingest.read.delimiter import NAMES, Head, head_of, usual_width
from pipeline.ingest.read.encoding import Text, text_of
from pipeline.ingest.read.heading import SEARCHED_ROWS
from pipeline.ingest.read.messages import LONG_LINE, LONG_RECORD, NO_HEADING, OPEN_QUOTE, TOO_WIDE
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.sheet import Ragged, Sheet

LONGEST_LINE = 1_048_576  # bytes; a row of an export has a few hundred
MOST_COLUMNS = 2_000
_BLOCK = 2 * LONGEST_LINE  # Arrow needs a row to fit in one block
_BINARY = pa.dictionary(pa.int32(), pa.binary())
_SAMPLE_FOR_UNIQUE = 50
_UTF8 = frozenset({"ascii", "utf-8"})


@dataclass
class _Rows:
    """What one pass of Arrow gave: columns of bytes and the rows that do not fit in them."""

    table: pa.Table
    encoding: str
    ragged: list[Ragged] = field(default_factory=list[Ragged])
    spans_lines: bool = False  # a misfit holds line ends: a quotation mark may have swallowed rows

    def misfit(self, row: pacsv.InvalidRow) -> str:
        """Called by Arrow for a row of another width; `number` is counted from the first row below the heading."""
        self.spans_lines = self.spans_lines or "\n" in row.text or "\r" in row.text
        self.ragged.append(Ragged(row.number, row.actual_columns))
        return "skip"


def read_delimited(content: bytes, filename: str, known: frozenset[str], declared: str | None) -> tuple[Sheet, ...]:
    """The one table of a CSV-like file. Raises FileRefused when rows and cells cannot be told apart."""
    where = Where(file=filename)
    text = text_of(content, filename, declared)
    _refuse_long_lines(text.content, where)
    head = head_of(text, known, where)
    if head.heading is None:
        raise refused("no_heading", NO_HEADING, where, searched=SEARCHED_ROWS)
    headings = _headings(head)
    if len(headings) > MOST_COLUMNS:
        raise refused("too_wide", TOO_WIDE, where, limit=MOST_COLUMNS)
    body = pa.py_buffer(text.content).slice(head.ends[head.heading.last])
    quoted = b'"' in text.content
    found = _rows(body, text.encoding, head, len(headings), quoted)
    if found is None or (quoted and _may_hide_rows(found, text.content)):
        _refuse_open_quote(text, head.delimiter, where)
    if found is None:
        raise refused("long_record", LONG_RECORD, where)
    return (_sheet(text, head, headings, found),)


def _sheet(text: Text, head: Head, headings: tuple[str, ...], found: _Rows) -> Sheet:
    at = head.heading.last if head.heading else 0
    first = head.heading.first if head.heading else 0
    heading_row = at + 1
    ragged = tuple(Ragged(heading_row + each.row, each.cells) for each in found.ragged)
    table = table_of([_decoded(column, found.encoding) for column in found.table.columns])
    rows = row_numbers(heading_row + 1, table.num_rows + len(ragged))
    if ragged:
        rows = rows_except(rows, [each.row for each in ragged])
    table, rows, blank_rows = without_blank_rows(table, rows)
    facts = {
        "format": "csv",
        "encoding": text.found,
        "delimiter": NAMES[head.delimiter],
        "newline": _newline(text.content),
    }
    title = tuple(
        " ".join(cell.strip() for cell in record if cell.strip()) for record in head.records[:first] if any(record)
    )
    return Sheet("", title, headings, heading_row, table, rows, ragged, blank_rows, False, facts)


def _refuse_long_lines(content: bytes, where: Where) -> None:
    """Hops from line end to line end, a window at a time, so a huge file costs a few looks and no copy."""
    start = 0
    while len(content) - start > LONGEST_LINE:
        window = start + LONGEST_LINE
        end = max(content.rfind(b"\n", start, window), content.rfind(b"\r", start, window))
        if end < 0:
            line = content.count(b"\n", 0, start) or content.count(b"\r", 0, start)
            raise refused("long_line", LONG_LINE, Where(file=where.file, line=line + 1), limit=LONGEST_LINE)
        start = end + 1


def _headings(head: Head) -> tuple[str, ...]:
    """The headings, made as wide as the rows where the difference is empty cells at the end of lines."""
    texts = head.heading.texts if head.heading else ()
    below = [record for record in head.records[(head.heading.last + 1 if head.heading else 0) :] if any(record)]
    width = usual_width(below)
    if width > len(texts) and not any(
        cell for record in below if len(record) == width for cell in record[len(texts) :]
    ):
        return (*texts, *[""] * (width - len(texts)))
    if 0 < width < len(texts) and not any(text.strip() for text in texts[width:]):
        return texts[:width]
    return texts


def _rows(body: pa.Buffer, encoding: str, head: Head, width: int, quoted: bool) -> _Rows | None:
    """Every row under the heading, or None when Arrow cannot tell rows apart.

    The first pass uses all cores and stops at a row of another width: only a pass on one core counts
    rows, and only then is the number of each such row known.
    """
    if not body.size:
        return _Rows(_empty(width), encoding)
    plain = _all_different(head, width)
    try:
        return _Rows(_parse(body, head.delimiter, _types(width, plain), quoted), encoding)
    except pa.ArrowInvalid:
        pass
    # Arrow hands over a misfit as text and drops it unseen when it is not UTF-8.
    readable = body if encoding in _UTF8 else pa.py_buffer(body.to_pybytes().decode(encoding).encode())
    found = _Rows(_empty(width), encoding if encoding in _UTF8 else "utf-8")
    try:
        found.table = _parse(readable, head.delimiter, _types(width, plain), quoted, found.misfit)
    except pa.ArrowInvalid:
        return None
    return found


def _types(width: int, plain: frozenset[int]) -> dict[str, pa.DataType]:
    # Bytes, not text: decoding a few hundred different values later is far cheaper than a whole file now.
    return {f"c{at}": pa.binary() if at in plain else _BINARY for at in range(width)}


def _parse(
    body: pa.Buffer,
    delimiter: str,
    types: dict[str, pa.DataType],
    quoted: bool,
    misfit: Callable[[pacsv.InvalidRow], str] | None = None,
) -> pa.Table:
    table = pacsv.read_csv(
        pa.BufferReader(body),
        pacsv.ReadOptions(column_names=list(types), use_threads=misfit is None, block_size=_BLOCK),
        pacsv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=quoted,
            ignore_empty_lines=False,
            invalid_row_handler=misfit,
        ),
        pacsv.ConvertOptions(column_types=types, strings_can_be_null=False, quoted_strings_can_be_null=False),
    )
    return table.unify_dictionaries().combine_chunks()


def _all_different(head: Head, width: int) -> frozenset[int]:
    """Columns like a personnel number: a dictionary per block, merged later, would be built twice."""
    rows = [record for record in head.records[(head.heading.last + 1 if head.heading else 0) :] if len(record) == width]
    if len(rows) < _SAMPLE_FOR_UNIQUE:
        return frozenset()
    return frozenset(at for at in range(width) if len({row[at] for row in rows}) > 0.9 * len(rows))


def _empty(width: int) -> pa.Table:
    return pa.table({f"c{at}": pa.array([], pa.binary()).dictionary_encode() for at in range(width)})


def _decoded(column: pa.ChunkedArray, encoding: str) -> pa.DictionaryArray:
    """The column as text: only its different values are decoded."""
    # Already one piece after combining; combining again would rebuild the dictionary.
    chunk = column.chunk(0) if column.num_chunks else pa.array([], pa.binary())
    if not pa.types.is_dictionary(chunk.type):
        chunk = chunk.dictionary_encode()
    held = chunk.dictionary.buffers()[2]
    if encoding in _UTF8 or held is None or held.to_pybytes().isascii():
        texts = chunk.dictionary.cast(pa.string())
    else:
        texts = pa.array([value.decode(encoding) for value in chunk.dictionary.to_pylist()], pa.string())
    # `safe` would check every index again, which Arrow itself just made.
    return pa.DictionaryArray.from_arrays(chunk.indices, texts, safe=False)


def _may_hide_rows(found: _Rows, content: bytes) -> bool:
    """Whether a quotation mark may have swallowed line ends: a cell holds one, or the last line has an odd mark."""
    if found.spans_lines:
        return True
    tail = content[-LONGEST_LINE:].rstrip(b"\r\n")
    last = tail[max(tail.rfind(b"\n"), tail.rfind(b"\r")) + 1 :]
    if last.count(b'"') % 2:
        return True
    return any(_holds_line_end(column) for column in found.table.columns)


def _holds_line_end(column: pa.ChunkedArray) -> bool:
    for chunk in column.chunks:
        values = chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
        data = values.buffers()[2]
        if data is not None and (b"\n" in (held := data.to_pybytes()) or b"\r" in held):
            return True
    return False


def _refuse_open_quote(text: Text, delimiter: str, where: Where) -> None:
    """Reads the whole file by the letter of the quoting rules; the first break of them is named."""
    reader = csv.reader(io.StringIO(text.content.decode(text.encoding), newline=""), delimiter=delimiter, strict=True)
    done = 0
    try:
        for _ in reader:
            done = reader.line_num
    except csv.Error as broken:
        raise refused("open_quote", OPEN_QUOTE, Where(file=where.file, line=done + 1)) from broken


def _newline(content: bytes) -> str:
    head = content[:65_536]
    if b"\r\n" in head:
        return "CRLF"
    if b"\n" in head and head.count(b"\n") >= head.count(b"\r"):
        return "LF"
    return "CR" if b"\r" in head else "LF"
