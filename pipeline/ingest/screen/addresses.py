"""Postcodes that lead to a home.

A postcode with a house number is refused, in one column or in two. A full Dutch postcode (six characters,
some twenty addresses) alone is refused too when it differs so much between rows that it must be of homes;
a few of them are work locations and pass. Four digits alone pass: they stand for thousands of people.
"""

import re

from pipeline.ingest.screen.headings import is_house_number, is_postcode
from pipeline.ingest.screen.values import Values

_FULL = re.compile(r"[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}", re.I)
_WITH_NUMBER = r"(?:^|[^0-9A-Za-z])[1-9][0-9]{3} ?[A-Z]{2}[ ,]+[0-9]{1,5}(?:[ \-]?[A-Za-z0-9]{1,4})?$|[A-Za-z]\.? [0-9]{1,5}[ \-]?[A-Za-z]{0,4}[ ,]+[1-9][0-9]{3} ?[A-Z]{2}(?:$|[^0-9A-Za-z])"

LEAST, SHARE = 3, 0.5
HOMES_LEAST, HOMES_RATIO = 10, 0.2


def holds_addresses(values: Values) -> bool:
    """Whether the column's cells hold a postcode together with a house number."""
    if not values.sample or b" " not in values.raw:
        return False
    found = values.matching(_WITH_NUMBER)
    return len(found) >= LEAST or len(found) >= SHARE * len(values.sample) > 0


def holds_home_postcodes(values: Values) -> bool:
    """Whether the column is one of full Dutch postcodes, of homes rather than of work locations."""
    full = sum(1 for text in values.sample if _FULL.fullmatch(text))
    if full < 0.9 * len(values.sample):
        return False
    return values.distinct >= HOMES_LEAST and values.distinct >= HOMES_RATIO * values.rows


def address_pair(headings: tuple[str, ...], columns: tuple[Values, ...]) -> frozenset[int]:
    """Numbers of the columns that hold a postcode and a house number side by side; empty without both."""
    filled = [number for number, values in enumerate(columns) if values.sample]
    postcodes = {number for number in filled if is_postcode(headings[number]) or _is_full(columns[number])}
    houses = {number for number in filled if is_house_number(headings[number])}
    return frozenset(postcodes | houses) if postcodes and houses else frozenset()


def _is_full(values: Values) -> bool:
    return all(_FULL.fullmatch(text) for text in values.sample[:50])
