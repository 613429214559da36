"""Agreements and talks in one line: what a test does not say is ordinary."""

from datetime import UTC, date, datetime

from registers import Activity, Agreement, Conversation, Kept

AT = datetime(2025, 6, 1, 12, tzinfo=UTC)
NOW, TALKED, TODAY = date(2025, 12, 31), date(2025, 1, 14), date(2026, 1, 20)
HOSTILE = "<script>alert(1)</script> =1+1 '; DROP TABLE record; -- {0} {now} \u202e😀 *x* `y`"


def agreement(key: str = "a", **changes: object) -> Kept[Agreement]:
    facts = {
        "unit": "EXU-BEH", "target": "world-11-14", "aim": "Read vacancies again", "responsible": "Head of HR",
        "conversation": "talk",
    }  # fmt: skip
    return Kept(key, 1, Agreement(**{**facts, **changes}), AT, "s", "ambassador")  # type: ignore[arg-type]


def talk(
    key: str = "talk", unit: str = "EXU-BEH", day: date | None = TALKED, state: str = "held"
) -> Kept[Conversation]:
    return Kept(key, 1, Conversation(unit, state, day), AT, "s", "ambassador")  # type: ignore[arg-type]


def activity(key: str = "v", **changes: object) -> Kept[Activity]:
    facts = {"unit": "EXU-BEH", "what": "A ring of careers", "targets": ("world-11-14",)}
    return Kept(key, 1, Activity(**{**facts, **changes}), AT, "s", "ambassador")  # type: ignore[arg-type]
