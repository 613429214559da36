"""How an organisation protects its figures, as frozen values. Read by `policy_file.py`; this file touches no disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Mode = Literal["suppress", "round"]  # leave out what cannot be shown, or round small counts
Readers = Literal["inside", "outside"]


@dataclass(frozen=True)
class Shield:
    """How the counts of a target group are protected. All in heads; the defaults are for readers inside."""

    protected: bool = True  # False: a decision that these counts are no secret here
    k: int = 5  # a count of 1 to k - 1, of members or of the others, must not be known
    n_min: int = 10  # a smaller base is not shown, whatever it holds
    all_or_none: bool = True  # below the organisation, that nobody or everybody belongs to it is a secret too


INSIDE = Shield()
OUTSIDE = Shield(k=10, n_min=25)


@dataclass(frozen=True)
class Decision:
    """A dated, signed decision to protect less than the defaults do. Published with the figures."""

    decided_on: date
    signed_by: str  # a function or body, never a person's name
    reason: Mapping[str, str]


@dataclass(frozen=True)
class Audience:
    """A closed audience: who may see more of some units, in confidence, through login only."""

    code: str
    name: Mapping[str, str]
    units: tuple[str, ...]  # the tops of the subtrees it may see
    members: tuple[str, ...]  # functions or log-in roles, never a person's name
    shield: Shield
    decision: Decision


@dataclass(frozen=True)
class Policy:
    """How figures are protected: policy.toml. Without that file: these defaults."""

    mode: Mode = "suppress"
    readers: Readers = "inside"
    default: Shield = Shield()
    shields: Mapping[str, Shield] = field(default_factory=dict[str, Shield])  # by group; others have the default
    rhythm: Mapping[str, int] = field(default_factory=dict[str, int])  # unit kind -> months; others: from headcounts
    movers: int = 5  # a new value tells of at least so many who came or went, or of nobody
    block_months: int = 12  # what is hidden stays hidden for so long
    block_start: int = 1  # calendar month in which blocks start
    carry_months: int = 24  # how long an earlier value stands when no new one may be given
    audiences: tuple[Audience, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def shield(self, groups: tuple[str, ...]) -> Shield:
        """The strictest protection among groups that are shown and hidden together."""
        found = [self.shields.get(group, self.default) for group in groups]
        return Shield(
            protected=any(each.protected for each in found),
            k=max(each.k for each in found),
            n_min=max(each.n_min for each in found),
            all_or_none=any(each.all_or_none for each in found),
        )
