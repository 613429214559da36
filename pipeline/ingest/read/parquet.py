"""Reading Parquet: every column as text, written the way the other readers write it."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.ingest.read.columns import ENCODED, as_text, encoded, row_numbers, table_of, without_blank_rows
from pipeline.ingest.read.messages import DAMAGED, NESTED, TOO_LARGE
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.sheet import Sheet

LARGEST_UNPACKED = 4_294_967_296
MOST_CELLS = 500_000_000  # run lengths can promise billions of cells in a few bytes


def read_parquet(content: bytes, filename: str) -> tuple[Sheet, ...]:
    """The one table of a Parquet file; rows are numbered from 1, as there is no heading row.

    Raises FileRefused for damaged or oversized files and for columns of lists, structs, maps or bytes.
    """
    where = Where(file=filename)
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        unpacked = sum(file.metadata.row_group(at).total_byte_size for at in range(file.metadata.num_row_groups))
        if unpacked > LARGEST_UNPACKED or file.metadata.num_rows * max(1, file.metadata.num_columns) > MOST_CELLS:
            raise refused("too_large", TOO_LARGE, where, limit=LARGEST_UNPACKED // 1_048_576)
        _refuse_nested(file.schema_arrow, filename)
        table = file.read()
        columns = [_as_text(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError) as broken:
        raise refused("damaged", DAMAGED, where, kind="Parquet") from broken
    texts, rows, blank_rows = without_blank_rows(table_of(columns), row_numbers(1, table.num_rows))
    facts = {"format": "parquet", "encoding": "utf-8"}
    return (Sheet("", (), tuple(table.column_names), 0, texts, rows, (), blank_rows, False, facts),)


def _refuse_nested(schema: pa.Schema, filename: str) -> None:
    faults: list[Fault] = []
    for field in schema:
        held = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if pa.types.is_nested(held) or pa.types.is_binary(held) or pa.types.is_large_binary(held):
            faults.append(Fault("read.nested", NESTED, Where(file=filename, column=field.name), {"type": str(held)}))
    if faults:
        raise FileRefused(faults)


def _as_text(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Only the different values are written out as text; the rows keep pointing at them."""
    whole = column.combine_chunks() if column.num_chunks else pa.array([], column.type)
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.unify_dictionaries().chunks)
    if pa.types.is_null(whole.type):
        return encoded([""] * len(whole))
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    # The empty text is added last; rows without a value point at it.
    texts = [as_text(value) for value in whole.dictionary.to_pylist()] + [""]
    indices = whole.indices.cast(pa.int32()).fill_null(len(texts) - 1)
    spread = pa.DictionaryArray.from_arrays(indices, pa.array(texts, pa.string()))
    # Two values may be written alike, and a dictionary may hold a null: encode again so that each text is there once.
    return spread.dictionary_decode().dictionary_encode().cast(ENCODED)
