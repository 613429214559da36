"""What an old XLS says beside its values: error cells and how far each sheet reaches.

The file is a small file system (MS-CFB) that holds one stream of records (MS-XLS); both are walked
here only as far as needed to find error cells, which calamine gives as empty.
"""

import struct
from collections.abc import Iterator

from pipeline.faults import Where
from pipeline.ingest.read.messages import DAMAGED
from pipeline.ingest.read.refuse import refused
from pipeline.ingest.read.sheet_extras import ERROR_TEXTS, Extras

_END = 0xFFFFFFFA  # sector numbers from here on are marks, not places
_ENTRY = 128
_DIMENSIONS = 0x200
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_BOUNDSHEET, _BOF, _EOF, _BOOLERR, _FORMULA = 0x85, 0x809, 0x0A, 0x205, 0x06


def xls_extras(content: bytes, where: Where) -> dict[str, Extras]:
    """Per sheet name. Raises FileRefused when the file system inside is damaged."""
    try:
        stream = _workbook_stream(content)
        _check_dimensions(stream)
        return {name: Extras(_errors(stream, start)) for name, start in _sheets(stream)}
    except (struct.error, IndexError, ValueError, LookupError) as broken:
        raise refused("damaged", DAMAGED, where, kind="XLS") from broken


def _workbook_stream(content: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise ValueError(size)
    table = _sector_table(content, size)
    first_directory, small_limit = struct.unpack_from("<I", content, 48)[0], struct.unpack_from("<I", content, 56)[0]
    directory = _chain(content, table, first_directory, size)
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, total = struct.unpack_from("<II", directory, at + 116)
            # Streams this small live elsewhere, but no workbook with a sheet is this small.
            return _chain(content, table, start, size)[:total] if total >= small_limit else b""
    raise ValueError


def _sector_table(content: bytes, size: int) -> list[int]:
    holders = [number for number in struct.unpack_from("<109I", content, 76) if number < _END]
    more = struct.unpack_from("<I", content, 68)[0]
    seen: set[int] = set()
    while more < _END and more not in seen:
        seen.add(more)
        numbers = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        holders.extend(number for number in numbers[:-1] if number < _END)
        more = numbers[-1]
    table: list[int] = []
    for holder in holders:
        table.extend(struct.unpack_from(f"<{size // 4}I", content, (holder + 1) * size))
    return table


def _chain(content: bytes, table: list[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    while sector < _END and len(parts) <= len(table):
        parts.append(content[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(stream, 0):
        if kind == _EOF:
            return
        if kind == _BOUNDSHEET and len(data) > 8:
            start, length, wide = struct.unpack_from("<I", data, 0)[0], data[6], data[7] & 1
            text = data[8 : 8 + length * (2 if wide else 1)]
            yield text.decode("utf-16-le" if wide else "latin-1", "replace"), start


def _check_dimensions(stream: bytes) -> None:
    """Calamine makes room for what these records say, before reading a cell; a damaged one asks for all memory."""
    for kind, data in _records(stream, 0):
        if kind == _DIMENSIONS and len(data) in (10, 14):
            top, bottom, left, right = struct.unpack_from("<IIHH" if len(data) == 14 else "<HHHH", data)
            if not (top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
                raise ValueError(bottom, right)


def _errors(stream: bytes, start: int) -> dict[tuple[int, int], str]:
    errors: dict[tuple[int, int], str] = {}
    depth = 0
    for kind, data in _records(stream, start):
        # A chart inside the sheet is a stream of its own within the sheet's stream.
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            break
        code = _error_code(kind, data) if depth == 1 else None
        if code in ERROR_TEXTS:
            errors[struct.unpack_from("<HH", data, 0)] = ERROR_TEXTS[code]
    return errors


def _error_code(kind: int, data: bytes) -> int | None:
    if kind == _BOOLERR and len(data) >= 8 and data[7] == 1:
        return data[6]
    # A formula's result that is no number is marked by two bytes of ones; 2 says it is an error.
    if kind == _FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
        return data[8]
    return None
