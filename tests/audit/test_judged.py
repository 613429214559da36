"""The verdicts of the audit beside those of every possible world: duties, lone insiders, sets singled out."""

import numpy as np
import pytest

from pipeline.audit.audit import audit
from pipeline.audit.case import Case
from pipeline.audit.report import Attack
from pipeline.organisation.policy import Policy, Shield
from tests.audit.tiny import Tiny, drawn, enumerated, every, particles

Key = tuple[int, str, str]
SHIELD = Shield(k=2, n_min=1)


def attacks(tiny: Tiny, shown: list[Key]) -> dict[str, Attack]:
    case = Case(tiny.restricted(), tiny.duties(SHIELD), policy=Policy(default=SHIELD))
    report = audit([tiny.publish(shown)], case)
    assert report.flaws == ()
    return {attack.attacker: attack for attack in report.attacks}


def key_of(tiny: Tiny, found: object) -> Key:
    figure = found.figure  # type: ignore[attr-defined]
    return (figure.step.snapshot.month - 1, figure.unit, figure.band)


class Worlds:
    """Every world a colleague holds possible, and what it says of any set of people."""

    def __init__(self, tiny: Tiny, shown: list[Key]) -> None:
        self.tiny, self.shown = tiny, shown
        self.spans = particles(tiny)
        self.true = np.array([span[0][1].category == "f" for span in self.spans], dtype=np.int64)
        worlds = every((0, 1), len(self.spans))
        self.said = np.array([self.among(key) for key in shown], dtype=np.int64).reshape(len(shown), len(self.spans))
        fits = (self.said @ worlds == (self.said @ self.true)[:, None]).all(axis=0)
        self.fitting = worlds[:, fits]

    def among(self, key: Key) -> list[bool]:
        month, unit, band = key
        return [any(at == month and self.tiny.within(head, unit, band) for at, head in span) for span in self.spans]


def draw_one(seed: int) -> tuple[Tiny, list[Key]] | None:
    draw = np.random.default_rng(seed)
    tiny = drawn(draw, people=int(draw.integers(2, 9)), months=int(draw.integers(1, 4)))
    if len(particles(tiny)) > 12:
        return None
    keys = [(month, unit, band) for month in range(len(tiny.months)) for unit, band in tiny.places()]
    part = draw.random()
    shown = [key for key in keys if draw.random() < part and tiny.counts(*key)[0] > tiny.counts(*key)[2]]
    return tiny, shown


def compare(seed: int) -> None:
    drawn_one = draw_one(seed)
    if drawn_one is None:
        return
    tiny, shown = drawn_one
    found = attacks(tiny, shown)
    duties = {(*key_of(tiny, duty),): duty for duty in tiny.duties(SHIELD)}
    for attacker in ("colleague", "headcounts"):
        intervals = enumerated(tiny, shown, attacker)
        failing = {
            key
            for key, duty in duties.items()
            if intervals[key][0] > duty.contains[0] or intervals[key][1] < duty.contains[1]
        }
        said = {key_of(tiny, each) for each in found[attacker].found if each.why != "singled_out"}
        assert said == failing, (seed, attacker)
    worlds = Worlds(tiny, shown)
    assert bool(singled(worlds)) == any(each.why == "singled_out" for each in found["colleague"].found), seed
    assert {key_of(tiny, each) for each in found["insider"].found} == insiders(worlds, duties), seed


def singled(worlds: Worlds) -> list[int]:
    """Sets of people who are in the same shown rows, whose secret count is the same in every world."""
    found = []
    for signature in {tuple(column) for column in worlds.said.T.tolist()}:
        own = np.array([tuple(column) == signature for column in worlds.said.T.tolist()])
        heads, members = int(own.sum()), int(worlds.true[own].sum())
        if not (members < SHIELD.k or heads - members < SHIELD.k) or len(set(worlds.fitting[own].sum(axis=0))) > 1:
            continue
        whole = [row for row, key in zip(worlds.said, worlds.shown, strict=True) if key[1] == "org"]
        if not any((row.astype(bool) == own).all() for row in whole):
            found.append(members)
    return found


def insiders(worlds: Worlds, duties: dict[Key, object]) -> set[Key]:
    """Sensitive rows, not within the lone one's own, that are the same in every world in which the own row is as it is."""
    found = set()
    for mine, duty in duties.items():
        if not duty.single:  # type: ignore[attr-defined]
            continue
        own = np.array(worlds.among(mine), dtype=bool)
        left = worlds.fitting[:, (worlds.fitting[own] == worlds.true[own][:, None]).all(axis=0)]
        for other in duties:
            row = np.array(worlds.among(other), dtype=bool)
            if (row & ~own).any() and len(set(left[row].sum(axis=0))) == 1:
                found.add(other)
    return found


@pytest.mark.parametrize(
    "seeds", [range(15), pytest.param(range(15, 120), marks=pytest.mark.slow)], ids=["few", "more"]
)
def test_verdicts_are_those_of_all_worlds(seeds: range) -> None:
    for seed in seeds:
        compare(seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 2000, 200))
def test_verdicts_are_those_of_all_worlds_a_thousand_times(first: int) -> None:
    """Five parts of 200 draws each: beside the 120 above every run, at home and in CI, tries the same 1,000."""
    for seed in range(first, first + 200):
        compare(seed)
