"""Tiny organisations and a few months of people in them, drawn by lot; and those months led through protection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from pipeline.month import Month
from pipeline.organisation.model import Attribute, Band, Group, Organisation, Thresholds, Unit
from pipeline.organisation.policy import Policy, Shield
from pipeline.presence import Presence
from pipeline.protect import chain
from pipeline.protect.chain import Delivery, Given, advance
from pipeline.protect.plan import Plan
from pipeline.protect.plan import plan as planned
from pipeline.protect.state import State

FIRST = Month(2025, 1)
YES_NO = Attribute("gender", {"en": "Gender"}, ("f", "m", "unknown"), frozenset({"unknown"}))
THREE = Attribute("origin", {"en": "Origin"}, ("near", "outside", "inside", "unknown"), frozenset({"unknown"}))
WOMEN = Group("women", {"en": "Women"}, "gender", frozenset({"f"}))
NESTED = (
    Group("abroad", {"en": "Abroad"}, "origin", frozenset({"near", "outside"})),
    Group("outside", {"en": "Outside"}, "origin", frozenset({"outside"})),
)


class Head(NamedTuple):
    """One person at one step."""

    unit: str
    bands: tuple[str, ...]  # of the function scale
    category: str


People = dict[int, Head]


@dataclass(frozen=True)
class Story:
    """What was delivered, step by step: of which month, who was where, and whether numbers mean the same people."""

    organisation: Organisation
    attribute: Attribute
    steps: tuple[People, ...]
    months: tuple[Month, ...]
    linked: tuple[bool, ...] = ()
    withheld: tuple[frozenset[tuple[str, str, str]], ...] = ()
    anew: frozenset[int] = frozenset()  # steps before which other rules began

    def cut(self, steps: int) -> "Story":
        """Only the first so many steps."""
        return replace(self, steps=self.steps[:steps], months=self.months[:steps])


@dataclass(frozen=True)
class Told:
    """What protection made of one step."""

    state: State
    given: Given
    plan: Plan


def organisation(
    units: Sequence[Unit], bands: Iterable[str], attribute: Attribute, policy: Policy, groups: tuple[Group, ...] = ()
) -> Organisation:
    """An organisation of these units and bands, with nothing else in its folder."""
    return Organisation(
        code="tiny",
        folder=Path("tiny"),
        name={"en": "Tiny"},
        languages=("en",),
        first_month=FIRST,
        reference_day="last",
        units=tuple(units),
        scales=(),
        bands=tuple(Band(code, {"en": code}, frozenset({code})) for code in bands),
        attributes=(attribute,),
        groups=groups or ((WOMEN,) if attribute is YES_NO else NESTED),
        targets=(),
        breaks=(),
        sources=(),
        thresholds=Thresholds(),
        fingerprint="tiny",
        policy=policy,
    )


def unit(code: str, parent: str | None) -> Unit:
    """A unit that always exists; its kind follows from its place."""
    kind = "organisation" if parent is None else "faculty" if parent == "U" else "department"
    return Unit(code, {"en": code}, kind, parent)


def policy(shield: Shield, movers: int = 2, every: int = 1, **more: int) -> Policy:
    """A policy with one rhythm for every kind of unit."""
    rhythm = dict.fromkeys(("organisation", "faculty", "department"), every)
    return Policy(default=shield, movers=movers, rhythm=rhythm, **more)


def presence(people: People, attribute: Attribute, month: Month, *, linked: bool = True) -> Presence:
    """One step as protection gets it."""
    atoms = {person: "".join(f"function:{band}\x1f" for band in head.bands) for person, head in people.items()}
    cells = tuple(sorted({(head.unit, atoms[person]) for person, head in people.items()}))
    return Presence(
        attribute.code,
        month.last_day,
        np.array(list(people), dtype=np.uint64),
        np.array([cells.index((head.unit, atoms[person])) for person, head in people.items()], dtype=np.int32),
        np.array([attribute.categories.index(head.category) for head in people.values()], dtype=np.int16),
        cells,
        linked=linked,
    )


def delivery(story: Story, step: int) -> Delivery:
    """One step of a story."""
    linked = story.linked[step] if story.linked else True
    apart = story.withheld[step] if story.withheld else frozenset[tuple[str, str, str]]()
    return Delivery(
        presence(story.steps[step], story.attribute, story.months[step], linked=linked), f"step{step}", apart
    )


def lead(story: Story) -> list[Told]:
    """All steps of a story through protection."""
    state, told = State(), list[Told]()
    for step in range(len(story.steps)):
        before = state.anew() if step in story.anew else state
        plans: list[Plan] = []

        def keep(*args: object, plans: list[Plan] = plans) -> Plan:
            plans.append(planned(*args))  # type: ignore[arg-type]
            return plans[-1]

        with patch.object(chain, "plan", keep):
            state, given = advance(before, delivery(story, step), story.organisation)
        told.append(Told(state, given, plans[0]))
    return told


def story(seed: int, *, nested: bool | None = None, steps: int | None = None) -> Story:
    """A drawn story: 1 to 4 months of a tiny organisation in which something can be published."""
    draw = np.random.default_rng(seed)
    three = bool(draw.random() < 0.25) if nested is None else nested
    attribute = THREE if three else YES_NO
    units = _tree(draw)
    bands = ("low", "high", "top")[: draw.integers(1, 4)]
    shield = Shield(k=int(draw.integers(2, 4)), n_min=int(draw.integers(2, 5)), all_or_none=bool(draw.random() < 0.7))
    rules = policy(shield, int(draw.integers(2, 4)), int(draw.choice([1, 1, 1, 3])))
    count = int(draw.integers(1, 5)) if steps is None else steps
    start = FIRST.plus(int(draw.choice([0, 0, 10])))  # sometimes over the end of a block
    drawn = _months(draw, units, bands, attribute, count, 14 if three else 20)
    months = tuple(start.plus(each) for each in range(count))
    return Story(organisation(units, bands, attribute, rules), attribute, drawn, months)


def _tree(draw: np.random.Generator) -> list[Unit]:
    units = [unit("U", None)]
    for faculty in range(int(draw.integers(1, 3))):
        units.append(unit(f"F{faculty}", "U"))
        units += [unit(f"F{faculty}D{each}", f"F{faculty}") for each in range(int(draw.choice([0, 0, 2])))]
    return units


@dataclass(frozen=True)
class _Draw:
    """By what chances people are drawn."""

    draw: np.random.Generator
    places: tuple[str, ...]
    bands: tuple[str, ...]
    attribute: Attribute
    chance: float

    def happens(self, chance: float) -> bool:
        return bool(self.draw.random() < chance)

    def category(self) -> str:
        names = self.attribute.categories
        if self.happens(0.06):
            return names[-1]
        if self.attribute is YES_NO:
            return names[0 if self.happens(self.chance) else 1]
        return names[self.draw.integers(0, len(names) - 1)]

    def head(self) -> Head:
        band = int(self.draw.integers(0, len(self.bands) + 1))
        return Head(str(self.draw.choice(self.places)), self.bands[band : band + 1], self.category())

    def next(self, now: People, gone: People) -> People:
        """A month later: some leave, some come (back), some move, of some another category is given."""
        now = dict(now)
        for person in [each for each in now if self.happens(0.12)]:
            gone[person] = now.pop(person)
        for _ in range(int(self.draw.integers(0, 4))):
            now[max([*now, *gone]) + 1] = self.head()
        for person in [each for each in gone if self.happens(0.15)]:
            now[person] = gone.pop(person)
        for person, head in list(now.items()):
            moved = self.head()._replace(category=head.category) if self.happens(0.08) else head
            now[person] = moved._replace(category=self.category()) if self.happens(0.04) else moved
        return now


def _months(
    draw: np.random.Generator, units: list[Unit], bands: tuple[str, ...], attribute: Attribute, count: int, size: int
) -> tuple[People, ...]:
    leaves = [each.code for each in units if each.code not in {other.parent for other in units}]
    drawing = _Draw(draw, (*leaves, *leaves, *leaves, "U"), bands, attribute, 0.3 + 0.4 * draw.random())
    found = [{person: drawing.head() for person in range(1, 1 + int(draw.integers(size - 3, size + 4)))}]
    gone: People = {}
    for _ in range(count - 1):
        found.append(drawing.next(found[-1], gone))
    return tuple(found)
