"""Citizen service numbers: the Dutch BSN (eleven test) and the Belgian rijksregisternummer (mod 97).

Own lines, because no permissively licensed library has them; the tests compare them with python-stdnum.
"""

import re

from pipeline.ingest.mapping.dates import parse_day
from pipeline.ingest.screen.chance import more_than_chance
from pipeline.ingest.screen.values import Values

_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
BSN_CHANCE = 1 / 11
# Mod 97 in two centuries, times the share of random two digits that can be the month (39 of 100).
NATIONAL_CHANCE = 2 / 97 * 0.39

# A number that lost its leading zero has eight digits; a spreadsheet may add `.0`; `1234.56.782` is the official form.
_BSN_SHAPE = re.compile(r"(?:bsn|sofi)?[:\s]*(\d{8,9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[ -]\d{3}[ -]\d{3})(?:[.,]0)?", re.I)
_NATIONAL_PUNCTUATED = re.compile(r"\d{2}[./ -]\d{2}[./ -]\d{2}[ -]\d{3}[. -]\d{2}")
_NATIONAL_PLAIN = re.compile(r"(\d{11}|[1-9]\d{9})(?:[.,]0)?")
_LONGEST = 18


def is_bsn(digits: str) -> bool:
    """Whether nine digits (or eight, the leading zero lost) pass the eleven test."""
    padded = digits.zfill(9)
    if len(padded) != 9 or not (padded.isascii() and padded.isdigit()) or int(padded) == 0:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, padded, strict=True)) % 11 == 0


def is_national_number(digits: str) -> bool:
    """Whether eleven digits are a rijksregisternummer (or bisnummer), of either century.

    The first six are a date of birth, where a bisnummer adds 20 or 40 to the month, and where month and day may
    be unknown (00) or, when the numbers of a day ran out, no day at all; so only the month is checked. The last
    two are 97 less the first nine modulo 97, after 2000 with a 2 in front.
    """
    padded = digits.zfill(11)
    if len(padded) != 11 or not (padded.isascii() and padded.isdigit()) or int(padded) == 0:
        return False
    month, body, check = int(padded[2:4]), int(padded[:9]), int(padded[9:])
    if month >= 60 or month % 20 > 12:
        return False
    return check in (97 - body % 97, 97 - (2_000_000_000 + body) % 97)


def holds_bsn(values: Values) -> bool:
    """Whether the column's eight- and nine-digit values pass the eleven test more often than chance allows."""
    shapes = (_BSN_SHAPE.fullmatch(text) for text in values.of_length(8, _LONGEST))
    found = [re.sub(r"\D", "", shape[1]) for shape in shapes if shape]
    if not found or all(_is_compact_date(digits) for digits in found):
        return False
    return more_than_chance(sum(map(is_bsn, found)), len(found), BSN_CHANCE)


def holds_national_number(values: Values) -> bool:
    """Whether the column holds rijksregisternummers: one in the official notation is enough."""
    texts = values.of_length(10, _LONGEST)
    if any(_NATIONAL_PUNCTUATED.fullmatch(text) and is_national_number(re.sub(r"\D", "", text)) for text in texts):
        return True
    found = [shape[1] for shape in map(_NATIONAL_PLAIN.fullmatch, texts) if shape]
    return more_than_chance(sum(map(is_national_number, found)), len(found), NATIONAL_CHANCE, least=2)


def _is_compact_date(digits: str) -> bool:
    return len(digits) == 8 and any(parse_day(text) for text in (digits, f"{digits[:2]}-{digits[2:4]}-{digits[4:]}"))
