"""Invented records and moments, so that a test shows only what matters in it."""

from datetime import UTC, date, datetime, timedelta

from registers.model.activity import Activity
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.record import Author

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
ADVISOR = Author("subject-1", "advisor")
AMBASSADOR = Author("subject-2", "ambassador")
# What people type: right to left, emoji, line ends of every kind, formulas, scripts, SQL, quotes, blanks.
ODD_TEXTS = (
    "שלום, العربية \u202eomgekeerd",
    "👩🏽‍🔬 é e\u0301 ﬀ",
    "een\r\ntwee\ndrie\rvier\n\n",
    '=HYPERLINK("x"); +1; -1; @a; \'b',
    "<script>alert(1)</script> &amp; <b>",
    "'); DROP TABLE changes; -- \" \\ %s :naam {x}",
    " voor en na \t",
    "'=al een aanhalingsteken",
)


def later(**passed: float) -> datetime:
    return NOON + timedelta(**passed)


def conversation(unit: str = "bmt", **given: object) -> Conversation:
    return Conversation(**{"unit": unit, "day": DAY, **given})  # type: ignore[arg-type]


def agreement(unit: str = "bmt", **given: object) -> Agreement:
    drawn = {"target": "women-15-up", "aim": "twee vacatures breed werven", "responsible": "hoofd onderzoek"}
    return Agreement(**{"unit": unit, **drawn, **given})  # type: ignore[arg-type]


def activity(unit: str = "bmt", **given: object) -> Activity:
    return Activity(**{"unit": unit, "what": "Proeflunch", **given})  # type: ignore[arg-type]
