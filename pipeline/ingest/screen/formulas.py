"""Cells that a spreadsheet would run when the table is exported again."""

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.ingest.screen.values import contains

# Spreadsheets skip leading blanks and control characters, and read the full-width signs like the plain ones.
_STARTS = r"^[\s\x{00A0}]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]"
_NUMBER = r"^[\s\x{00A0}]*[=+\-@]?\s*(?:[\x{20AC}$]\s*)?[0-9.,][0-9.,\x{00A0}\x{202F}' ]*\s*%?-?\s*$"
_DASHES = r"^\s*[+\-][\s\-]*$"
_NUMBER_OR_DASHES = f"{_NUMBER}|{_DASHES}"
_SIGNS = (b"=", b"+", b"-", b"@", b"\xef\xbc")


def formula_values(dictionary: pa.Array) -> pa.Array:
    """Which of these texts begin with `=`, `+`, `-` or `@` followed by something that is not a number.

    Shape: one boolean per text, false for null. `-1`, `+0,8`, `15.00-`, `-5%` and a lone `-` are no formulas.
    """
    texts = dictionary if dictionary.type == pa.string() else dictionary.cast(pa.string())
    data = texts.buffers()[2]
    raw = data.to_pybytes() if data is not None else b""
    if not any(sign in raw for sign in _SIGNS):
        return pa.array([False]).take(pa.repeat(0, len(texts)))
    starts = contains(texts, _STARTS).fill_null(False)
    if not starts.true_count:
        return starts
    harmless = contains(texts, _NUMBER_OR_DASHES).fill_null(False)
    return pc.call_function("and_not", [starts, harmless])
