"""Which characters the fonts at hand can show. What they cannot is named in brackets: nothing is lost, nothing stops.

A PDF for a screen reader may hold no character that its font does not have, and a note may hold any: an emoji, Chinese.
The compiler itself is asked, once per character, so that another version with other fonts is never guessed at.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import typst

from packs.paper.compiler import compiled

# Latin with its accents is known to be there.
_KNOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) - {"\u00ad"}


def printable(value: Any) -> Any:  # noqa: ANN401 - any value that JSON knows
    """The same value, with every character that no font has named in brackets: `[grinning face]`."""
    if isinstance(value, str):
        return value if _KNOWN.issuperset(value) else "".join(_shown(each) for each in value)
    if isinstance(value, Mapping):
        return {name: printable(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [printable(each) for each in value]
    return value


def _shown(character: str) -> str:
    if character in _KNOWN or has_letter(character):
        return character
    if unicodedata.category(character) in ("Cf", "Mn", "Me", "Sk"):
        # What only changes the character before it: a joiner, a vowel sign, a skin colour.
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


@cache
def has_letter(character: str) -> bool:
    """Whether the fonts of the compiler have this character."""
    try:
        compiled("letter", character, "pdf")
    except typst.TypstError:
        return False
    return True
