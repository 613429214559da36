"""Which columns of a sheet hold identifiers of people. All of them at once; never a value."""

from collections.abc import Iterator

from pipeline.faults import Fault, Where
from pipeline.ingest.screen import addresses, contacts, dates, headings, names, numbers, remarks
from pipeline.ingest.screen.messages import REFUSALS, Kind
from pipeline.ingest.screen.values import Values
from pipeline.ingest.sheet import Sheet

# `E-mail bevestigd: ja/nee` holds no address: a column of such flags identifies nobody, whatever its heading.
_FLAGS_WRITTEN = "ja nee j n y yes no true false waar onwaar 0 1 x - nvt n/a onbekend unknown"
_FLAGS = frozenset(_FLAGS_WRITTEN.split())


def screen(sheet: Sheet, filename: str, pseudonym_columns: frozenset[int]) -> tuple[Fault, ...]:
    """Every reason to refuse the sheet because it identifies people, in column order; empty when there is none.

    Looks at all columns, mapped or not, at distinct values only. `pseudonym_columns` are the numbers of columns
    declared as pseudonym: their heading is believed, their content is not. Blank columns identify nobody.
    """
    columns = tuple(Values.of(sheet.table.column(number)) for number in range(len(sheet.headings)))
    pair = addresses.address_pair(sheet.headings, columns)
    year = dates.snapshot_year(sheet, filename)
    faults: list[Fault] = []
    for number, (heading, values) in enumerate(zip(sheet.headings, columns, strict=True)):
        spoken = _is_data(heading)
        kinds: dict[Kind, None] = {"no_heading": None} if spoken else {}
        declared = number in pseudonym_columns
        if values.sample:
            kinds |= dict.fromkeys(_by_heading(heading, values, declared=declared))
            kinds |= dict.fromkeys(_by_content(values, declared=declared))
            kinds |= {"address": None} if number in pair else {}
            kinds |= {"birth_date": None} if _is_birth_date(heading, values, year) else {}
        # A heading that is itself data must not be repeated: the column is named by its place.
        column = f"{number + 1}" if spoken else " ".join(heading.split())
        where = Where(file=filename, sheet=sheet.name or None, column=column)
        faults += [Fault(f"identifier_{kind}", REFUSALS[kind], where) for kind in kinds]
    return tuple(faults)


def _by_heading(heading: str, values: Values, *, declared: bool) -> Iterator[Kind]:
    if all(text.casefold() in _FLAGS for text in values.sample):
        return
    for kind in headings.kinds_in(heading):
        if kind == "staff_number" and declared:
            continue
        if kind == "birth_date" and not dates.holds_days_under_birth_heading(values):
            continue
        yield kind


def _by_content(values: Values, *, declared: bool) -> Iterator[Kind]:
    if numbers.holds_bsn(values) or remarks.mentions_bsn(values):
        yield "bsn"
    if numbers.holds_national_number(values) or remarks.mentions_national_number(values):
        yield "national_number"
    if contacts.holds_iban(values):
        yield "iban"
    if contacts.holds_email(values):
        yield "email"
    if contacts.holds_phone(values, codes_expected=declared):
        yield "phone"
    if names.holds_names(values):
        yield "name"
    if addresses.holds_addresses(values) or (not declared and addresses.holds_home_postcodes(values)):
        yield "address"


def _is_birth_date(heading: str, values: Values, year: int | None) -> bool:
    return not headings.is_career_date(heading) and dates.holds_birth_dates(values, year)


def _is_data(heading: str) -> bool:
    """Whether a heading is a cell of data: the file has no heading row, and its first person stands there."""
    text = heading.strip()
    digits = "".join(mark for mark in text if mark.isdigit())
    if any(address and contacts.is_email(address) for address in text.split() if "@" in address):
        return True
    if len(digits) >= 8 and (
        numbers.is_bsn(digits) or numbers.is_national_number(digits) or contacts.is_phone(text, "NL")
    ):
        return True
    return names.has_initials(text) or (text[:2].isalpha() and len(digits) >= 8 and contacts.is_iban(text))
