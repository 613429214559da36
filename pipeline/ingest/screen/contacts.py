"""E-mail addresses, phone numbers and bank accounts, by proven validators behind a cheap first look."""

import re
from contextlib import suppress
from functools import cache
from itertools import product
from string import ascii_uppercase

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException
from schwifty import IBAN
from schwifty.exceptions import InvalidCountryCode
from schwifty.registry import get_iban_spec

from pipeline.ingest.screen.values import Values

_ADDRESS = re.compile(r"[^\s@<>()\[\]:;,\"]+@[^\s@<>()\[\]:;,\"]+\.[A-Za-z]{2,}")
# Addresses inside an organisation end in names that the validator refuses because no mail is delivered there.
_INTERNAL = re.compile(r"\.(local|localhost|test|invalid|internal|intern|lan|corp|home)$", re.I)
_INTERNATIONAL = re.compile(r"\+[1-9][0-9 ().\-/]{7,18}[0-9]")
_NATIONAL = re.compile(r"\(?0[1-9][0-9 ()/.\-]{6,13}[0-9]")
_NEAR_PHONE = r"(?i)(?:\btel\b|telefoon|mobiel|gsm|phone)[^0-9]{0,15}0[1-9][0-9 ()/.\-]{6,13}[0-9]"
_COUNTRIES = ("NL", "BE")


def is_email(text: str) -> bool:
    """Whether the text is an e-mail address, of the internet or of an internal network."""
    try:
        validate_email(_INTERNAL.sub(".example.com", text), check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


@cache
def _iban_lengths() -> dict[str, int]:
    """How long the IBAN of each country is. The library lists only countries whose banks it knows, so all are asked."""
    lengths: dict[str, int] = {}
    for country in map("".join, product(ascii_uppercase, repeat=2)):
        with suppress(InvalidCountryCode):
            lengths[country] = get_iban_spec(country).iban_length
    return lengths


def is_iban(text: str) -> bool:
    """Whether an IBAN stands at the start of the text: country, length, form and check digits."""
    bare = text.replace(" ", "").upper()
    length = _iban_lengths().get(bare[:2])
    return length is not None and len(bare) >= length and IBAN(bare[:length], allow_invalid=True).is_valid


def is_phone(text: str, country: str | None = None) -> bool:
    """Whether the text is a phone number that exists in the numbering plan of its country."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, country))
    except NumberParseException:
        return False


def holds_email(values: Values) -> bool:
    """Whether one cell holds an e-mail address, alone or in a sentence."""
    if b"@" not in values.raw:
        return False
    return any(is_email(found.rstrip(".")) for text in values.matching("@") for found in _ADDRESS.findall(text))


def holds_iban(values: Values) -> bool:
    """Whether one cell holds an IBAN, alone or in a sentence; a chance hit is rarer than one in a million."""
    countries = "|".join(_iban_lengths())
    if b" " not in values.raw:
        # One word per cell: the whole cell must be the account, which spares a look at every long pseudonym.
        return any(map(is_iban, values.matching(rf"(?i)^(?:{countries})[0-9]{{2}}[A-Z0-9]{{11,30}}$")))
    account = rf"(?i:{countries})[0-9]{{2}} ?[A-Za-z0-9][A-Za-z0-9 ]{{9,38}}"
    texts = values.matching(rf"(?:^|[^A-Za-z0-9]){account}")
    return any(is_iban(found[0]) for text in texts for found in _inside(re.compile(account), text))


def _inside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches at every word, overlapping ones too: `rekening NL91...` must not be swallowed from `ng`."""
    starts = [0, *(found.end() for found in re.finditer(r"[^A-Za-z0-9]+", text))]
    return [found for place in starts if (found := pattern.match(text, place))]


def holds_phone(values: Values, *, codes_expected: bool) -> bool:
    """Whether the column holds phone numbers.

    One number in international notation, or beside the word for phone, is enough. National numbers count
    from two on, when half the column is so. `codes_expected` (a declared pseudonym) lets bare digits pass.
    """
    if b"+" in values.raw and any(
        is_phone(found) for text in values.matching(r"\+[1-9][0-9 ().\-/]{7}") for found in _INTERNATIONAL.findall(text)
    ):
        return True
    return _holds_national(values, codes_expected=codes_expected) or _holds_near_word(values)


def _holds_national(values: Values, *, codes_expected: bool) -> bool:
    shaped = [text for text in values.of_length(9, 18) if _NATIONAL.fullmatch(text) and 9 <= _digits(text) <= 10]
    if len(shaped) * 2 < len(values.sample):
        return False
    valid = [text for text in shaped[:200] if any(is_phone(text, country) for country in _COUNTRIES)]
    if any(not text.isdigit() for text in valid):
        return len(valid) >= 2 and len(valid) * 2 >= len(shaped[:200])
    # Ten bare digits after a zero may be any padded code, so nearly all of them must be in the numbering plan.
    return not codes_expected and len(valid) >= 5 and len(valid) >= 0.9 * len(shaped[:200])


def _holds_near_word(values: Values) -> bool:
    if b" " not in values.raw and b":" not in values.raw:
        return False
    found = (_NATIONAL.search(text) for text in values.matching(_NEAR_PHONE))
    return any(is_phone(number[0], country) for number in found if number for country in _COUNTRIES)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
