"""A question in one language: what it is about, the question, why it is asked, and who takes it up."""

from dataclasses import dataclass

from dashboard.discussion.facts import Named
from dashboard.discussion.outlook import Outlook
from dashboard.discussion.questions import Question
from dashboard.discussion.rests import Basis, bases
from dashboard.discussion.situation import Situation
from dashboard.wording.words import Words

_HARDLY, _NEARLY = 0.05, 0.95


@dataclass(frozen=True)
class Said:
    """A question as it is read. `assumed` is what it would take, with its assumption; empty where nothing is reckoned."""

    rule: str
    topic: str
    target: str  # code
    title: str
    text: str
    why: tuple[Basis, ...]
    assumed: str
    step: str
    rests_elsewhere: bool  # on more than the unit's own standing, which stands above it on a sheet


def say(question: Question, words: Words) -> Said:
    """The question in this language."""
    rule, situation = question.rule, question.situation
    facts = {name: fact.said(words) for name, fact in question.facts.items()}
    return Said(
        rule=rule.code,
        topic=rule.topic,
        target=situation.standing.target,
        title=_title(situation, words),
        text=_sentence(words(rule.asks, **facts)),
        why=bases(situation, rule.rests, words),
        assumed="" if question.outlook is None else outlook_words(question.outlook, words),
        step=words(rule.step, owner=words("who_and_when")),
        rests_elsewhere=rule.rests != ("standing",),
    )


def outlook_words(found: Outlook, words: Words) -> str:
    """What it would take, the assumption first."""
    facts = {
        "leaving": words.number(round(1 / found.leaving)),
        "places": words.number(found.places),
        "wanted": words.number(found.wanted),
    }
    if not found.possible:
        return words("assumed_too_many", **facts)
    return words("assumed", chance=_chance(found.chance, words), **facts)


def _title(s: Situation, words: Words) -> str:
    # The name of somebody else's target may say whose it is; of a unit beside or below, only what it is about is told.
    if s.own or s.wider is not None:
        return words.name(s.target.name)
    return f"{words.name(s.group_name)}, {Named(s.band_name, within=True).said(words)}"


def _chance(chance: float, words: Words) -> str:
    if chance < _HARDLY:
        return words("chance_small")
    return words("chance_large") if chance > _NEARLY else words("chance_tenths", n=round(chance * 10) or 1)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
