"""Which texts can be kept, and which rules do all records share?

Words are kept as they were written. Only what no database here can hold is refused: an empty
character, half of a surrogate pair, or more than fits one cell of an export.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.faults import Fault
from registers.messages import BAD_KEY, MISSING, NO_SUCH_CHOICE, TOO_LONG, UNSAVEABLE

MOST_CHARACTERS = 120_000  # Python's csv reader refuses cells from 131,072 on
# What stands where an administrator took a text out of every version; in both languages, since it is data.
BLANKED = "[gewist / erased]"
_UNSAVEABLE = re.compile("[\x00\ud800-\udfff]")
_KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")


def text_faults(field: str, value: object) -> Iterator[Fault]:
    """What keeps a text, or a list of texts, from being kept; other values pass."""
    for text in value if isinstance(value, tuple) else (value,):
        if not isinstance(text, str):
            continue
        if len(text) > MOST_CHARACTERS:
            yield TOO_LONG.at(field, most=MOST_CHARACTERS)
        if _UNSAVEABLE.search(text):
            yield UNSAVEABLE.at(field)


def missing(**fields: str | None) -> Iterator[Fault]:
    """The fields that are blank and may not be."""
    for name, text in fields.items():
        if not (text or "").strip():
            yield MISSING.at(name)


def blank_codes(**fields: str | None) -> Iterator[Fault]:
    """Optional codes that are there but blank: without one the value is None, never an empty text."""
    for name, text in fields.items():
        if text is not None and not text.strip():
            yield MISSING.at(name)


def blank_items(**lists: tuple[str, ...]) -> Iterator[Fault]:
    """Lists that hold a blank item."""
    for name, items in lists.items():
        if any(not item.strip() for item in items):
            yield MISSING.at(name)


def not_among(field: str, value: str | None, choices: Iterable[str]) -> Iterator[Fault]:
    """A value that is none of the choices; None passes."""
    if value is not None and value not in (known := tuple(choices)):
        yield NO_SUCH_CHOICE.at(field, choices=", ".join(known))


def key_faults(key: str) -> Iterator[Fault]:
    """A key that is no key."""
    if not _KEY.fullmatch(key):
        yield BAD_KEY.at("key")
