"""Draws one person for a post: who comes, how old, on what contract, and what the person declares."""

from random import Random

from pipeline.demo.person import Person, Post, Second
from pipeline.demo.roles import ROLES, STUDENT, SUPPORT, Ages, Role, outside_europe_share, women_share
from pipeline.demo.staffing import branch, climate
from pipeline.month import Month

LETTERS = "bcdfghjkmnpqrstvwxz"  # no vowels: a code can never spell a word or a name
SHAPE = "LDLDLDLLDL"  # never more than one digit in a row: not a BSN, a phone number or an account
HIRING_LIFT = 0.06  # among newcomers from outside there are more women than in the standing staff
UNTOLD = 0.115  # share that does not declare an origin; giving it is voluntary
UNTOLD_NEW = 0.15
PAID_AHEAD = 0.045
SECOND_APPOINTMENT = 0.045
GROWN_UP = 18 * 12  # months
TWO_JOBS = {"assistant-professor", "associate-professor", "professor", "support"}


def pseudonym(rng: Random, taken: set[str]) -> str:
    """A code that no one else has, and adds it to those taken."""
    while True:
        code = "".join(rng.choice(LETTERS) if kind == "L" else str(rng.randrange(10)) for kind in SHAPE)
        if code not in taken:
            taken.add(code)
            return code


class Draw:
    """Draws people for one month's units. Holds the source of chance and the pseudonyms in use."""

    def __init__(self, rng: Random) -> None:
        """Starts without units: `above` is set for each month by whoever draws."""
        self.rng = rng
        self.taken: set[str] = set()
        self.above: dict[str, str | None] = {}

    def person(self, post: Post, month: Month, *, newcomer: bool) -> Person:
        """A person for the post: someone hired this month, or someone who has been there for a while."""
        rng, role = self.rng, ROLES[post.role]
        since, until = _contract(role, month, rng, newcomer=newcomer)
        age = _age(role.ages_hired if newcomer else role.ages, rng)
        origin = _origin(role, post.scale, rng)
        silent = rng.random() < (UNTOLD_NEW if newcomer else UNTOLD) * (1.25 if origin == "outside-europe" else 1.0)
        second = self._second(post) if post.role in TWO_JOBS and rng.random() < SECOND_APPOINTMENT else None
        fte = rng.choices([factor for factor, _ in role.fte], [weight for _, weight in role.fte])[0]
        return Person(
            pseudonym=pseudonym(rng, self.taken),
            born=month.plus(-age),
            gender=self._gender(post, role, newcomer=newcomer),
            origin=origin,
            born_abroad=rng.random() < _abroad(role, origin),
            tells_origin=not silent,
            tells_birth=rng.random() < (0.3 if silent else 0.99),
            role=post.role,
            scale=post.scale,
            ahead=rng.random() < PAID_AHEAD and post.scale not in ("SA", "P", "18", "H1"),
            unit=post.unit,
            fte=min(fte, 0.8) if second else fte,
            # Nobody was on the staff before coming of age.
            since=max(since, month.plus(GROWN_UP - age)),
            until=until,
            second=second,
        )

    def _gender(self, post: Post, role: Role, *, newcomer: bool) -> str:
        rare = self.rng.random()
        if rare < 0.006:
            return "x" if rare < 0.003 else "unknown"
        lift = HIRING_LIFT if newcomer and role is not STUDENT else 0.0
        share = women_share(role, post.scale) + climate(post.unit, self.above) + lift
        return "f" if self.rng.random() < share else "m"

    def _second(self, post: Post) -> Second | None:
        here = branch(post.unit, self.above)
        # Never in the same faculty, so that no later merger can join the two appointments into one unit.
        elsewhere = [code for code in self.above if branch(code, self.above) not in (here, code)]
        return Second(self.rng.choice(elsewhere), self.rng.choice((0.1, 0.2, 0.2, 0.4))) if elsewhere else None


def _age(ages: Ages, rng: Random) -> int:
    youngest, common, oldest = ages
    return int(rng.triangular(youngest * 12, oldest * 12, common * 12))


def _origin(role: Role, scale: str, rng: Random) -> str:
    outside = outside_europe_share(role, scale)
    chance = rng.random()
    if chance < outside:
        return "outside-europe"
    return "europe" if chance < outside + role.europe else "netherlands"


def _abroad(role: Role, origin: str) -> float:
    if origin == "netherlands":
        return 0.02
    # Researchers are recruited abroad; support staff with an origin abroad were often born here.
    return 0.45 if role is SUPPORT else 0.88


def _contract(role: Role, month: Month, rng: Random, *, newcomer: bool) -> tuple[Month, Month | None]:
    if rng.random() >= role.temporary:
        return (month if newcomer else month.plus(-rng.randrange(1, 180))), None
    length = rng.randint(*role.contract)
    served = 0 if newcomer else rng.randrange(length)
    until = month.plus(length - served - 1)
    return month.plus(-served), _end_of_term(until) if role is STUDENT else until


def _end_of_term(month: Month) -> Month:
    """Student contracts end with the term: 31 January or 31 August, whichever comes next."""
    if month.number == 1 or month.number > 8:
        return month if month.number == 1 else Month(month.year + 1, 1)
    return Month(month.year, 8)
