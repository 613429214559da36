"""What is still to be done about an activity: no owner, no date, words that only hold a place? Pure.

The rules look at what stands there; who owns an activity in the words of a sentence is for a person to judge.
"""

import re
from dataclasses import dataclass
from typing import Literal

from registers.intake.when import PLAN_WORDS
from registers.model.activity import WORDS, Activity
from registers.model.texts import BLANKED

Code = Literal[
    "owner_missing", "owner_open", "owner_redacted", "date_missing", "date_open", "date_unread", "plan_to_write",
    "placeholder",
]  # fmt: skip
OWNER: tuple[Code, ...] = ("owner_missing", "owner_open", "owner_redacted")
DATE: tuple[Code, ...] = ("date_missing", "date_open", "date_unread", "plan_to_write")

_OPEN = re.compile(
    r"(?<!\w)(?:ntb|n\.t\.b\.?|nnb|n\.n\.b\.?|tbd|tbc|nader te bepalen|nog te bepalen|to be determined)(?!\w)",
    re.IGNORECASE,
)
_OPEN_ALONE = re.compile(r"\s*(?:\?+|x{2,}|\.{2,}|…|pm|p\.m\.|tba|todo|onbekend|unknown)\s*", re.IGNORECASE)
_NONE = re.compile(r"\s*(?:nvt|n\.v\.t\.?|n/a|niet van toepassing|not applicable|[-–—/]*)\s*", re.IGNORECASE)  # noqa: RUF001
# How a name is blacked out in a document that was made public: the article of the law stands in its place.
_REDACTED = re.compile(r"\b(?:5\.[12]\.\d{1,2}\.?[a-z]?|10\.2\.?[a-g])(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One thing to do, at one of the seven columns."""

    code: Code
    field: str


def work_to_do(activity: Activity) -> tuple[Finding, ...]:
    """Everything that is still to be done; nothing for an activity that is done or was stopped."""
    if activity.ended:
        return ()
    found = [*_owner(activity.who), *_date(activity)]
    if activity.phase in (None, "to_plan"):
        found += [Finding("plan_to_write", name) for name in WORDS if PLAN_WORDS.search(_words(activity, name))]
    others = (name for name in WORDS if name not in ("who", "period"))
    found += [Finding("placeholder", name) for name in others if _is_open(_words(activity, name))]
    return tuple(found)


def _owner(who: str) -> list[Finding]:
    if _NONE.fullmatch(who):
        return [Finding("owner_missing", "who")]
    if _is_open(who):
        return [Finding("owner_open", "who")]
    if who.strip() == BLANKED or (_REDACTED.search(who) and not re.search(r"\w", _REDACTED.sub("", who))):
        return [Finding("owner_redacted", "who")]
    return []


def _date(activity: Activity) -> list[Finding]:
    if activity.first_day or activity.last_day or activity.recurrence:
        return []
    if _NONE.fullmatch(activity.period):
        return [Finding("date_missing", "period")]
    if _is_open(activity.period):
        return [Finding("date_open", "period")]
    return [] if PLAN_WORDS.search(activity.period) else [Finding("date_unread", "period")]


def _is_open(words: str) -> bool:
    return bool(_OPEN.search(words) or _OPEN_ALONE.fullmatch(words))


def _words(activity: Activity, name: str) -> str:
    return str(getattr(activity, name))
