"""Which posts the invented university has: its units come from the organisation's folder, never from here."""

from collections.abc import Sequence
from random import Random

from pipeline.demo.person import Post
from pipeline.demo.roles import ROLES, Role
from pipeline.month import Month
from pipeline.organisation.model import Organisation, Unit

# How much more or less often the staff of a unit and all below it are women than elsewhere.
CLIMATE: dict[str, float] = {
    "FGW": 0.06, "FGM": 0.11, "FER": -0.02, "FNT": -0.12, "FGL": 0.08,
    "SV-HRM": 0.12, "SV-ICT": -0.28, "SV-FAC": -0.17, "SV-MCO": 0.10,
}  # fmt: skip


def parents(organisation: Organisation, month: Month) -> dict[str, str | None]:
    """Per unit that exists in the month, the unit it stands under; None for the whole organisation."""
    return {code: unit.parent for code, unit in organisation.units_in(month).items()}


def branch(code: str, above: dict[str, str | None]) -> str:
    """The faculty or service organisation a unit belongs to; the root stands for itself."""
    parent = above[code]
    while parent is not None and above[parent] is not None:
        code, parent = parent, above[parent]
    return code


def climate(code: str, above: dict[str, str | None]) -> float:
    """The climate of the nearest unit on the way up that has one; 0 where none has."""
    here: str | None = code
    while here is not None:
        if here in CLIMATE:
            return CLIMATE[here]
        here = above[here]
    return 0.0


def posts(organisation: Organisation, month: Month, rng: Random) -> tuple[Post, ...]:
    """Every post at the start, one row each, spread over the units of that month."""
    units = tuple(organisation.units_in(month).values())
    sizes = {unit.code: rng.uniform(0.65, 1.45) for unit in units}
    return tuple(post for role in ROLES.values() for post in _posts_of(role, units, sizes, rng))


def _posts_of(role: Role, units: Sequence[Unit], sizes: dict[str, float], rng: Random) -> tuple[Post, ...]:
    by_kind = dict(role.kinds)
    has_children = {unit.parent for unit in units}
    # A department with groups keeps a small staff of its own; most people work in the groups.
    weights = [
        by_kind.get(unit.kind, 0.0)
        * sizes[unit.code]
        * (0.4 if unit.code in has_children and unit.kind == "department" else 1.0)
        for unit in units
    ]
    places = rng.choices([unit.code for unit in units], weights, k=role.posts)
    scales = rng.choices([code for code, _ in role.ladder], [weight for _, weight in role.ladder], k=role.posts)
    return tuple(Post(unit, role.code, scale) for unit, scale in zip(places, scales, strict=True))
