"""Who works at the invented university: the values the simulation moves around."""

from dataclasses import dataclass

from pipeline.month import Month


@dataclass(frozen=True)
class Second:
    """A second, smaller appointment beside the main one, always in another unit."""

    unit: str
    fte: float


@dataclass(frozen=True)
class Person:
    """One person in one month. What is true of someone and what someone declared are kept apart."""

    pseudonym: str
    born: Month
    gender: str  # f, m, x or unknown
    origin: str  # netherlands, europe or outside-europe: true, whether declared or not
    born_abroad: bool
    tells_origin: bool
    tells_birth: bool
    role: str
    scale: str
    ahead: bool  # paid from the scale above the one of the function
    unit: str
    fte: float  # of the main appointment
    since: Month
    until: Month | None  # last month of a temporary contract; None: permanent
    second: Second | None = None

    def age_in(self, month: Month) -> int:
        """Age in whole years at the end of that month."""
        return self.born.months_until(month) // 12


@dataclass(frozen=True)
class Post:
    """A place on the staff: filled by a person, or vacant."""

    unit: str
    role: str
    scale: str
