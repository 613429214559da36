"""How the staff changes from month to month: people leave, climb, declare, are promoted and are hired."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from pipeline.demo.person import Person, Post
from pipeline.demo.reorganise import Successors
from pipeline.demo.roles import ROLES, SUPPORT, step_of
from pipeline.demo.staffing import branch, parents, posts
from pipeline.demo.traits import Draw
from pipeline.month import Month
from pipeline.organisation.model import Organisation

BURN_IN = 12  # months lived before the first export, so that vacancies and contracts have settled
RETIREMENT = 67
DECLARES = 0.004  # chance per month that someone who kept silent declares after all
PREFERENCE = 1.3  # how much more often a woman is chosen among equal candidates for promotion
# Yearly growth in posts: lean years follow the fat ones, as everywhere in Dutch universities.
GROWTH: dict[int, float] = {2022: 0.015, 2023: 0.015, 2024: 0.01, 2025: -0.008, 2026: -0.012}


def staff_by_month(
    organisation: Organisation, first: Month, months: int, seed: int
) -> Iterator[tuple[Month, tuple[Person, ...]]]:
    """Everyone in service on the last day of each month, in order of unit and pseudonym.

    The same seed gives the same people.
    """
    careers = Careers(organisation, first.plus(-BURN_IN), Random(seed))
    for offset in range(1 - BURN_IN, months):
        month = first.plus(offset)
        careers.live(month)
        if offset >= 0:
            order = {code: place for place, code in enumerate(organisation.units_in(month))}
            yield month, tuple(sorted(careers.staff, key=lambda each: (order[each.unit], each.pseudonym)))


class Careers:
    """The staff and its vacancies. `live` lets one month pass."""

    def __init__(self, organisation: Organisation, start: Month, rng: Random) -> None:
        """Staffs every post of the start month."""
        self._organisation = organisation
        self._rng = rng
        self._draw = Draw(rng)
        self._draw.above = parents(organisation, start)
        self.staff = [self._draw.person(post, start, newcomer=False) for post in posts(organisation, start, rng)]
        self._vacancies: list[Post] = []

    def live(self, month: Month) -> None:
        """One month passes: first the organisation changes, then the people in it."""
        self._reorganise(month)
        self._let_go(month)
        self.staff = [self._develop(person) for person in self.staff]
        self._grow(month)
        self._fill(month)

    def _reorganise(self, month: Month) -> None:
        self._draw.above = parents(self._organisation, month)
        heir = Successors(self._organisation, month, self._rng)
        self.staff = [_moved(person, heir) for person in self.staff]
        self._vacancies = [replace(post, unit=heir.of(post.unit)) for post in self._vacancies]

    def _let_go(self, month: Month) -> None:
        staying: list[Person] = []
        for person in self.staff:
            if self._stays(person, month):
                staying.append(person)
            else:
                self._vacancies.append(Post(person.unit, person.role, self._vacant_scale(person)))
        self.staff = staying

    def _stays(self, person: Person, month: Month) -> bool:
        ended = person.until is not None and person.until < month
        return not ended and person.age_in(month) < RETIREMENT and self._rng.random() >= ROLES[person.role].leaves / 12

    def _vacant_scale(self, person: Person) -> str:
        # Support posts are graded; a researcher's successor starts again at the foot of the ladder.
        return person.scale if person.role == SUPPORT.code else ROLES[person.role].ladder[0][0]

    def _develop(self, person: Person) -> Person:
        role = ROLES[person.role]
        if role.climbs and self._rng.random() < role.climbs / 12:
            step = min(step_of(role, person.scale) + 1, len(role.ladder) - 1)
            person = replace(person, scale=role.ladder[step][0], ahead=False)
        if not person.tells_origin and self._rng.random() < DECLARES:
            person = replace(person, tells_origin=True, tells_birth=True)
        return person

    def _grow(self, month: Month) -> None:
        change = GROWTH.get(month.year, 0.0) / 12 * len(self.staff)
        count = int(change) + (1 if self._rng.random() < change - int(change) else 0)
        if change >= 0:
            models = [self._rng.choice(self.staff) for _ in range(count)]
            self._vacancies += [Post(model.unit, model.role, self._vacant_scale(model)) for model in models]
        else:
            # Nobody is dismissed in lean years: vacancies are struck out.
            for _ in range(min(round(-change), len(self._vacancies))):
                self._vacancies.pop(self._rng.randrange(len(self._vacancies)))

    def _fill(self, month: Month) -> None:
        open_posts, self._vacancies = self._vacancies, []
        for post in open_posts:
            if self._rng.random() >= ROLES[post.role].fills:
                self._vacancies.append(post)
            elif self._rng.random() >= ROLES[post.role].internal or not self._promote(post, month):
                self.staff.append(self._draw.person(post, month, newcomer=True))

    def _promote(self, post: Post, month: Month) -> bool:
        """Fills a post from within, which leaves another vacancy. False when nobody is ready."""
        here = branch(post.unit, self._draw.above)
        ready = [place for place, person in enumerate(self.staff) if self._ready(person, post, month)]
        ready = [place for place in ready if branch(self.staff[place].unit, self._draw.above) == here]
        own = [place for place in ready if self.staff[place].unit == post.unit]
        candidates = own or ready
        if not candidates:
            return False
        weights = [PREFERENCE if self.staff[place].gender == "f" else 1.0 for place in candidates]
        place = self._rng.choices(candidates, weights)[0]
        person = self.staff[place]
        self._vacancies.append(Post(person.unit, person.role, self._vacant_scale(person)))
        until = None if person.until is None or not ROLES[post.role].temporary else month.plus(35)
        self.staff[place] = replace(person, unit=post.unit, role=post.role, scale=post.scale, ahead=False, until=until)
        return True

    def _ready(self, person: Person, post: Post, month: Month) -> bool:
        role = ROLES[post.role]
        if person.role != role.feeder or person.since.months_until(month) < role.experience:
            return False
        if role is not SUPPORT:
            return True
        return step_of(role, person.scale) == step_of(role, post.scale) - 1


def _moved(person: Person, heir: Successors) -> Person:
    unit = heir.of(person.unit)
    second = person.second and replace(person.second, unit=heir.of(person.second.unit))
    return person if (unit, second) == (person.unit, person.second) else replace(person, unit=unit, second=second)
