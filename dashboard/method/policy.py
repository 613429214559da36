"""The policy in force in plain sentences: how this publication is protected, and what was decided about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.standing import Names
from dashboard.wording.words import Words


def policy_sentences(policy: Mapping[str, Any], groups: Mapping[str, Names], words: Words) -> tuple[str, ...]:
    """`policy` of about.json as sentences; `groups` are names by code. One sentence that says so when it is empty."""
    if not policy:
        return (words("method_policy_unstated"),)
    rounded, outside = policy["mode"] == "round", policy["readers"] == "outside"
    return (
        words("method_policy_round" if rounded else "method_policy_suppress"),
        words("method_policy_outside" if outside else "method_policy_inside"),
        _shield(policy["default"], words),
        *_exceptions(policy, groups, words),
        words("method_policy_movers", n=policy["movers"]),
        words("method_policy_block", n=policy["block_months"], month=_month_name(policy["block_start"], words)),
        words("method_policy_carry", n=policy["carry_months"]),
        *_rhythm(policy["rhythm"], words),
        *_decided(policy, words),
    )


def audience_sentences(policy: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """The closed audiences, each with its decision; one sentence when there are none."""
    if not policy:
        return (words("method_policy_unstated"),)
    audiences = policy.get("audiences", ())
    if not audiences:
        return (words("method_privacy_closed_none"),)
    named = (
        words("method_privacy_closed_one", name=words.name(each["name"]), **_decision(each["decision"], words))
        for each in audiences
    )
    return (words("method_privacy_closed_is"), *named)


def _shield(shield: Mapping[str, Any], words: Words) -> str:
    if not shield["protected"]:
        return words("method_policy_group_open")
    parts = (
        words("method_policy_shield", last=shield["k"] - 1),
        words("method_policy_ends" if shield["all_or_none"] else "method_policy_ends_open"),
        words("method_policy_base", least=shield["n_min"]),
    )
    return " ".join(parts)


def _exceptions(policy: Mapping[str, Any], groups: Mapping[str, Names], words: Words) -> tuple[str, ...]:
    return tuple(
        words("method_policy_group", group=words.name(groups.get(code, {"": code})), said=_shield(shield, words))
        for code, shield in policy["groups"].items()
        if shield != policy["default"]
    )


def _rhythm(rhythm: Mapping[str, int], words: Words) -> tuple[str, ...]:
    named = tuple(
        words("method_policy_rhythm_monthly" if months == 1 else "method_policy_rhythm", kind=kind, n=months)
        for kind, months in rhythm.items()
    )
    # A kind that is not named follows its headcounts, and nobody names all kinds by accident.
    return (*named, words("method_policy_rhythm_sizes"))


def _decided(policy: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    if not policy["decisions"]:
        return (words("method_policy_no_decision"),)
    return tuple(words("method_policy_decision", **_decision(each, words)) for each in policy["decisions"])


def _decision(decision: Mapping[str, Any], words: Words) -> dict[str, str]:
    return {
        "by": decision["signed_by"],
        "on": words.day(date.fromisoformat(decision["decided_on"])),
        "reason": words.name(decision["reason"]).rstrip("."),
    }


def _month_name(number: int, words: Words) -> str:
    return words.month(date(2000, number, 1)).split()[0]
