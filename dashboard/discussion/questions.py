"""Which questions the figures of one unit raise: at most five, about different things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dashboard.discussion.facts import Facts
from dashboard.discussion.gather import Gathered, OutsideOf, gather, situations
from dashboard.discussion.outlook import LEAVING, Outlook, outlook
from dashboard.discussion.rules import RULES, Rule
from dashboard.discussion.situation import Situation
from dashboard.edition import Edition

MOST, FEWEST, MOST_PER_TARGET = 5, 3, 2


@dataclass(frozen=True)
class Question:
    """A question that figures raise, in no language yet: the rule, the situation, its facts, what it would take."""

    rule: Rule
    situation: Situation
    facts: Facts
    outlook: Outlook | None


def questions(
    edition: Edition, unit: str, snapshot: date, outside: OutsideOf | None = None, leaving: float = LEAVING
) -> tuple[Question, ...]:
    """At most five questions for one unit; none when nothing was published about it.

    `outside`: per target, on which side of the limits of chance around the organisation the unit lies.
    `leaving`: the part of the people assumed to leave in a year. Raises KeyError for a unit that does not exist then.
    """
    return chosen(gather(edition, unit, snapshot), outside, leaving)


def chosen(found: Gathered, outside: OutsideOf | None = None, leaving: float = LEAVING) -> tuple[Question, ...]:
    """The same, of what was gathered already."""
    return choose(raised(situations(found, outside), leaving))


def raised(seen: Sequence[Situation], leaving: float = LEAVING) -> tuple[Question, ...]:
    """Every question these situations raise, by the precedence of the rules, then as the targets are given."""
    found = ((rule, each, rule.finds(each)) for rule in RULES for each in seen)
    return tuple(
        Question(rule, each, facts, outlook(each.standing, leaving) if rule.reckons else None)
        for rule, each, facts in found
        if facts is not None
    )


def choose(candidates: Sequence[Question]) -> tuple[Question, ...]:
    """At most five of them, by precedence, in rounds.

    First each topic once and each target at most twice; then each topic once. Only while there are fewer than three:
    a question about a target that had none, then the fillers, then another on a topic that had one, about another
    target. Where one rule fits several targets, it is asked of the one that was asked about least.
    """
    taken: list[Question] = []
    first = [each for each in candidates if not each.rule.filler]
    _take(taken, first, MOST, lambda each: _topic_is_new(each, taken) and _asked_of(each, taken) < MOST_PER_TARGET)
    _take(taken, first, MOST, lambda each: _topic_is_new(each, taken))
    _take(taken, first, FEWEST, lambda each: not _asked_of(each, taken))
    _take(taken, candidates, FEWEST, lambda each: _topic_is_new(each, taken))
    _take(taken, candidates, FEWEST, lambda each: all(_differ(each, other) for other in taken))
    return tuple(sorted(taken, key=lambda each: each.rule.order))


def _take(taken: list[Question], candidates: Sequence[Question], most: int, may: Callable[[Question], bool]) -> None:
    for _, same in groupby(candidates, key=lambda each: each.rule.order):
        waiting = list(same)
        while waiting and len(taken) < most:
            each = min(waiting, key=lambda each: _asked_of(each, taken))
            waiting.remove(each)
            if each not in taken and may(each):
                taken.append(each)


def _topic_is_new(each: Question, taken: Sequence[Question]) -> bool:
    return all(each.rule.topic != other.rule.topic for other in taken)


def _asked_of(each: Question, taken: Sequence[Question]) -> int:
    return sum(other.situation.target.code == each.situation.target.code for other in taken)


def _differ(each: Question, other: Question) -> bool:
    return (each.rule.topic, each.situation.target.code) != (other.rule.topic, other.situation.target.code)
