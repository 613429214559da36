"""What kind of file is this? Told from its bytes; names lie (an old `.xls` named `.xlsx`)."""

import io
import zipfile
from typing import Literal

from pipeline.faults import Where
from pipeline.ingest.read.messages import BINARY, DAMAGED, EMPTY, HTML, NOT_A_TABLE, PASSWORD, XLSB
from pipeline.ingest.read.refuse import refused

Kind = Literal["text", "xlsx", "xls", "ods", "parquet"]

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<meta", b"<head", b"<?xml", b"<!--", b"<workbook")
_NOT_TABLES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b'{"', "JSON"),
    (b"{\r\n", "JSON"),
    (b"{\n", "JSON"),
    (b"{\\rtf", "RTF"),
)
_CONTROL = bytes([*range(1, 9), *range(14, 27), *range(28, 32), 127])
_HEAD = 65_536
_BLANK = b"\xef\xbb\xbf \t\r\n\x00\xff\xfe"
# Real text has no control bytes at all; a stray one from an old terminal export is let through.
_CONTROL_SHARE = 0.005


def file_kind(content: bytes, filename: str) -> Kind:
    """The kind of file. Raises FileRefused for what is empty, no table, or a kind we do not read."""
    where = Where(file=filename)
    # The start first: stripping copies, and a whole export is not blank.
    if not content[:_HEAD].strip(_BLANK) and not content.strip(_BLANK):
        raise refused("empty", EMPTY, where)
    if content.startswith(b"PK"):
        return _zip_kind(content, where)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused("password", PASSWORD, where)
        return "xls"
    if content.startswith(b"PAR1"):
        return "parquet"
    if content.startswith(b"PARE"):
        raise refused("password", PASSWORD, where)
    _refuse_no_table(content, where)
    return "text"


def _zip_kind(content: bytes, where: Where) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as broken:
        raise refused("damaged", DAMAGED, where, kind="XLSX/ODS") from broken
    if "xl/workbook.bin" in names:
        raise refused("xlsb", XLSB, where)
    if "content.xml" in names:
        return "ods"
    if any(name.lower().endswith("xl/workbook.xml") for name in names) or "[Content_Types].xml" in names:
        return "xlsx"
    raise refused("not_a_table", NOT_A_TABLE, where, kind="ZIP")


def _refuse_no_table(content: bytes, where: Where) -> None:
    head = content[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise refused("html", HTML, where)
    for magic, name in _NOT_TABLES:
        if head.startswith(magic):
            raise refused("not_a_table", NOT_A_TABLE, where, kind=name)
    controls = len(head) - len(head.translate(None, _CONTROL))
    # UTF-16 text is full of such bytes; whether it is text shows when it is decoded.
    if controls > len(head) * _CONTROL_SHARE + 1 and not head.startswith(_UTF16_MARKS) and b"\x00" not in head:
        raise refused("binary", BINARY, where)
