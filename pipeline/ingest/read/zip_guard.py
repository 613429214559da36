"""Unpacking a workbook's zip without trusting it: sizes are counted while unpacking, never believed."""

import io
import struct
import zipfile
import zlib

from pipeline.faults import Where
from pipeline.ingest.read.messages import DAMAGED, PASSWORD, ZIP_BOMB
from pipeline.ingest.read.refuse import refused

LARGEST_UNPACKED = 1_073_741_824
LARGEST_RATIO = 200  # sheets of repeated cells reach about 60
_SMALL = 16_777_216  # below this no ratio is a danger
_STEP = 1_048_576
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1


def unpacked(content: bytes, where: Where) -> dict[str, bytes]:
    """The XML parts of a workbook by name. Raises FileRefused for bombs, lies about sizes, and damage.

    Every part is unpacked and counted, pictures too, because calamine's unpacker believes no header either.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as broken:
        raise refused("damaged", DAMAGED, where, kind="ZIP") from broken
    allowed = (
        LARGEST_UNPACKED
        if len(content) * LARGEST_RATIO > LARGEST_UNPACKED
        else max(len(content) * LARGEST_RATIO, _SMALL)
    )
    if sum(member.file_size for member in members) > allowed:
        raise _bomb(where)
    parts: dict[str, bytes] = {}
    for member in members:
        part = _part(content, member, allowed, where)
        allowed -= len(part)
        if member.filename.lower().endswith((".xml", ".rels")):
            parts[member.filename.replace("\\", "/")] = part
    return parts


def _bomb(where: Where) -> Exception:
    return refused("zip_bomb", ZIP_BOMB, where, limit=LARGEST_UNPACKED // _STEP, ratio=LARGEST_RATIO)


def _part(content: bytes, member: zipfile.ZipInfo, allowed: int, where: Where) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise refused("password", PASSWORD, where)
    try:
        names, extra = struct.unpack_from("<HH", content, member.header_offset + 26)
    except struct.error as broken:
        raise refused("damaged", DAMAGED, where, kind="ZIP") from broken
    start = member.header_offset + 30 + names + extra
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type == _STORED:
        data = bytes(packed[: allowed + 1])
    elif member.compress_type == _DEFLATED:
        try:
            # Python's zipfile stops at the size the header claims; calamine goes on to the true end, and so must this.
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, allowed + 1)
        except zlib.error as broken:
            raise refused("damaged", DAMAGED, where, kind="ZIP") from broken
    else:
        raise refused("damaged", DAMAGED, where, kind="ZIP")
    if len(data) > allowed:
        raise _bomb(where)
    if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
        raise refused("damaged", DAMAGED, where, kind="ZIP")
    return data
