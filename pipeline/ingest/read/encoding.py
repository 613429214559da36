"""In which encoding is this text? Certain tests first, guesses last, and a clear refusal otherwise."""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer
import pyarrow as pa

from pipeline.faults import Where
from pipeline.ingest.read.messages import BINARY, MIXED_ENCODING, UNDECODABLE, UNKNOWN_ENCODING
from pipeline.ingest.read.refuse import refused

# In these every ASCII byte means itself, so rows and cells can be split before anything is decoded.
_SPLITS_AS_ASCII = frozenset(
    {"utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-15", "cp850", "cp437", "mac-roman", "cp1250"}
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDEFINED_IN_CP1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_CHUNK = 65_536
_PLACES = 8
_LINES_PER_PLACE = 200
_CELL_ENDS = re.compile(rb"[;,\t|\"]")
# How much better (of 2) another page must read before the page nearly every Dutch export uses is given up.
_MARGIN = 0.25
_SIGNS = frozenset("€£§°²³½¼¾·•–—‘’“”„…«»©®™±×÷µ\u00a0\u00ad")  # noqa: RUF001 - the signs themselves are meant
_APOSTROPHES = frozenset("‘’–—\u00a0\u00ad")  # noqa: RUF001 - the signs themselves are meant
_OTHER_PAGES = ("cp850", "mac_roman")


@dataclass(frozen=True)
class Text:
    """Text whose delimiters, quotes and line ends can be found as ASCII bytes. Without a byte-order mark."""

    content: bytes
    encoding: str  # how to decode the bytes of one cell
    found: str  # what the file was written in, for people: "utf-8 with BOM", "utf-16-le", ...


def text_of(content: bytes, filename: str, declared: str | None) -> Text:
    """The text of a file, in the declared encoding or the one found. Raises FileRefused with the line."""
    where = Where(file=filename)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            if declared and _known(declared, where).removesuffix("-sig") not in {encoding, encoding[:6]}:
                raise refused("undecodable", UNDECODABLE, Where(file=filename, line=1), encoding=declared)
            return _as_ascii_like(content[len(mark) :], encoding, f"{encoding} (BOM)", where)
    if declared:
        return _as_ascii_like(content, _known(declared, where).removesuffix("-sig"), declared, where)
    encoding = _found(content, where)
    return _as_ascii_like(content, encoding, encoding, where)


def _known(declared: str, where: Where) -> str:
    try:
        name = codecs.lookup(declared).name
        "".encode(name)
    except (LookupError, ValueError) as unknown:
        raise refused("unknown_encoding", UNKNOWN_ENCODING, where, encoding=declared) from unknown
    return name


def _as_ascii_like(content: bytes, encoding: str, found: str, where: Where) -> Text:
    """Decoded and checked whole; rewritten as UTF-8 only where bytes could be mistaken for delimiters."""
    if content.isascii() and encoding in _SPLITS_AS_ASCII:
        checked = Text(content, "ascii", found)
    elif (encoding == "utf-8" and is_utf8(content)) or (
        encoding == "cp1252" and not any(byte in content for byte in _UNDEFINED_IN_CP1252)
    ):
        checked = Text(content, encoding, found)
    else:
        decoded = _decoded(content, encoding, found, where)
        checked = (
            Text(content, encoding, found) if encoding in _SPLITS_AS_ASCII else Text(decoded.encode(), "utf-8", found)
        )
    if b"\x00" in checked.content:
        raise refused("binary", BINARY, where)
    return checked


def _decoded(content: bytes, encoding: str, found: str, where: Where) -> str:
    try:
        text = content.decode(encoding)
        text.encode()  # lone surrogates decode in some encodings but cannot be written down again
    except UnicodeDecodeError as wrong:
        line = _line_of(content[: wrong.start], encoding)
        raise refused("undecodable", UNDECODABLE, Where(file=where.file, line=line), encoding=found) from wrong
    except UnicodeEncodeError as wrong:
        raise refused("undecodable", UNDECODABLE, where, encoding=found) from wrong
    return text


def is_utf8(content: bytes) -> bool:
    """Whether all bytes are UTF-8. Arrow checks this twice as fast as decoding does, without a copy."""
    if len(content) >= 2**31 - 1:
        return _first_wrong(content) is None
    offsets = pa.py_buffer(b"\x00\x00\x00\x00" + len(content).to_bytes(4, "little"))
    try:
        pa.Array.from_buffers(pa.binary(), 1, [None, offsets, pa.py_buffer(content)]).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def _found(content: bytes, where: Where) -> str:
    if b"\x00" in content[:_CHUNK]:
        return _wide(content[:_CHUNK], where)
    if content.isascii():
        return "ascii"
    if is_utf8(content):
        return "utf-8"
    sample = _telling_part(content)
    _refuse_mixed(content, sample, where)
    return _code_page(content, sample, where)


def _wide(head: bytes, where: Where) -> str:
    """UTF-16 without a mark shows by zeros in every other byte; other zeros mean it is no text."""
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    raise refused("binary", BINARY, where)


def _telling_part(content: bytes) -> bytes:
    """Cells with other than ASCII bytes, from places spread over the file: all that tells code pages apart."""
    telling = [at for at in range(0, len(content), _CHUNK) if not content[at : at + _CHUNK].isascii()]
    cells: dict[bytes, None] = {}
    for at in telling[:: max(1, len(telling) // _PLACES)]:
        lines = content[at : at + _CHUNK].splitlines()
        # The outer lines may be cut inside a character, which would look like a wrong byte.
        whole = lines[1 if at else 0 : -1 if at + _CHUNK < len(content) else None] if len(lines) > 2 else lines
        some = [line for line in whole if not line.isascii()][:_LINES_PER_PLACE]
        cells.update((cell, None) for line in some for cell in _CELL_ENDS.split(line) if not cell.isascii())
    return b"\n".join(cells) or content[:_CHUNK]


def _refuse_mixed(content: bytes, sample: bytes, where: Where) -> None:
    """Mostly UTF-8 with some wrong bytes: decoding it as a code page would garble every accent silently."""
    decoded = sample.decode("utf-8", errors="replace")
    wrong = decoded.count("\ufffd")
    right = sum(not char.isascii() for char in decoded) - wrong
    if right > wrong:
        at = _first_wrong(content) or 0
        raise refused("mixed_encoding", MIXED_ENCODING, Where(file=where.file, line=_line_of(content[:at], "utf-8")))


def _code_page(content: bytes, sample: bytes, where: Where) -> str:
    """Windows-1252, unless an older page clearly makes better words; charset-normalizer settles a tie of those."""
    windows = not any(byte in content for byte in _UNDEFINED_IN_CP1252)
    bar = likelihood(sample.decode("cp1252")) + _MARGIN if windows else 0.0
    fits = {page: likelihood(sample.decode(page)) for page in _OTHER_PAGES}
    if (best := max(fits.values())) > bar:
        tied = [page for page in _OTHER_PAGES if fits[page] == best]
        weighed = charset_normalizer.from_bytes(sample, cp_isolation=tied).best() if len(tied) > 1 else None
        return (weighed.encoding if weighed else tied[0]).replace("_", "-")
    if windows:
        return "cp1252"
    at = min(content.find(byte) for byte in _UNDEFINED_IN_CP1252 if byte in content)
    line = _line_of(content[:at], "cp1252")
    raise refused("undecodable", UNDECODABLE, Where(file=where.file, line=line), encoding="UTF-8 / Windows-1252")


def likelihood(text: str) -> float:
    """How well the characters beyond ASCII fit where they stand, from -1 (not one) to 1 (each one).

    An accented letter belongs beside a plain letter and a capital not after a small one; a sign such
    as a pound or a dash does not belong inside a word.
    """
    fits = [_fits(text[at - 1 : at], char, text[at + 1 : at + 2]) for at, char in enumerate(text) if not char.isascii()]
    return sum(1 if fit else -1 for fit in fits) / len(fits) if fits else 0.0


def _fits(before: str, char: str, after: str) -> bool:
    if char.isalpha():
        beside = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
        return beside and not (char.isupper() and before.islower())
    return char in _SIGNS and (char in _APOSTROPHES or not (before.isalpha() and after.isalpha()))


def _first_wrong(content: bytes) -> int | None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return wrong.start
    return None


def _line_of(before: bytes, encoding: str) -> int:
    """The line that begins or goes on after these bytes, 1-based."""
    text = before.decode(encoding, errors="replace")
    return text.count("\n") + text.replace("\r\n", "").count("\r") + 1
