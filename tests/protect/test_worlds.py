"""Protection over months, against an attacker who tries every world: drawn organisations, and awkward ones."""

from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest

from tests.protect.drawn import Story, Told, lead, story
from tests.protect.worlds import Attack, Mask, Release, asked, determined, leaks, releases, too_narrow

FEW, QUICK = 16, 80
MANY = 300


def check(seeds: Iterable[int]) -> int:
    """Leads stories through protection, attacks what comes out, and says how many values were given."""
    given = 0
    for seed in seeds:
        drawn = story(seed)
        told = lead(drawn)
        assert leaks(Attack(drawn), told) == [], f"story {seed}"
        given += len(releases(told))
    return given


def needless(drawn: Story, told: list[Told]) -> tuple[int, list[Release]]:
    """How many rows of the last step are hidden for the sake of others, and those that could have been given."""
    attack, known, last = Attack(drawn), releases(told), len(told) - 1
    rows = told[-1].state.moments[-1].rows
    hidden = [(last, rows[place]) for place in np.flatnonzero(told[-1].plan.candidates).tolist()]
    hidden = [each for each in hidden if each not in known]
    found = [each for each in hidden if not too_narrow(attack, told, [*known, each])]
    return len(hidden), [each for each in found if not determined(attack, len(told), [*known, each])]


@pytest.mark.parametrize(
    "seeds", [range(FEW), pytest.param(range(FEW, QUICK), marks=pytest.mark.slow)], ids=["few", "more"]
)
def test_no_world_attack_succeeds_on_drawn_stories(seeds: range) -> None:
    assert check(seeds) > len(seeds)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_world_attack_succeeds_on_many_drawn_stories() -> None:
    """The next 300 stories: about 750 steps, each attacked with everything that was given up to there."""
    assert check(range(QUICK, QUICK + MANY)) > MANY


@pytest.mark.slow
def test_each_row_hidden_for_others_is_needed() -> None:
    checked = 0
    for seed in range(40):
        drawn = story(seed)
        hidden, found = needless(drawn, lead(drawn))
        assert found == [], f"story {seed}"
        checked += hidden
    assert checked > 10


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_each_row_hidden_for_others_is_needed_in_many_stories() -> None:
    for seed in range(40, 140):
        drawn = story(seed)
        assert needless(drawn, lead(drawn))[1] == [], f"story {seed}"


@pytest.mark.parametrize("seed", range(6))
def test_the_attacker_finds_what_trying_everything_finds(seed: int) -> None:
    drawn = story(seed, nested=seed % 3 == 0, steps=2)
    few = dict(list(drawn.steps[0].items())[:6])
    drawn = Story(
        drawn.organisation,
        drawn.attribute,
        (few, {person: head for person, head in drawn.steps[1].items() if person in few}),
        drawn.months,
    )
    attack = Attack(drawn)
    draw = np.random.default_rng(seed)
    rows = [(each.code, "function", band) for each in drawn.organisation.units for band in ("all", "low")]
    known = [(int(draw.integers(0, 2)), rows[int(place)]) for place in draw.integers(0, len(rows), 3)]
    for row in rows:
        for mask in attack.masks:
            inside = attack.inside((0, row))
            assert attack.possible(known, inside, mask) == tried(attack, known, inside, mask)


def tried(attack: Attack, known: list[Release], inside: frozenset[int], mask: Mask) -> set[int]:
    """All counts of some people over all assignments of everybody that agree with what is known."""
    atoms = sorted(atom for atom in attack.atoms.values() if atom is not None)
    true = [particle.atom for particle in attack.particles]
    sums = [attack.inside(release) for release in known]

    def told(world: Iterable[int]) -> list[list[int]]:
        those = list(world)
        return [sorted(those[each] for each in inside) for inside in sums]

    worlds = (world for world in product(atoms, repeat=len(true)) if told(world) == told(true))
    return {sum(world[each] in mask for each in inside) for world in worlds}


def test_the_attacker_sees_what_is_wrong() -> None:
    drawn = next(each for each in map(story, range(100)) if asked(Attack(each), lead(each)))
    told, attack = lead(drawn), Attack(drawn)
    for release, _ in asked(attack, told):
        assert too_narrow(attack, told, [*releases(told), release])
