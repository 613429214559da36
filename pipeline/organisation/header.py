"""Reads organisation.toml: name, languages, window and thresholds."""

from dataclasses import dataclass, field, fields

from pipeline.faults import LANGUAGES
from pipeline.month import Month
from pipeline.organisation.fields import NO_MONTH, Table
from pipeline.organisation.folder import Reading
from pipeline.organisation.messages import BAD_REFERENCE_DAY, UNKNOWN_LANGUAGE
from pipeline.organisation.model import Text, Thresholds
from pipeline.organisation.toml_file import open_toml
from pipeline.organisation.writing import shown

NAME = "organisation.toml"
FILE_CODE = "|;*/\\:"  # these codes become part of file names
_LAST_SAFE_DAY = 28  # later days are not in every month
_HEADCOUNTS = ("unit_jump_minimum",)


@dataclass(frozen=True)
class Header:
    """What organisation.toml says."""

    code: str = ""
    name: Text = field(default_factory=dict[str, str])
    languages: tuple[str, ...] = LANGUAGES
    reference_day: str = "last"
    first_month: Month = NO_MONTH
    closed_through: Month | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)


def read_header(reading: Reading) -> Header:
    """The header; with placeholders where it is wrong or absent, so that the other files are still checked."""
    table = open_toml(reading, NAME)
    if table is None:
        return Header()
    languages = _languages(table)
    header = Header(
        code=table.code("code", FILE_CODE),
        name=table.words("name", languages),
        languages=languages,
        reference_day=_reference_day(table),
        first_month=table.month("first_month"),
        closed_through=table.month_or_none("closed_through"),
        thresholds=_thresholds(table.table("thresholds")),
    )
    table.close()
    return header


def _languages(table: Table) -> tuple[str, ...]:
    languages = table.texts("languages")
    for language in languages:
        if language not in LANGUAGES:
            table.findings.unknown(UNKNOWN_LANGUAGE, table.where("languages"), language, LANGUAGES)
    return tuple(language for language in languages if language in LANGUAGES) or LANGUAGES


def _reference_day(table: Table) -> str:
    value = table.raw("reference_day", required=True)
    if value is None or value == "last":
        return "last"
    day = str(value)
    if isinstance(value, bool) or not day.isdecimal() or not 1 <= int(day) <= _LAST_SAFE_DAY:
        table.refuse("reference_day", BAD_REFERENCE_DAY, value=shown(value))
    return day


def _thresholds(table: Table) -> Thresholds:
    """The defaults are those of the value type itself, so that they stand in one place."""
    defaults = Thresholds()
    read: dict[str, float | int] = {}
    for each in fields(Thresholds):
        default = getattr(defaults, each.name)
        read[each.name] = (
            table.whole(each.name, 0, default) if each.name in _HEADCOUNTS else table.share(each.name, default)
        )
    table.close()
    return Thresholds(**read)  # pyright: ignore[reportArgumentType] - the one whole number is read as one
