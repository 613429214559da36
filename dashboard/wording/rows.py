"""What stands beside a row of the overview: people first, the share second."""

from dataclasses import dataclass

from dashboard.edition import Standing
from dashboard.wording.states import state_of, tally_of
from dashboard.wording.words import Words
from pipeline.published import REASONS


@dataclass(frozen=True)
class RowWords:
    """`lead` says where the unit stands, `rest` gives the numbers; strong when it is more than chance."""

    lead: str
    rest: str
    strong: bool

    def __str__(self) -> str:
        """Both, as one line of text."""
        return f"{self.lead} · {self.rest}" if self.rest else self.lead

    def as_clause(self) -> str:
        """Both, as part of a sentence."""
        return f"{self.lead} ({self.rest.replace(' · ', ', ')})" if self.rest else self.lead


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
        return RowWords(lead, _safe(standing, words), strong=False)
    noun = noun_of(standing)
    facts = {
        "amount": words.amount(standing.gap or 0, noun),
        "unknown": words.number(standing.unknown or 0),
    }
    lead = words(standing.verdict, **facts)
    return RowWords(lead, _numbers(standing, words), strong=state_of(standing.verdict, standing.shown) == "below")


def _numbers(standing: Standing, words: Words) -> str:
    if standing.members is None or standing.base is None:
        return ""
    noun = noun_of(standing)
    of = words("of", members=words.number(standing.members, noun), base=base_words(standing, words))
    return of if standing.share is None else f"{of} · {words.share(standing.share, standing.base)}"


def _safe(standing: Standing, words: Words) -> str:
    if not standing.base or standing.need is None:
        return ""
    noun = noun_of(standing)
    need = words.amount(standing.need, noun)
    return words("safe", share=words.share(standing.target_share), base=base_words(standing, words), need=need)
