"""What the organisation's folder already says: how units, scales and categories may be written."""

from collections.abc import Mapping
from functools import cache

from pipeline.ingest.describe.vocabulary import HEADINGS, MEANINGS, SUBJECTS
from pipeline.ingest.screen.headings import words_of
from pipeline.organisation.model import Attribute, Organisation, Text, fold

# Without an organisation only this is certain enough to be proposed with categories.
GENDER = Attribute("gender", {"en": "Gender", "nl": "Geslacht"}, ("f", "m", "x", "unknown"), frozenset({"unknown"}))


def attributes_of(organisation: Organisation | None) -> tuple[Attribute, ...]:
    """The organisation's attributes; gender alone when there is no organisation yet."""
    return organisation.attributes if organisation else (GENDER,)


def attribute_headings(organisation: Organisation | None) -> Mapping[str, tuple[str, ...]]:
    """Per attribute the headings it may stand under: its own words and those of the subject it is about."""
    headings = {
        each.code: (*_words(each), *HEADINGS.get(subject_of(each) or "", ())) for each in attributes_of(organisation)
    }
    covered = {subject_of(each) for each in attributes_of(organisation)}
    return headings | {
        subject: HEADINGS[subject] for subject in SUBJECTS if subject not in covered and subject == "birth_year"
    }


def subject_of(attribute: Attribute) -> str | None:
    """The subject of the vocabulary that the attribute is about, by its code or its names."""
    own = {words_of(word) for word in _words(attribute)}
    for subject in SUBJECTS:
        if own & {words_of(each) for each in (subject, *HEADINGS[subject])}:
            return subject
    return None


def _words(attribute: Attribute) -> tuple[str, ...]:
    return (attribute.code, *attribute.name.values())


def category_of(text: str, attribute: Attribute) -> str | None:
    """The category a value means: its code, its name, or a word with the same meaning; None when none does."""
    folded = fold(text)
    for category in attribute.categories:
        if folded in _spellings(category, attribute):
            return category
    return None


def letter_of(category: str, attribute: Attribute) -> str | None:
    """The one letter that usually stands for the category; None when there is none, or more than one."""
    letters = [word for word in _spellings(category, attribute) if len(word) == 1 and word.isalpha()]
    return letters[0].upper() if len(letters) == 1 else None


def _spellings(category: str, attribute: Attribute) -> frozenset[str]:
    names: Text = attribute.category_names.get(category, {})
    own = frozenset({fold(category), *(fold(name) for name in names.values())})
    shared = [meaning for meaning in MEANINGS if own & meaning]
    if category in attribute.unknown:
        shared.append(next(meaning for meaning in MEANINGS if "unknown" in meaning))
    return own.union(*shared)


def unit_texts(organisation: Organisation) -> Mapping[str, str]:
    """Folded code, name or alias -> unit code. A name that two units share is left out."""
    owners: dict[str, set[str]] = {}
    for unit in organisation.units:
        for text in (*unit.name.values(), *unit.aliases):
            owners.setdefault(fold(text), set()).add(unit.code)
    names = {text: next(iter(codes)) for text, codes in owners.items() if len(codes) == 1}
    return names | {fold(unit.code): unit.code for unit in organisation.units}


@cache
def _numbered(code: str) -> tuple[str, ...]:
    forms = [
        code,
        f"schaal {code}",
        f"scale {code}",
        f"s{code}",
        f"schaal{code}",
        f"{code}.0",
        f"{code},0",
        f"0{code}",
        f"s {code}",
    ]
    return tuple(fold(form) for form in forms)


def scale_texts(organisation: Organisation) -> Mapping[str, str]:
    """Folded text -> scale code, in the usual ways to write one: `11`, `S11`, `schaal 11`, `11.0`, `011`."""
    return {form: scale.code for scale in reversed(organisation.scales) for form in reversed(_numbered(scale.code))} | {
        fold(scale.code): scale.code for scale in organisation.scales
    }
