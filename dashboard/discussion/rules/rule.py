"""What a rule is: when a question is raised, what it is about, what it says and on which figures it rests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dashboard.discussion.facts import Facts, facts_of
from dashboard.discussion.situation import Situation

Topic = Literal[
    "gap", "unknown", "deadline", "path", "keeping", "pool", "change", "place", "hours", "hidden", "small", "size", "decision",
    "without", "voices",
]  # fmt: skip
Rest = Literal["standing", "pool", "everyone", "organisation", "wider", "before", "here", "size_before"]


@dataclass(frozen=True)
class Rule:
    """A rule. `order` is its precedence, lowest first; of one topic at most one question is asked.

    `asks` and `step` are codes of texts; `gives` the facts the first needs: without all of them it does not fire,
    so a question can never be asked with a figure that is not there.
    """

    code: str
    topic: Topic
    order: int
    asks: str
    step: str
    gives: tuple[str, ...]
    rests: tuple[Rest, ...]
    when: Callable[[Situation], bool]
    reckons: bool = False  # adds what it would take, under an assumption that is stated
    foreign: bool = False  # about a target that is another unit's
    filler: bool = False  # asked only where the figures raise fewer than three

    def finds(self, situation: Situation) -> Facts | None:
        """The facts of the question this situation raises; None when it raises none."""
        if situation.own == self.foreign or not self.when(situation):
            return None
        facts = facts_of(situation)
        return {name: facts[name] for name in self.gives} if all(name in facts for name in self.gives) else None
