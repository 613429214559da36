"""Reads scales.csv and bands.toml: the scales in order, and the bands made of them."""

from collections.abc import Sequence

from pipeline.organisation import messages as say
from pipeline.organisation import unit_messages as of_units
from pipeline.organisation.csv_file import Columns, open_csv
from pipeline.organisation.fields import Table
from pipeline.organisation.findings import Names
from pipeline.organisation.folder import Reading
from pipeline.organisation.model import ALL_BANDS, Band, Scale, fold
from pipeline.organisation.toml_file import open_toml

SCALES = "scales.csv"
BANDS = "bands.toml"
SCALE_COLUMNS = Columns(required=("code",), optional=("name_nl", "name_en", "valid_from", "valid_to"))


def read_scales(reading: Reading) -> tuple[Scale, ...] | None:
    """The scales in the order of the file, low to high; None when the file cannot be read."""
    rows = open_csv(reading, SCALES, SCALE_COLUMNS)
    if rows is None:
        return None
    first: dict[str, Table] = {}
    return tuple(_scale(row, first) for row in rows)


def _scale(row: Table, first: dict[str, Table]) -> Scale:
    code = row.code("code")
    if row.good("code"):
        # Exports write p, P and " P ": codes that differ in no more than that are the same code.
        earlier = first.setdefault(fold(code), row)
        if earlier is not row:
            row.refuse("code", say.TWICE_IN_ROWS, value=code, line=earlier.where("code").line)
    valid_from, valid_to = row.month_or_none("valid_from"), row.month_or_none("valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        row.refuse("valid_to", of_units.SPAN_REVERSED, first=valid_from, last=valid_to)
    return Scale(code, cell_words(row) or {"nl": code, "en": code}, valid_from, valid_to)


def cell_words(row: Table) -> dict[str, str]:
    """The words of the columns name_nl and name_en, where filled in."""
    texts = {"nl": row.text("name_nl", ""), "en": row.text("name_en", "")}
    return {language: text for language, text in texts.items() if text}


def read_bands(reading: Reading, scales: Names) -> tuple[Band, ...] | None:
    """The declared bands; None when the file cannot be read. The band of everyone is not among them."""
    table = open_toml(reading, BANDS)
    if table is None:
        return None
    bands = table.tables("band")
    first: dict[str, str] = {}
    found = tuple(_band(reading, band, scales, first) for band in bands)
    table.close()
    # With [[bands]] for [[band]] no band is known, and every target would be told that its band is not there.
    return found if table.sound else None


def _band(reading: Reading, table: Table, scales: Names, first: dict[str, str]) -> Band:
    code = unique_code(table, first)
    if code == ALL_BANDS:
        table.refuse("code", say.RESERVED, value=code)
    band = Band(code, table.words("name", reading.languages), frozenset(_band_scales(table, scales)))
    table.close()
    return band


def unique_code(table: Table, first: dict[str, str]) -> str:
    """The table's code; `first` holds where each code was seen before, and grows."""
    code = table.code("code")
    if table.good("code"):
        here = table.where("code").key or ""
        earlier = first.setdefault(code, here)
        if earlier != here:
            table.refuse("code", say.TWICE, value=code, first=earlier)
    return code


def _band_scales(table: Table, scales: Names) -> Sequence[str]:
    spans = table.has("from") or table.has("to")
    if spans and table.has("scales"):
        table.refuse("scales", say.BAND_TWO_WAYS)
    if spans:
        return _between(table, scales)
    listed = table.references("scales", scales, required=False)
    # Asked for, so that a misspelt `form` is told what it should have been.
    table.raw("from", required=False)
    table.raw("to", required=False)
    if not listed and table.good("scales"):
        table.refuse("scales", say.BAND_EMPTY)
    return listed


def _between(table: Table, scales: Names) -> Sequence[str]:
    table.raw("scales", required=False)
    first, last = table.reference("from", scales), table.reference("to", scales)
    if scales.codes is None or not table.good("from", "to"):
        return ()
    start, end = scales.codes.index(first), scales.codes.index(last)
    if end < start:
        table.refuse("to", say.BAND_REVERSED, first=first, last=last)
    return scales.codes[start : end + 1]
