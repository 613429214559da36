"""What a question may say, in no language yet: published numbers, names and days, each with how it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from dashboard.discussion.counts import Count
from dashboard.discussion.situation import Situation
from dashboard.edition import Break
from dashboard.standing import Names, Standing
from dashboard.wording.rows import instead_words, noun_of, out_of_words
from dashboard.wording.sentences import change_words
from dashboard.wording.words import Words


@dataclass(frozen=True)
class Number:
    """A number without its noun, `23`; a base in fte says so."""

    value: float
    noun: str
    as_base: bool = False

    def said(self, words: Words) -> str:
        """As text."""
        full = self.as_base and self.noun == "fte"
        return words.amount(self.value, self.noun) if full else words.number(self.value, self.noun)


@dataclass(frozen=True)
class OutOf:
    """So many of so many, as they stand beside a share: of those for whom it is known."""

    members: float
    base: float
    unknown: float | None
    noun: str

    def said(self, words: Words) -> str:
        """As text."""
        return out_of_words(self.members, self.base, self.unknown, self.noun, words)


@dataclass(frozen=True)
class Amount:
    """A counted noun, `5 people`."""

    value: float
    noun: str

    def said(self, words: Words) -> str:
        """As text."""
        return words.amount(self.value, self.noun)


@dataclass(frozen=True)
class Share:
    """A percentage; without a base one that somebody decided."""

    value: float
    base: float | None = None

    def said(self, words: Words) -> str:
        """As text."""
        return words.share(self.value, self.base)


@dataclass(frozen=True)
class Points:
    """Percentage points."""

    value: float

    def said(self, words: Words) -> str:
        """As text."""
        return words.points(self.value)


@dataclass(frozen=True)
class Named:
    """A name the organisation gave; `within`: in the middle of a sentence."""

    names: Names
    within: bool = False

    def said(self, words: Words) -> str:
        """As text."""
        name = words.name(self.names)
        first = name.split(" ")[0]
        # `Scales 11-14` becomes `scales 11-14`, and `PhD candidates` stays as it is.
        plain = self.within and first[1:].islower() and first[1:].isalpha()
        return name[:1].lower() + name[1:] if plain else name


@dataclass(frozen=True)
class Month:
    """A month and its year."""

    value: date

    def said(self, words: Words) -> str:
        """As text."""
        return words.month(self.value)


@dataclass(frozen=True)
class Changed:
    """How the figures differ from a year before."""

    now: Standing
    before: Standing
    breaks: tuple[Break, ...]

    def said(self, words: Words) -> str:
        """As text."""
        return change_words(self.now, (self.before,), self.breaks, words)


@dataclass(frozen=True)
class Instead:
    """The wider figure that stands in for a hidden one."""

    standing: Standing

    def said(self, words: Words) -> str:
        """As text."""
        return instead_words(self.standing, words)


Fact = Number | OutOf | Amount | Share | Points | Named | Month | Changed | Instead
Facts = Mapping[str, Fact]


def facts_of(situation: Situation) -> Facts:
    """Every fact that is there. A figure that was not published, or not shown, has no fact: it cannot be said."""
    s = situation
    found: dict[str, Fact | None] = {
        "unit": Named(s.unit.name),
        "organisation": Named(s.whole.name),
        "target": Named(s.target.name),
        "band": Named(s.band_name, within=True),
        "pool_band": Named(s.pool_name, within=True) if s.pool_name else None,
        "target_share": Share(s.standing.target_share),
        "month": Month(s.standing.deadline),
        **(_of_standing(s.standing, "") if s.own else _of_standing(s.standing, "wider_")),
        **_of_count(s.pool, "pool_"),
        **_of_count(s.everyone, "all_"),
        **_of_count(s.organisation, "whole_"),
        **_of_count(s.here, "here_"),
        **_of_years(s),
        **_of_target(s),
    }
    if s.wider is not None and s.own:
        found |= _of_standing(s.wider, "wider_")
    found["wider_unit"] = Named(s.owner.name if s.owner else s.wider_name) if s.owner or s.wider else None
    return {name: fact for name, fact in found.items() if fact is not None}


def _of_standing(row: Standing, prefix: str) -> dict[str, Fact | None]:
    noun = noun_of(row)
    facts: dict[str, Fact | None] = {
        "base": None if row.base is None else Number(row.base, noun, as_base=True),
        "need": None if row.need is None else Number(row.need, noun),
        "need_amount": None if row.need is None else Amount(row.need, noun),
    }
    if row.shown:
        facts |= {
            "members": None if row.members is None else Number(row.members, noun),
            "amount": None if not row.gap else Amount(row.gap, noun),
            "expected": None if row.expected_need is None else Number(row.expected_need, noun),
            "unknown": None if not row.unknown else Amount(row.unknown, "person" if noun == "fte" else noun),
            "of": _out_of(row.members, row.base, row.unknown, noun),
            "share": None if row.share is None else Share(row.share, row.base),
            "points": Points(row.one_head) if row.one_head and row.one_head > 1 and noun != "fte" else None,
            "as_of": Month(row.as_of) if row.as_of else None,
        }
    elif row.stand_in is not None:
        facts["instead"] = Instead(row)
    return {f"{prefix}{name}": fact for name, fact in facts.items()}


def _out_of(members: float | None, base: float | None, unknown: float | None, noun: str) -> OutOf | None:
    return None if members is None or base is None else OutOf(members, base, unknown, noun)


def _of_count(count: Count | None, prefix: str) -> dict[str, Fact | None]:
    if count is None:
        return {}
    facts: dict[str, Fact | None] = {
        "heads": None if count.headcount is None else Amount(count.headcount, "person"),
    }
    if count.shown and count.members is not None and count.base is not None:
        facts |= {
            "members": Number(count.members, count.noun),
            "base": Number(count.base, count.noun, as_base=True),
            "of": OutOf(count.members, count.base, count.unknown, count.noun),
            "share": None if count.share is None else Share(count.share, count.base),
            "share_persons": None if count.share_persons is None else Share(count.share_persons, count.headcount),
            "share_fte": None if count.share_fte is None else Share(count.share_fte, count.headcount),
        }
    return {f"{prefix}{name}": fact for name, fact in facts.items()}


def _of_years(s: Situation) -> dict[str, Fact | None]:
    broken = () if s.break_ is None else (s.break_,)
    size = s.size_before
    return {
        "change": None if s.change is None or s.before is None else Changed(s.standing, s.before, broken),
        "break_month": Month(s.break_.snapshot) if s.break_ else None,
        "reason": Named(s.break_.reason) if s.break_ else None,
        "size_before": None if size is None or size.headcount is None else Amount(size.headcount, "person"),
        "size_month": None if size is None else Month(size.as_of or size.cell.snapshot),
    }


def _of_target(s: Situation) -> dict[str, Fact | None]:
    step = next_step(s)
    return {
        "former_share": Share(s.former.share) if s.former else None,
        "decided": Month(s.target.decided_on) if s.target.decided_on else None,
        "step_share": Share(step[1]) if step else None,
        "step_month": Month(step[0]) if step else None,
        "step_need": None if step is None or s.standing.base is None else _asked(step[1], s.standing),
    }


def next_step(s: Situation) -> tuple[date, float] | None:
    """The next agreed step of the path after the snapshot; None on a straight line and after the last one."""
    return min((step for step in s.target.steps if step[0] > s.snapshot), default=None)


def needed(share: float, base: float, noun: str) -> float:
    """The smallest number that reaches this share of the base: whole heads, or tenths of fte (docs/methods.md)."""
    parts = 10 if noun == "fte" else 1
    return ceil(share * base * parts - 1e-9) / parts


def _asked(share: float, row: Standing) -> Amount:
    noun = noun_of(row)
    return Amount(needed(share, row.base or 0, noun), noun)
