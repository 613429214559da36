"""A single citizen service number in a sentence: caught when the word for it stands beside it."""

import re

from pipeline.ingest.screen.numbers import is_bsn, is_national_number
from pipeline.ingest.screen.values import Values

_WORDS = r"(?:bsn|burgerservice|sofi|rijksregister|registre national|insz|niss)"
_NEAR = rf"(?i){_WORDS}[^0-9]{{0,25}}([0-9][0-9 ./\-]{{6,14}}[0-9])"


def _numbers(values: Values) -> list[str]:
    # Values of one word are looked at as a whole elsewhere; this saves reading every pseudonym.
    if not any(mark in values.raw for mark in (b" ", b":", b"=")):
        return []
    near = re.compile(_NEAR)
    return [re.sub(r"\D", "", found) for text in values.matching(_NEAR) for found in near.findall(text)]


def mentions_bsn(values: Values) -> bool:
    """Whether a cell names a BSN and gives one that passes the eleven test."""
    return any(len(digits) in (8, 9) and is_bsn(digits) for digits in _numbers(values))


def mentions_national_number(values: Values) -> bool:
    """Whether a cell names a rijksregisternummer and gives one that passes mod 97."""
    return any(len(digits) == 11 and is_national_number(digits) for digits in _numbers(values))
