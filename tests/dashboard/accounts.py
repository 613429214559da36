"""Accounts of refreshes, made by hand and written as the pipeline writes them."""

import json
from datetime import date
from pathlib import Path

from pipeline.published.accounts import (
    FOLDER,
    Account,
    Attacked,
    FileTaken,
    LevelRows,
    Remark,
    Replaced,
    SetAside,
)
from pipeline.published.plain import to_plain

WHY = {"nl": "eenheid staat niet in units.csv", "en": "the unit is not in units.csv"}
STOOD_OUT = {"nl": "De maand is korter dan de vorige.", "en": "The month is shorter than the one before."}
ATTACKER = {"nl": "een collega", "en": "a colleague"}
TAKEN = FileTaken(
    file="staff_2025-12.csv", source="people", month="2025-12", snapshot=date(2025, 12, 31), counted="person",
    read=240, accepted=230, set_aside=7, totals=3, heads=1234,
    reasons=(SetAside("Unit", "unknown_unit", WHY, 6, (6, 11, 13)), SetAside("", "empty", WHY, 1, (40,))),
    notices=(Remark("short", STOOD_OUT, "2025-12"),),
)  # fmt: skip
PUBLISHED = Account(
    "published", name="0002", number=2, day=date(2026, 1, 5), publication="3f9a1c07d2", files=(TAKEN,), skipped=2,
    replaced=(Replaced("2025-11", "staff_2025-11.csv", "staff_2025-11b.csv", 1200, 1210),),
    warnings=(Remark("grew", {"nl": "Het groeide.", "en": "It grew."}, "2025-12"),),
    levels=(LevelRows(0, "organisation", 6, 1, 2, 3, 4), LevelRows(1, "faculty", 30, 5, 7, 8, 9)),
    audit=(Attacked("colleague", ATTACKER, True, 41, 0), Attacked("outsider", {"nl": "een buitenstaander", "en": "an outsider"}, False, 41, 0)),
    withheld=("deans",),
)  # fmt: skip
SAME = Account("published", name="0001", number=1, day=date(2025, 12, 5), skipped=12)
STOPPED = Account(
    "stopped", name="0003", number=3, day=date(2026, 1, 6), stopped="HeldBack", exit_code=3,
    faults=(Remark("short", STOOD_OUT, "2026-01"),),
)  # fmt: skip


def written(processed: Path, *accounts: Account) -> None:
    """Write accounts under a processed folder."""
    folder = processed / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for each in accounts:
        (folder / f"{each.name}.json").write_text(json.dumps(to_plain(each)), encoding="utf-8")
