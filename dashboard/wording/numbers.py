"""Numbers and dates as the reader's language writes them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

# Under this base one head is more than a percentage point, so a decimal would promise what is not there.
DECIMAL_FROM = 100
# A page writes the same few numbers and months thousands of times; this is a few megabytes at most.
_KEPT = 20_000


def share(value: float, language: str, base: float | None = None) -> str:
    """A fraction as a percentage: one decimal from a base of 100, none below; `8,3%`.

    Without a base it is a share somebody decided (a target): decimals only where there are any.
    """
    if base is None:
        return _rounded_up(value, "#,##0.#%", language)
    return _rounded_up(value, "#,##0.0%" if base >= DECIMAL_FROM else "#,##0%", language)


def number(value: float, language: str, counts: str = "persons") -> str:
    """Heads as a whole number, fte with at most one decimal."""
    return _rounded_up(value, "#,##0.#" if counts == "fte" else "#,##0", language)


def points(value: float, language: str) -> str:
    """Percentage points, at most one decimal."""
    return _rounded_up(value, "#,##0.#" if value < 10 else "#,##0", language)


@lru_cache(_KEPT)
def day(value: date, language: str) -> str:
    """`31 december 2025`."""
    return format_date(value, "d MMMM y", locale=language)


@lru_cache(_KEPT)
def month(value: date, language: str) -> str:
    """`december 2025`."""
    return format_date(value, "MMMM y", locale=language)


def _rounded_up(value: float, form: str, language: str) -> str:
    # As text: 0.0 and -0.0 are equal, and are not written alike.
    return _written(repr(float(value)), form, language)


@lru_cache(_KEPT)
def _written(value: str, form: str, language: str) -> str:
    write = format_percent if form.endswith("%") else format_decimal
    # Babel rounds halves to even; a reader who checks 1 of 8 in a spreadsheet finds 13%, so we say 13%.
    with localcontext(rounding=ROUND_HALF_UP):
        return write(Decimal(value), format=form, locale=language)
