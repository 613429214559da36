"""What does a publication say of how it is protected? The policy in plain values, with what was decided by whom."""

from collections.abc import Mapping
from typing import Any

from pipeline.organisation.model import Group, Organisation
from pipeline.organisation.policy import Decision, Shield


def policy_in_force(organisation: Organisation) -> Mapping[str, Any]:
    """The policy as about.json has it.

    Per group the protection that really holds: groups of one attribute are shown and hidden together, so theirs is
    the strictest among them. Of a closed audience only that it exists and who decided so: its units, members and
    thresholds are its own affair.
    """
    policy = organisation.policy
    return {
        "mode": policy.mode,
        "readers": policy.readers,
        "default": _shield(policy.default),
        "groups": {group.code: _shield(_holds(organisation, group)) for group in organisation.groups},
        "rhythm": dict(policy.rhythm),
        "movers": policy.movers,
        "block_months": policy.block_months,
        "block_start": policy.block_start,
        "carry_months": policy.carry_months,
        "decisions": [_decision(each) for each in policy.decisions],
        "audiences": [
            {"code": each.code, "name": dict(each.name), "decision": _decision(each.decision)}
            for each in policy.audiences
        ],
    }


def _holds(organisation: Organisation, group: Group) -> Shield:
    together = tuple(each.code for each in organisation.groups if each.attribute == group.attribute)
    return organisation.policy.shield(together)


def _shield(shield: Shield) -> Mapping[str, Any]:
    return {
        "protected": shield.protected,
        "k": shield.k,
        "n_min": shield.n_min,
        "all_or_none": shield.all_or_none,
    }


def _decision(decision: Decision) -> Mapping[str, Any]:
    return {
        "decided_on": str(decision.decided_on),
        "signed_by": decision.signed_by,
        "reason": dict(decision.reason),
    }
