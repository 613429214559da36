"""Cells that hold a measure: a person's fte, a number of heads, a sum of fte. Read a column at a time."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from pipeline.ingest import messages
from pipeline.ingest.mapping.cells import Worked
from pipeline.ingest.mapping.numbers import Mark, decimal_mark, number
from pipeline.organisation.model import FteUnit, Source, fold
from pipeline.snapshot import MICRO, NOT_AVAILABLE

MOST = Decimal(100_000_000)  # people in one cell, as in the contract of the cube
MOST_FTE = Decimal("1.5")  # one person's appointments together; above this a cell is a slip or another unit


def read_fte(
    texts: Sequence[str], weights: Sequence[int], source: Source, facts: Mapping[str, str]
) -> Callable[[str], Worked]:
    """How to read one person's fte from this column, as millionths. `weights` counts the rows per text."""
    mark = _mark(texts, source, facts)
    week = Decimal(str(source.full_week_hours))
    whole = {"fraction": Decimal(1), "percent": Decimal(100), "hours": week}[fte_unit(texts, weights, source, facts)]

    def read(text: str) -> Worked:
        value = number(text, mark)
        if value is None:
            return None, messages.NOT_A_NUMBER if fold(text) else messages.EMPTY_CELL
        fte = value / whole
        if not 0 <= fte <= MOST_FTE:
            return None, messages.FTE_RANGE
        return round(fte * MICRO), None

    return read


def fte_unit(
    texts: Sequence[str], weights: Sequence[int], source: Source, facts: Mapping[str, str]
) -> Literal["fraction", "percent", "hours"]:
    """In what a column of one person's fte is written: as the source says, else as its values show."""
    mark = _mark(texts, source, facts)
    return _unit([number(text, mark) for text in texts], weights, source.fte_unit, Decimal(str(source.full_week_hours)))


def _unit(
    numbers: Sequence[Decimal | None], weights: Sequence[int], declared: FteUnit, week: Decimal
) -> Literal["fraction", "percent", "hours"]:
    """No fractions when most people's value is above 1.5; one odd 3,5 among fractions stays a fault.

    Then they are hours when the full week is the commonest value and nothing is beyond what one person
    may work; percentages otherwise.
    """
    if declared != "auto":
        return declared
    known: Counter[Decimal] = Counter()
    for value, weight in zip(numbers, weights, strict=True):
        if value:
            known[value] += weight
    above = sum(weight for value, weight in known.items() if value > MOST_FTE)
    if above * 2 <= known.total():
        return "fraction"
    return "hours" if known[week] == max(known.values()) and max(known) <= MOST_FTE * week else "percent"


def read_count(
    texts: Sequence[str], measure: Literal["headcount", "fte"], source: Source, facts: Mapping[str, str]
) -> Callable[[str], Worked]:
    """How to read a number of heads, or a sum of fte as millionths; NOT_AVAILABLE where the source has none."""
    mark = _mark(texts, source, facts)

    def read(text: str) -> Worked:
        folded = fold(text)
        if folded in source.not_available:
            return NOT_AVAILABLE, None
        if folded in source.zero:
            return 0, None
        if not folded:
            return _empty(source)
        value = number(text, mark)
        return (None, messages.NOT_A_NUMBER) if value is None else _amount(value, measure)

    return read


def _amount(value: Decimal, measure: Literal["headcount", "fte"]) -> Worked:
    if value < 0:
        return None, messages.NEGATIVE
    if value > MOST:
        return None, messages.TOO_LARGE
    if measure == "fte":
        return round(value * MICRO), None
    return (int(value), None) if value == int(value) else (None, messages.NOT_WHOLE)


def _empty(source: Source) -> Worked:
    if source.empty_counts == "zero":
        return 0, None
    if source.empty_counts == "not_available":
        return NOT_AVAILABLE, None
    return None, messages.EMPTY_CELL


def _mark(texts: Sequence[str], source: Source, facts: Mapping[str, str]) -> Mark:
    """The source's own mark; else what the column proves; else what the file's delimiter suggests."""
    if source.decimal != "auto":
        return source.decimal
    usual: Mark = "," if facts.get("delimiter") == ";" else "."
    return decimal_mark(texts, usual)
