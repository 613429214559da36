"""What the values of a column mean: code tables as far as they are certain, and questions for the rest.

A value is only ever written when it is a word or code of the vocabulary or the organisation, or stands in at
least five rows of a column with at most twelve values. All others are shown as patterns.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from pipeline.ingest.describe.fields import is_number
from pipeline.ingest.describe.known import category_of, letter_of, scale_texts, subject_of, unit_texts
from pipeline.ingest.describe.look import SHOWN_FROM, Look, pattern
from pipeline.ingest.describe.model import ProposedTable
from pipeline.ingest.describe.vocabulary import DIGITS, MAIN_MARKS, TOTAL_ROW
from pipeline.organisation.model import Attribute, CodeTable, Organisation, fold

MOST_CODES = 12
SCALE_PATTERNS = (
    (r"(?:(?:salaris|functie|loon)?schaal|sch\.?|scale|grade)\s*0*(\d+[a-z]?)(?:[.,]0+)?", r"\1"),
    (r"s?\s*0*(\d+[a-z]?)(?:[.,]0+)?", r"\1"),
    (r"(?:schaal|scale|grade)\s*([a-z]+\d*)", r"\1"),
)


def is_total(text: str) -> bool:
    """Whether the text names a total or subtotal."""
    return re.fullmatch(TOTAL_ROW, fold(text)) is not None


def unit_table(look: Look, organisation: Organisation) -> ProposedTable:
    """Units known by code, name or alias need no table; the others are asked for, with the nearest name."""
    known = unit_texts(organisation)
    strange = [text for text in look.filled if fold(text) not in known and not is_total(text)]
    # Names of units are shown when enough people are in them; a rarer text may be anything.
    shown = [text for text in strange if look.filled[text] >= SHOWN_FROM]
    guesses = {text: _nearest(text, known) for text in shown}
    return _with_odd(ProposedTable("unit", open_values=guesses, sure=not strange), look, strange, shown)


def scale_table(field: str, look: Look, organisation: Organisation) -> ProposedTable:
    """Scales that are codes already need no table; other spellings need patterns; the rest is asked for."""
    codes = {fold(scale.code): scale.code for scale in organisation.scales}
    texts = [text for text in look.filled if not is_total(text)]
    if all(fold(text) in codes for text in texts):
        return ProposedTable(field)
    compiled = tuple((re.compile(form, re.IGNORECASE), template) for form, template in SCALE_PATTERNS)
    table = CodeTable(values=codes, patterns=compiled)
    strange = [text for text in texts if table.lookup(text) not in codes.values()]
    shown = [text for text in strange if look.filled[text] >= SHOWN_FROM and len(strange) <= MOST_CODES]
    known = scale_texts(organisation)
    guesses = {text: _nearest(text, known) for text in shown}
    return _with_odd(
        ProposedTable(field, patterns=SCALE_PATTERNS, open_values=guesses, sure=not strange), look, strange, shown
    )


def main_table(look: Look) -> ProposedTable:
    """Marks of the main appointment."""
    values = {text: MAIN_MARKS[fold(text)] for text in look.filled if fold(text) in MAIN_MARKS}
    strange = [text for text in look.filled if text not in values]
    shown = [text for text in strange if _is_code(text, look)]
    table = ProposedTable("main_appointment", values=values, open_values=dict.fromkeys(shown), sure=not strange)
    return _with_odd(table, look, strange, shown)


def attribute_table(look: Look, attribute: Attribute) -> ProposedTable:
    """Values to categories; ages by edges. An empty cell means unknown where there is such a category."""
    empty = next((category for category in attribute.categories if category in attribute.unknown), None)
    edges = age_edges(attribute)
    if edges and all(map(is_number, look.filled)):
        return ProposedTable(attribute.code, edges=edges, empty=empty)
    values = {text: code for text in look.filled if (code := category_of(text, attribute))}
    digits = DIGITS.get(subject_of(attribute) or "", {})
    by_custom = {
        text: digits[fold(text)]
        for text in look.filled
        if text not in values and digits.get(fold(text)) in attribute.categories
    }
    strange = [text for text in look.filled if text not in values and text not in by_custom]
    shown = [text for text in strange if _is_code(text, look)]
    guesses: dict[str, str | None] = {
        text: _nearest(text, {fold(each): each for each in attribute.categories}) for text in shown
    }
    table = ProposedTable(
        attribute.code,
        {**_with_letters(values, attribute), **by_custom},
        empty=empty,
        open_values=guesses,
        sure=not strange and not by_custom,
    )
    return _with_odd(table, look, strange, shown)


def _with_letters(values: Mapping[str, str], attribute: Attribute) -> Mapping[str, str]:
    """Where letters stand for categories, the usual letters of the other ones too.

    So the table holds next month as well, and does not tell which rare category this file has.
    """
    if not values or any(len(text) > 1 for text in values):
        return values
    lacking = [category for category in attribute.categories if category not in values.values()]
    letters = {letter: category for category in lacking if (letter := letter_of(category, attribute))}
    return {**letters, **values}


def age_edges(attribute: Attribute) -> tuple[tuple[float, str], ...]:
    """Edges from categories such as `under-35`, `35-54`, `55-plus`; empty unless all but unknown are of that kind."""
    edges: list[tuple[float, str]] = []
    for category in attribute.categories:
        if category in attribute.unknown:
            continue
        numbers = [int(each) for each in re.findall(r"\d+", category)]
        if not numbers:
            return ()
        below = re.match(r"(?:under|below|onder|tot|jonger|<|lt|younger)", category)
        edges.append((0.0 if below else float(numbers[0]), category))
    ascending = sorted(edges)
    return tuple(ascending) if len({edge for edge, _ in edges}) == len(edges) else ()


def _is_code(text: str, look: Look) -> bool:
    return len(look.filled) <= MOST_CODES and look.filled[text] >= SHOWN_FROM and len(text) <= 40


def _nearest(text: str, known: Mapping[str, str]) -> str | None:
    near = get_close_matches(fold(text), known, n=1, cutoff=0.8)
    return known[near[0]] if near else None


def _with_odd(table: ProposedTable, look: Look, strange: list[str], shown: list[str]) -> ProposedTable:
    odd = [text for text in strange if text not in shown]
    forms = tuple(dict.fromkeys(map(pattern, odd)))[:3]
    return ProposedTable(
        table.field,
        table.values,
        table.patterns,
        table.edges,
        table.empty,
        table.open_values,
        len(odd),
        forms,
        table.sure,
    )
