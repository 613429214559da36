"""The ministry's own table, where its document is present: all of its activities, none lost or merged."""

import hashlib
import re
from pathlib import Path

import pytest

from registers import OWNER, Registers, activities, bring_in_activities, read_activities, todos
from registers.keep.bring_in import activities_of
from tests.registers.drawn import ADVISOR, NOON

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "003_3721076b578a2d50.txt"
ACTIVITIES = 24  # counted by hand
# Of its keys, before a table could have links: whoever brought it in then, must not get it twice.
KEYS = "ab138b09210c353aa0abcf3e8de1968373e45ecc8e5223ea9372286933d57c83"


@pytest.fixture
def content() -> bytes:
    if not SEED.is_file():
        pytest.skip("the folder with the ministry's table is not present")
    return SEED.read_bytes()


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_every_line_is_accounted_for(content: bytes) -> None:
    found = read_activities(content, SEED.name)
    lines = [line for line in content.decode().split("\n") if line.strip()]
    assert (len(found.rows), len(found.loose), found.lines) == (ACTIVITIES, 4, len(lines))
    # The slow twin: whatever has tabs in it and is not the headings is an activity.
    tabbed = [line for line in lines if "\t" in line][1:]
    assert len(tabbed) == ACTIVITIES
    for line, row in zip(tabbed, found.rows, strict=True):
        words = [word for cell in line.split("\t") for word in plain(cell).split()]
        kept = " ".join(row.words.values()).split()
        assert [word for word in words if word not in kept] == []


def test_without_columns_for_links_it_comes_out_as_before_there_were_any(content: bytes) -> None:
    entries = activities_of(read_activities(content, SEED.name), SEED.name, "ministry", {})
    assert {(*each.groups, *each.bands, *each.targets) for _, each in entries} == {()}
    assert hashlib.sha256(" ".join(key for key, _ in entries).encode()).hexdigest() == KEYS


def test_what_is_still_to_do_is_visible(content: bytes, registers: Registers) -> None:
    found = bring_in_activities(registers, (content, SEED.name), ("ministry", {}), ADVISOR, NOON)
    assert (found.added, found.already) == (ACTIVITIES, 0)
    kept = activities(registers, None)
    assert len(kept) == ACTIVITIES
    assert len({each.key for each in kept}) == ACTIVITIES
    at = {
        code: [each.activity.value.source for each in todos(kept) for finding in each.findings if finding.code == code]
        for code in (*OWNER, "date_missing", "plan_to_write", "placeholder")
    }
    lines = {code: [int((source or "")[-5:]) for source in sources] for code, sources in at.items()}
    assert lines == {
        "owner_missing": [],
        "owner_open": [19, 20],
        "owner_redacted": [9, 10, 21, 23],
        "date_missing": [33],
        "plan_to_write": [16, 18, 19, 20],
        "placeholder": [16, 18, 19, 20],
    }
