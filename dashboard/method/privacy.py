"""The privacy page for employees and works councils. The long form, with how it was measured, is docs/privacy.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.method.policy import audience_sentences, policy_sentences
from dashboard.standing import Names
from dashboard.wording.words import Words


@dataclass(frozen=True)
class Section:
    """One part of the page: a heading, and what it says, a point each."""

    code: str
    title: str
    points: tuple[str, ...]


_POINTS = {
    "held": ("method_privacy_held_exports", "method_privacy_held_rows", "method_privacy_held_figures"),
    "row": ("method_privacy_row_nobody", "method_privacy_row_owner"),
    "shown": (
        "method_privacy_shown_roles",
        "method_privacy_shown_heads",
        "method_privacy_shown_why",
        "method_privacy_shown_audit",
    ),
    "upload": ("method_privacy_upload_is",),
    "promise": (
        "method_privacy_promise_friends",
        "method_privacy_promise_insider",
        "method_privacy_promise_worn",
        "method_privacy_promise_between",
        "method_privacy_promise_rules",
        "method_privacy_promise_held",
        "method_privacy_promise_hidden",
        "method_privacy_promise_traits",
    ),
    "ask": ("method_privacy_ask_is",),
}


def privacy(about: Mapping[str, Any], words: Words) -> tuple[Section, ...]:
    """The page in its order. `about` is about.json; of it the policy and the names of groups are used."""
    policy: Mapping[str, Any] = about.get("policy") or {}
    groups: dict[str, Names] = {entry["code"]: entry["name"] for entry in about["groups"]}
    points = {code: tuple(words(each) for each in found) for code, found in _POINTS.items()}
    points["policy"] = policy_sentences(policy, groups, words)
    points["closed"] = audience_sentences(policy, words)
    if policy.get("mode") == "round":
        points["promise"] += (words("method_privacy_promise_rounded"),)
    order = ("row", "held", "shown", "policy", "closed", "upload", "promise", "ask")
    return tuple(Section(code, words(f"method_privacy_{code}_title"), points[code]) for code in order)
