"""The counting columns of a wide file: what each counts, and whom."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.ingest.describe import vocabulary
from pipeline.ingest.describe.fields import COUNTED, is_number
from pipeline.ingest.describe.known import attributes_of, category_of
from pipeline.ingest.describe.look import Look
from pipeline.ingest.describe.model import ProposedWide
from pipeline.organisation.model import Organisation, fold

NUMERIC = 0.8
MOST_WORDS = 3


def is_counting(look: Look, organisation: Organisation | None) -> bool:
    """Whether a column counts people of a kind: its heading says so, or is a scale or category, and its cells are numbers."""
    texts = [text for text in look.filled if fold(text) not in vocabulary.NOT_AVAILABLE]
    if sum(map(is_number, texts)) < NUMERIC * len(texts) or re.search(vocabulary.NOT_PEOPLE_WORDS, look.said):
        return False
    if re.search(COUNTED, look.said):
        return True
    proposed = propose_column(look, organisation)
    return bool(texts) and (proposed.scale is not None or proposed.category is not None)


def propose_wide(looks: Iterable[Look], organisation: Organisation | None) -> tuple[ProposedWide, ...]:
    """One proposal per counting column; of several totals none is sure, because only one can be of the whole row."""
    columns = [propose_column(look, organisation) for look in looks]
    totals = Counter(column.measure for column in columns if column.total)
    return tuple(
        ProposedWide(
            column.heading, column.measure, column.scale, column.attribute, column.category, column.total,
            sure=totals[column.measure] == 1 if column.total else column.sure,
        )
        for column in columns
    )  # fmt: skip


def propose_column(look: Look, organisation: Organisation | None) -> ProposedWide:
    """What one counting column counts."""
    measure = "fte" if re.search(vocabulary.FTE_WORDS, look.said) else "headcount"
    rest = re.sub(rf"{vocabulary.FTE_WORDS}|{vocabulary.COUNT_WORDS}", " ", look.said)
    rest = " ".join(rest.split())
    if re.search(vocabulary.TOTAL_WORDS, rest) or not rest:
        return ProposedWide(look.heading, measure, None, None, None, total=True, sure=True)
    if scale := _scale(rest, organisation):
        return ProposedWide(look.heading, measure, scale, None, None, total=False, sure=True)
    attribute, category = _category(rest.split(), organisation)
    return ProposedWide(look.heading, measure, None, attribute, category, total=False, sure=category is not None)


def _scale(rest: str, organisation: Organisation | None) -> str | None:
    """The scale whose code or name stands in the heading; the longest, so that 10A is not taken for 10."""
    found: list[tuple[int, str]] = []
    for scale in organisation.scales if organisation else ():
        for text in (scale.code, *scale.name.values()):
            spelt = " ".join(re.findall(r"[^\W_]+", text.casefold()))
            if spelt and re.search(rf"\b{re.escape(spelt)}\b", rest):
                found.append((len(spelt), scale.code))
    return max(found)[1] if found else None


def _category(words: Sequence[str], organisation: Organisation | None) -> tuple[str | None, str | None]:
    for attribute in attributes_of(organisation):
        # In a long heading a word like `other` or `unknown` is not about people; one letter hardly ever is.
        for text in (" ".join(words), *(words if len(words) <= MOST_WORDS else ())):
            if (len(text) > 1 or len(words) == 1) and (category := category_of(text, attribute)):
                return attribute.code, category
        # `count_black` counts those who are black: the yes of an attribute of that name.
        if set(words) & {fold(attribute.code), *map(fold, attribute.name.values())} and (
            yes := category_of("yes", attribute)
        ):
            return attribute.code, yes
    return None, None
