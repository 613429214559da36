"""Which heading is which field: by synonyms, by the organisation's own sources, and by what the cells hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.ingest.describe import vocabulary
from pipeline.ingest.describe.known import attribute_headings, scale_texts, unit_texts
from pipeline.ingest.describe.look import Look
from pipeline.ingest.describe.model import Recognised
from pipeline.ingest.mapping.dates import parse_day, parse_month_number, parse_year
from pipeline.ingest.mapping.numbers import number
from pipeline.ingest.screen.headings import kinds_in, words_of
from pipeline.organisation.model import Organisation, fold

# Scores: a heading of one of the organisation's sources, the very synonym, a synonym inside a longer heading.
OWN, EXACT, INSIDE = 200.0, 100.0, 50.0
CONTENT = 60.0  # added in full when every cell is a known unit or scale
ENOUGH_CONTENT = 40.0  # without any heading to go by, two thirds of the rows must be known
COUNTED = f"{vocabulary.COUNT_WORDS}|{vocabulary.FTE_WORDS}"
FITTING = 0.8  # of the distinct texts of a column must be what its field asks for


def recognise(looks: Sequence[Look], organisation: Organisation | None) -> tuple[Recognised, ...]:
    """The fields found, each in one column, the best matches first served; in the order of the columns."""
    headings = _headings(organisation)
    found = [
        (score, field, look)
        for field, synonyms in headings.items()
        for look in looks
        if look.filled and (score := _score(field, synonyms, look, organisation)) > 0
    ]
    taken: dict[str, Recognised] = {}
    for score, field, look in sorted(found, key=lambda each: (-each[0], each[2].number)):
        if field not in taken and all(look.number != other.number for other in taken.values()):
            taken[field] = Recognised(field, look.number, look.heading, sure=score > EXACT - CONTENT + ENOUGH_CONTENT)
    return tuple(sorted(_only_scale(taken).values(), key=lambda each: each.number))


def _only_scale(taken: dict[str, Recognised]) -> dict[str, Recognised]:
    """A file with one scale column has a scale, whatever it is called; that it is the personal one is a question."""
    if "scale" in taken or "personal_scale" not in taken:
        return taken
    only = taken.pop("personal_scale")
    return taken | {"scale": replace(only, field="scale", sure=False)}


def _headings(organisation: Organisation | None) -> Mapping[str, tuple[str, ...]]:
    ours = {field: vocabulary.HEADINGS[field] for field in (*vocabulary.OWN_FIELDS, *vocabulary.PLACES_OF_DATE)}
    return {**ours, **attribute_headings(organisation)}


def _score(field: str, synonyms: Sequence[str], look: Look, organisation: Organisation | None) -> float:
    if not _fits(field, look):
        return 0.0
    heading = max(_own(field, look, organisation), _by_synonym(field, synonyms, look))
    if field not in ("unit", "scale", "personal_scale") or organisation is None:
        return heading
    known = unit_texts(organisation) if field == "unit" else scale_texts(organisation)
    content = CONTENT * look.share_of({text for text in look.filled if fold(text) in known})
    # Bare numbers are the codes of many things: without a word in the heading they are no scale.
    return heading + content if heading or (field == "unit" and content >= ENOUGH_CONTENT) else 0.0


def _own(field: str, look: Look, organisation: Organisation | None) -> float:
    sources = organisation.sources if organisation else ()
    known = {fold(heading) for source in sources for heading in source.columns.get(field, ())}
    return OWN if fold(look.heading) in known else 0.0


def _by_synonym(field: str, synonyms: Sequence[str], look: Look) -> float:
    if field == "pseudonym" and re.search(vocabulary.PSEUDONYM_WORDS, look.said):
        return EXACT
    # The better choice is a pseudonym; a staff number will do, because it is hashed before anything is kept.
    if field == "pseudonym" and "staff_number" in kinds_in(look.heading):
        return EXACT - 1
    compact = look.said.replace(" ", "")
    best = 0.0
    for place, synonym in enumerate(map(words_of, synonyms)):
        if compact == synonym.replace(" ", ""):
            best = max(best, EXACT - place / 2)
        elif len(synonym) > 2 and re.search(rf"\b{re.escape(synonym)}\b", look.said):
            best = max(best, INSIDE - place / 2)
    return best


def _fits(field: str, look: Look) -> bool:
    # `Grade 6/7; Headcount` is a count of people in a scale, not the scale of a person.
    if field not in ("fte", "count", "pseudonym", *vocabulary.PLACES_OF_DATE) and re.search(COUNTED, look.said):
        return False
    test = _TESTS.get(field)
    if test is None:
        return True
    texts = [text for text in look.filled if field != "count" or fold(text) not in vocabulary.NOT_AVAILABLE]
    return sum(map(test, texts)) >= FITTING * len(texts)


def is_number(text: str) -> bool:
    """Whether the text is a number in either notation (a percent sign is allowed)."""
    bare = text.rstrip("% ")
    return number(bare, ",") is not None or number(bare, ".") is not None


def _is_day(text: str) -> bool:
    return parse_day(text) is not None


def _is_year(text: str) -> bool:
    year = parse_year(text)
    return year is not None and 1990 <= year <= 2100


def _is_month(text: str) -> bool:
    return parse_month_number(text) is not None


_TESTS: dict[str, Callable[[str], bool]] = {
    "fte": is_number, "count": is_number, "reference": _is_day, "year": _is_year, "month": _is_month,
}  # fmt: skip
