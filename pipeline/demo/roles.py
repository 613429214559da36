"""What kinds of staff a university has, and how each of them comes, climbs and goes.

The shares and rates are invented. They are set so that the outcome resembles the yearly figures Dutch
universities publish together: fewer women with every scale, and a slow rise.
"""

from dataclasses import dataclass

Ages = tuple[int, int, int]  # youngest, most common, oldest


@dataclass(frozen=True)
class Role:
    """One kind of staff. Rates are per year, shares are 0-1, contracts in months."""

    code: str
    posts: int
    ladder: tuple[tuple[str, float], ...]  # scale and its weight, low to high
    women: float
    outside_europe: float
    europe: float
    ages: Ages  # of those in service
    ages_hired: Ages
    leaves: float  # on top of contracts that end and retirement
    fills: float  # chance that a vacancy is filled within the month
    fte: tuple[tuple[float, float], ...]  # part-time factor and its weight
    kinds: tuple[tuple[str, float], ...]  # kind of unit and the weight of this role there
    ufo: tuple[str, ...]  # one profile per step of the ladder, the last one goes on
    climbs: float = 0.0  # chance to move one step up the ladder without a vacancy
    temporary: float = 0.0  # share on a temporary contract
    contract: tuple[int, int] = (48, 48)  # shortest and longest
    feeder: str | None = None  # the role a vacancy can be filled from
    internal: float = 0.0  # share of vacancies filled from the feeder
    experience: int = 24  # months of service someone from the feeder needs


_RESEARCH = (("department", 1.0), ("group", 0.7))

STUDENT = Role(
    code="student-assistant", posts=330, ladder=(("SA", 1.0),), women=0.55, outside_europe=0.09, europe=0.09,
    ages=(19, 21, 25), ages_hired=(19, 21, 24), leaves=0.10, fills=0.85,
    fte=((0.2, 4), (0.25, 2), (0.3, 2), (0.4, 1)), kinds=(("department", 1.0), ("group", 0.2)),
    ufo=("Student-assistent",), temporary=1.0, contract=(5, 11),
)  # fmt: skip
PHD = Role(
    code="phd", posts=900, ladder=(("P", 1.0),), women=0.475, outside_europe=0.31, europe=0.19,
    ages=(24, 26, 33), ages_hired=(23, 25, 31), leaves=0.035, fills=0.45,
    fte=((1.0, 9), (0.8, 1)), kinds=_RESEARCH, ufo=("Promovendus",), temporary=1.0, contract=(48, 48),
)  # fmt: skip
POSTDOC = Role(
    code="postdoc", posts=370, ladder=(("10", 4.2), ("11", 1.0)), women=0.44, outside_europe=0.20, europe=0.21,
    ages=(28, 31, 42), ages_hired=(27, 30, 38), leaves=0.08, fills=0.4, fte=((1.0, 8), (0.8, 2), (0.6, 1)),
    kinds=_RESEARCH, ufo=("Onderzoeker 4", "Onderzoeker 3"), climbs=0.06, temporary=0.9, contract=(24, 48),
    feeder="phd", internal=0.2, experience=44,
)  # fmt: skip
LECTURER = Role(
    code="lecturer", posts=260, ladder=(("10", 3.0), ("11", 1.5), ("12", 0.4)), women=0.52, outside_europe=0.035,
    europe=0.08, ages=(25, 34, 64), ages_hired=(24, 30, 55), leaves=0.08, fills=0.5,
    fte=((1.0, 3), (0.8, 4), (0.6, 2), (0.5, 2), (0.4, 1)), kinds=(("department", 1.0), ("group", 0.2)),
    ufo=("Docent 4", "Docent 3", "Docent 2"), climbs=0.06, temporary=0.4, contract=(36, 48),
)  # fmt: skip
ASSISTANT = Role(
    code="assistant-professor", posts=480, ladder=(("11", 1.0), ("12", 1.1)), women=0.425, outside_europe=0.09,
    europe=0.17, ages=(30, 37, 64), ages_hired=(29, 34, 46), leaves=0.05, fills=0.35,
    fte=((1.0, 7), (0.8, 3), (0.6, 1)), kinds=_RESEARCH, ufo=("Universitair docent 2", "Universitair docent 1"),
    climbs=0.12, feeder="postdoc", internal=0.25,
)  # fmt: skip
ASSOCIATE = Role(
    code="associate-professor", posts=240, ladder=(("13", 1.4), ("14", 1.0)), women=0.335, outside_europe=0.058,
    europe=0.13, ages=(36, 46, 66), ages_hired=(36, 42, 55), leaves=0.035, fills=0.3,
    fte=((1.0, 7), (0.8, 3)), kinds=_RESEARCH, ufo=("Universitair hoofddocent 2", "Universitair hoofddocent 1"),
    climbs=0.09, feeder="assistant-professor", internal=0.75,
)  # fmt: skip
PROFESSOR = Role(
    code="professor", posts=215, ladder=(("H2", 2.0), ("H1", 1.0)), women=0.235, outside_europe=0.028, europe=0.12,
    ages=(42, 55, 67), ages_hired=(41, 47, 60), leaves=0.03, fills=0.25,
    fte=((1.0, 7), (0.8, 2), (0.2, 1)), kinds=_RESEARCH, ufo=("Hoogleraar 2", "Hoogleraar 1"),
    climbs=0.04, feeder="associate-professor", internal=0.6,
)  # fmt: skip
SUPPORT = Role(
    code="support", posts=1410,
    ladder=(
        ("3", 1.5), ("4", 3), ("5", 5), ("6", 9), ("7", 12), ("8", 13), ("9", 11), ("10", 16), ("11", 12), ("12", 8),
        ("13", 4.5), ("14", 2.2), ("15", 1.1), ("16", 0.5), ("17", 0.15), ("18", 0.05),
    ),
    women=0.61, outside_europe=0.045, europe=0.06, ages=(21, 41, 67), ages_hired=(21, 28, 58), leaves=0.065, fills=0.4,
    fte=((1.0, 9), (0.9474, 3), (0.8421, 3), (0.8, 4), (0.6316, 3), (0.5263, 1), (0.4211, 1)),
    kinds=(
        ("office", 9.0), ("service-department", 12.5), ("team", 10.0), ("department", 1.2), ("group", 0.3),
        ("faculty", 0.5), ("service", 0.8),
    ),
    ufo=(
        "Medewerker facilitair", "Medewerker facilitair", "Administratief medewerker", "Administratief medewerker",
        "Administratief secretarieel medewerker", "Managementassistent", "Medewerker bedrijfsprocessen",
        "Beleidsmedewerker 4", "Beleidsmedewerker 3", "Beleidsmedewerker 2", "Afdelingshoofd 3", "Afdelingshoofd 2",
        "Directeur 3", "Directeur 2", "Directeur 1",
    ),
    feeder="support", internal=0.3,
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.code: role for role in (STUDENT, PHD, POSTDOC, LECTURER, ASSISTANT, ASSOCIATE, PROFESSOR, SUPPORT)
}

# Support staff is one ladder from doorman to director, so its share of women falls along the way.
SUPPORT_WOMEN: dict[str, float] = {"11": 0.55, "12": 0.51, "13": 0.46, "14": 0.42, "15": 0.36, "16": 0.33, "17": 0.3}
SUPPORT_OUTSIDE_EUROPE: dict[str, float] = {"11": 0.075, "12": 0.07, "13": 0.06, "14": 0.05}


def women_share(role: Role, scale: str) -> float:
    """The share of women among people of that role and scale, before the climate of the unit."""
    return SUPPORT_WOMEN.get(scale, role.women) if role is SUPPORT else role.women


def outside_europe_share(role: Role, scale: str) -> float:
    """The share with an origin outside Europe among people of that role and scale."""
    return SUPPORT_OUTSIDE_EUROPE.get(scale, role.outside_europe) if role is SUPPORT else role.outside_europe


def step_of(role: Role, scale: str) -> int:
    """How far up the role's ladder a scale stands, from 0."""
    return [code for code, _ in role.ladder].index(scale)


def profile(role: Role, scale: str) -> str:
    """The UFO profile that goes with a role and scale."""
    return role.ufo[min(step_of(role, scale), len(role.ufo) - 1)]
