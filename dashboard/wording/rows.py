"""What stands beside a row of the overview: people first, the share second."""

from dataclasses import dataclass
from datetime import date

from dashboard.standing import StandIn, Standing
from dashboard.wording.states import may_be_met, state_of, tally_of
from dashboard.wording.words import Words
from pipeline.published import REASONS

OLD_MONTHS = 6  # a figure that is as old as this says so: most levels have a new one within it


@dataclass(frozen=True)
class RowWords:
    """`lead` says where the unit stands, `rest` gives the numbers; strong when it is more than chance.

    `beside` is the day of figures that were carried, or the wider figure that stands in for a hidden one.
    """

    lead: str
    rest: str
    strong: bool
    beside: str = ""

    def __str__(self) -> str:
        """All, as one line of text."""
        return " · ".join(part for part in (self.lead, self.rest, self.beside) if part)

    def as_clause(self) -> str:
        """All, as part of a sentence."""
        numbers = ", ".join(part for part in (self.rest, self.beside) if part).replace(" · ", ", ")
        return f"{self.lead} ({numbers})" if numbers else self.lead


def noun_of(standing: Standing) -> str:
    """What is counted: person, appointment or fte."""
    return "fte" if standing.counts == "fte" else standing.counted


def base_words(standing: Standing, words: Words) -> str:
    """What the members are a part of; fte say so, heads speak for themselves."""
    base, noun = standing.base or 0, noun_of(standing)
    return words.amount(base, noun) if noun == "fte" else words.number(base, noun)


def row_words(standing: Standing, words: Words) -> RowWords:
    """The words of one row. A hidden row says what the target means in people, from the headcount alone."""
    tally = tally_of(standing.verdict, standing.shown)
    if not standing.shown or tally == "not_shown":
        # Of a cell this small the headcount says more than the reason does, and gives nothing away.
        lead = words(
            standing.verdict if tally == "too_small" else standing.reason if standing.reason in REASONS else "not_shown"
        )
        return RowWords(lead, _safe(standing, words), strong=False, beside=instead_words(standing, words))
    noun = noun_of(standing)
    lead = words(verdict_code(standing), **gap_facts(standing, words))
    strong = state_of(standing.verdict, standing.shown) == "below"
    of_when = as_of_words(standing.carried, words, standing.snapshot)
    return RowWords(lead, numbers_words(standing, noun, words), strong, beside=of_when)


def verdict_code(standing: Standing) -> str:
    """The code of the words of a verdict. Where it hangs on the unknown: on whether they can make it met."""
    if standing.verdict != "depends_on_unknowns":
        return standing.verdict
    can = may_be_met(standing.members, standing.unknown, standing.need)
    return "depends_on_unknowns" if can else "course_depends"


def gap_facts(standing: Standing, words: Words) -> dict[str, str]:
    """How many are missing, how many are unknown, and how many are missing at least, if all of those are members."""
    noun, gap, unknown = noun_of(standing), standing.gap or 0, standing.unknown or 0
    return {
        "amount": words.amount(gap, noun),
        "unknown": words.amount(unknown, "person"),
        "least": words.number(max(0.0, gap - unknown), noun),
    }


def as_of_words(carried: date | None, words: Words, snapshot: date | None = None) -> str:
    """Of when figures are that are not of the snapshot; empty when they are. How old, when that is half a year or more."""
    if carried is None:
        return ""
    month = words.month(carried)
    age = 0 if snapshot is None else (snapshot.year - carried.year) * 12 + snapshot.month - carried.month
    return words("as_of_old", month=month, n=age) if age >= OLD_MONTHS else words("as_of", month=month)


def instead_words(standing: Standing, words: Words) -> str:
    """The wider figure that stands in for a hidden one, with whose it is; empty where there is none."""
    found = standing.stand_in
    if found is None or standing.shown:
        return ""
    numbers = [numbers_words(found, noun_of(standing), words)]
    if found.as_of != standing.snapshot:
        numbers.append(as_of_words(found.as_of, words, standing.snapshot))
    facts = {
        "unit": words.name(found.unit_name or {}),
        "band": words.name(found.band_name or {}),
        "numbers": ", ".join(part for part in numbers if part),
    }
    if found.unit_name is None:
        return words("pooled_band", **facts)
    return words("pooled_unit" if found.band_name is None else "pooled_both", **facts)


def numbers_words(figures: Standing | StandIn, noun: str, words: Words) -> str:
    """How many of how many, then the share; empty where it is not shown."""
    if figures.members is None or figures.base is None:
        return ""
    of = out_of_words(figures.members, figures.base, figures.unknown, noun, words)
    if figures.share is None:
        return of
    share = words.share(figures.share, figures.base)
    # How many fte are unknown is not told; that the share is of the others is.
    return f"{of} · {words('share_of_known', share=share) if noun == 'fte' and figures.unknown else share}"


def out_of_words(members: float, base: float, unknown: float | None, noun: str, words: Words) -> str:
    """So many of so many, as they stand beside a share: `23 of 345 known`; fte say so."""
    said = words.number(members, noun)
    if unknown and noun != "fte":
        # A share is one among the known: beside the whole number it would look like a sum gone wrong.
        return words("of_known", members=said, known=words.number(base - unknown, noun))
    return words("of", members=said, base=words.amount(base, noun) if noun == "fte" else words.number(base, noun))


def beside_share(base: float, unknown: float | None, noun: str, words: Words) -> str:
    """What a share in a table is of: `1,094 known` where not all are known; fte say so."""
    if noun == "fte":
        return words.amount(base, noun)
    return words("base_known", known=words.number(base - unknown, noun)) if unknown else words.number(base, noun)


def _safe(standing: Standing, words: Words) -> str:
    if not standing.base or standing.need is None:
        return ""
    noun = noun_of(standing)
    need = words.amount(standing.need, noun)
    return words("safe", share=words.share(standing.target_share), base=base_words(standing, words), need=need)
