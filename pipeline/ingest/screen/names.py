"""Names of persons by their content: initials with a surname, or first names with surnames.

Initials are proof enough. Two capitalised words are also what units and functions look like, so there the
column must hold first names or surnames that are common; the fewer values repeat, the fewer are asked for.
"""

import re

from pipeline.ingest.screen.common_names import FIRST_NAMES, PARTICLES, SURNAMES
from pipeline.ingest.screen.values import Values

_SURNAME = r"(?:(?:[Vv]an|[Dd]e[rn]?|[Hh]et|[Tt]e[nr]?|'t|la|le|el|al|von|[Dd]i|[Dd]a)\s+){0,3}[A-ZÀ-Þ][\w'\u2019]+(?:[- ](?:(?:van|de[rn]?|te[nr]?)\s+)*[A-ZÀ-Þ][\w'\u2019]+)?"
_INITIALS = r"(?:[A-ZÀ-Þ](?:h|th|j|hr)?\.\s?){1,6}"
_PARTICLE_LAST = r"(?:\s(?:van|de[rn]?|het|te[nr]?|'t|la|le|von)){0,3}"
_TITLE = r"(?:(?i:prof|dr|drs|ir|ing|mr|mw|dhr|mevr|ms|mrs)\.?\s){0,3}"
_WITH_INITIALS = re.compile(
    rf"(?:{_SURNAME}\s?,\s?{_TITLE}{_INITIALS}{_PARTICLE_LAST}|{_TITLE}{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s{_INITIALS}{_PARTICLE_LAST})",
)
_WORD = re.compile(r"[\w'\u2019-]+", re.UNICODE)

STRONG_LEAST, STRONG_SHARE = 3, 0.5
WEAK_LEAST, WEAK_SHARE = 8, 0.6
KNOWN_LEAST = 3
# Among names a third to a half have a common first name or surname; half of that is already no chance.
KNOWN_SHARE, KNOWN_SHARE_DISTINCT = 0.3, 0.12
MANY_ROWS, DISTINCT_RATIO = 20, 0.5


def has_initials(text: str) -> bool:
    """Whether the text is a surname with initials, like `Jansen, P.` or `P. de Vries`."""
    return bool(_WITH_INITIALS.fullmatch(text))


def holds_names(values: Values) -> bool:
    """Whether the column holds names of persons."""
    texts = [_cased(text) for text in values.sample if len(text) <= 60 and not any(mark.isdigit() for mark in text)]
    total = len(values.sample)
    if total < STRONG_LEAST or len(texts) < STRONG_SHARE * total:
        return False
    strong = sum(map(has_initials, texts))
    if strong >= STRONG_LEAST and strong >= STRONG_SHARE * total:
        return True
    shaped = [words for words in map(_name_words, texts) if words]
    if len(shaped) < max(WEAK_LEAST, WEAK_SHARE * total):
        return False
    return _known_enough(shaped, values)


def _cased(text: str) -> str:
    """Payroll systems often write names in capitals only; the shapes are those of ordinary writing."""
    return text.title() if text.isupper() or text.islower() else text


def _name_words(text: str) -> tuple[str, ...]:
    """The words of a text that could be a name of a person; empty when it could not."""
    words = _WORD.findall(text)
    bare = [word for word in words if word.casefold() not in PARTICLES]
    if not 1 <= len(bare) <= 4 or len(words) > 7 or not all(word[0].isupper() for word in bare):
        return ()
    if any(mark in text for mark in "&/()+:;|") or any(word.isupper() and len(word) > 2 for word in bare):
        return ()
    # `Vries, Anna de`: what stands after the comma comes first.
    last, comma, first = text.partition(",")
    ordered = _WORD.findall(f"{first} {last}") if comma else words
    return tuple(word.casefold() for word in ordered if word.casefold() not in PARTICLES)


def _known_enough(shaped: list[tuple[str, ...]], values: Values) -> bool:
    known = sum(words[0] in FIRST_NAMES or words[-1] in SURNAMES for words in shaped)
    distinctive = values.rows >= MANY_ROWS and values.distinct >= DISTINCT_RATIO * values.rows
    share = KNOWN_SHARE_DISTINCT if distinctive else KNOWN_SHARE
    return known >= KNOWN_LEAST and known >= share * len(shaped)
