"""Which codes and which words for the part of the organisation stand in a table, and which unit do they mean? Pure."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from registers import Reading


def places_of(reading: Reading) -> list[tuple[str, int]]:
    """The words of the column for the part of the organisation, each once, with how many rows say it; most first.

    As bring_in_activities looks them up: without the blanks around them. Rows that say nothing are left out, and those
    that say their unit by its code.
    """
    found = Counter(row.words["place"].strip() for row in reading.rows if not row.code)
    return [(words, n) for words, n in found.most_common() if words]


def codes_of(reading: Reading) -> list[tuple[str, int]]:
    """The codes of units in a table, each once, with how many rows say it; most first."""
    return [(code, n) for code, n in Counter(row.code for row in reading.rows).most_common() if code]


def unit_meant(words: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """The unit whose code or whole name these words are; None when there is none, or when there are several.

    `names`: code -> what it is called, in each language.
    """
    sought = _plain(words)
    found = [code for code, called in names.items() if sought in {_plain(code), *map(_plain, called)}]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
