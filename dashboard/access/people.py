"""Who somebody is to the dashboard: the roles that were granted, and over which units. No names beyond their own."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["advisor", "board", "ambassador", "dean"]
ROLES: tuple[Role, ...] = get_args(Role)
EVERY_UNIT = "*"
# Whose role is about the organisation as a whole; the others answer for units that a grant names.
OF_THE_WHOLE: tuple[Role, ...] = ("advisor", "board")


@dataclass(frozen=True)
class Grant:
    """One role somebody has. `units`: codes, or EVERY_UNIT; `audiences`: the closed audiences it belongs to."""

    role: Role
    units: frozenset[str] = frozenset({EVERY_UNIT})
    audiences: frozenset[str] = frozenset()

    @property
    def of_all(self) -> bool:
        """Whether it reaches every unit."""
        return EVERY_UNIT in self.units


@dataclass(frozen=True)
class Person:
    """Who is looking. Without a grant somebody sees nothing. `called` is shown to themselves only; may be empty.

    `subject` is what is written down of who wrote something: the same for the same person, and no name; empty when the
    login gives none, and then nothing can be written.
    """

    called: str
    grants: tuple[Grant, ...]
    subject: str = ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Each role once, in the order of ROLES."""
        held = {grant.role for grant in self.grants}
        return tuple(role for role in ROLES if role in held)

    @property
    def audiences(self) -> frozenset[str]:
        """The closed audiences they belong to."""
        return frozenset[str]().union(*(grant.audiences for grant in self.grants))


NOBODY = Person("", ())
# Without a login the pages are served to their own machine only, to whoever runs the refresh there. What is given in
# confidence is delivered through a login only, so this is no member of any audience.
ON_OWN_MACHINE = Person("", (Grant("advisor"),), "this-machine")
