"""What an audit is given besides the publications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.audit.knowledge import ATTACKERS, Attacker, Restricted
from pipeline.audit.requirements import Requirement
from pipeline.audit.source import Published
from pipeline.audit.witnesses import Witness
from pipeline.organisation.policy import Policy, Shield

SHIELD = ("protected", "k", "n_min", "all_or_none")


@dataclass(frozen=True)
class Case:
    """All optional; the more there is, the stronger the attackers.

    With `restricted` and `duties` (see requirements) every duty is judged. Without, every hidden figure is judged
    by what the files alone tell of it, and the colleague and the insider are not judged. `witnesses` are per attribute.
    """

    restricted: Restricted | None = None
    duties: Sequence[Requirement] | None = None
    witnesses: Mapping[str, Sequence[Witness]] = field(default_factory=dict[str, Sequence[Witness]])
    policy: Policy = field(default_factory=Policy)
    attackers: tuple[Attacker, ...] = ATTACKERS

    def shield(self, attributes: Mapping[str, str], attribute: str) -> Shield:
        """How the groups of an attribute are protected: they are shown and hidden together."""
        return self.policy.shield(tuple(group for group, of in attributes.items() if of == attribute))


def policy_of(published: Published) -> Policy:
    """The policy that a publication says it was made under; the defaults where it says nothing."""
    said: Mapping[str, Any] = published.about.get("policy", {})
    shields = {group: _shield(values) for group, values in said.get("groups", {}).items()}
    return Policy(mode=said.get("mode", "suppress"), default=_shield(said.get("default", {})), shields=shields)


def _shield(values: Mapping[str, Any]) -> Shield:
    return replace(Shield(), **{name: values[name] for name in SHIELD if name in values})
