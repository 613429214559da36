"""On which published figures a question rests: each as a line of text, with the page it stands on."""

from dataclasses import dataclass
from datetime import date

from dashboard.discussion.counts import Count
from dashboard.discussion.rules.rule import Rest
from dashboard.discussion.situation import Situation
from dashboard.standing import Names, Standing
from dashboard.wording.rows import as_of_words, beside_share, out_of_words, row_words
from dashboard.wording.words import Words
from pipeline.published import REASONS


@dataclass(frozen=True)
class Link:
    """The page a figure stands on: the unit's page, at that target and that snapshot."""

    unit: str
    target: str
    snapshot: date


@dataclass(frozen=True)
class Basis:
    """A published figure in words, and where to look it up."""

    text: str
    link: Link


def bases(situation: Situation, rests: tuple[Rest, ...], words: Words) -> tuple[Basis, ...]:
    """The figures these names stand for, in words; what is not there is left out."""
    found = (_basis(situation, rest, words) for rest in rests)
    return tuple(each for each in found if each is not None)


def count_words(count: Count, words: Words) -> str:
    """The numbers of a count, or why they are not shown: `14 of 120 known, 12%, as of March 2026`."""
    if not count.shown or count.members is None or count.base is None:
        return words(count.reason if count.reason in REASONS else "not_shown")
    parts = [
        out_of_words(count.members, count.base, count.unknown, count.noun, words),
        "" if count.share is None else words.share(count.share, count.base),
        as_of_words(count.carried, words),
    ]
    return ", ".join(part for part in parts if part)


def base_of(count: Count, words: Words) -> str:
    """What the members are a part of, as it stands beside a share: `1,094 known` where not all are known; fte say so."""
    return beside_share(count.base or 0, count.unknown if count.shown else None, count.noun, words)


def _basis(s: Situation, rest: Rest, words: Words) -> Basis | None:
    if rest in ("standing", "wider", "before"):
        row = {"standing": s.standing, "wider": s.wider, "before": s.before}[rest]
        return None if row is None else _of_standing(s, row, words)
    if rest in ("here", "size_before"):
        return _heads(s, rest, words)
    count = {"pool": s.pool, "everyone": s.everyone, "organisation": s.organisation}[rest]
    band = {"pool": s.pool_name, "everyone": {}, "organisation": s.band_name}[rest]
    if count is None:
        return None
    where = _place(s.whole.name if rest == "organisation" else s.unit.name, band, words)
    text = words("because", where=where, said=count_words(count, words))
    return Basis(text, Link(count.cell.unit, s.standing.target, s.snapshot))


def _of_standing(s: Situation, row: Standing, words: Words) -> Basis:
    name = s.unit.name if row.unit == s.unit.code or row is s.before else _above(s, row)
    numbers = row_words(row, words).as_clause()
    where = _place(name, s.band_name, words)
    if row is s.before:
        where = f"{where}, {words.month(row.snapshot)}"
    return Basis(words("because", where=where, said=numbers), Link(row.unit, row.target, row.snapshot))


def _above(s: Situation, row: Standing) -> Names:
    if s.owner is not None and s.owner.code == row.unit:
        return s.owner.name
    return s.wider_name


def _heads(s: Situation, rest: Rest, words: Words) -> Basis | None:
    """The headcount of the band, which is open whatever is hidden; and the shares of a row that is shown."""
    count = s.here if rest == "here" else s.size_before
    if count is None or count.headcount is None:
        # What the headcount says stands in the standing too, where the row itself is not there.
        return _of_standing(s, s.standing, words) if rest == "here" and s.own else None
    day = count.as_of or count.cell.snapshot
    heads = words("heads_in", amount=words.amount(count.headcount, "person"), month=words.month(day))
    text = words("because", where=_place(s.unit.name, s.band_name, words), said=heads)
    return Basis(text, Link(count.cell.unit, s.standing.target, count.cell.snapshot))


def _place(unit: Names, band: Names, words: Words) -> str:
    return ", ".join(part for part in (words.name(unit), words.name(band) if band else words("all_scales")) if part)
