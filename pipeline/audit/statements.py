"""What publication files say, row by row: equations on members and unknown, and what derived figures let slip.

A value that was carried (`as_of` before `snapshot`) was said before: it is an equation of its own date, and only once.
Other values for one row and date, in a later publication, are about another version of the data: another step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.audit import derived
from pipeline.audit.figures import Figure, Form, Order, Statement, Step
from pipeline.audit.source import Published

Row = Mapping[str, Any]
KEY = ("unit", "band", "scale_basis", "group")
COUNTS: tuple[Form, ...] = ("members", "unknown")
SHARES = ("share", "share_low", "share_high", "margin_low", "margin_high")
FTE = ("fte", "members_fte", "unknown_fte", "share_fte")
PERSONS = ("members", "gap", "gap_adding")
FARTHEST_ROUNDED = 4  # counts rounded to a multiple of five are off by no more


@dataclass(frozen=True)
class Flaw:
    """Something that is wrong with the files themselves, at a row; `code` says what."""

    code: str
    figure: Figure


@dataclass(frozen=True)
class Claim:
    """Derived figures of a row that does not show its counts. What they tell hangs on how many are unknown."""

    figure: Figure
    row: Row
    heads: int
    standing: bool  # a row of progress
    since: Order


@dataclass
class Told:
    """All that the files say."""

    statements: list[Statement] = field(default_factory=list[Statement])
    claims: list[Claim] = field(default_factory=list[Claim])
    flaws: list[Flaw] = field(default_factory=list[Flaw])
    rows: dict[Figure, Row] = field(default_factory=dict[Figure, Row])  # rows without counts, by their own snapshot
    shown: dict[Figure, Row] = field(default_factory=dict[Figure, Row])  # rows with counts, by the date these are of


def told(published: Sequence[Published], *, rounded: bool = False) -> Told:
    """The statements of these publications, oldest first. `rounded`: their counts are multiples of five."""
    found = Told()
    said: dict[tuple[Any, ...], dict[tuple[int, int], Step]] = {}
    for number, each in enumerate(published):
        shown = _representation(found, said, each, number, rounded=rounded)
        _progress(found, each, number, shown)
    return found


def _representation(
    found: Told,
    said: dict[tuple[Any, ...], dict[tuple[int, int], Step]],
    published: Published,
    number: int,
    *,
    rounded: bool,
) -> dict[tuple[Any, ...], Row]:
    """Reads one table; returns its shown rows by snapshot and key."""
    shown: dict[tuple[Any, ...], Row] = {}
    for row in published.tables["representation"].to_pylist():
        own = _figure(published, row, row["snapshot"])
        since = (number, row["snapshot"])
        if row["shown"] and row["as_of"] is not None and row["members"] is not None:
            shown[(row["snapshot"], *own.row)] = row
            _shown(found, said, _figure(published, row, row["as_of"]), row, since, rounded=rounded)
        else:
            found.rows[own] = row
            found.flaws.extend(_hidden(found, own, row, since))
    return shown


def _figure(published: Published, row: Row, day: date) -> Figure:
    return Figure(Step(day, published.origin(day)), *(row[name] for name in KEY))


def _shown(
    found: Told,
    said: dict[tuple[Any, ...], dict[tuple[int, int], Step]],
    figure: Figure,
    row: Row,
    since: Order,
    *,
    rounded: bool,
) -> None:
    value = (row["members"], row["unknown"])
    before = said.setdefault((figure.step.snapshot, *figure.row), {})
    if value in before:
        return
    if figure.step in before.values():
        found.flaws.append(Flaw("two_values", figure))
        return
    before[value] = figure.step
    found.shown[figure] = row
    agrees = _agrees(row)
    if not agrees and not rounded:
        found.flaws.append(Flaw("figures_disagree", figure))
        return
    off = FARTHEST_ROUNDED if rounded else 0
    for form, count in zip(COUNTS, value, strict=True):
        low, high = max(0, count - off), count + off
        found.statements.append(Statement(figure, form, low, high, since))
    if not agrees:  # made of finer counts than the row shows: they tell what those are
        found.claims.append(Claim(figure, row, row["headcount"], False, since))


def _agrees(row: Row) -> bool:
    """Whether shares and margins are what the counts of the row give."""
    members, heads, unknown = row["members"], row["headcount"], row["unknown"]
    if unknown is None or heads is None or members + unknown > heads:
        return False
    return derived.agrees(row, members, heads, unknown)


def _hidden(found: Told, figure: Figure, row: Row, since: Order) -> Iterator[Flaw]:
    """What a row without counts says all the same: it should be nothing."""
    for form in COUNTS:
        if row[form] is not None:
            found.statements.append(Statement(figure, form, row[form], row[form], since))
    if any(row[name] is not None for name in (*COUNTS, *SHARES, *FTE)):
        yield Flaw("figure_in_hidden_row", figure)
    if row["headcount"] is not None and derived.tells_anything(row, standing=False):
        found.claims.append(Claim(figure, row, row["headcount"], False, since))


def _progress(found: Told, published: Published, number: int, shown: Mapping[tuple[Any, ...], Row]) -> None:
    for row in published.tables["progress"].to_pylist():
        figure = _figure(published, row, row["snapshot"])
        stands = shown.get((row["snapshot"], *figure.row))
        if stands is None:
            found.flaws.extend(_standing_of_hidden(found, figure, row, (number, row["snapshot"])))
        elif row["counts"] == "persons" and not _stands(row, stands):
            found.flaws.append(Flaw("figures_disagree", figure))


def _standing_of_hidden(found: Told, figure: Figure, row: Row, since: Order) -> Iterator[Flaw]:
    if any(row[name] is not None for name in PERSONS) or row["verdict"] not in derived.SAYS_NOTHING:
        yield Flaw("figure_in_hidden_row", figure)
        if row["counts"] == "persons" and row["base"] is not None:
            found.claims.append(Claim(figure, row, int(row["base"]), True, since))


def _stands(row: Row, stands: Row) -> bool:
    """Whether a row of progress is what the row of representation that it rests on gives."""
    return derived.stands(row, stands["members"], stands["headcount"], stands["unknown"])


def out_of_order(published: Published) -> Iterator[Flaw]:
    """Rows that do not stand in the organisation's own order: any other order may tell who has more."""
    place = {(row["snapshot"], row["unit"]): row["position"] for row in published.tables["units"].to_pylist()}
    ranks = [
        {code: index for index, code in enumerate([each["code"] for each in published.about[part]])}
        for part in ("bands", "groups", "targets")
    ]
    before: tuple[Any, ...] = ()
    for row in published.tables["representation"].to_pylist():
        here = (row["snapshot"], place.get((row["snapshot"], row["unit"]), -1))
        here = (*here, ranks[0].get(row["band"], -1), ranks[1].get(row["group"], -1), row["scale_basis"])
        if before > here:
            yield Flaw("out_of_order", _figure(published, row, row["snapshot"]))
        before = here
    before = ()
    for row in published.tables["progress"].to_pylist():
        here = (row["snapshot"], ranks[2].get(row["target"], -1), place.get((row["snapshot"], row["unit"]), -1))
        if before > here:
            yield Flaw("out_of_order", _figure(published, row, row["snapshot"]))
        before = here
